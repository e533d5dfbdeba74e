#!/bin/sh
# A disk that takes seconds for every sync: feeds are fetched and callers answered while
# it does, and all is stored in the end.
. "$srcdir/tests/support/scenario.sh"
begin slow
preload faults
mkdir "$place/www"
cp "$srcdir/conf/sample"/*.xml "$place/www"
serve "$place/www"
write_config "$place/www" </dev/null
feeds=$(ls "$place/www" | wc -l)

# The first start makes the store, so that of the second only what it does is slow.
run_daemon NONE=
wait_for 30 test -s "$place/digests/index.html" || fail "no first edition"
wanted=$(store "select count(*) from entry")
stop_daemon
sqlite3 "$place/state/granola.db" "delete from entry_body; delete from entry;
	update feed set last_fetch = 0, next_due = 0, etag = null, last_modified = null,
		body_hash = null, last_success = 0" || fail "the store cannot be emptied"
: >"$place/served"
run_daemon LD_PRELOAD="$place/faults.so" FAULT_CALL=sync FAULT_AT=1 FAULT_LASTING=1 \
	FAULT_DELAY_MS=3000

first=$(sed -n '/^http/{s/ .*//p;q}' "$place/granola.conf")
all_are_asked() {
	[ "$(wc -l <"$place/served")" -ge "$feeds" ]
}
is_stored() {
	[ "$(store "select count(*) from entry")" -gt 0 ]
}
wait_for 20 all_are_asked || fail "$(wc -l <"$place/served") of $feeds feeds were asked"
slowest_ms=0
while ! is_stored; do
	started=$(date +%s%N)
	timeout 60 "$GRANOLA" refresh -c "$place/granola.conf" "$first/not-followed" 2>"$place/err"
	took_ms=$((($(date +%s%N) - started) / 1000000))
	says "$place/err" "is not followed"
	[ $took_ms -le $slowest_ms ] || slowest_ms=$took_ms
done
echo "the slowest answer took $slowest_ms ms"
[ $slowest_ms -lt 2500 ] || fail "an answer took $slowest_ms ms: it waited for the disk"
all_are_there() {
	[ "$(store "select count(*) from entry")" -eq "$wanted" ]
}
wait_for 60 all_are_there || fail "not all was stored"
stop_daemon
is "integrity" "$(store "pragma integrity_check")" ok
