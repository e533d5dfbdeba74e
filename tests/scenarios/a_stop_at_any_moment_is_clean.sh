#!/bin/sh
# The daemon is told to stop just when it connects, stores, writes an edition or puts it in
# its place: it ends by itself, leaves nothing half-done, and the next run goes on from there.
# It also does so while hosts keep it waiting, and in a storm of reloads.
#
#	STOPS=40 stops it at that many calls of each kind, in place of four.
. "$srcdir/tests/support/scenario.sh"
begin stopped
preload faults
mkdir "$place/www"
cp "$srcdir/conf/sample"/*.xml "$place/www"
serve "$place/www"
write_config "$place/www" </dev/null
now=2026-11-22T18:00:00Z
export FAULT_CALL FAULT_AT FAULT_COUNT
FAULT_COUNT=$place/count

is_there() {
	test -s "$place/digests/index.html"
}

is_over() {
	! kill -0 "$daemon" 2>/dev/null
}

has_it_all() {
	expect 0 env -u FAULT_CALL "$GRANOLA" once --force --now $now -c "$place/granola.conf"
	is "integrity after $1" "$(store "pragma integrity_check")" ok
	is "entries after $1" "$(store "select count(*) from entry")" "$wanted_entries"
	is "editions not written after $1" \
		"$(store "select count(*) from edition where is_written = 0")" 0
	is "stories told twice after $1" "$(store "select count(*) - count(distinct story_id)
		from told")" 0
	find "$place/state" "$place/digests" -name '.granola-tmp-*' | grep . &&
		fail "$1: a temporary file was left"
}

run() {
	"$GRANOLA" run --now $now -c "$place/granola.conf" 2>"$place/log" &
	daemon=$!
	background=$daemon
}

sweep() {	# CALL
	FAULT_CALL=$1 FAULT_AT=0
	rm -rf "$place/state" "$place/digests" "$FAULT_COUNT"
	export LD_PRELOAD="$place/faults.so"
	run
	unset LD_PRELOAD
	wait_for 30 is_there || fail "no edition"
	stop_daemon
	count=$(cat "$FAULT_COUNT")
	wanted_entries=$(store "select count(*) from entry")
	[ "$count" -gt 0 ] || fail "nobody calls $1: the test tests nothing"
	most=${STOPS:-4}
	[ "$most" -le "$count" ] || most=$count
	i=0
	while [ $i -lt "$most" ]; do
		FAULT_AT=$((1 + i * (count - 1) / (most > 1 ? most - 1 : 1)))
		rm -rf "$place/state" "$place/digests"
		export LD_PRELOAD="$place/faults.so" FAULT_SIGNAL=15
		run
		unset LD_PRELOAD FAULT_SIGNAL
		# As calls come in another order each time, the last may not come at all.
		wait_for 10 is_over || kill "$daemon" 2>/dev/null
		wait_for 20 is_over || fail "told to stop at $1 $FAULT_AT, it goes on"
		wait "$daemon"
		got=$?
		# Told before it listens to signals, it just ends.
		[ $got -eq 0 ] || [ $got -eq 143 ] || fail "stopped at $1 $FAULT_AT, it exited $got"
		has_it_all "a stop at $1 $FAULT_AT"
		i=$((i + 1))
	done
	echo "$1: $most of $count calls"
}

sweep socket
sweep sync
sweep write
sweep rename
unset FAULT_CALL

echo "A hundred hosts that do not answer."
rm -rf "$place/state" "$place/digests"
i=0
while [ $i -lt 100 ]; do
	echo "http://127.0.0.$((i % 16 + 1)):$port/bad/stall?$i allow-private=yes"
	i=$((i + 1))
done >>"$place/granola.conf"
sed -i 's/^owner = .*/&\nhost-connections = 8/' "$place/granola.conf"
run_daemon NONE=
sleep 2
started=$(date +%s)
stop_daemon
took=$(($(date +%s) - started))
[ $took -le 10 ] || fail "stopping took $took s"

echo "Two hundred reloads."
write_config "$place/www" </dev/null
rm -rf "$place/state" "$place/digests"
run_daemon NONE=
wait_for 30 is_there || fail "no edition"
i=0
while [ $i -lt 200 ]; do
	kill -HUP "$daemon"
	i=$((i + 1))
done
sleep 1
reloads=$(grep -c "configuration reloaded" "$place/log")
echo "$reloads reloads"
[ "$reloads" -ge 1 ] && [ "$reloads" -le 10 ] || fail "$reloads reloads of 200 signals"
i=0
while [ $i -lt 20 ]; do
	kill -HUP "$daemon"
	i=$((i + 1))
done
stop_daemon
