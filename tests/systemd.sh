#!/bin/sh
# granola under a real systemd: a Debian 12 booted in a container.
#
#	tests/systemd.sh [ROOT]		as root; needs mmdebstrap, systemd-container and
#					what debian/control names under Build-Depends
#
# Makes the package of this tree, boots ROOT (made with mmdebstrap, once) with no
# network but loopback, installs the package there, and looks: does the service
# start, write a digest once there are feeds, survive reloads with a good and a bad
# configuration, come back when it is killed or hangs, stop cleanly, and leave
# nothing when it is purged?
set -eu
source=$(cd "$(dirname "$0")/.." && pwd)
root=${1:-/var/tmp/granola-systemd-root}
work=$(mktemp -d)
machine=
failed=0
passed=0

finish() {
	[ -z "$machine" ] || inside systemctl poweroff 2>/dev/null || true
	[ -z "$machine" ] || wait "$container" || true
	rm -rf "$work"
}
trap finish EXIT

inside() {
	nsenter -t "$machine" -a env PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

check() {	# WHAT CMD ...
	what=$1
	shift
	if "$@" >"$work/output" 2>&1; then
		passed=$((passed + 1))
		echo "ok: $what"
	else
		failed=$((failed + 1))
		echo "FAILED: $what"
		tail -n 20 "$work/output"
	fi
}

wait_for() {	# SECONDS CMD ...
	left=$(($1 * 5))
	shift
	until "$@" >/dev/null 2>&1; do
		left=$((left - 1))
		[ $left -gt 0 ] || return 1
		sleep 0.2
	done
}

make_root() {
	[ ! -x "$root/sbin/init" ] || return 0
	packages=systemd,systemd-sysv,dbus,libnss-systemd,python3,sqlite3,libxml2,libuv1
	packages=$packages,libcurl4,libicu72,libjansson4,libpsl5,libstemmer0d,ca-certificates,procps
	mmdebstrap --quiet --variant=minbase --include="$packages" bookworm "$root"
}

# A clean copy, for what dpkg-buildpackage makes stands beside it.
make_package() {
	mkdir "$work/granola"
	(cd "$source" && git ls-files -z | xargs -0 cp --parents -t "$work/granola") &&
	(cd "$work/granola" &&
	 DEB_BUILD_OPTIONS="nocheck parallel=$(nproc)" dpkg-buildpackage -b -us -uc) \
		>"$work/build.log" 2>&1 || { tail -n 30 "$work/build.log"; exit 1; }
	rm -rf "$root/srv/feeds" "$root/etc/granola" "$root/var/lib/granola"
	mkdir -p "$root/srv/feeds"
	cp "$work"/granola_*.deb "$root/srv/granola.deb"
	cp "$source"/conf/sample/*.xml "$root/srv/feeds"
	cp "$source/tests/support/server.py" "$root/srv"
}

write_config() {
	printf '[granola]\nowner = Test\n[feeds: All]\nfull-text = no\n'
	for feed in "$source"/conf/sample/*.xml; do
		echo "http://127.0.0.1:8008/$(basename "$feed") allow-private=yes"
	done
	echo "$1"
}

boot() {
	systemd-nspawn --quiet --register=no --keep-unit -D "$root" --boot --private-network \
		--link-journal=no --resolv-conf=off --console=pipe \
		-- systemd.unit=multi-user.target </dev/null >"$work/console" 2>&1 &
	container=$!
	wait_for 30 pgrep -P $container || { cat "$work/console"; exit 1; }
	machine=$(pgrep -P $container | head -n 1)
	wait_for 60 is_up || { cat "$work/console"; exit 1; }
	sed 's/("127.0.0.1", 0)/("127.0.0.1", 8008)/' "$source/tests/support/server.py" \
		>"$root/srv/server.py"
	inside systemd-run --quiet --unit=feeds python3 /srv/server.py /srv/feeds /run/port \
		/run/served
	wait_for 20 inside test -s /run/port
}

is_up() {
	inside systemctl is-system-running | grep -qE 'running|degraded'
}

pid() {
	inside systemctl show -P MainPID granola
}

has_restarted() {
	now=$(pid)
	[ "$now" != 0 ] && [ "$now" != "$1" ] && inside systemctl is-active granola
}

journal_says() {
	inside journalctl -u granola -o cat | grep -q "$1"
}

count_entries() {
	inside sqlite3 -readonly /var/lib/granola/granola.db "select count(*) from entry"
}

make_root
make_package
boot

inside dpkg --purge granola >/dev/null 2>&1 || true
check "the package installs" inside dpkg --install /srv/granola.deb
check "the service is started by that, with the config that it brings" \
	wait_for 20 inside systemctl is-active granola
check "and at every boot" inside systemctl is-enabled granola
check "the timer waits for who prefers it" \
	sh -c '! "$@"' - nsenter -t "$machine" -a systemctl is-enabled granola-once.timer
sleep 1
write_config "" >"$root/etc/granola/granola.conf"
check "it runs as its own user" \
	inside sh -c '[ "$(ps -o user= -p "$(systemctl show -P MainPID granola)")" = granola ]'
check "it writes a digest that everybody may read" \
	wait_for 60 inside su -s /bin/sh nobody -c 'cat /var/lib/granola/digests/index.html'
entries=$(count_entries)
check "it stored the entries" test "$entries" -gt 20
first=$(pid)

write_config "http://127.0.0.1:8008/added.xml allow-private=yes" >"$root/etc/granola/granola.conf"
cp "$source/conf/sample/circuit-chips.xml" "$root/srv/feeds/added.xml"
check "reload with a good configuration succeeds" inside systemctl reload granola
check "the added feed is polled" wait_for 20 inside grep -q '200 /added.xml' /run/served
check "reload kept the process" test "$(pid)" = "$first"

write_config "evry = 1h" >"$root/etc/granola/granola.conf"
check "reload with a bad configuration fails" \
	sh -c '! "$@"' - nsenter -t "$machine" -a systemctl reload granola
check "its error is in the journal" wait_for 10 journal_says "did you mean"
check "and the daemon runs on" test "$(pid)" = "$first"
write_config "" >"$root/etc/granola/granola.conf"

inside kill -9 "$first"
check "systemd starts it again after kill -9" wait_for 30 has_restarted "$first"
check "nothing was lost" test "$(count_entries)" -ge "$entries"

inside mkdir -p /run/systemd/system/granola.service.d
printf '[Service]\nWatchdogSec=2\n' >"$work/watchdog.conf"
inside sh -c 'cat >/run/systemd/system/granola.service.d/watchdog.conf' <"$work/watchdog.conf"
inside systemctl daemon-reload
inside systemctl restart granola
hanging=$(pid)
inside kill -STOP "$hanging"
check "the watchdog ends a process that hangs" wait_for 60 has_restarted "$hanging"

began=$(date +%s%N)
check "it stops cleanly" inside systemctl stop granola
took=$((($(date +%s%N) - began) / 1000000))
check "within five seconds ($took ms)" test $took -lt 5000
check "with status 0" inside sh -c '[ "$(systemctl show -P ExecMainStatus granola)" = 0 ]'
check "the store is whole" \
	inside sh -c '[ "$(sqlite3 /var/lib/granola/granola.db "pragma integrity_check")" = ok ]'
check "once by the timer's service polls as well" inside systemctl start granola-once
check "the journal can be asked by feed" inside sh -c \
	'[ -n "$(journalctl -o cat FEED=http://127.0.0.1:8008/added.xml)" ]'
echo "exposure: $(inside systemd-analyze security granola | tail -n 1)"

check "it can be purged" inside dpkg --purge granola
for left in /etc/granola /var/lib/granola /usr/bin/granola /lib/systemd/system/granola.service; do
	check "which leaves no $left" test ! -e "$root$left"
done
check "and no user" sh -c '! "$@"' - nsenter -t "$machine" -a getent passwd granola

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
