#!/bin/sh
# One call to the system fails, or all from one on: a full disk, a broken one, no
# descriptors, no memory. The run says so and ends by itself; the next one, which
# nothing is wrong with, has everything exactly once.
#
#	FAULTS=200 tries that many calls of each kind, in place of five.
. "$srcdir/tests/support/scenario.sh"
begin faults
preload faults
feeds=$place/www; mkdir "$feeds"; cp "$srcdir/conf/sample"/*.xml "$feeds"
serve "$feeds"
write_config "$feeds" </dev/null
now=2026-11-22T18:00:00Z
export FAULT_CALL FAULT_AT FAULT_ERRNO FAULT_COUNT
FAULT_COUNT=$place/count

once() {
	"$GRANOLA" once --force --now $now -c "$place/granola.conf" >"$place/out" 2>"$place/err"
}

begin_anew() {
	rm -rf "$place/state" "$place/digests"
}

try() {	# CALL N ERRNO LASTING
	what="$1 $2 failing with $3${4:+ for good}"
	FAULT_CALL=$1 FAULT_AT=$2 FAULT_ERRNO=$3
	begin_anew
	# shellcheck disable=SC2086 # a variable is set, or none
	env ${4:+FAULT_LASTING=1} LD_PRELOAD="$place/faults.so" timeout -s ABRT 60 "$GRANOLA" \
		once --force --now $now -c "$place/granola.conf" >"$place/out" 2>"$place/err"
	got=$?
	[ $got -lt 124 ] || fail "$what: ended by a signal or never ($got)"
	[ $got -eq 0 ] || [ -s "$place/err" ] || fail "$what: exited $got without a word"
	once || fail "$what: the next run exited $?"
	is "integrity after $what" "$(store "pragma integrity_check")" ok
	is "entries after $what" "$(store "select count(*) from entry")" "$wanted_entries"
	is "editions not written after $what" \
		"$(store "select count(*) from edition where is_written = 0")" 0
	is "editions after $what" "$(cd "$place/digests" && find . -name '*T*.html' | wc -l)" \
		"$wanted_files"
	find "$place" -name '.granola-tmp-*' | grep . && fail "$what: a temporary file was left"
	tried=$((tried + 1))
}

begin_anew
once || fail "the sample cannot be digested"
wanted_entries=$(store "select count(*) from entry")
wanted_files=$(cd "$place/digests" && find . -name '*T*.html' | wc -l)

# Calls are tried at even distances; how many there are is counted first.
sweep() {	# CALL ERRNO [LASTING]
	FAULT_CALL=$1 FAULT_AT=0
	begin_anew
	LD_PRELOAD=$place/faults.so once || fail "the library is in the way"
	count=$(cat "$FAULT_COUNT")
	[ "$count" -gt 0 ] || fail "nobody calls $1: the test tests nothing"
	most=${FAULTS:-5}
	[ "$most" -le "$count" ] || most=$count
	i=0
	while [ $i -lt "$most" ]; do
		try "$1" $((1 + i * (count - 1) / (most > 1 ? most - 1 : 1))) "$2" "${3:-}"
		i=$((i + 1))
	done
	echo "$1 ($2${3:+, $3}): $most of $count calls"
}

tried=0
sweep write 28			# ENOSPC
sweep write 28 lasting
sweep write 122 lasting		# EDQUOT
sweep sync 5 lasting		# EIO
sweep open 24			# EMFILE
sweep open 30 lasting		# EROFS
sweep rename 5
sweep socket 24
sweep memory 12			# ENOMEM
echo "$tried faults"
