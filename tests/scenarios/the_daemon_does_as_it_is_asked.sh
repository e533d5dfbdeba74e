#!/bin/sh
# granola refresh and reload: answered by the daemon, politely, on the caller's terminal.
. "$srcdir/tests/support/scenario.sh"
begin asked
mkdir "$place/www"
cp "$srcdir/conf/sample"/circuit-*.xml "$place/www"
serve "$place/www"
write_config "$place/www" </dev/null

# Nobody is there.
expect 69 granola status --check -c "$place/granola.conf"
for command in reload refresh "status --metrics"; do
	# shellcheck disable=SC2086 # words
	expect 69 granola $command -c "$place/granola.conf"
	says "$place/err" "no daemon runs"
done

"$GRANOLA" run -c "$place/granola.conf" 2>"$place/log" &
daemon=$!
background=$daemon
wait_for 20 test -S "$place/state/control.sock" || fail "no control socket"
is "its mode" "$(stat -c %a "$place/state/control.sock")" 660
all_are_there() {
	[ "$(grep -c ' new$' "$place/log")" -eq 3 ]
}
wait_for 30 all_are_there || fail "the feeds are not polled"

# Not within a minute of the last poll; and only what is followed.
first=$(sed -n '/^http/{s/ .*//p;q}' "$place/granola.conf")
: >"$place/served"
expect 75 granola refresh -c "$place/granola.conf" "$first"
says "$place/err" "polled less than a minute ago"
expect 0 granola refresh -c "$place/granola.conf"
says "$place/out" "3 feeds left alone: polled less than a minute ago"
expect 64 granola refresh -c "$place/granola.conf" http://127.0.0.1/other
says "$place/err" "is not followed"
is "requests" "$(wc -l <"$place/served")" 0

# It says how it is, to people and to machines.
expect 0 granola status --json -c "$place/granola.conf"
python3 - "$place/out" <<'PYTHON' || fail "what the daemon says of itself"
import json, sys
status = json.load(open(sys.argv[1]))
daemon, feeds = status["daemon"], status["feeds"]
assert daemon["running"] and daemon["feeds"] == 3 and daemon["overdue"] == 0
assert 0 < daemon["loop_stall_ms"] < 2000
assert all(f["week"]["requests"] == 1 and f["next_because"] for f in feeds)
PYTHON
expect 0 granola status --check -c "$place/granola.conf"
says "$place/out" "3 feeds, all well"
expect 0 granola status --metrics -c "$place/granola.conf"
says "$place/out" 'granola_polls_total{result="ok"} 3'
says "$place/out" "granola_feeds 3"
is "lines that are no metrics" "$(grep -cvE '^(# (HELP|TYPE) granola_[a-z_]+ .+|granola_[a-z_]+(\{[a-z]+="[^"\\]*"\})? [0-9.e+-]+)$' "$place/out")" 0

# A good config is followed when the command returns.
sed -i "s|^owner.*|&\nmetrics = $place/metrics.prom|" "$place/granola.conf"
cp "$place/granola.conf" "$place/good.conf"
cp "$place/www/circuit-briefs.xml" "$place/www/added.xml"
echo "$base/added.xml allow-private=yes every=7d" >>"$place/granola.conf"
expect 0 granola reload -c "$place/granola.conf"
says "$place/out" "reloaded: 4 feeds, 1 digest"
wait_for 10 grep -q "200 /added.xml" "$place/served" || fail "the added feed is not polled"

# A bad one is refused, with its errors, and the old one stays.
echo "evry = 1h" >>"$place/granola.conf"
expect 78 granola reload -c "$place/granola.conf"
says "$place/err" "did you mean"
says "$place/err" "^"
# So is one that only the daemon reads: found by its state directory.
expect 78 granola reload -c "$place/good.conf"
says "$place/err" "did you mean"
says "$place/err" "the configuration stays as it was"
kill -0 $daemon || fail "it died of a bad config"

# A poll that somebody waits for ends with its result, conditional as any.
cp "$place/good.conf" "$place/granola.conf"
cp "$place/www/circuit-briefs.xml" "$place/www/late.xml"
kill $daemon
wait $daemon
store "select 1" >/dev/null
sqlite3 "$place/state/granola.db" "update feed set last_fetch = last_fetch - 100"
: >"$place/served"
"$GRANOLA" run -c "$place/granola.conf" 2>"$place/log" &
daemon=$!
background=$daemon
wait_for 20 test -S "$place/state/control.sock" || fail "no control socket"
wait_for 10 grep -q "^granola_start_time_seconds" "$place/metrics.prom" || fail "no metrics"
expect 0 granola refresh -c "$place/granola.conf" "$first"
says "$place/out" "$first: not modified; 0 new, 0 edited"
is "answers" "$(cut -d' ' -f1 "$place/served" | sort -u)" 304

# Many at once, and garbage, are survived.
python3 - "$place/state/control.sock" <<'END' || fail "garbage"
import socket, sys
crowd = []
for i in range(200):
    s = socket.socket(socket.AF_UNIX)
    s.connect(sys.argv[1])
    s.settimeout(10)
    try:
        s.sendall([b"\0\xff\n", b"{" * 5000, b'{"granola":1,"command":"x"}\n', b"half"][i % 4])
    except OSError:
        pass
    crowd.append(s)
END
expect 75 granola refresh -c "$place/granola.conf" "$first"
kill $daemon
wait $daemon
is "exit status" $? 0
test ! -e "$place/state/control.sock" || fail "the socket stays behind"

# A socket that somebody else opened for us.
python3 - "$place/passed.sock" "$GRANOLA" "$place/granola.conf" 2>>"$place/log" <<'END' &
import os, socket, sys
s = socket.socket(socket.AF_UNIX)
s.bind(sys.argv[1])
s.listen(8)
os.dup2(s.fileno(), 3)
os.set_inheritable(3, True)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execv(sys.argv[2], [sys.argv[2], "run", "-c", sys.argv[3]])
END
daemon=$!
background=$daemon
wait_for 20 test -L "$place/state/control.sock" || fail "no link to the socket"
expect 0 granola reload -c "$place/granola.conf"
kill $daemon
wait $daemon
is "exit status" $? 0
test -S "$place/passed.sock" || fail "it removed a socket that was not its own"
