#!/bin/sh
# Names that are not found any more, then no network at all: feeds are waited for, ever
# longer, in one line each; and polled again once both are back.
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

names() {	# there, or gone
	if [ "$1" = there ]; then
		printf '127.0.0.%s\n' '1 host1.example' '2 host2.example' '3 host3.example'
	fi >"$place/hosts"
}

breaks() {
	case $1 in
	names) names gone ;;
	network) loopback 0 ;;
	esac
}

mends() {
	case $1 in
	names) names there ;;
	network) loopback 1 ;;
	esac
}

has_failed() {	# TIMES
	[ "$(store "select count(*) from feed where failures >= $1")" -eq 3 ]
}

works() {
	[ "$(store "select count(*) from feed where failures = 0 and last_success > 0")" -eq 3 ]
}

names there
# Four minutes take a second.
run_daemon LD_PRELOAD="$place/clockwork.so" CLOCK_SPEED=240 CLOCK_START=1795370400
wait_for 30 test -s "$place/digests/index.html" || fail "no first edition"
entries=$(store "select count(*) from entry")
for trouble in names network; do
	: >"$place/log"
	breaks $trouble
	wait_for 90 has_failed 2 || fail "without $trouble: it does not notice"
	lines=$(grep -c 'warning:.*example' "$place/log")
	[ "$lines" -le 3 ] || fail "$lines lines about it"
	kill -0 "$daemon" || fail "without $trouble: it died"
	is "entries" "$(store "select count(*) from entry")" "$entries"
	mends $trouble
	: >"$place/served"
	wait_for 90 works || fail "with $trouble again: $(store "select url, failures from feed")"
	[ "$(wc -l <"$place/served")" -le 9 ] || fail "a storm of requests"
done
stop_daemon
is "integrity" "$(store "pragma integrity_check")" ok
