#!/bin/sh
# Names that are not found any more, then no network at all: that is told once, no feed is
# blamed for it, and all are polled again once both are back. One host alone fails as ever.
. "$srcdir/tests/support/scenario.sh"
alone -m --net

loopback() {	# 1: up, 0: down
	python3 - "$1" <<-'END'
		import fcntl, socket, struct, sys
		SIOCSIFFLAGS = 0x8914
		fcntl.ioctl(socket.socket(), SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", int(sys.argv[1])))
	END
}

loopback 1 || skip "there is no loopback here"
begin network
preload clockwork
mkdir "$place/www"
cp "$srcdir/conf/sample"/meridian-*.xml "$place/www"
cp /etc/hosts "$place/hosts" && mount --bind "$place/hosts" /etc/hosts || skip "no names of our own"
: >"$place/resolv.conf"
mount --bind "$place/resolv.conf" /etc/resolv.conf || skip "no resolver of our own"
mounts="/etc/hosts /etc/resolv.conf"
serve "$place/www"
write_config "$place/www" </dev/null
sed -i 's/allow-private=yes/& every=10m/; s|//127.0.0.\([0-9]*\):|//host\1.example:|' \
	"$place/granola.conf"

names() {	# NUMBER ...: of the hosts that are found
	for host; do
		echo "127.0.0.$host host$host.example"
	done >"$place/hosts"
}

breaks() {
	case $1 in
	names) names ;;	# gone
	network) loopback 0 ;;
	esac
}

mends() {
	case $1 in
	names) names 1 2 3 ;;
	network) loopback 1 ;;
	esac
}

is_told() {	# WORDS
	grep -q "$1" "$place/log"
}

is_blamed() {	# FEEDS
	[ "$(store "select count(*) from feed where failures > 0")" -eq "$1" ]
}

asks_all() {
	[ "$(cut -d' ' -f2 "$place/served" | sort -u | wc -l)" -eq 3 ]
}

names 1 2 3
# Four minutes take a second.
run_daemon LD_PRELOAD="$place/clockwork.so" CLOCK_SPEED=240 CLOCK_START=1795370400
wait_for 30 test -s "$place/digests/index.html" || fail "no first edition"
entries=$(store "select count(*) from entry")
for trouble in names network; do
	: >"$place/log"
	breaks $trouble
	wait_for 90 is_told 'our network seems to be down' || fail "without $trouble: unnoticed"
	expect 0 granola status -c "$place/granola.conf"
	says "$place/out" "Our network seems to be down"
	expect 75 granola status -c "$place/granola.conf" --check
	sleep 3			# twelve minutes: each feed's turn comes
	is "lines without $trouble" "$(grep -c 'warning:' "$place/log")" 1
	is_blamed 0 || fail "without $trouble: $(store "select url, last_error from feed")"
	kill -0 "$daemon" || fail "without $trouble: it died"
	is "entries" "$(store "select count(*) from entry")" "$entries"
	: >"$place/served"
	mends $trouble
	wait_for 90 is_told 'the network is back' || fail "with $trouble again: unnoticed"
	wait_for 90 asks_all || fail "with $trouble again: not all are polled"
	[ "$(wc -l <"$place/served")" -le 12 ] || fail "a storm of requests"
	is "lines with $trouble again" "$(grep -c 'warning:' "$place/log")" 1
done

# One that is gone while others are there.
: >"$place/log"
names 1 3
wait_for 90 is_blamed 1 || fail "a host that is gone is not blamed"
wait_for 90 is_told 'host2.example.*cannot be found' || fail "it is not told which"
! is_told 'our network' || fail "one host is taken for the network"
stop_daemon

# granola once
names
expect 75 granola once -c "$place/granola.conf" --force --feeds-only
says "$place/err" "our network seems to be down"
# Who was gone before may be so for its own reasons, and is told if it is asked first.
is "lines of a run" "$(grep -vc 'warning: http://host2' "$place/err")" 1
is_blamed 1 || fail "after a run: $(store "select url, last_error from feed")"
is "integrity" "$(store "pragma integrity_check")" ok
