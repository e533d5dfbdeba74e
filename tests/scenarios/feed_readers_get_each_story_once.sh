#!/bin/sh
# A digest's feed goes on over its editions: a story keeps its id, an entry its bytes,
# until there is news of it. Our files are valid, and our own parser reads them back.
. "$srcdir/tests/support/scenario.sh"
begin readers
valid() {
	python3 "$srcdir/tests/support/valid.py" "$@" || fail "not valid: $*"
}
paper() {	# NAME: a feed of that publisher; items from stdin, each a line "TITLE|TEXT"
	{
		echo '<?xml version="1.0" encoding="utf-8"?>'
		echo "<rss version=\"2.0\"><channel><title>The $1</title><link>https://$1.example/</link>"
		while IFS='|' read -r title text; do
			name=$(echo "$title" | tr -cd 'A-Za-z')
			echo "<item><title>$title</title><link>https://$1.example/$name?a=1&amp;b=2</link>"
			echo "<description>$text</description></item>"
		done
		echo "</channel></rss>"
	} >"$place/$1.xml"
}
edition() {	# TIME
	expect 0 granola once --force --now "$1" -c "$place/granola.conf"
	valid "$place"/digests/news/feed.atom "$place"/digests/news/latest.json
	cp "$place/digests/news/feed.atom" "$place/feed-$1.atom"
}
ids() {
	sed -n '/<entry>/,/<\/entry>/s|^<id>\(.*\)</id>|\1|p' "$1"
}
entry() {	# ID FILE
	sed -n "\|^<id>$1</id>|,\|^</entry>|p" "$2"
}

{
	echo "[granola]"
	echo "owner = Jane <Example> & Sons"
	echo "state = $place/state"
	echo "output = $place/digests"
	echo "[digest: News]"
	echo "at = 07:00"
	echo "empty = yes"
	echo "formats = html, atom, json"
	echo "[feeds: Papers]"
	for name in elm oak ash fir; do
		paper $name </dev/null
		echo "file:$name.xml publisher=$name full-text=no"
	done
} >"$place/granola.conf"

ferry='The night ferry to Sandholm sank at its moorings on Friday without anybody on board. Divers found a valve open that should have been shut, and the harbour master of Sandholm has asked the yard that overhauled the ferry in spring for its papers.'
paper elm <<END
Night ferry sinks at Sandholm moorings|$ferry
Bakers of Tolverne strike over the price of rye|Every bakery in Tolverne but one stayed shut on Friday, as bakers asked the mill to halve what it adds to the price of rye flour.
END
edition 2026-11-21T07:00:00Z
is "stories at first" "$(ids "$place/feed-2026-11-21T07:00:00Z.atom" | wc -l)" 2

paper oak <<END
Sandholm night ferry sank at its moorings with a valve open|An inquiry into the sinking of the night ferry at Sandholm opens on Monday, the coast guard said, a day after divers found an open valve below the waterline of the ferry. Nobody was on board when the ferry sank at its moorings.
END
paper ash <<END
Sandholm ferry sinks at night: owner says valves were checked|The owner of the night ferry that sank at its moorings in Sandholm says all its valves were checked on Thursday evening. Divers have found one valve of the ferry open, and the harbour master wants to see what the yard did to it.
END
paper fir <<END
Choir of Westering sings for nine hours|The choir of Westering sang for nine hours without a pause on Saturday and so paid for the roof of its hall.
Buses replace the sunken night ferry of Sandholm|Passengers of the night ferry that sank at its moorings in Sandholm on Friday are taken round the bay by bus until a ship can be hired. Why a valve of the ferry stood open, divers could not say; the harbour master is asking its yard.
END
edition 2026-11-22T07:00:00Z
before=$place/feed-2026-11-21T07:00:00Z.atom
after=$place/feed-2026-11-22T07:00:00Z.atom
is "stories after news of one" "$(ids "$after" | wc -l)" 3
old=$(ids "$before" | grep bakers)
is "an entry of yesterday" "$(entry "$old" "$after")" "$(entry "$old" "$before")"
told=$(ids "$before" | grep ferry)
entry "$told" "$after" >"$place/update"
says "$place/update" "<title>Update: "
says "$place/update" "<updated>2026-11-22T07:00:01Z</updated>"
is "entries of the story" "$(grep -c '[Ff]erry.*</title>' "$after")" 1
says "$place/digests/news/latest.json" "\"id\": \"$told\""

# Nothing happened: nothing is updated.
edition 2026-11-23T07:00:00Z
cmp "$after" "$place/feed-2026-11-23T07:00:00Z.atom" || fail "an empty edition changed the feed"

expect 0 granola parse "$after"
valid --same "$after" "$place/out"
