#!/bin/sh
# What polling costs: run.sh [FEEDS]
# nginx serves invented feeds on this machine's loopback, each from an address of its
# own; granola polls them all when all are new, when nothing has changed, and when one
# in twenty has. GRANOLA names the program; by default it is the one built here. With
# STORIES=1 the articles are made into stories and a digest as well; with DELAY=0.1 each
# answer takes so many seconds (nginx needs its echo module); with DEAD=20 one host in so
# many sends a byte a second, and what it costs the others is told in the end. With
# DAEMON=330 the daemon then runs for so many seconds from the beginning (10,000 feeds
# have their first turn within 300 s), and says how long its loop was kept busy.
set -eu

feeds=${1:-1000}
granola=${GRANOLA:-./granola}
port=${PORT:-8642}
here=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:/usr/sbin

command -v nginx >/dev/null || { echo "run.sh needs nginx"; exit 77; }
[ -x "$granola" ] || { echo "no program $granola; build it, or set GRANOLA"; exit 1; }
ulimit -n "$(ulimit -H -n)"

delay=${DELAY-}
dead=${DEAD:-0}
trickle=

work=$(mktemp -d)
trap 'kill "$(cat "$work/nginx.pid")" $trickle 2>/dev/null; rm -rf "$work"' EXIT
chmod 755 "$work"

# A line a feed: its number, its address, and whether that is dead.
awk -v feeds="$feeds" -v dead="$dead" 'BEGIN {
	for (i = 0; i < feeds; i++)
		printf "%d 127.%d.%d.%d %d\n", i, 1 + int(i / 62500), int(i / 250) % 250,
			1 + i % 250, (dead > 0 && i % dead == 0)
}' >"$work/feeds"

start_trickle() {
	awk '$3 { print $2 }' "$work/feeds" >"$work/dead"
	[ -s "$work/dead" ] || return 0
	"$here/trickle.py" "$port" <"$work/dead" &
	trickle=$!
}

write_nginx_conf() {
	[ -z "$delay" ] ||
		echo "load_module /usr/lib/nginx/modules/ngx_http_echo_module.so;"
	echo "pid $work/nginx.pid; error_log $work/error.log; worker_processes 1;"
	echo "events { worker_connections $((feeds + 1024)); }"
	echo "http { access_log off; types { application/xml xml; } gzip on;"
	for use in client_body proxy fastcgi uwsgi scgi; do
		echo "${use}_temp_path $work/$use;"
	done
	echo "gzip_types application/xml; server {"
	awk -v port="$port" '!$3 { print "listen " $2 ":" port ";" }' "$work/feeds"
	echo "root $work; location @feed { try_files /changed_now\$uri /new\$uri =404; }"
	if [ -n "$delay" ]; then
		echo "location / { echo_sleep $delay; echo_exec @feed; } } }"
	else
		echo "location / { try_files /changed_now\$uri /new\$uri =404; } } }"
	fi
}

write_granola_conf() {
	printf '[granola]\nowner = Bench\ncontact = http://bench.localhost/\n'
	printf 'state = %s/state\noutput = %s/digests\n\n' "$work" "$work"
	printf '[digest: All]\nevery = 24h\n\n[feeds: All]\nfull-text = no\n'
	awk -v port="$port" '{ print "http://" $2 ":" port "/" $1 ".xml allow-private=yes" }' \
		"$work/feeds"
}

# A row of the table: measure NAME TIME OPTION...
measure() {
	python3 - "$feeds" "$1" "$granola" once --config "$work/granola.conf" --force \
		--now "$2" ${3-} <<'PYTHON'
import os, subprocess, sys, time

feeds, name, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
start = time.monotonic()
child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
wall, cpu = time.monotonic() - start, used.ru_utime + used.ru_stime
print(f"{name:28} {wall:7.2f} s {cpu:7.2f} s {cpu / feeds * 1000:8.3f} ms"
      f" {used.ru_maxrss / 1024:7.0f} MB {feeds / wall:8.0f}/s", flush=True)
sys.exit(os.waitstatus_to_exitcode(status))
PYTHON
}

start_trickle
"$here/feeds.py" --feeds "$feeds" "$work"
write_nginx_conf >"$work/nginx.conf"
write_granola_conf >"$work/granola.conf"
nginx -e "$work/error.log" -c "$work/nginx.conf" 2>"$work/error.log" || { cat "$work/error.log"; exit 1; }

printf '%-28s %9s %9s %11s %10s %10s\n' "$feeds feeds" wall CPU "CPU a feed" memory feeds
measure "all new" 2026-11-22T12:00:00Z --feeds-only
measure "nothing changed" 2026-11-22T13:00:00Z --feeds-only
mv "$work/changed" "$work/changed_now"
measure "one in twenty changed" 2026-11-22T14:00:00Z --feeds-only
[ -z "${STORIES-}" ] || measure "stories and digests too" 2026-11-22T15:00:00Z
[ "$dead" -eq 0 ] || "$granola" status --json --config "$work/granola.conf" | python3 -c '
import json, sys
feeds = json.load(sys.stdin)["feeds"]
dead = set(open(sys.argv[1]).read().split())
lost = [f for f in feeds if f["failures"] and f["url"].split("/")[2].split(":")[0] not in dead]
print(f"{len(dead)} hosts are dead; of the other {len(feeds) - len(dead)} feeds {len(lost)} were lost")
' "$work/dead"
[ -z "${DAEMON-}" ] || {
	rm -rf "$work/state" "$work/digests"
	"$granola" run --config "$work/granola.conf" 2>"$work/daemon.log" &
	daemon=$!
	sleep "$DAEMON"
	"$granola" status --config "$work/granola.conf" | head -n 3
	"$granola" status --metrics --config "$work/granola.conf" | grep '^granola_entries_new'
	awk '/^(VmHWM|VmRSS)/' "/proc/$daemon/status"
	kill "$daemon" && wait "$daemon"
}
