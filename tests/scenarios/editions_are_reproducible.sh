#!/bin/sh
# The same store, config and clock give the same bytes; nothing new, no edition.
. "$srcdir/tests/support/scenario.sh"
begin reproducible
for run in 1 2; do
	place_of_run=$place/$run
	mkdir "$place_of_run"
	cp -R "$srcdir/conf/sample/." "$place_of_run/"
	chmod -R u+w "$place_of_run"
	expect 0 granola once --now 2026-11-22T18:00:00Z -c "$place_of_run/granola.conf"
done
diff -r "$place/1/digests" "$place/2/digests" || fail "two runs differ"
find "$place/1" -name '.granola-tmp-*' | grep . && fail "temporary files were left"

before=$(find "$place/1/digests" -type f | sort | xargs cksum)
expect 0 granola once --force --now 2026-11-22T19:00:00Z -c "$place/1/granola.conf"
says "$place/out" " 0 new entries"
is "the digests" "$(find "$place/1/digests" -type f | sort | xargs cksum)" "$before"
