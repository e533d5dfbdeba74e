#!/bin/sh
# A reader who guesses where a thing is should be right, and find it small.
#
#	names.sh [SOURCE_ROOT [ARCHIVE]]
#
# - A name is that of one file, or of a header and its source, in the whole tree.
# - An external function is declared in a header of its own folder, and begins
#   with the name of that header (or its singular) or of a type defined in it.
#   (fetch/libcurl has what libcurl declares, by the names it gives.)
# - No function is over 80 lines, no file over 700.
# - There are no external variables.
set -eu
house=$(cd "$(dirname "$0")" && pwd)
archive=${2:-${builddir:-.}/libgranola.a}
archive=$(cd "$(dirname "$archive")" && pwd)/$(basename "$archive")
cd "${1:-${srcdir:-.}}"

sources=$(find src tests -name '*.[ch]' | LC_ALL=C sort)

unique_names() {
	printf '%s\n' "$sources" | awk '
	{
		name = stem = $0
		sub(/^.*\//, "", name)
		sub(/\.[ch]$/, "", stem)
		sub(/\.[ch]$/, "", name)
		if (name in first && first[name] != stem) {
			print $0 ": there is a " first[name] " already"
			failed = 1
		}
		first[name] = stem
	}
	END { exit failed || NR == 0 }'
}

short_enough() {
	printf '%s\n' "$sources" | xargs awk -f "$house/code.awk" | awk '
	function complain(text) {
		print text
		failed = 1
	}
	{
		split($0, part, ":")
		code = substr($0, length(part[1] part[2]) + 3)
	}
	part[2] == 701 { complain(part[1] ": over 700 lines") }
	code ~ /^[A-Za-z_].*\(/ { heading = code }
	code ~ /^[{]/ { start = part[2] }
	code ~ /^[}]/ && start > 0 {
		if (part[2] - start + 1 > 80)
			complain(part[1] ":" start ": over 80 lines: " heading)
		start = 0
	}
	END { exit failed || NR == 0 }'
}

no_variables() {
	${NM:-nm} -A -P "$archive" | awk '
	$2 !~ /^_/ && $3 ~ /^[BCDGRS]$/ {
		print $1 " external variable " $2
		failed = 1
	}
	END { exit failed || NR == 0 }'
}

# First the headers, then the symbols of the archive.
prefixes() {
	{
		printf '%s\n' "$sources" | grep '^src/' | xargs awk -f "$house/code.awk"
		${NM:-nm} -A -P "$archive"
	} | awk '
	function complain(text) {
		print text
		failed = 1
	}
	function begins_with(name, word) {
		return index(name, word) == 1 && substr(name, length(word) + 1) ~ /^([0-9_]|$)/
	}
	function is_named_for(name, header,	stem, words, total, i) {
		stem = header
		sub(/^.*\//, "", stem)
		sub(/\.h$/, "", stem)
		if (begins_with(name, stem) || name ~ /^on_/)
			return 1
		if (sub(/s$/, "", stem) && begins_with(name, stem))
			return 1
		total = split(types[header], words, " ")
		for (i = 1; i <= total; i++)
			if (begins_with(name, words[i]) &&
			    (!(words[i] in whole) || whole[words[i]] == header))
				return 1
		return 0
	}
	function check(object, name,	folder, headers, total, i) {
		folder = home[object]
		total = split(declared[folder, name], headers, " ")
		if (total == 0)
			complain("src/" folder "/" object ".c: " name "() is in no header of its folder")
		for (i = 1; i <= total; i++)
			if (is_named_for(name, headers[i]))
				return
		if (total > 0)
			complain(headers[1] ": the name " name "() does not begin with its header" \
				 " or a type of it")
	}

	/^src\// {
		split($0, part, ":")
		code = substr($0, length(part[1] part[2]) + 3)
		folder = name = part[1]
		sub(/^src\//, "", folder)
		if (!sub(/\/[^\/]*$/, "", folder))
			next
		sub(/^.*\//, "", name)
		if (sub(/\.c$/, "", name)) {
			home[name] = folder
			next
		}
		if (code ~ /^(struct|enum|union)[ \t]+[a-z_0-9]+[ \t]*[{;]/) {
			split(code, word, /[ \t{;]+/)
			types[part[1]] = types[part[1]] " " word[2]
			if (code !~ /;/)
				whole[word[2]] = part[1]
		}
		while (match(code, /[A-Za-z_][A-Za-z_0-9]*[ \t]*\(/)) {
			name = substr(code, RSTART, RLENGTH - 1)
			declared[folder, name] = declared[folder, name] " " part[1]
			code = substr(code, RSTART + RLENGTH)
		}
		next
	}

	$2 !~ /^_/ && $3 == "T" {
		object = $1
		sub(/^.*\[/, "", object)
		sub(/\.o\]:$/, "", object)
		if (object != "libcurl" || $2 !~ /^curl_/)
			check(object, $2)
	}
	END { exit failed || NR == 0 }'
}

status=0
unique_names || status=1
short_enough || status=1
no_variables || status=1
prefixes || status=1
exit "$status"
