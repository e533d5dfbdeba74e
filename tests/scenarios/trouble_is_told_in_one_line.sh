#!/bin/sh
# What is wrong with the config, the store or the output: one line, the right status.
. "$srcdir/tests/support/scenario.sh"
begin trouble
sample=$(ls "$srcdir/conf/sample"/*.xml | head -n 1)
good="[granola]
state = $place/state
output = $place/digests
[feeds: A]
file://$(cd "$(dirname "$sample")" && pwd)/$(basename "$sample")"

one_line() {
	is "lines on stderr" "$(wc -l <"$place/err")" 1
}

expect 66 granola once -c "$place/missing.conf"
says "$place/err" "$place/missing.conf"
one_line

printf '[granola]\nstaet = /tmp\n[feeds: A]\nhttp://a.example/ evry=1h\n' >"$place/bad.conf"
expect 78 granola once -c "$place/bad.conf"
says "$place/err" "$place/bad.conf:2:1: "
says "$place/err" "did you mean 'state'?"
says "$place/err" "$place/bad.conf:4:"
says "$place/err" "did you mean 'every'?"
expect 78 granola check -c "$place/bad.conf"
[ ! -e "$place/state" ] || fail "check touched the disk"

expect 64 granola once --fources
says "$place/err" "did you mean '--force'?"
one_line
expect 64 granola onec
says "$place/err" "did you mean 'once'?"
one_line

echo "$good" >"$place/granola.conf"
expect 66 granola entries -c "$place/granola.conf"
one_line

if [ "$(id -u)" -ne 0 ]; then
	mkdir -m 500 "$place/sealed"
else
	touch "$place/sealed"	# root writes anywhere but into a file
fi
echo "$good" | sed "s|^output.*|output = $place/sealed/digests|" >"$place/sealed.conf"
expect 74 granola once --now 2026-11-22T18:00:00Z -c "$place/sealed.conf"
says "$place/err" "$place/sealed"
[ "$(granola entries -c "$place/sealed.conf" | wc -l)" -gt 0 ] || fail "the entries are lost"

# What could not be written then is written now, without another poll.
expect 0 granola once --now 2026-11-22T18:01:00Z -c "$place/granola.conf"
ls "$place/digests/news"/*.html >/dev/null || fail "the edition is lost"

# Damaged, foreign and future stores are refused and left alone.
for damage in "printf broken" "printf 'SQLite format 3'"; do
	mkdir -p "$place/damaged"
	eval "$damage" >"$place/damaged/granola.db"
	before=$(cksum <"$place/damaged/granola.db")
	echo "$good" | sed "s|^state.*|state = $place/damaged|" >"$place/damaged.conf"
	expect 65 granola once -c "$place/damaged.conf"
	one_line
	is "the damaged file" "$(cksum <"$place/damaged/granola.db")" "$before"
done
sqlite3 "$place/state/granola.db" "pragma user_version = 9999"
expect 65 granola once -c "$place/granola.conf"
says "$place/err" "newer"
one_line
