# What every scenario begins with: a place of its own, a server, and ways to
# say what should be. To be sourced, with GRANOLA and srcdir set by make check.
#
#	begin NAME		a new directory $place, removed in the end
#	serve DIRECTORY		a server of it on $base, http://127.0.0.1:$port, and on the
#				addresses up to 127.0.0.16; log in $place/served
#	serve_mail MODE		a mail server on 127.0.0.1:$mail_port, which behaves as
#				$place/mode says; what it takes is in $place/spool
#	granola ...		the program under test
#	expect STATUS CMD ...	runs it; output in $place/out and $place/err
#	says FILE TEXT		fails unless the file has the text
#	is WHAT GOT WANTED	fails unless they are equal
#	skip REASON
#	alone FLAG ...		goes on in namespaces of its own, as unshare(1) makes them
#	preload NAME		makes $place/NAME.so of tests/support/NAME.c, for LD_PRELOAD
#	headline NUMBER		six words that no other number has: a story of its own
#	run_daemon [VARIABLE=VALUE ...]		granola run, as $daemon, with its log in $place/log
#	stop_daemon		and sees that it ends well

set -u
TZ=UTC0
LC_ALL=C
export TZ LC_ALL
unset STATE_DIRECTORY CONFIGURATION_DIRECTORY NOTIFY_SOCKET WATCHDOG_USEC JOURNAL_STREAM

server=
background=			# further processes to end with the scenario
mounts=				# and what to unmount
place=

finish() {
	status=$?
	trap - EXIT
	# shellcheck disable=SC2086 # a list
	kill $server $background 2>/dev/null
	if [ $status -ne 0 ] && [ $status -ne 77 ]; then
		for file in out err log served; do
			[ -s "$place/$file" ] && { echo "--- $file"; tail -n 20 "$place/$file"; }
		done
	fi
	# shellcheck disable=SC2086 # a list
	[ -z "$mounts" ] || { wait; umount $mounts; }
	[ -n "$place" ] && rm -rf "$place"
	exit $status
}

begin() {
	place=$(mktemp -d "${TMPDIR:-/tmp}/granola-$1-XXXXXX") || exit 99
	trap finish EXIT
	trap 'exit 99' HUP INT TERM
}

fail() {
	echo "FAILED: $*"
	exit 1
}

skip() {
	echo "skipped: $*"
	exit 77
}

granola() {
	# shellcheck disable=SC2086 # GRANOLA_UNDER may be a command with options
	${GRANOLA_UNDER:-} "$GRANOLA" "$@"
}

expect() {
	wanted=$1
	shift
	"$@" >"$place/out" 2>"$place/err"
	got=$?
	[ "$got" -eq "$wanted" ] || fail "'$*' exited $got, not $wanted"
}

says() {
	grep -qF -- "$2" "$1" || { cat "$1"; fail "$(basename "$1") does not say: $2"; }
}

is() {
	[ "$2" = "$3" ] || fail "$1 is '$2', not '$3'"
}

wait_for() {	# SECONDS CMD ...: until it succeeds
	left=$(($1 * 10))
	shift
	until "$@" >/dev/null 2>&1; do
		left=$((left - 1))
		[ $left -gt 0 ] || return 1
		sleep 0.1
	done
}

serve() {
	python3 "$srcdir/tests/support/server.py" "$1" "$place/port" "$place/served" &
	server=$!
	: >"$place/served"
	wait_for 10 test -s "$place/port" || fail "the server does not start"
	port=$(cat "$place/port")
	base=http://127.0.0.1:$port
}

serve_mail() {	# MODE [CERTIFICATE KEY]
	echo "$1" >"$place/mode"
	shift
	python3 "$srcdir/tests/support/mail_server.py" "$place/mail_port" "$place/mode" \
		"$place/spool" "$@" &
	background="$background $!"
	wait_for 10 test -s "$place/mail_port" || fail "the mail server does not start"
	mail_port=$(cat "$place/mail_port")
}

# A config over all files of a served directory, each on a host of its own so that
# politeness does not slow the test, and no page of an entry is asked for; further lines
# from stdin.
write_config() {	# DIRECTORY
	{
		echo "[granola]"
		echo "owner = Test"
		echo "state = $place/state"
		echo "output = $place/digests"
		cat
		echo "[feeds: All]"
		echo "full-text = no"
		host=0
		for file in "$1"/*; do
			host=$((host % 16 + 1))
			echo "http://127.0.0.$host:$port/$(basename "$file") allow-private=yes"
		done
	} >"$place/granola.conf"
}

alone() {
	[ -z "${ALONE-}" ] || return 0
	for user in '' -Ur; do
		# shellcheck disable=SC2086 # a flag, or none
		if unshare $user "$@" true 2>/dev/null; then
			ALONE=1 exec unshare $user "$@" sh "$0"
		fi
	done
	skip "no namespaces can be made here"
}

preload() {
	if nm "$GRANOLA" | grep -qE '__(a|t|ub)san_'; then
		skip "a sanitizer wants to be loaded first"
	fi
	# shellcheck disable=SC2086 # CC may be a command with options
	${CC:-cc} -shared -fPIC -O1 -w -o "$place/$1.so" "$srcdir/tests/support/$1.c" -ldl ||
		skip "no library can be built here"
}

headline() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		for (word = 0; word < 6; word++) {
			for (syllable = 0; syllable < 3; syllable++)
				printf "%s%s", substr("bdfgklmnprstvz", rand() * 14 + 1, 1),
				       substr("aeiou", rand() * 5 + 1, 1)
			printf " "
		}
		print seed
	}'
}

run_daemon() {
	: >"$place/log"
	env "$@" "$GRANOLA" run -c "$place/granola.conf" 2>>"$place/log" &
	daemon=$!
	background="$background $daemon"
	wait_for 20 test -S "$place/state/control.sock" || fail "the daemon does not start"
}

stop_daemon() {
	kill "$daemon"
	wait "$daemon"
	is "exit status" $? 0
}

store() {	# SQL
	sqlite3 -batch -readonly "$place/state/granola.db" "$1"
}
