#!/bin/sh
# Past `keep` the text of an entry goes; the entry is known for good.
. "$srcdir/tests/support/scenario.sh"
begin keep
mkdir "$place/www"
cp "$srcdir/conf/sample"/*.xml "$place/www"
serve "$place/www"
write_config "$place/www" <<END
keep = 2d
END
expect 0 granola once --now 2026-11-22T18:00:00Z -c "$place/granola.conf"
entries=$(store "select count(*) from entry")
expect 0 granola once --force --now 2026-11-24T17:00:00Z -c "$place/granola.conf"
is "texts before their time" "$(store "select count(*) from entry_body")" "$entries"
expect 0 granola once --force --now 2026-11-24T19:00:00Z -c "$place/granola.conf"
is "texts after it" "$(store "select count(*) from entry_body")" 0
is "entries" "$(store "select count(*) from entry")" "$entries"

# The same entries served anew are not new.
for file in "$place/www"/*.xml; do
	echo "<!-- touched -->" >>"$file"
done
expect 0 granola once --force --now 2026-11-24T20:00:00Z -c "$place/granola.conf"
says "$place/out" "0 new entries"
is "editions" "$(ls "$place/digests/news" | grep -c 'T.*html')" 1
