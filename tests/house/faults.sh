#!/bin/sh
# Every fault that tests/faults lists has the test that it names, and that one is run.
set -eu
cd "${srcdir:-.}"

grep -v '^#' tests/faults | grep . | awk -F '[ \t]*[|][ \t]*' '
function complain(text) {
	print "tests/faults: " $1 ": " text
	failed = 1
}
function is_run(path,	name, line, found) {
	if (path == "tests/systemd.sh")		# needs a system of its own
		return 1
	name = path
	sub(/\.c$/, "", name)
	while ((getline line < "Makefile.am") > 0)
		if (index(line, name " ") || line ~ (name "$"))
			found = 1
	close("Makefile.am")
	return found
}
function has_word(path, word,	line, found) {
	while ((getline line < path) > 0)
		if (word == "" || index(line, word))
			found = 1
	close(path)
	return found
}
NF != 3 || $1 == "" || $2 == "" || $3 == "" { complain("three columns, please"); next }
$3 ~ /^none: ..../ { next }
{
	count++
	at = index($3, "#")
	path = at ? substr($3, 1, at - 1) : $3
	if (!has_word(path, at ? substr($3, at + 1) : ""))
		complain("there is no " $3)
	else if (!is_run(path))
		complain(path " is not among the tests")
}
END { exit failed || count == 0 }'
