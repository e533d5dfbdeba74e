#!/bin/sh
# Bombs, loops, lies and traps are each called by name; good feeds polled beside them are
# all there, nothing private is connected to, and what memory a process takes is bounded. With
# HOSTILE=all there are a thousand good feeds, and servers that only time can tell.
. "$srcdir/tests/support/scenario.sh"

if [ -z "${HOSTILE_INSIDE-}" ]; then
	HOSTILE_INSIDE=yes
	export HOSTILE_INSIDE
	unshare --net true 2>/dev/null && exec unshare --net "$0"
	unshare --net --map-root-user true 2>/dev/null && exec unshare --net --map-root-user "$0"
	skip "no network namespace can be made here, and nowhere else may this run"
fi
begin hostile
hostile=$srcdir/tests/support/hostile.py
good=50
bad=bad
if [ "${HOSTILE-}" = all ]; then
	good=1000
	bad='bad slow'
fi

python3 "$hostile" serve "$place/ready" >"$place/canaries" &
background=$!
wait_for 20 test -e "$place/ready" || fail "the servers do not start"

config() {	# NAME KIND...: a config with a state of its own
	name=$1
	shift
	printf '[granola]\nowner = Test\nstate = %s\noutput = %s\n[feeds: All]\nfull-text = no\n' \
		"$place/$name" "$place/digests" >"$place/$name.conf"
	# shellcheck disable=SC2068 # words
	python3 "$hostile" cases "$good" $@ >>"$place/$name.conf"
}

poll() {	# NAME: prints the most memory it took, in KiB
	python3 - "$GRANOLA" once --feeds-only --force -q -c "$place/$1.conf" <<'PYTHON'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
PYTHON
}

config good
# shellcheck disable=SC2086 # words
config all $bad
alone=$(poll good) || fail "good feeds alone cannot be polled"
together=$(poll all) || fail "all feeds together cannot be polled"
echo "peak memory: $alone KiB with $good good feeds alone, $together KiB with the others"
# A sanitizer's own memory says nothing.
nm "$GRANOLA" | grep -qE '__(a|t)san_' || [ $((together - alone)) -le 65536 ] ||
	fail "the others took 64 MiB and more in one process"

expect 0 granola status --json -c "$place/all.conf"
cp "$place/out" "$place/status.json"
# shellcheck disable=SC2086
python3 "$hostile" judge "$place/status.json" "$good" $bad || fail "some are not what they should be"
is "what connected to a canary" "$(cat "$place/canaries")" ""
expect 0 granola entries -c "$place/all.conf"
grep -q 'root:' "$place/out" && fail "a file of this machine is in the store"
before=$(wc -l <"$place/out")

# Asked again, they bring nothing new, and take nothing away.
poll all >/dev/null || fail "all feeds together cannot be polled again"
expect 0 granola entries -c "$place/all.conf"
is "how many entries there are" "$(wc -l <"$place/out")" "$before"
