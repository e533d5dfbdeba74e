#!/bin/sh
# Two stories of which a third report shows that they are one are merged, for a reason
# that is kept: the id of either leads to the one, and neither is told again.
. "$srcdir/tests/support/scenario.sh"
begin merged
paper() {	# NAME: a feed of that publisher; items from stdin, each a line "TITLE|TEXT"
	{
		echo '<rss version="2.0"><channel><title>The '"$1"'</title>'
		while IFS='|' read -r title text; do
			name=$(echo "$title" | tr -cd 'A-Za-z')
			echo "<item><title>$title</title><link>https://$1.example/$name</link>"
			echo "<description>$text</description></item>"
		done
		echo "</channel></rss>"
	} >"$place/$1.xml"
}
edition() {	# TIME
	expect 0 granola once -q --force --now "$1" -c "$place/granola.conf"
}
ask() {		# COMMAND ...: a moment later
	expect 0 granola "$@" --now 2026-11-22T07:00:00Z --since 2026-11-20 -c "$place/granola.conf"
}

{
	echo "[granola]"
	echo "state = $place/state"
	echo "output = $place/digests"
	echo "[digest: News]"
	echo "at = 07:00"
	echo "formats = text, atom"
	echo "[feeds: Papers]"
	for name in elm oak ash; do
		paper $name </dev/null
		echo "file:$name.xml publisher=$name full-text=no"
	done
} >"$place/granola.conf"

mill='The old paper mill at Tolverne will be turned into forty flats, its owner announced on Friday. Work on the roof begins in spring, and the great wheel is to stay where it has turned for two hundred years.'
otters='A family of otters has moved into the upper Sandholm weir, where none had been seen since the drought. Wardens counted three cubs at dawn and closed the footpath until they can swim on their own.'
paper elm <<END
Paper mill becomes forty flats|$mill
END
paper oak <<END
Otters return with three cubs|$otters
END
edition 2026-11-21T07:00:00Z
is "stories at first" "$(grep -c '^Original Source' "$place/digests/news/latest.txt")" 2
cp "$place/digests/news/feed.atom" "$place/before.atom"
ask stories --json
# The older of the two, which had the lower number, and the article of each.
python3 - "$place/out" >"$place/ids" <<'PYTHON' || fail "the list of stories is not as it should be"
import json, sys
one, two = sorted(json.load(open(sys.argv[1]))["stories"], key=lambda story: story["id"])
assert one["formerly"] == two["formerly"] == []
print(one["id"], two["id"], one["articles"][0]["id"], two["articles"][0]["id"])
PYTHON
read -r older younger first second <"$place/ids"

paper ash <<END
Seen this week along the river|$mill $otters
END
edition 2026-11-22T07:00:00Z
cmp -s "$place/before.atom" "$place/digests/news/feed.atom" || fail "a merged story was told again"

for story in $older $younger; do
	ask why "$story"
	says "$place/out" "Story $older: 3 articles"
	says "$place/out" "  2026-11-22T07:00:00Z  story $younger was merged into story $older: "
	says "$place/out" "copied text 1.000 of the shorter text's wording stand in both, #"
	for article in $first $second; do
		grep -q "^  #$article .* reprint of #3\$" "$place/out" || fail "#$article is not told"
	done
	ask entries --story "$story"
	is "entries of story $story" "$(wc -l <"$place/out")" 3
done
ask why "$younger"
says "$place/out" "Story $younger is story $older by now."
ask stories --json
python3 - "$place/out" "$older" "$younger" <<'PYTHON' || fail "the list of stories does not know of the merged one"
import json, sys
story, = json.load(open(sys.argv[1]))["stories"]
assert (story["id"], story["formerly"]) == (int(sys.argv[2]), [int(sys.argv[3])]), story
assert story["was_told"]
PYTHON
