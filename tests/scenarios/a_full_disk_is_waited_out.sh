#!/bin/sh
# A disk that is full, or may not be written to any more: the daemon says so once, goes
# on, leaves nothing half-written, and makes up for it when there is space again.
. "$srcdir/tests/support/scenario.sh"
alone -m
begin full
preload clockwork
mkdir "$place/www" "$place/state" "$place/digests"
mount -t tmpfs -o size=16m none "$place/state" && mount -t tmpfs -o size=4m none "$place/digests" ||
	skip "nothing can be mounted here"
mounts="$place/state $place/digests"
cp "$srcdir/conf/sample"/meridian-*.xml "$place/www"
serve "$place/www"
write_config "$place/www" </dev/null
sed -i 's/allow-private=yes/& every=10m/' "$place/granola.conf"

# Two minutes take a second, and the sample is news.
run() {
	run_daemon LD_PRELOAD="$place/clockwork.so" CLOCK_SPEED=120 CLOCK_START=1795370400
}

fill() {	# DIRECTORY
	cat /dev/zero >"$1/filler" 2>/dev/null
	[ "$(stat -f -c %a "$1")" -eq 0 ] || fail "$1 is not full"
}

said() {	# TEXT
	grep -cF -- "$1" "$place/log"
}

# ITEM: one more entry in every feed
publish() {
	for feed in "$place/www"/*.xml; do
		sed "s|</channel>|<item><guid>$1</guid><title>About $1</title></item></channel>|" \
			"$feed" >"$place/new" && mv "$place/new" "$feed"
	done
}

is_whole() {
	find "$place/digests" -name '*.html' | while read -r page; do
		tail -c 20 "$page" | grep -q '</html>' || echo "$page"
	done | grep . && fail "a page is cut short"
	find "$place/digests" -name '.granola-tmp-*' | grep . && fail "a temporary file was left"
	true
}

has_edition() {
	test -s "$place/digests/index.html" &&
	[ "$(store "select count(*) from edition where is_written = 0")" -eq 0 ]
}

echo "The output is full at first, then it may not be written to."
for trouble in full read-only; do
	case $trouble in
	full)
		text='No space left on device'
		fill "$place/digests"
		mend() { rm "$place/digests/filler"; }
		;;
	read-only)
		text='Read-only file system'
		rm -rf "$place/state"/* "$place/digests"/*
		mount -o remount,ro "$place/digests" || skip "nothing can be remounted here"
		mend() { mount -o remount,rw "$place/digests"; }
		;;
	esac
	run
	wait_for 30 grep -qF "$text" "$place/log" || fail "$trouble: it does not say so"
	sleep 2
	is "times it said so" "$(said "$text")" 1
	is_whole
	kill -0 "$daemon" || fail "$trouble: it died"
	mend
	wait_for 30 has_edition || fail "$trouble: no edition afterwards"
	wait_for 10 grep -q "editions can be made again" "$place/log" || fail "$trouble: no word of it"
	is_whole
	is "editions" "$(store "select count(*) from edition")" 1
	[ $trouble = read-only ] || stop_daemon
done

echo "Then its own disk is full."
before=$(store "select count(*) from entry")
fill "$place/state"
publish first
wait_for 60 grep -q "feeds cannot be stored: .*full" "$place/log" || fail "it does not say so"
publish second
sleep 6
is "times it said so" "$(said "feeds cannot be stored")" 1
kill -0 "$daemon" || fail "it died"
is "what can be read" "$(store "select count(*) from entry")" "$before"
rm "$place/state/filler"
all_are_there() {
	[ "$(store "select count(*) from entry")" -eq $((before + 6)) ]
}
wait_for 60 all_are_there || fail "$(store "select count(*) from entry") entries, $before before"
wait_for 10 grep -q "feeds can be stored again" "$place/log" || fail "no word of it"
stop_daemon
is "integrity" "$(store "pragma integrity_check")" ok

echo "And when nothing is there yet, the command says so in one line."
for trouble in full read-only; do
	rm -rf "$place/state"/*
	if [ $trouble = full ]; then
		fill "$place/state"
	else
		mount -o remount,ro "$place/state"
	fi
	expect 74 granola once -c "$place/granola.conf"
	is "lines" "$(wc -l <"$place/err")" 1
done
