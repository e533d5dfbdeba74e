#!/bin/sh
# No two object files need each other, directly or by way of others.
#
#	cycles.sh [ARCHIVE]
set -eu
archive=${1:-${builddir:-.}/libgranola.a}

# Symbols that begin with an underscore are the compiler's: sanitizers, coverage.
${NM:-nm} -A -P "$archive" | awk '
{
	object = $1
	sub(/^.*\[/, "", object)
	sub(/\]:$/, "", object)
}

$2 ~ /^_/ { next }
$3 == "U" { needed[object] = needed[object] " " $2; next }
$3 ~ /^[A-Z]$/ { home[$2] = object; objects[++count] = object }

# Depth first: what is met again while still on the path is a cycle.
function visit(object,		symbols, total, i, target) {
	on_path[object] = ++depth
	path[depth] = object
	total = split(needed[object], symbols, " ")
	for (i = 1; i <= total; i++) {
		if (!(symbols[i] in home))
			continue
		target = home[symbols[i]]
		why[depth] = symbols[i]
		if (target in on_path)
			report(on_path[target])
		else if (!(target in visited))
			visit(target)
	}
	delete on_path[object]
	visited[object] = 1
	depth--
}

function report(start,		i) {
	if (start == depth && home[why[depth]] == path[depth])
		return				# an object may need itself
	printf "cycle: %s", path[start]
	for (i = start; i <= depth; i++)
		printf " needs %s (%s)", home[why[i]], why[i]
	printf "\n"
	failed = 1
}

END {
	if (count == 0) {
		print "no objects to look at"
		exit 1
	}
	for (i = 1; i <= count; i++)
		if (!(objects[i] in visited))
			visit(objects[i])
	exit failed
}
'
