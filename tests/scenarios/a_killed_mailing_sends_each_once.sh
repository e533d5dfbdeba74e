#!/bin/sh
# kill -9 at random moments while an edition is written and mailed, then a clean run:
# every reader has it, whole, once. What a server had in hand when the kill came (it
# had it all, and we had not noted so) may have come twice, as the same message; a
# program is asked by the trace that it leaves.
#
#	KILLS=50 runs it longer than the eight of make check.
. "$srcdir/tests/support/scenario.sh"
begin killed_mailing
cp -R "$srcdir/conf/sample" "$place/sample"
chmod -R u+w "$place/sample"
serve_mail leisurely
printf '#!/bin/sh\nsleep 0.05\ncat >"%s/$$.part" && mv "%s/$$.part" "%s/$$.eml"\n' \
	"$place/spool" "$place/spool" "$place/spool" >"$place/sendmail"
chmod +x "$place/sendmail"
now=2026-11-22T18:00:00Z
readers=4

configure() {	# WAY MAIL_OPTION
	{
		printf '[granola]\nstate = %s\noutput = %s\n' "$place/state" "$place/digests"
		printf '[mail]\nfrom = us@example.org\n%s\n' "$2"
		for digest in One Two; do
			printf '[digest: %s]\nmail-to = a@example.net, b@example.net\n' $digest
		done
		sed -n '/^\[feeds: World\]/,$p' "$place/sample/granola.conf"
	} >"$place/sample/$1.conf"
}
configure server "server = smtp://127.0.0.1:$mail_port"
configure program "sendmail = $place/sendmail"
begin_anew() {
	rm -rf "$place/state" "$place/digests" "$place"/spool/*
}

# What a run that nobody disturbs takes and ends with.
measure() {	# WAY
	begin_anew
	started=$(date +%s%N)
	granola once --now $now -c "$place/sample/$1.conf" >/dev/null 2>&1
	took_ms=$((($(date +%s%N) - started) / 1000000))
	is "messages by $1" "$(find "$place/spool" -name '*.eml' | wc -l | tr -d ' ')" $readers
}
measure program
program_ms=$took_ms
measure server
server_ms=$took_ms
python3 "$srcdir/tests/support/letters.py" "$place"/spool/*.eml | cut -f 2 | sort >"$place/wanted"
is "Message-IDs" "$(sort -u "$place/wanted" | wc -l | tr -d ' ')" $readers

# A program goes on when we are killed, and is not called again for what it accepts;
# what was killed with us is.
start_program() {	# WHAT_IT_DOES, until it is called
	printf '#!/bin/sh\necho $$ >>"%s/calls"\n%s\ncat >"%s/$$.eml"\n' "$place" "$1" \
		"$place/spool" >"$place/slow"
	chmod +x "$place/slow"
	configure slow "sendmail = $place/slow"
	begin_anew
	: >"$place/calls"
	"$GRANOLA" once --now $now -c "$place/sample/slow.conf" >/dev/null 2>&1 &
	victim=$!
	wait_for 30 test -s "$place/calls" || fail "no mail"
}
start_program 'sleep 1'
kill -9 $victim
wait $victim 2>/dev/null
expect 0 granola once --force --now $now -c "$place/sample/slow.conf"
is "calls of a program that goes on" "$(wc -l <"$place/calls" | tr -d ' ')" $readers
is "its messages" "$(find "$place/spool" -name '*.eml' | wc -l | tr -d ' ')" $readers
start_program '[ -s "'"$place"'/again" ] || sleep 20'
echo yes >"$place/again"
kill -9 $victim "-$(cut -d ' ' -f 5 "/proc/$(cat "$place/calls")/stat")"
wait $victim 2>/dev/null
expect 0 granola once --force --now $now -c "$place/sample/slow.conf"
is "calls of a program that was killed" "$(wc -l <"$place/calls" | tr -d ' ')" $((readers + 1))
is "its messages" "$(find "$place/spool" -name '*.eml' | wc -l | tr -d ' ')" $readers

seed=$(date +%s)
echo "seed $seed, a run takes $server_ms ms with a server, $program_ms ms with a program"
kills=${KILLS:-8}
killed=0 doubled="" round=0
while [ $round -lt "$kills" ]; do
	round=$((round + 1))
	way=server took_ms=$server_ms
	[ $((round % 2)) -eq 0 ] || { way=program; took_ms=$program_ms; }
	begin_anew
	"$GRANOLA" once --now $now -c "$place/sample/$way.conf" >/dev/null 2>&1 &
	victim=$!
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	sleep "$(awk "BEGIN { print $seed / 2147483648 * $took_ms / 1000 }")"
	kill -9 $victim 2>/dev/null && killed=$((killed + 1))
	wait $victim 2>/dev/null
	expect 0 granola once --force --now $now -c "$place/sample/$way.conf"
	is "messages that wait after round $round" \
		"$(store "select count(*) from mail where over is null or is_sent = 0")" 0
	is "editions not written" "$(store "select count(*) from edition where is_written = 0")" 0
	is "parts of messages" "$(find "$place/spool" -name '*.part')" ""
	python3 "$srcdir/tests/support/letters.py" "$place"/spool/*.eml | cut -f 2 |
		sort >"$place/got" || fail "round $round: a message is cut short"
	sort -u "$place/got" | cmp -s - "$place/wanted" ||
		fail "round $round: $(sort -u "$place/got" | diff - "$place/wanted")"
	twice=$(($(wc -l <"$place/got") - readers))
	[ $way = server ] || is "messages sent twice by round $round" $twice 0
	[ $twice -le 1 ] || fail "round $round: $twice messages were sent twice"
	is "messages that differ after round $round" \
		"$(cksum "$place"/spool/*.eml | cut -d ' ' -f 1,2 | sort -u | wc -l | tr -d ' ')" \
		$readers
	[ $twice -eq 0 ] || doubled="$doubled $way"
done
echo "$killed of $kills rounds were killed while they ran; twice came what was in hand of:" \
	"$(for way in $doubled; do echo "$way"; done | sort | uniq -c | tr -s ' \n' ' ')"
[ $killed -gt 0 ] || fail "no round was killed: the test tests nothing"
