#!/bin/sh
# Markup, Markdown and control characters that feeds bring along act in no file we write
# and in nothing we print; and no story is lost over them.
. "$srcdir/tests/support/scenario.sh"
begin vectors
# The first that has html5lib, be it Debian's or another.
for python in python3 /usr/bin/python3; do
	"$python" -c 'import html5lib' 2>/dev/null && break
done
inert() {
	"$python" "$srcdir/tests/support/inert.py" "$1" >"$place/found"
	status=$?
	[ $status -eq 77 ] && skip "$(cat "$place/found")"
	[ $status -eq 0 ] || { cat "$place/found"; fail "something may act in $1"; }
}

inert --itself
python3 "$srcdir/tests/support/vectors.py" "$place"
expect 0 granola once --now 2026-11-22T18:00:00Z -c "$place/granola.conf"
inert "$place/digests"
mkdir "$place/said"
for list in entries stories status "search alert"; do
	# shellcheck disable=SC2086 # a command and what it is asked
	expect 0 granola $list -c "$place/granola.conf"
	[ -s "$place/out" ] || fail "nothing from $list"
	mv "$place/out" "$place/said/${list%% *}.txt"
done
for story in 1 30 60; do
	expect 0 granola why $story -c "$place/granola.conf"
	mv "$place/out" "$place/said/why-$story.txt"
done
inert "$place/said"

# Most titles keep their mark; markup that is never closed takes some along.
marks=$(wc -l <"$place/marks")
for ending in txt html md json; do
	told=$(cat "$place"/digests/*/latest.$ending | grep -o 'mark[raj][0-9]*x' | sort -u | wc -l)
	[ $((told * 10)) -gt $((marks * 9)) ] || fail "$told of $marks are told in .$ending"
done

# What fails is named by its title, which is theirs, too.
rm "$place"/*-*.rss "$place"/*-*.atom "$place"/*-*.json
for hour in 22T20 24T20; do
	expect 75 granola once --force --now 2026-11-${hour}:00:00Z -c "$place/granola.conf"
done
grep -q '<li><bdi>' "$place/digests/health.html" || fail "nobody fails"
inert "$place/digests"
