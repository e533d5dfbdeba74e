#!/bin/sh
# What a host asked for holds for all of its feeds, and for the next process.
. "$srcdir/tests/support/scenario.sh"
begin rest
mkdir "$place/www"
cp "$(ls "$srcdir/conf/sample"/*.xml | head -n 1)" "$place/www/guarded.xml"
serve "$place/www"
cat >"$place/granola.conf" <<END
[granola]
state = $place/state
output = $place/digests
[feeds: News]
$base/bad/busy allow-private=yes
END
expect 75 granola once --feeds-only --now 2026-11-22T18:00:00Z -c "$place/granola.conf"
says "$place/served" "429 "

# Another feed of that host, in another process: nobody is asked.
echo "$base/guarded.xml allow-private=yes" >>"$place/granola.conf"
: >"$place/served"
expect 75 granola once --feeds-only --now 2026-11-22T18:30:00Z -c "$place/granola.conf"
says "$place/err" "asked to be left alone for another 1800 s"
is "requests while the host rests" "$(wc -l <"$place/served")" 0

sed -i '/busy/d' "$place/granola.conf"
expect 0 granola once --feeds-only --now 2026-11-22T23:30:00Z -c "$place/granola.conf"
says "$place/served" "200 "
is "rests that are over" "$(store 'select count(*) from host_rest where until < 1795390200')" 0
