#!/bin/sh
# kill -9 at random moments of a daemon, while entries arrive, editions are written and
# the config is reloaded. Every entry that was published is stored once and told once at
# most, no edition is half-written, no feed polled before it is due, and every start is
# clean.
#
#	KILLS=1000 kills it that often, in place of fifteen times.
. "$srcdir/tests/support/scenario.sh"
begin killed-daemon
preload clockwork
kills=${KILLS:-15}
speed=240			# four minutes take a second
feeds=8
python3 "$srcdir/tests/support/publisher.py" "$place/port" "$place/published" "$place/served" \
	$feeds 0.3 &
publisher=$!
background=$publisher
wait_for 10 test -s "$place/port" || fail "the publisher does not start"
port=$(cat "$place/port")
: >"$place/served"
: >"$place/due"

# DIGEST ...
configure() {
	{
		printf '[granola]\nowner = Test\nstate = %s\noutput = %s\n' \
			"$place/state" "$place/digests"
		for digest in "$@"; do
			printf '[digest: %s]\nevery = 10m\n' "$digest"
		done
		echo "[feeds: All]"
		feed=0
		while [ $feed -lt $feeds ]; do
			echo "http://127.0.0.$((feed + 1)):$port/feed/$feed allow-private=yes every=10m"
			feed=$((feed + 1))
		done
	} >"$place/new.conf"
	mv "$place/new.conf" "$place/granola.conf"
}

# What the daemon's clock shows goes on where the last one's stopped.
begun=$(date +%s%N)
start_daemon() {
	now=$(date +%s%N)
	: >"$place/log"
	LD_PRELOAD="$place/clockwork.so" CLOCK_SPEED=$speed \
		CLOCK_START=$((1795370400 + (now - begun) / 1000000 * speed / 1000)) \
		"$GRANOLA" run -c "$place/granola.conf" 2>>"$place/log" &
	daemon=$!
	background="$publisher $daemon"
}

rest() {	# MOST: for some seconds, up to that
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	sleep "$(awk "BEGIN { print $seed / 2147483648 * $1 }")"
}

is_sound() {
	is "integrity in round $round" "$(store "pragma quick_check")" ok
	is "entries stored twice" "$(store "select count(*) - count(distinct feed_id || hex(key))
		from entry")" 0
	is "stories told twice" "$(store "select count(*) - count(distinct e.digest || '/' ||
		t.story_id) from told t join edition e on e.id = t.edition_id")" 0
	find "$place/digests" -name '*.html' -newer "$place/checked" 2>/dev/null |
	while read -r page; do
		tail -c 20 "$page" | grep -q '</html>' || echo "$page"
	done | grep . && fail "a page is cut short in round $round"
	# A busy machine may answer late, as this clock sees it: that is a warning.
	grep 'error:' "$place/log" && fail "round $round did not go well"
	true
}

# When each feed is due as far as the store knows, and when we looked.
note_due() {
	now=$(date +%s.%3N)
	store "select '$now ' || substr(url, instr(url, '/feed/')) || ' ' || next_due from feed" \
		>>"$place/due"
}

# No request came before the feed was due, nor within ten minutes of another in one round.
is_polite() {
	cat "$place/due" "$place/served" | sort -n | awk -v begun="$begun" -v speed=$speed '
	NF == 3 { due[$2] = $3; delete last[$2]; next }
	{
		now = 1795370400 + ($1 - begun / 1e9) * speed
		if ($2 in due && now < due[$2] - 2 || $2 in last && now < last[$2] + 598) {
			print $2 " was polled early: at " now ", due at " due[$2] + 0
			failed = 1
		}
		last[$2] = now
		requests++
	}
	END { print requests " requests"; exit failed || requests == 0 }' || fail "not polite"
}

seed=$(date +%s)
echo "seed $seed"
configure News
killed=0
round=0
while [ $round -lt "$kills" ]; do
	round=$((round + 1))
	touch "$place/checked"
	start_daemon
	rest 1
	if [ $((round % 3)) -eq 0 ]; then
		configure News Second
	else
		configure News
	fi
	kill -HUP $daemon 2>/dev/null
	rest 0.7
	kill -9 $daemon 2>/dev/null && killed=$((killed + 1))
	wait $daemon 2>/dev/null
	# Killed before there was a store, it left none.
	store "select 1 from feed" >/dev/null 2>&1 || continue
	is_sound
	note_due
done
echo "$killed of $round rounds were killed while they ran"
[ $killed -gt $((round / 2)) ] || fail "few rounds were killed: the test tests nothing"

# The last one lives until it has everything.
kill -USR1 $publisher
configure News
start_daemon
published=$(wc -l <"$place/published")
has_all() {
	[ "$(store "select count(*) from entry")" -ge "$published" ]
}
wait_for 60 has_all || fail "$(store "select count(*) from entry") of $published entries"
is_quiet() {
	[ "$(store "select count(*) from edition where is_written = 0")" -eq 0 ]
}
wait_for 20 is_quiet || fail "an edition stays planned"
stop_daemon
is_sound
store "select substr(f.url, instr(f.url, '/feed/')) || ' ' || e.guid
	from entry e join feed f on f.id = e.feed_id" | sort >"$place/stored"
sort "$place/published" | cmp - "$place/stored" || fail "what is stored is not what was published"
is_polite
is "integrity" "$(store "pragma integrity_check")" ok
find "$place/state" "$place/digests" -name '.granola-tmp-*' | grep . &&
	fail "temporary files were left"
[ "$(store "select count(*) from edition")" -gt 1 ] || fail "there were no editions"
echo "$published entries, $(store "select count(*) from edition") editions," \
	"$(store "select count(*) from told") stories told"
