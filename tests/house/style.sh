#!/bin/sh
# What is not written here: calls that overrun, types that hide, unfinished business.
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
	{
		split($0, part, ":")
		code = substr($0, length(part[1] part[2]) + 3)
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
	printf '%s\n' "$sources" | xargs awk '
	function complain(text) {
		print FILENAME ":" FNR ": " text
		failed = 1
	}
	/[ \t]$/ { complain("white space at the end") }
	/(TODO|FIXME)/ { complain("what is not done is in the tracker") }
	END { exit failed }'
}

status=0
code || status=1
text || status=1
exit "$status"
