#!/bin/sh
# An edition goes to each of its readers, by a server or by a program, once; an
# update answers the message it updates; a stop in the middle of it loses nothing.
. "$srcdir/tests/support/scenario.sh"
begin mailed
cp -R "$srcdir/conf/sample" "$place/sample"
chmod -R u+w "$place/sample"
serve_mail good

cat >"$place/sample/gazette.xml" <<'END'
<rss version="2.0"><channel><title>Strand Gazette</title><link>https://strandgazette.example/</link>
<item><title>Pacemaker Ezra Kipsaina wins the Port Averil marathon by mistake</title>
<link>https://strandgazette.example/marathon</link>
<pubDate>Sun, 22 Nov 2026 18:30:00 GMT</pubDate>
<description>Nobody had expected Ezra Kipsaina at the end of the Port Averil marathon, least of all
himself: the hired pacemaker should have left the course after 30 kilometres, went on alone and
won in 2:07:44. Anton Sellwood, who came in 31 seconds later, laughed longest. Ruta Lindqvist took
the women's race.</description></item></channel></rss>
END

configure() {	# RUN FEEDS MAIL_OPTION ...
	feeds=$2
	{
		printf '[granola]\nowner = Test\nstate = %s\noutput = %s\n' \
			"$place/$1/state" "$place/$1/digests"
		printf '[digest: Für alle]\nformats = text\n'
		printf 'mail-to = "Jané Roe <jane@example.net>", joe@example.net\n'
		printf '[mail]\nfrom = Granola <granola@example.org>\n'
		shift 2
		printf '%s\n' "$@"
		printf '[feeds: Sport]\n'
		printf 'file:%s.xml\n' $feeds
	} >"$place/sample/$run.conf"
}
once() {	# TIME
	expect 0 granola once -v --now "$1" -c "$place/sample/$run.conf"
}
accepted() {
	cat "$place/spool/accepted" 2>/dev/null | wc -l | tr -d ' '
}
check_letters() {
	python3 "$srcdir/tests/support/letters.py" "$place"/spool/*.eml >"$place/letters" ||
		fail "a message is not what it should be"
}

# By a server.
run=first
configure $run "meridian-sport meridian-world" "server = smtp://127.0.0.1:$mail_port"
once 2026-11-22T18:00:00Z
is "messages" "$(accepted)" 2
is "connections" "$(grep -c -- --- "$place/spool/asked")" 1
says "$place/spool/accepted" '"from": "granola@example.org", "to": ["jane@example.net"]'
says "$place/spool/accepted" '"from": "granola@example.org", "to": ["joe@example.net"]'
says "$place/err" "digest Für alle: edition 2026-11-22T1800 mailed to joe@example.net"
check_letters
is "the first is to" "$(head -n 1 "$place/letters" | cut -f 1)" "Jané Roe <jane@example.net>"
is "Message-IDs" "$(cut -f 2 "$place/letters" | sort -u | wc -l | tr -d ' ')" 2
is "answers" "$(cut -f 3 "$place/letters" | sort -u)" -

# Nothing new, nothing sent; an update answers what it updates.
once 2026-11-22T18:30:00Z
is "messages after nothing new" "$(accepted)" 2
configure $run "meridian-sport meridian-world bellwether-sport gazette" \
	"server = smtp://127.0.0.1:$mail_port" "unsubscribe = mailto:jane@example.org"
once 2026-11-22T19:00:00Z
is "messages after an update" "$(accepted)" 4
grep -q "Update: " "$place/first/digests/fur-alle/2026-11-22T1900.txt" ||
	fail "nothing was updated: the test tests nothing"
cp "$place/letters" "$place/before"
check_letters
is "who is answered" "$(tail -n 2 "$place/letters" | cut -f 3)" "$(cut -f 2 "$place/before")"
grep -q "^List-Unsubscribe: <mailto:jane@example.org>" "$place/spool/3.eml" ||
	fail "no List-Unsubscribe"
grep -q "^List-Unsubscribe" "$place/spool/0.eml" && fail "nobody listens to that"

# By a program: the same bytes, but for the ends of lines, and no shell.
cat >"$place/sendmail" <<END
#!/bin/sh
printf '%s|' "\$@" >>"$place/arguments"
env >"$place/environment"
cat >"$place/spool/\$4.eml"
END
chmod +x "$place/sendmail"
mv "$place/spool" "$place/by_server"
mkdir "$place/spool"
run=second
configure $run "meridian-sport meridian-world" "sendmail = $place/sendmail"
SECRET=sesame once 2026-11-22T18:00:00Z
is "arguments" "$(cat "$place/arguments")" \
	"-i|-f|granola@example.org|jane@example.net|-i|-f|granola@example.org|joe@example.net|"
grep -q SECRET "$place/environment" && fail "the program was told what is not its business"
check_letters
tr -d '\r' <"$place/by_server/0.eml" | cmp - "$place/spool/jane@example.net.eml" ||
	fail "the program was given something else than the server"

# A stop breaks off what the server has not got, and the next start sends it.
rm -rf "$place/spool"
mkdir "$place/spool"
echo silent >"$place/mode"
run=third
sed "s|<pubDate>.*|<pubDate>$(LC_ALL=C date -u '+%a, %d %b %Y %H:%M:%S GMT')</pubDate>|" \
	"$place/sample/gazette.xml" >"$place/sample/today.xml"
configure $run today "server = smtp://127.0.0.1:$mail_port"
"$GRANOLA" run -v -c "$place/sample/$run.conf" >"$place/out" 2>"$place/err" &
daemon=$!
wait_for 60 grep -q DATA "$place/spool/asked" || fail "the daemon does not mail"
kill $daemon
wait_for 10 sh -c "! kill -0 $daemon" || fail "the daemon does not stop while a server thinks"
wait $daemon || fail "the daemon ended with $?"
is "messages taken by a server that says nothing" "$(accepted)" 0
is "failures" "$(sqlite3 "$place/third/state/granola.db" "select sum(failures) from mail")" 0
echo good >"$place/mode"
expect 0 granola once -v -c "$place/sample/$run.conf"
is "messages after the stop" "$(accepted)" 2
check_letters
