#!/bin/sh
# Bombs, loops, lies and traps are each called by name; good feeds polled beside them are
# all there, nothing private is connected to, and what memory a process takes is bounded. With
# HOSTILE=all there are a thousand good feeds, and servers that only time can tell.
. "$srcdir/tests/support/scenario.sh"

if [ -z "${HOSTILE_INSIDE-}" ]; then
	HOSTILE_INSIDE=yes
	export HOSTILE_INSIDE
	for user in "" --map-root-user; do
		# shellcheck disable=SC2086 # an option, or none
		unshare --net --mount $user true 2>/dev/null &&
			exec unshare --net --mount $user "$0"
	done
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

# A key for all of them, an authority of our own, and what it would never sign.
make_certificates() {
	cd "$place/tls" || return 1
	openssl ecparam -name prime256v1 -genkey -noout -out key.pem
	openssl req -x509 -key key.pem -subj /CN=Authority -days 2 -out authority.pem
	for name in trusted own-word expired elsewhere old cut; do
		days=2
		[ "$name" != expired ] || days=-1
		host=$name
		[ "$name" != elsewhere ] || host=trusted
		openssl req -key key.pem -new -subj "/CN=$host" -out request.pem \
			-addext "subjectAltName=DNS:$host.example"
		if [ "$name" = own-word ]; then
			openssl req -x509 -key key.pem -subj "/CN=$host" -days 2 -out own-word.pem \
				-addext "subjectAltName=DNS:$host.example"
		else
			openssl x509 -req -in request.pem -CA authority.pem -CAkey key.pem -days $days \
				-copy_extensions copy -out "$name.pem"
		fi || return 1
	done
}

# Names are asked of the server here, and our authority is trusted, in this mount
# namespace only.
kinds=$bad
bundle=/etc/ssl/certs/ca-certificates.crt
certificates=
echo 'nameserver 127.0.0.53' >"$place/resolv.conf"
mkdir "$place/tls"
if mount --bind "$place/resolv.conf" /etc/resolv.conf; then
	kinds="$kinds names"
	if [ -e $bundle ] && (make_certificates) >/dev/null 2>&1 &&
	   mount --bind "$place/tls/authority.pem" $bundle; then
		kinds="$kinds tls"
		certificates=$place/tls
	fi
fi
[ -n "$certificates" ] || echo "without servers that speak TLS: no openssl, or no $bundle"

python3 -W ignore "$hostile" serve "$place/ready" $certificates >"$place/canaries" &
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
config all $kinds
alone=$(poll good) || fail "good feeds alone cannot be polled"
together=$(poll all) || fail "all feeds together cannot be polled"
echo "peak memory: $alone KiB with $good good feeds alone, $together KiB with the others"
# A sanitizer's own memory says nothing.
nm "$GRANOLA" | grep -qE '__(a|t)san_' || [ $((together - alone)) -le 65536 ] ||
	fail "the others took 64 MiB and more in one process"

expect 0 granola status --json -c "$place/all.conf"
cp "$place/out" "$place/status.json"
# shellcheck disable=SC2086
python3 "$hostile" judge "$place/status.json" "$good" $kinds || fail "some are not what they should be"
is "what connected to a canary" "$(cat "$place/canaries")" ""
expect 0 granola entries -c "$place/all.conf"
grep -q 'root:' "$place/out" && fail "a file of this machine is in the store"
before=$(wc -l <"$place/out")

# Asked again, they bring nothing new, and take nothing away.
poll all >/dev/null || fail "all feeds together cannot be polled again"
expect 0 granola entries -c "$place/all.conf"
if [ "$kinds" != "$bad" ]; then
	cp "$place/out" "$place/entries"
	expect 0 granola status --json -c "$place/all.conf"
	python3 - "$place/out" <<'PYTHON' || fail "a name that moved home was followed there"
import json, sys
error = [feed["error"] for feed in json.load(open(sys.argv[1]))["feeds"] if "rebind" in feed["url"]]
sys.exit("private address" not in (error[0] or ""))
PYTHON
	cp "$place/entries" "$place/out"
fi
is "how many entries there are" "$(wc -l <"$place/out")" "$before"
