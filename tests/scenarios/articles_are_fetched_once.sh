#!/bin/sh
# An entry that is only a teaser has its page read, once and where that is allowed; a
# page that cannot be had holds up no digest.
. "$srcdir/tests/support/scenario.sh"
begin articles

python3 "$srcdir/tests/support/paper.py" "$place/port" "$place/served" &
server=$!
: >"$place/served"
wait_for 10 test -s "$place/port" || fail "the server does not start"
port=$(cat "$place/port")

write_paper_config() {	# FEED ...: each on an address of its own; further lines from stdin
	{
		printf '[granola]\nowner = Test\nstate = %s/state\noutput = %s/digests\n' \
			"$place" "$place"
		cat
		printf '[digest: News]\nformats = text\nstories = 30\nwords = 500\n[feeds: Paper]\n'
		host=0
		for name in "$@"; do
			host=$((host + 1))
			echo "http://127.0.0.$host:$port/$name.xml allow-private=yes"
		done
	} >"$place/granola.conf"
}
asked() {	# PATH: how often
	grep -c " $1\$" "$place/served"
}
page_of() {	# PATH: what became of it
	granola entries --json --now "$now" -c "$place/granola.conf" | python3 -c '
import json, sys
for entry in json.load(sys.stdin)["entries"]:
	if entry["url"].endswith(sys.argv[1]):
		print(entry["page"])' "$1"
}
edition=$place/digests/news/latest.txt
told() {	# TEXT: what the edition says, line breaks aside
	tr -s ' \n' '  ' <"$edition" | grep -qF -- "$1"
}

# A page that never comes is waited for as long as the config says, then the digest is made.
now=2026-11-22T18:00:00Z
write_paper_config teasers whole walled shut busy moved slow <<-END
	page-wait = 5s
END
expect 0 granola once --now $now -c "$place/granola.conf"
says "$place/out" "6 articles read in full"
is "asked for a teaser's page" "$(asked /teasers/ferry)" 1
is "asked for a whole article's page" "$(asked /whole/granary)" 0
is "asked for a page that robots.txt closes" "$(asked /shut/shut-market)" 0
is "asked for where a page has moved" "$(asked /now/moved-market)" 1
is "asked for robots.txt" "$(asked /robots.txt)" 6
is "asked for a slow page" "$(asked /slow/slow-market)" 1
is "a teaser's page" "$(page_of /ferry)" used
is "a whole article's page" "$(page_of /granary)" None
is "a walled page" "$(page_of /walled-market)" "behind a paywall"
is "a closed page" "$(page_of /shut-market)" "forbidden by robots.txt"
is "a busy page" "$(page_of /busy-market)" awaited
is "a slow page" "$(page_of /slow-market)" awaited
told "Nobody expected the ferry to open" || fail "the page's text is not told"
told "Of the walled market" || fail "the feed's own text is not told"
is "whom the page of the ferry credits" "$(sqlite3 "$place/state/granola.db" \
	"SELECT credit FROM article JOIN entry ON id = entry_id WHERE url LIKE '%/teasers/ferry'")" \
	"Harbour Wire"
told "the original is behind a paywall" || fail "the paywall is not told"
told "Subscribe" && fail "a request to pay is told"
told "evening letter" && fail "a line that all pages have is told"

# What was had is not asked for again; what failed is, once it has had time.
: >"$place/served"
now=2026-11-22T18:01:00Z
expect 0 granola once --force --now $now -c "$place/granola.conf"
is "pages asked for after a minute" "$(grep -c '/.*-market' "$place/served")" 1
is "asked for the slow page again" "$(asked /slow/slow-market)" 1
: >"$place/served"
now=2026-11-22T18:10:00Z
expect 0 granola once --force --now $now -c "$place/granola.conf"
is "asked for the busy page again" "$(asked /busy/busy-market)" 1
is "asked for a teaser's page again" "$(asked /teasers/ferry)" 0
is "asked for robots.txt again" "$(asked /robots.txt)" 0
is "a busy page, later" "$(page_of /busy-market)" used

# A running daemon does the same, and its first edition waits no longer either.
rm -rf "$place/state" "$place/digests"
: >"$place/served"
write_paper_config teasers slow <<-END
	page-wait = 5s
	sandbox = no
END
"$GRANOLA" run -c "$place/granola.conf" 2>"$place/log" &
background=$!
wait_for 60 test -s "$edition" || fail "no edition"
is "asked for the slow page" "$(asked /slow/slow-market)" 1
told "Nobody expected the ferry to open" || fail "the page's text is not told"
kill $background
wait $background || fail "the daemon ended with $?"
background=
is "the slow page, at the end" "$(now=$(date -u +%Y-%m-%dT%H:%M:%SZ); page_of /slow-market)" awaited
