#!/bin/sh
# Hours of a daemon's life, with polls, editions, reloads, callers, and hosts that fail: its
# heap and its descriptors are as many in the end as at first, and it does not talk much.
# News end after half an hour: what is known of them is kept, and is no leak. Nor are the
# pages that SQLite caches, up to a bound of its own.
#
#	HOURS=24 has it live that long (six minutes of ours), in place of two.
. "$srcdir/tests/support/scenario.sh"
begin long
preload clockwork
hours=${HOURS:-2}
speed=240			# four minutes take a second
feeds=10
python3 "$srcdir/tests/support/publisher.py" "$place/port" "$place/published" "$place/served" \
	$feeds 0.2 &
publisher=$!
background=$publisher
wait_for 10 test -s "$place/port" || fail "the publisher does not start"
port=$(cat "$place/port")
: >"$place/served"
: >"$place/heap"
{
	printf '[granola]\nowner = Test\nstate = %s\noutput = %s\n' "$place/state" "$place/digests"
	printf '[digest: News]\nevery = 1h\nempty = yes\n[feeds: All]\n'
	feed=0
	while [ $feed -lt $feeds ]; do
		echo "http://127.0.0.$((feed + 1)):$port/feed/$feed allow-private=yes every=10m"
		feed=$((feed + 1))
	done
	echo "http://127.0.0.1:$port/none allow-private=yes every=10m"
	echo "http://127.0.0.1:1/closed allow-private=yes every=10m"
	echo "http://nowhere.invalid/feed every=10m"
} >"$place/granola.conf"
# What a thread has freed and keeps at hand would count as in use, and fills for hours.
run_daemon GLIBC_TUNABLES=glibc.malloc.tcache_count=0 LD_PRELOAD="$place/clockwork.so" CLOCK_SPEED=$speed CLOCK_START=1795370400 \
	CLOCK_REPORT="$place/heap"

reports() {
	wc -l <"$place/heap"
}
# Asked, and told to reload, about every half hour.
while [ "$(reports)" -lt $((6 * hours)) ]; do
	sleep 6
	kill -0 "$daemon" || fail "it died"
	"$GRANOLA" refresh -c "$place/granola.conf" >/dev/null 2>&1
	kill -HUP "$daemon"
	[ "$(reports)" -lt 3 ] || kill -USR1 $publisher
done
stop_daemon

# From the second hour to the end; of less than four, from the first edition of the hour.
awk -v first=$((hours > 4 ? 12 : 8)) '
{ heap[NR] = $2 - $3; cache = $3; descriptors[NR] = $4; most = $4 > most ? $4 : most }
function mean(from, to,		i, sum) {
	for (i = from; i <= to; i++)
		sum += heap[i]
	return sum / (to - from + 1)
}
END {
	early = mean(first - 1, first + 1)
	late = mean(NR - 2, NR)
	printf "heap: %d bytes early, %d late: %+.2f %%\n", early, late, (late / early - 1) * 100
	printf "and %d bytes of SQLite\n", cache
	printf "descriptors: %d early, %d late, %d at most\n", descriptors[first], descriptors[NR], most
	exit NR < 6 || cache > 10 * 1024 * 1024 || late > early * 1.01 || most > descriptors[first] + 40
}' "$place/heap" || { cat "$place/heap"; fail "it grows"; }
lines=$(wc -l <"$place/log")
echo "log: $lines lines in $hours hours; $(store "select count(*) from entry") entries," \
	"$(store "select count(*) from edition") editions"
# A busy machine may answer late, as this clock sees it.
grep -v ' new$\|edition\|reload\|did not answer within' "$place/log" >"$place/talk"
[ "$(wc -l <"$place/talk")" -le 20 ] || { cat "$place/talk"; fail "it talks too much"; }
