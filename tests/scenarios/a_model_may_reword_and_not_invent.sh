#!/bin/sh
# The summarizer rewords stories if its answer says what the sources say; else,
# or if it is slow, broken or not there, the digest is the one there would be
# without it. It is asked once about each story.
. "$srcdir/tests/support/scenario.sh"
begin model
cp -R "$srcdir/conf/sample" "$place/sample"
chmod -R u+w "$place/sample"
(umask 077 && echo sesame >"$place/key")
echo good >"$place/mode"
: >"$place/asked"
python3 "$srcdir/tests/support/model.py" "$place/port" "$place/mode" "$place/asked" &
background=$!
wait_for 10 test -s "$place/port" || fail "the model's server does not start"
port=$(cat "$place/port")

configure() {	# RUN REWRITE
	{
		printf '[granola]\nowner = Test\nstate = %s\noutput = %s\n' \
			"$place/$1/state" "$place/$1/digests"
		printf '[summarizer]\nendpoint = http://127.0.0.1:%s/v1/\nmodel = small\n' "$port"
		printf 'key-file = %s\ntimeout = %s\n' "$place/key" "${patience:-60s}"
		for digest in First Second; do
			printf '[digest: %s]\nstories = 1\nwords = 120\nformats = text\n' $digest
			printf 'rewrite = %s\n' "$2"
		done
		sed -n '/^\[feeds: World\]/,$p' "$place/sample/granola.conf"
	} >"$place/sample/$1.conf"
}
run() {	# RUN REWRITE
	configure "$1" "$2"
	mkdir "$place/$1"
	cp -R "$place/state" "$place/$1/state"
	expect 0 granola once -v --now 2026-11-22T18:00:00Z -c "$place/sample/$1.conf"
	text=$place/$1/digests/first/2026-11-22T1800.txt
	[ -s "$text" ] || fail "$1: no edition"
}

mkdir "$place/feeds"
configure feeds no
expect 0 granola once --feeds-only --now 2026-11-22T17:00:00Z -c "$place/sample/feeds.conf"
mv "$place/feeds/state" "$place/state"
run plain no
is "questions without rewrite" "$(wc -l <"$place/asked" | tr -d ' ')" 0

run good yes
plain=$place/plain/digests/first/2026-11-22T1800.txt
cmp -s "$text" "$plain" && fail "nothing was reworded: $(cat "$place/err")"
is "words of the reworded" "$(tr -s ' \n' '\n\n' <"$text" | sort)" \
	"$(tr -s ' \n' '\n\n' <"$plain" | sort)"
is "questions for two digests of the same story" \
	"$(wc -l <"$place/asked" | tr -d ' ')" 1
says "$place/asked" "/v1/chat/completions Bearer sesame"

refused() {	# MODE WHY: the edition is the one without a model
	echo "$1" >"$place/mode"
	run "$1" yes
	diff -r "$place/plain/digests/first" "$place/$1/digests/first" >/dev/null ||
		fail "$1: the edition is another"
	says "$place/err" "$2"
}
refused number "no source has the number 98765"
refused name "no source has the name mallory"
refused quotation "no source has the quotation we knew all"
refused link "markup or a link"
refused markup "markup or a link"
refused language "another language"
refused obedient "no source has the name mallory"
refused long "stays as it is: it has "
refused empty "stays as it is: it is empty"
refused html "the answer is no JSON"
refused cut "the answer is no JSON"
refused shape "no choices[0].message.content"
refused 500 "500"
refused 429 "429"
refused moved "307"
patience=1s
refused slow "time is up"
patience=60s

# A stop does not wait for the model; the edition is written as it is.
configure stopped yes
: >"$place/asked"
"$GRANOLA" run -v --now 2026-11-22T18:00:00Z -c "$place/sample/stopped.conf" \
	>"$place/out" 2>"$place/err" &
daemon=$!
wait_for 20 test -s "$place/asked" || fail "the daemon does not ask"
kill $daemon
wait_for 10 sh -c "! kill -0 $daemon" || fail "the daemon does not stop while the model thinks"
wait $daemon || fail "the daemon ended with $?"

kill $background
background=
refused gone "stays as it is"
