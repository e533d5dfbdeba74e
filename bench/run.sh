#!/bin/sh
# What polling costs: run.sh [FEEDS]
# nginx serves invented feeds on this machine's loopback, each from an address of its
# own; granola polls them all when all are new, when nothing has changed, and when one
# in twenty has. Each time bench/floor does the least that can be done, and what granola
# takes is told as a multiple of that: medians of REPS rounds, by default three. GRANOLA
# and FLOOR name the programs; by default they are those built here. With VALIDATORS=0
# every answer is whole and without validators, with SYNCS=1 what is asked of the disk is
# counted (by strace, so believe no time of such a run). With
# STORIES=1 the articles are made into stories and a digest as well; with DELAY=0.1 each
# answer takes so many seconds (nginx needs its echo module); with DEAD=20 one host in so
# many sends a byte a second, and what it costs the others is told in the end. With
# DAEMON=330 the daemon then runs for so many seconds from the beginning (10,000 feeds
# have their first turn within 300 s), and says how long its loop was kept busy.
set -eu

feeds=${1:-1000}
granola=${GRANOLA:-./granola}
floor=${FLOOR:-bench/floor}
port=${PORT:-8642}
here=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:/usr/sbin

command -v nginx >/dev/null || { echo "run.sh needs nginx"; exit 77; }
[ -x "$granola" ] || { echo "no program $granola; build it, or set GRANOLA"; exit 1; }
[ -x "$floor" ] || { echo "no program $floor; make bench/floor, or set FLOOR"; exit 1; }
[ -z "${SYNCS-}" ] || command -v strace >/dev/null || { echo "syncs: no strace"; SYNCS=; }
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
	[ "${VALIDATORS:-1}" != 0 ] ||
		echo "etag off; if_modified_since off; add_header Last-Modified '';"
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

# Runs a command REPS times in all, once a round: measure PHASE PROGRAM COMMAND...
measure() {
	phase=$1 program=$2
	shift 2
	[ -z "${SYNCS-}" ] || strace=$work/strace
	python3 -c '
import os, subprocess, sys, time

phase, program, trace, command = *sys.argv[1:4], sys.argv[4:]
if trace:
    command = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=fsync,fdatasync", "-o", trace] + command
start = time.monotonic()
child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
wall, cpu = time.monotonic() - start, used.ru_utime + used.ru_stime
syncs = sum("sync(" in line for line in open(trace)) if trace else 0
print(phase, program, cpu, wall, used.ru_maxrss / 1024, syncs, sep="\t", flush=True)
sys.exit(os.waitstatus_to_exitcode(status))
' "$phase" "$program" "${strace-}" "$@" <"$work/urls" >>"$work/results"
}

# Both programs, the floor first: both PHASE TIME
both() {
	measure "$1" floor "$floor" "$work/floor.db"
	measure "$1" granola "$granola" once --config "$work/granola.conf" --force \
		--now "$2" --feeds-only
}

# Of each row the round whose CPU is the median, and that as a multiple of the floor's.
tell() {
	sort -t '	' -k 1,2 -k 3,3n "$work/results" | awk -F '\t' -v feeds="$feeds" -v has_syncs="${SYNCS:+1}" '
	function median(key, column) {
		return value[key, int((count[key] + 1) / 2), column]
	}
	{
		key = $1 FS $2
		n = ++count[key]
		for (i = 3; i <= 6; i++)
			value[key, n, i] = $i
		phases[$1]
	}
	END {
		printf "%-28s %10s %10s %8s %8s %9s%s\n", feeds " feeds", "floor", "granola",
			"ratio", "wall", "memory", has_syncs ? "   syncs/100" : ""
		split("all new,nothing changed,one in twenty changed,stories and digests too",
		      order, ",")
		for (i = 1; i <= 4; i++) {
			if (!(order[i] in phases))
				continue
			ours = order[i] FS "granola"
			least = (i == 4 ? order[1] : order[i]) FS "floor"
			printf "%-28s %8.2f s %8.2f s %8.2f %6.2f s %6.0f MB", order[i],
				median(least, 3), median(ours, 3), median(ours, 3) / median(least, 3),
				median(ours, 4), median(ours, 5)
			if (has_syncs)
				printf " %11.2f", median(ours, 6) * 100 / feeds
			print ""
		}
	}'
}

start_trickle
"$here/feeds.py" --feeds "$feeds" "$work"
write_nginx_conf >"$work/nginx.conf"
write_granola_conf >"$work/granola.conf"
awk -v port="$port" '!$3 { print "http://" $2 ":" port "/" $1 ".xml" }' "$work/feeds" >"$work/urls"
nginx -e "$work/error.log" -c "$work/nginx.conf" 2>"$work/error.log" || { cat "$work/error.log"; exit 1; }

for _ in $(seq "${REPS:-3}"); do
	rm -rf "$work/state" "$work/digests" "$work"/floor.db*
	[ ! -d "$work/changed_now" ] || mv "$work/changed_now" "$work/changed"
	both "all new" 2026-11-22T12:00:00Z
	both "nothing changed" 2026-11-22T13:00:00Z
	mv "$work/changed" "$work/changed_now"
	both "one in twenty changed" 2026-11-22T14:00:00Z
	[ -z "${STORIES-}" ] || measure "stories and digests too" granola "$granola" once \
		--config "$work/granola.conf" --force --now 2026-11-22T15:00:00Z
done
tell
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
