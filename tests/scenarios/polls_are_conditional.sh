#!/bin/sh
# The second run on an unchanged server gets only 304s and changes nothing.
. "$srcdir/tests/support/scenario.sh"
begin conditional
feeds=$place/www; mkdir "$feeds"; cp "$srcdir/conf/sample"/*.xml "$feeds"
serve "$feeds"
write_config "$feeds" </dev/null
now=2026-11-22T18:00:00Z

expect 0 granola once --now $now -c "$place/granola.conf"
count=$(store "select count(*) from entry")
editions=$(ls "$place/digests/news"/*.html | wc -l)
is "answers other than 200" "$(grep -vc '^200 ' "$place/served")" 0
[ "$count" -gt 20 ] || fail "only $count entries"

: >"$place/served"
expect 0 granola once --force --now 2026-11-22T18:30:00Z -c "$place/granola.conf"
is "answers other than 304" "$(grep -vc '^304 ' "$place/served")" 0
is "answers" "$(wc -l <"$place/served")" "$(ls "$feeds" | wc -l)"
is "entries" "$(store "select count(*) from entry")" "$count"
is "editions" "$(ls "$place/digests/news"/*.html | wc -l)" "$editions"

: >"$place/served"
expect 0 granola once --now 2026-11-22T18:31:00Z -c "$place/granola.conf"
is "requests before any feed is due" "$(wc -l <"$place/served")" 0
