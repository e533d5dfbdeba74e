#!/bin/sh
# The wall's clock is put forward a year and back again, a second is repeated, and summer
# time begins and ends: feeds are asked as often as ever, editions made once and on time.
. "$srcdir/tests/support/scenario.sh"
begin clock
preload clockwork
mkdir "$place/www"
items=0

# One more entry in the feed.
publish() {	# FILE
	items=$((items + 1))
	sed "s|</channel>|<item><guid>$items</guid><title>$(headline $items)</title></item>&|" "$1" \
		>"$place/new" && mv "$place/new" "$1"
}

set_clock() {	# SECONDS by which it is off
	python3 -c "import struct, sys; sys.stdout.buffer.write(struct.pack('q', $1))" >"$place/written"
	dd if="$place/written" of="$place/shift" conv=notrunc 2>/dev/null
}

echo '<rss version="2.0"><channel><title>Hourly</title></channel></rss>' >"$place/feed.xml"
for name in one two three; do
	publish "$place/feed.xml"
	cp "$place/feed.xml" "$place/www/$name.xml"
done
serve "$place/www"
printf '[digest: News]\nevery = 10m\n' | write_config "$place/www"
sed -i 's/allow-private=yes/& every=10m/' "$place/granola.conf"
set_clock 0
cp "$place/written" "$place/shift"

# Four minutes take a second.
run_daemon LD_PRELOAD="$place/clockwork.so" CLOCK_SPEED=240 CLOCK_START=1795370400 \
	CLOCK_SHIFT="$place/shift"
editions() {
	store "select count(*) from edition where is_written = 1"
}
has_more_than() {	# COUNT
	[ "$(editions)" -gt "$1" ]
}
requests_exceed() {	# COUNT
	[ "$(wc -l <"$place/served")" -gt "$1" ]
}
wait_for 30 has_more_than 0 || fail "no first edition"

for jump in 31536000 0 -31536000 -31536001; do
	: >"$place/served"
	set_clock $jump
	sleep 1
	# Each may have been due anyway, and be due because of the jump: not more often.
	requests=$(wc -l <"$place/served")
	[ "$requests" -le 6 ] || fail "$requests requests within four minutes of $jump"
	publish "$place/www/one.xml"
	before=$(editions)
	wait_for 30 requests_exceed $((requests + 2)) || fail "no polls after $jump"
	wait_for 40 has_more_than "$before" || fail "no edition after $jump"
	kill -0 "$daemon" || fail "it died of $jump"
done
is "entries stored twice" "$(store "select count(*) - count(distinct feed_id || hex(key))
	from entry")" 0
is "stories told twice" "$(store "select count(*) - count(distinct story_id) from told")" 0
[ "$(wc -l <"$place/log")" -lt 100 ] || fail "$(wc -l <"$place/log") lines in the log"
stop_daemon
is "integrity" "$(store "pragma integrity_check")" ok

# DATE UTC: on that day the clocks are set while an edition is due; from midnight to six.
lives_through() {
	rm -rf "$place/state" "$place/digests"
	cat >"$place/granola.conf" <<-END
		[granola]
		owner = Test
		state = $place/state
		output = $place/digests
		sandbox = no
		[digest: News]
		at = 02:30
		[feeds: All]
		file://$place/feed.xml every=10m
	END
	run_daemon LD_PRELOAD="$place/clockwork.so" CLOCK_SPEED=3600 \
		CLOCK_START="$(date -ud "$2" +%s)" TZ=Europe/Berlin
	steps=0
	while [ $steps -lt 24 ]; do
		publish "$place/feed.xml"
		sleep 0.25
		steps=$((steps + 1))
	done
	stop_daemon
	store "select name from edition" >"$place/out"
	echo "$1: $(tr '\n' ' ' <"$place/out")"
	# The first is made on starting, or by a slow machine at the time itself.
	is "the last edition on $1" "$(tail -n 1 "$place/out")" "$3"
	[ "$(wc -l <"$place/out")" -le 2 ] || fail "more than two editions on $1"
}
lives_through 2026-03-29 2026-03-28T23:00 2026-03-29T0300
lives_through 2026-10-25 2026-10-24T22:00 2026-10-25T0230
