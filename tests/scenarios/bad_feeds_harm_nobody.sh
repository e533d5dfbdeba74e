#!/bin/sh
# One feed's trouble stays that feed's: each is named in one line, others go on.
. "$srcdir/tests/support/scenario.sh"
begin bad-feeds
feeds=$place/www; mkdir "$feeds"; cp "$srcdir/conf/sample"/*.xml "$feeds"
serve "$feeds"
first=$(ls "$feeds" | head -n 1)
cat >"$place/granola.conf" <<END
[granola]
state = $place/state
output = $place/digests
[feeds: Bad]
full-text = no
$base/bad/404 allow-private=yes
$base/bad/500 allow-private=yes
$base/bad/gone allow-private=yes
$base/bad/html allow-private=yes
$base/bad/text allow-private=yes
$base/bad/empty allow-private=yes
$base/bad/short allow-private=yes
$base/bad/cut/$first allow-private=yes
http://127.0.0.1:1/refused allow-private=yes
$base/guarded.xml
file://$place/missing.xml
[feeds: Good]
full-text = no
$base/$first allow-private=yes
END
expect 0 granola once --feeds-only -c "$place/granola.conf"
says "$place/out" "12 feeds polled"
says "$place/out" "11 failed"
is "lines about failures" "$(grep -c '^granola: warning: ' "$place/err")" 11
is "entries of bad feeds" "$(store "select count(*) from entry e join feed f on f.id = e.feed_id
	where f.url not like '%/$first' or f.url like '%/bad/%'")" 0
[ "$(granola entries -c "$place/granola.conf" | wc -l)" -gt 0 ] || fail "no entry of the good feed"

: >"$place/served"
granola status --failing --json -c "$place/granola.conf" >"$place/out" || fail "no status"
is "failing feeds" "$(grep -c '"url":' "$place/out")" 11
says "$place/out" '"last_result": "gone"'
says "$place/out" '"last_result": "refused"'
says "$place/out" '"last_result": "cut short"'
says "$place/out" '"last_result": "not a feed"'

expect 75 granola once --force --feeds-only -c - <<END
[granola]
state = $place/other
output = $place/digests
[feeds: Bad]
full-text = no
$base/bad/404 allow-private=yes
END
says "$place/err" "every feed failed"
