#!/bin/sh
# A folder includes from itself and from lower floors only, never from a
# neighbour; and floors 1 to 3 are pure: data in, data out.
#
#	floors.sh [SOURCE_ROOT]
set -eu
house=$(cd "$(dirname "$0")" && pwd)
cd "${1:-${srcdir:-.}}"

find src -name '*.[ch]' -exec awk -f "$house/code.awk" {} + | awk '
BEGIN {
	headers = "uv.h time.h sys/time.h sys/timerfd.h sys/socket.h netdb.h syslog.h sqlite3.h" \
		" pthread.h threads.h signal.h base/clock.h base/log.h base/random.h"
	calls = "time clock clock_gettime gettimeofday localtime localtime_r strftime sleep usleep" \
		" nanosleep getenv secure_getenv setenv rand srand random srandom drand48 rand_r" \
		" getrandom getentropy arc4random syslog socket connect"
	split(headers, names, " ")
	for (i in names)
		impure_header[names[i]] = 1
	split(calls, names, " ")
	for (i in names)
		impure_call[names[i]] = 1
}

function complain(text) {
	print where ": " text
	failed = 1
}

function is_pure() {
	return floor[folder] >= 1 && floor[folder] <= 3
}

function check_include(header, ours,	path, target) {
	if (is_pure() && header in impure_header)
		complain("floors 1 to 3 are pure: no " header)
	if (!ours || header == "config.h")
		return
	target = header
	if (!sub(/\/[^\/]*$/, "", target))
		complain("includes " header " without its folder")
	else if (!(target in floor))
		complain("includes " header ", of a folder that is not in the plan")
	else if (target != folder && floor[target] >= floor[folder])
		complain(folder " (floor " floor[folder] ") includes " header \
			 " (floor " floor[target] ")")
}

function check_calls(code,	name) {
	while (match(code, /[A-Za-z_][A-Za-z_0-9]*[ \t]*\(/)) {
		name = substr(code, RSTART, RLENGTH - 1)
		sub(/[ \t]+$/, "", name)
		if (name in impure_call)
			complain("floors 1 to 3 are pure: no " name "()")
		code = substr(code, RSTART + RLENGTH)
	}
}

FILENAME != "-" {
	for (i = 2; $1 ~ /^[0-9]+$/ && i <= NF; i++)
		floor[$i] = $1 + 0
	next
}

{
	looked = 1
	split($0, part, ":")
	where = part[1] ":" part[2]
	code = substr($0, length(where) + 2)
	folder = part[1]
	sub(/^src\//, "", folder)
	if (!sub(/\/[^\/]*$/, "", folder))
		folder = "."
}

!(folder in floor) {
	if (!(folder in unplanned))
		complain("src/" folder " is not in the plan of floors")
	unplanned[folder] = 1
	next
}

code ~ /^[ \t]*#[ \t]*include[ \t]*["<]/ {
	ours = code ~ /"/
	sub(/^[^"<]*["<]/, "", code)
	sub(/[">].*$/, "", code)
	check_include(code, ours)
	next
}

is_pure() { check_calls(code) }

END { exit failed || !looked }
' "$house/../floors" -
