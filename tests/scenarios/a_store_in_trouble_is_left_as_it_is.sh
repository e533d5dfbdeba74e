#!/bin/sh
# A store that another process has locked is waited for; one that is damaged, or that a
# later granola wrote, is refused in one line that names it, and nothing of it is changed.
#
#	FLIPS=200 damages it that many times, in place of twenty.
. "$srcdir/tests/support/scenario.sh"
begin trouble
preload clockwork
mkdir "$place/www"
cp "$srcdir/conf/sample"/meridian-*.xml "$place/www"
serve "$place/www"
write_config "$place/www" </dev/null
sed -i 's/allow-private=yes/& every=10m/' "$place/granola.conf"
now=2026-11-22T18:00:00Z
db=$place/state/granola.db

echo "Locked by another process while the daemon runs: two minutes take a second."
run_daemon LD_PRELOAD="$place/clockwork.so" CLOCK_SPEED=120 CLOCK_START=1795370400
wait_for 30 test -s "$place/digests/index.html" || fail "no first edition"
before=$(store "select count(*) from entry")
mkfifo "$place/orders"
sqlite3 "$db" <"$place/orders" >"$place/answers" &
holder=$!
background="$background $holder"
exec 3>"$place/orders"
echo ".timeout 20000" >&3
echo "begin exclusive; select 'held';" >&3
wait_for 20 grep -q held "$place/answers" || fail "the store cannot be locked"
cp "$srcdir/conf/sample/bellwether-news.xml" "$place/www/meridian-world.xml"
wait_for 60 grep -q "feeds cannot be stored: .*locked" "$place/log" || fail "it does not say so"
sleep 6
is "times it said so" "$(grep -c "feeds cannot be stored" "$place/log")" 1
is "what can be read" "$(store "select count(*) from entry")" "$before"
echo "rollback;" >&3
exec 3>&-
wait $holder
has_more() {
	[ "$(store "select count(*) from entry")" -gt "$before" ]
}
wait_for 60 has_more || fail "nothing was stored afterwards"
wait_for 10 grep -q "feeds can be stored again" "$place/log" || fail "no word of it"
stop_daemon
is "integrity" "$(store "pragma integrity_check")" ok

echo "Of the future: refused, and not touched."
version=$(store "pragma user_version")
sqlite3 "$db" "pragma user_version = $((version + 1)); pragma wal_checkpoint(truncate)" >"$place/answers"
sum=$(cksum <"$db")
for command in once status; do
	"$GRANOLA" $command --now $now -c "$place/granola.conf" >"$place/out" 2>"$place/err"
	got=$?
	[ $got -gt 0 ] && [ $got -lt 124 ] || fail "$command exited $got"
	says "$place/err" "$db"
	is "lines" "$(wc -l <"$place/err")" 1
	is "what $command left of it" "$(cksum <"$db")" "$sum"
done

# SEED: bytes of the store, or of what it has yet to take in, are other bytes.
damage() {
	python3 - "$db" "$1" <<'END'
import os, random, sys
path, seed = sys.argv[1], int(sys.argv[2])
chance = random.Random(seed)
if seed % 4 == 0 and os.path.getsize(path + "-wal") > 32:
    path += "-wal"
size = os.path.getsize(path)
with open(path, "r+b") as file:
    if seed % 5 == 1:
        file.truncate(chance.randrange(size))
    else:
        for _ in range(chance.choice((1, 16, 256))):
            file.seek(chance.randrange(100 if seed % 5 == 2 else size))
            file.write(bytes([chance.randrange(256)]))
END
}

echo "Damaged: refused, or used for what is sound; never a crash, never deleted."
rm -rf "$place/state" "$place/digests"
expect 0 granola once --now $now -c "$place/granola.conf"
expect 0 granola once --force --now 2026-11-22T18:30:00Z -c "$place/granola.conf"
cp -R "$place/state" "$place/sound"
wanted=$(store "select count(*) from entry")
refused=0
round=0
while [ $round -lt "${FLIPS:-20}" ]; do
	round=$((round + 1))
	rm -rf "$place/state"
	cp -R "$place/sound" "$place/state"
	echo 1 >"$place/state/granola.lock"	# as a crash leaves it
	damage $round
	size=$(stat -c %s "$db")
	timeout -s ABRT 60 "$GRANOLA" once --force --now $now -c "$place/granola.conf" \
		>"$place/out" 2>"$place/err"
	got=$?
	[ $got -lt 124 ] || fail "round $round: ended by a signal or never ($got)"
	if [ $got -ne 0 ]; then
		refused=$((refused + 1))
		says "$place/err" "$db"
		[ "$(stat -c %s "$db")" -ge "$size" ] || fail "round $round: it was cut"
	elif [ "$(store "select count(*) from entry")" -lt "$wanted" ] ||
	     [ "$(store "pragma quick_check")" != ok ]; then
		# What a lost end of the log takes with it is asked for again.
		fail "round $round: $(store "select count(*) from entry") of $wanted entries, and no word"
	fi
	"$GRANOLA" status -c "$place/granola.conf" >"$place/out" 2>"$place/err"
	[ $? -lt 124 ] || fail "round $round: status crashed"
done
echo "$refused of $round damaged stores were refused"
[ $refused -gt 0 ] || fail "none was refused: the test tests nothing"
