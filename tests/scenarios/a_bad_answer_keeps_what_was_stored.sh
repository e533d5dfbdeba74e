#!/bin/sh
# A feed that turns into an error page, or is cut short, loses nothing.
. "$srcdir/tests/support/scenario.sh"
begin keeps
mkdir "$place/www"
sample=$(ls "$srcdir/conf/sample"/*.xml | head -n 1)
cp "$sample" "$place/www/feed.xml"
serve "$place/www"
write_config "$place/www" </dev/null
expect 0 granola once --feeds-only --now 2026-11-22T18:00:00Z -c "$place/granola.conf"
before=$(store "select count(*), sum(first_seen), group_concat(hex(key)) from entry")
etag=$(store "select etag from feed")

echo '<html><title>Down for maintenance</title>' >"$place/www/feed.xml"
expect 75 granola once --force --feeds-only --now 2026-11-22T18:10:00Z -c "$place/granola.conf"
says "$place/err" "Down for maintenance"
head -c $(($(wc -c <"$sample") / 2)) "$sample" >"$place/www/feed.xml"
expect 75 granola once --force --feeds-only --now 2026-11-22T18:20:00Z -c "$place/granola.conf"
: >"$place/www/feed.xml"
expect 75 granola once --force --feeds-only --now 2026-11-22T18:30:00Z -c "$place/granola.conf"
is "what is stored" "$(store "select count(*), sum(first_seen), group_concat(hex(key)) from entry")" \
	"$before"
is "the validator" "$(store "select etag from feed")" "$etag"

cp "$sample" "$place/www/feed.xml"
: >"$place/served"
expect 0 granola once --force --feeds-only --now 2026-11-22T18:40:00Z -c "$place/granola.conf"
is "the answer after recovery" "$(cut -d' ' -f1 "$place/served")" 304
is "what is stored" "$(store "select count(*), sum(first_seen), group_concat(hex(key)) from entry")" \
	"$before"
