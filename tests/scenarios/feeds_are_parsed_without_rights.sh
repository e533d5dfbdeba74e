#!/bin/sh
# The daemon's feeds are parsed by a process in a jail; its end is no end of the daemon.
. "$srcdir/tests/support/scenario.sh"
[ -e /proc/self/status ] || skip "there is no /proc"
begin jail
mkdir "$place/www"
cp "$srcdir/conf/sample"/*.xml "$place/www"
serve "$place/www"
write_config "$place/www" </dev/null

inmates() {	# their numbers: children of the daemon that are restricted
	for file in /proc/[0-9]*/status; do
		grep -qs "^PPid:.$daemon\$" "$file" && grep -qs '^Seccomp:.2$' "$file" &&
			grep -qs '^NoNewPrivs:.1$' "$file" && basename "$(dirname "$file")"
	done
}

has_inmate() {
	[ -n "$(inmates)" ]
}

has_entries_of() {
	[ "$(store "select count(*) from entry e join feed f on f.id = e.feed_id
		where f.url like '%$1%'")" -gt 0 ]
}

"$GRANOLA" run -c "$place/granola.conf" 2>"$place/log" &
daemon=$!
background="$daemon"
wait_for 20 has_inmate || fail "nobody is in the jail"
wait_for 30 test -e "$place/digests/index.html" || fail "no first edition"
inmate=$(inmates | head -n 1)
is "what else it has open" "$(find "/proc/$inmate/fd" -name '[3-9]*' 2>/dev/null)" ""

for inmate in $(inmates); do
	kill -SEGV "$inmate"
done
sed 's/<title>/<title>Also: /' "$place/www/$(ls "$place/www" | head -n 1)" >"$place/added.xml"
mv "$place/added.xml" "$place/www"
echo "$base/added.xml allow-private=yes" >>"$place/granola.conf"
kill -HUP $daemon
wait_for 20 has_entries_of added.xml || fail "the added feed is not read"
kill -0 $daemon || fail "the daemon ended with its parser"

kill -TERM $daemon
wait $daemon || fail "it does not stop cleanly"
background=
is "those left behind" "$(inmates)" ""

# Without a jail feeds are read as well.
sed 's/^\[granola\]/&\nsandbox = no/' "$place/granola.conf" >"$place/open.conf"
rm -r "$place/state"
expect 0 granola once --feeds-only -c "$place/open.conf"
says "$place/out" ", 0 failed"

# What parses has no network library within reach.
readelf -d "$GRANOLA" >"$place/needs"
says "$place/needs" libxml2
! grep -q libcurl "$place/needs" || fail "granola is linked with libcurl"
