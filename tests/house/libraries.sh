#!/bin/sh
# A foreign library has one home: its headers are included nowhere else.
#
#	libraries.sh [SOURCE_ROOT]
set -eu
house=$(cd "$(dirname "$0")" && pwd)
cd "${1:-${srcdir:-.}}"

# header, or folder of headers		where under src/, by how a path begins
homes='
curl/		fetch/
jansson.h	parse/ extract/ story/ render/ schedule/ config/ store/ fetch/ control/ job/ daemon/ cli/
libpsl.h	text/
libstemmer.h	text/
libxml/		text/ parse/ extract/
sqlite3.h	store/
unicode/	text/
uv.h		fetch/ control/ job/ daemon/ store/writer.
'

find src -name '*.[ch]' -exec awk -f "$house/code.awk" {} + | awk -v homes="$homes" '
BEGIN {
	count = split(homes, lines, "\n")
	for (i = 1; i <= count; i++)
		if (sub(/[ \t]+/, " ", lines[i]))
			home[substr(lines[i], 1, index(lines[i], " ") - 1)] = \
				substr(lines[i], index(lines[i], " "))
}

function is_home(path, library,		begins, count, i) {
	count = split(home[library], begins, " ")
	for (i = 1; i <= count; i++)
		if (index(path, "src/" begins[i]) == 1)
			return 1
	return 0
}

{
	looked = 1
	split($0, part, ":")
	code = substr($0, length(part[1] part[2]) + 3)
}

code ~ /^[ \t]*#[ \t]*include[ \t]*["<]/ {
	sub(/^[^"<]*["<]/, "", code)
	sub(/[">].*$/, "", code)
	for (library in home)
		if (index(code, library) == 1 && !is_home(part[1], library)) {
			print part[1] ":" part[2] ": " code " belongs in" home[library] " only"
			failed = 1
		}
}

END { exit failed || !looked }
'
