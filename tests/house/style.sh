#!/bin/sh
# What is not written here: calls that overrun, types that hide, unfinished
# business, functions that take more than five parameters, lines of more than a
# hundred columns.
#
#	style.sh [SOURCE_ROOT]
set -eu
house=$(cd "$(dirname "$0")" && pwd)
cd "${1:-${srcdir:-.}}"

sources=$(find src tests -name '*.[ch]' | LC_ALL=C sort)

code() {
	printf '%s\n' "$sources" | xargs awk -f "$house/code.awk" | awk '
	BEGIN {
		split("strcpy strcat sprintf vsprintf atoi atol atoll gets", names, " ")
		for (i in names)
			banned[names[i]] = 1
	}
	function complain(text) {
		print part[1] ":" part[2] ": " text
		failed = 1
	}
	# Commas in the parentheses that begin at the margin, over as many lines as they take.
	function count_parameters(code,		i, sign) {
		for (i = 1; i <= length(code); i++) {
			sign = substr(code, i, 1)
			if (sign == "(" && ++depth == 1)
				parameters = 1
			else if (sign == "," && depth == 1)
				parameters++
			else if (sign == ")" && --depth == 0 && parameters > 5)
				complain("more than five parameters")
		}
	}
	{
		split($0, part, ":")
		code = substr($0, length(part[1] part[2]) + 3)
	}
	code ~ /^[A-Za-z_]/ { depth = 0 }
	code ~ /^[A-Za-z_].*\(/ || depth > 0 {
		if (code !~ / on_bad_bytes\(/)		# ICU says what its callback takes
			count_parameters(code)
	}
	code ~ /^[ \t]*typedef[ \t]+(struct|enum|union)/ { complain("a typedef hides a type") }
	code ~ /^[ \t]*#[ \t]*if[ \t]+0/ { complain("dead code") }
	{
		while (match(code, /[A-Za-z_][A-Za-z_0-9]*[ \t]*\(/)) {
			name = substr(code, RSTART, RLENGTH - 1)
			sub(/[ \t]+$/, "", name)
			if (name in banned)
				complain("no " name "()")
			code = substr(code, RSTART + RLENGTH)
		}
	}
	END { exit failed || NR == 0 }'
}

text() {
	# Characters, not bytes: those that go on with one are not counted.
	printf '%s\n' "$sources" | LC_ALL=C xargs awk '
	function complain(text) {
		print FILENAME ":" FNR ": " text
		failed = 1
	}
	function columns(line,	parts, count, width, i) {
		gsub(/[\200-\277]/, "", line)
		count = split(line, parts, "\t")
		for (i = 1; i < count; i++)
			width += length(parts[i]) + 8 - (width + length(parts[i])) % 8
		return width + length(parts[count])
	}
	columns($0) > 100 { complain("over 100 columns") }
	/[ \t]$/ { complain("white space at the end") }
	/(TODO|FIXME)/ { complain("what is not done is in the tracker") }
	END { exit failed }'
}

status=0
code || status=1
text || status=1
exit "$status"
