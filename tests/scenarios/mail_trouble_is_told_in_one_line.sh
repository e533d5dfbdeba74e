#!/bin/sh
# Whatever is wrong with a mail server is said once, in one line, in the log and by
# granola status; what can pass is tried again, ever later, and given up after days.
. "$srcdir/tests/support/scenario.sh"
begin mail_trouble
mkdir "$place/sample" "$place/auth"
cp "$srcdir/conf/sample/meridian-sport.xml" "$place/sample"
(umask 077 && echo "jane:se:same" >"$place/auth/good" && echo "jane:sesame" >"$place/auth/bad")
echo "jane:se:same" >"$place/auth/open"
chmod 644 "$place/auth/open"
certificate=
if command -v openssl >/dev/null; then
	certificate=$place/cert.pem
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 \
		-keyout "$place/key.pem" -out "$certificate" -subj /CN=localhost \
		-addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' 2>/dev/null || certificate=
fi
serve_mail good ${certificate:+"$certificate" "$place/key.pem"}

configure() {	# MAIL_OPTION ...
	{
		printf '[granola]\nstate = %s\noutput = %s\n' "$place/state" "$place/digests"
		printf '[digest: News]\nformats = text\nmail-to = jane@example.net, joe@example.net\n'
		printf '[mail]\nfrom = us@example.org\n'
		printf '%s\n' "$@"
		printf '[feeds: Sport]\nfile:meridian-sport.xml\n'
	} >"$place/sample/granola.conf"
}
once() {	# TIME
	: >"$place/spool/asked"
	expect 0 granola once -q --now "2026-11-$1Z" -c "$place/sample/granola.conf"
}
log() {	# what it said of mail
	grep -v 'sample/granola.conf\|^auth-file\|^sendmail\|^ *^' "$place/err"
}
states() {	# of the messages: how many failures, whether over, whether sent
	store "select failures || ' ' || (over is not null) || ' ' || is_sent from mail" | sort -u
}
try() {	# MODE WAITING|OVER|SENT WHAT_IS_SAID MAIL_OPTION ...
	mode=$1 end=$2 said=$3
	shift 3
	echo "$mode" >"$place/mode"
	rm -rf "$place/state" "$place/digests" "$place"/spool/*
	configure "${@:-server = smtp://127.0.0.1:$mail_port}"
	once 22T18:00:00
	case $end in
	waiting) wanted_state="1 0 0" wanted_lines=1 ;;
	later) wanted_state="1 0 0" wanted_lines=2 ;;	# each for itself
	over) wanted_state="1 1 0" wanted_lines=2 ;;
	sent) wanted_state="0 1 1" wanted_lines=0 ;;
	esac
	is "$mode: messages" "$(states)" "$wanted_state"
	is "$mode: lines" "$(log | grep -c .)" $wanted_lines
	[ $end = sent ] && return
	says "$place/err" "$said"
	expect 0 granola status -c "$place/sample/granola.conf"
	says "$place/out" "$said"
}

here=127.0.0.1:$mail_port
try sender waiting "$here answers: 550 5.7.1 not from you"
try busy waiting "$here answers: 452 4.3.1 no room"
try login waiting "$here answers: 530 5.7.0 Authentication required"
try leaving waiting "$here answers: 421 4.3.2 going down"
try nonsense later "$here answers what makes no sense: hello there"
try closed waiting "$here broke the connection off"
try away waiting "$here turns us away: 421 4.3.2 not now"
try banned waiting "$here turns us away: 554 not you"
try mute later "$here hung up"
try grey later "$here answers: 451 4.7.1 come back later"
try full later "$here answers: 452 4.3.1 disk full"
try nobody over "$here answers: 550 5.1.1 there is 5.1.1 no such reader"
try nodata over "$here answers: 554 5.5.1 no data please"
try spam over "$here answers: 554 5.7.1 this is spam"
try good waiting "127.0.0.1:1 cannot be reached: Connection refused" "server = smtp://127.0.0.1:1"

by_smtp="server = smtp://$here"
try auth sent "" "$by_smtp" "auth-file = $place/auth/good"
is "logins" "$(grep -c AUTH "$place/spool/asked")" 1
try badauth waiting "$here does not take our user and password: 535 5.7.8 wrong password" \
	"$by_smtp" "auth-file = $place/auth/bad"
try auth waiting "everyone can read $place/auth/open; chmod o-r it" \
	"$by_smtp" "auth-file = $place/auth/open"
is "connections with a password for all to see" "$(grep -c . "$place/spool/asked")" 0
try auth waiting "cannot open $place/auth/none: No such file or directory" \
	"$by_smtp" "auth-file = $place/auth/none"

try good waiting "$here offers no TLS, which 'tls' asks for" "$by_smtp" "tls = yes"
is "messages without TLS" "$(grep -c MAIL "$place/spool/asked")" 0
if [ -n "$certificate" ]; then
	untrusted="cannot be talked to: SSL certificate problem: self-signed certificate"
	try starttls waiting "$here $untrusted" "$by_smtp" "tls = yes"
	try smtps waiting "$here $untrusted" "server = smtps://$here"
	try starttls sent "" "$by_smtp" "tls = yes" "ca-file = $certificate"
	is "changes to TLS" "$(grep -c STARTTLS "$place/spool/asked")" 1
	try smtps sent "" "server = smtps://localhost:$mail_port" "ca-file = $certificate"
	try starttls sent "" "$by_smtp"
	is "changes to TLS on this machine" "$(grep -c STARTTLS "$place/spool/asked")" 0
else
	echo "not tried: TLS, for there is no openssl to make a certificate with"
fi

# By a program.
program() {	# WHAT IT DOES
	printf '#!/bin/sh\n%s\n' "$1" >"$place/sendmail"
	chmod +x "$place/sendmail"
}
sendmail="sendmail = $place/sendmail"
program "cat >/dev/null"
try good sent "" "$sendmail"
program "echo; echo 'no such user here' >&2; exit 67"
try good over "$place/sendmail exited with 67: no such user here" "$sendmail"
program "echo 'queue is full' >&2; exit 75"
try good later "$place/sendmail exited with 75: queue is full" "$sendmail"
program "echo 'bad line in its config' >&2; exit 78"
try good waiting "$place/sendmail exited with 78: bad line in its config" "$sendmail"
program "kill -9 \$\$"
try good later "$place/sendmail ended: Killed" "$sendmail"
try good waiting "/nowhere/sendmail cannot be run: no such file or directory" \
	"sendmail = /nowhere/sendmail"

# What can pass is tried again after 5 minutes, then 15, and says nothing new then.
try busy waiting "$here answers: 452 4.3.1 no room"
tries() {
	grep -c -- --- "$place/spool/asked"
}
once 22T18:04:59
is "tries before it is time" "$(tries)" 0
once 22T18:05:00
is "tries after 5 minutes" "$(tries)" 1
is "lines for nothing new" "$(log | grep -c .)" 0
once 22T18:19:59
is "tries before the third time" "$(tries)" 0
once 22T18:20:00
is "tries after 15 more" "$(tries)" 1
is "messages after three tries" "$(states)" "3 0 0"
echo good >"$place/mode"
once 22T18:50:00
is "messages in the end" "$(states)" "3 1 1"
is "messages accepted" "$(wc -l <"$place/spool/accepted" | tr -d ' ')" 2

# A daemon whose config is put right tries again at once.
try good waiting "127.0.0.1:1 cannot be reached" "server = smtp://127.0.0.1:1"
"$GRANOLA" run --now 2026-11-22T18:01:00Z -c "$place/sample/granola.conf" \
	>"$place/out" 2>"$place/err" &
daemon=$!
background="$background $daemon"
failures() {
	[ "$(states)" = "$1 0 0" ]
}
wait_for 20 failures 2 || fail "the daemon does not try again when it starts"
sleep 1
is "tries while nothing changed" "$(states)" "2 0 0"
configure "server = smtp://127.0.0.1:$mail_port"
sent() {
	[ "$(states)" = "2 1 1" ]
}
wait_for 20 sent || fail "the daemon does not try again when its config is put right"
kill $daemon
wait $daemon

# After days it is given up, with one line for each.
try busy waiting "$here answers: 452 4.3.1 no room"
once 26T17:59:59
is "messages after less than four days" "$(states)" "2 0 0"
once 26T21:00:00
is "messages after four days" "$(states)" "3 1 0"
is "lines for what is given up" "$(log | grep -c 'for good: given up after days')" 2
says "$place/err" "is not mailed to joe@example.net, for good: given up after days: $here answers"
expect 0 granola status --json -c "$place/sample/granola.conf"
says "$place/out" '"state": "given up"'

# The page on health, as the next edition makes it, says how many, and not whom.
cat >"$place/sample/gazette.xml" <<'END'
<rss version="2.0"><channel><title>Strand Gazette</title><link>https://strandgazette.example/</link>
<item><title>Pacemaker wins the Port Averil marathon by mistake</title>
<link>https://strandgazette.example/marathon</link>
<pubDate>Thu, 26 Nov 2026 20:00:00 GMT</pubDate>
<description>Nobody had expected him at the end of the marathon, least of all himself: the hired
pacemaker should have left the course after 30 kilometres, went on alone and won.</description>
</item></channel></rss>
END
echo file:gazette.xml >>"$place/sample/granola.conf"
echo good >"$place/mode"
once 26T21:00:00
says "$place/digests/health.html" "2 messages were given up in the last week"
! grep -q "example.net" "$place/digests/health.html" || fail "the page tells who reads it"
