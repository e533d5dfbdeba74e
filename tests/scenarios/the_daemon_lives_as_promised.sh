#!/bin/sh
# granola run: ready, first edition, reload good and bad, one instance, clean stop.
. "$srcdir/tests/support/scenario.sh"
begin daemon
mkdir "$place/www"
cp "$srcdir/conf/sample"/*.xml "$place/www"
serve "$place/www"
write_config "$place/www" </dev/null
python3 "$srcdir/tests/support/notified.py" "$place/notify" "$place/messages" &
listener=$!
wait_for 10 test -S "$place/notify" || fail "no notify socket"

NOTIFY_SOCKET=$place/notify WATCHDOG_USEC=3000000 \
	"$GRANOLA" run -c "$place/granola.conf" 2>"$place/log" &
daemon=$!
background="$listener $daemon"
wait_for 20 grep -q READY=1 "$place/messages" || fail "it never becomes ready"
wait_for 30 test -e "$place/digests/index.html" || fail "no first edition"
wait_for 10 grep -q WATCHDOG=1 "$place/messages" || fail "the watchdog is not fed"
wait_for 10 test "$(store "select count(*) from entry")" -gt 0 || fail "no entries"

# A second one on the same store is refused.
expect 75 granola once -c "$place/granola.conf"
says "$place/err" "$daemon"
wc -l <"$place/err" | grep -qx ' *1' || fail "not one line"
granola status -c "$place/granola.conf" | grep -q "is running (pid $daemon" || fail "status"

# A bad config is refused, a good one is followed; nothing is polled again.
cp "$place/granola.conf" "$place/good.conf"
: >"$place/served"
echo "nonsense" >>"$place/granola.conf"
kill -HUP $daemon
wait_for 10 grep -q "the configuration stays as it was" "$place/log" || fail "bad config"
kill -0 $daemon || fail "it died of a bad config"
cp "$srcdir/conf/sample/$(ls "$place/www" | head -n 1)" "$place/www/added.xml"
{ cat "$place/good.conf"; echo "$base/added.xml allow-private=yes"; } >"$place/granola.conf"
kill -HUP $daemon
wait_for 10 grep -q "200 /added.xml" "$place/served" || fail "the added feed is not polled"
is "requests after reloading" "$(wc -l <"$place/served")" 1
i=0
while [ $i -lt 50 ]; do
	kill -HUP $daemon
	i=$((i + 1))
done
sleep 1
is "requests after many reloads" "$(wc -l <"$place/served")" 1
grep -q RELOADING=1 "$place/messages" || fail "systemd is not told of reloading"

# Saved the way editors do, it needs no signal.
cp "$place/www/added.xml" "$place/www/saved.xml"
{ cat "$place/granola.conf"; echo "$base/saved.xml allow-private=yes"; } >"$place/new.conf"
mv "$place/new.conf" "$place/granola.conf"
wait_for 10 grep -q "200 /saved.xml" "$place/served" || fail "the saved config is not applied"
reloads=$(grep -c "configuration reloaded" "$place/log")
touch "$place/unrelated"
sleep 1
is "reloads after an unrelated file changed" \
	"$(grep -c "configuration reloaded" "$place/log")" "$reloads"

started=$(date +%s%N)
kill -TERM $daemon
wait $daemon
is "exit status" $? 0
took_ms=$((($(date +%s%N) - started) / 1000000))
[ $took_ms -lt 5000 ] || fail "stopping took $took_ms ms"
grep -q STOPPING=1 "$place/messages" || fail "systemd is not told of stopping"
is "integrity" "$(store "pragma integrity_check")" ok
