#!/bin/sh
# Another reader's list is appended to a config that then loads; what the config
# follows already is left out; and an export comes back as it went.
. "$srcdir/tests/support/scenario.sh"
begin opml

cat >"$place/list.opml" <<'END'
<?xml version="1.0"?>
<opml version="1.0"><head><title>Mine</title></head><body>
<outline text="Tech # &quot;1&quot;"><outline text="Linux">
  <outline text="Weekly &quot;news&quot; \ more &amp; # less" type="RSS" xmlUrl="https://a.example/rss?x=1&amp;y=2"/>
  <outline title="Again" type="rss" xmlUrl="HTTPS://A.example/rss?x=1&amp;y=2"/>
</outline></outline>
<outline type="rss" xmlUrl="feed://b.example/"/>
<outline text="Passwords" type="rss" xmlUrl="file:///etc/passwd"/>
<outline text="Known" type="rss" xmlUrl="https://known.example/feed"/>
</body></opml>
END
printf '[granola]\nowner = Test\nstate = %s/state\n[feeds: Old]\nhttps://known.example/feed' \
	"$place" >"$place/granola.conf"	# without a final newline

expect 0 granola import -c "$place/granola.conf" "$place/list.opml"
says "$place/err" "left out 'file:///etc/passwd'"
says "$place/err" "left out 1 feed that $place/granola.conf follows already"
is "the sections" "$(grep -c '^\[feeds: ' "$place/out")" 2
says "$place/out" "[feeds: Tech '1' / Linux]"
says "$place/out" 'https://a.example/rss?x=1&y=2 title="Weekly \"news\" \\ more & # less"'
says "$place/out" "[feeds: Imported]"
says "$place/out" "http://b.example/"

cat "$place/out" >>"$place/granola.conf"
expect 0 granola check -c "$place/granola.conf"
says "$place/out" "3 feeds in 3 groups, 1 digest; no errors"
is "warnings" "$(wc -l <"$place/err")" 0

# All of it is followed now, so there is nothing to add.
expect 0 granola import -c "$place/granola.conf" - <"$place/list.opml"
is "what is new" "$(cat "$place/out")" ""

# What cannot be read keeps nobody from importing; without -c it is not even news.
expect 0 granola import -c "$place/missing.conf" "$place/list.opml"
says "$place/err" "$place/missing.conf"
is "the feeds" "$(grep -c '^http' "$place/out")" 3

expect 0 granola export -c "$place/granola.conf"
cp "$place/out" "$place/first.opml"
{
	printf '[granola]\nowner = Test\nstate = %s/state\n' "$place"
	granola import -q -c "$place/missing.conf" "$place/first.opml"
} >"$place/again.conf"
expect 0 granola export -c "$place/again.conf"
cmp "$place/first.opml" "$place/out" || fail "the second export differs"

# Files of this machine stay on it.
printf '[granola]\nstate = %s/state\n[feeds: A]\nfile:///srv/a.xml\n' "$place" >"$place/local.conf"
expect 0 granola export -c "$place/local.conf"
says "$place/err" "left out file:///srv/a.xml"
if grep -q srv "$place/out"; then fail "a file was exported"; fi

printf '<html><title>Hello</title></html>' >"$place/page.html"
expect 65 granola import -c "$place/granola.conf" "$place/page.html"
says "$place/err" "page.html: not OPML but an HTML page titled “Hello”"
is "lines on stderr" "$(wc -l <"$place/err")" 1
expect 66 granola import -c "$place/granola.conf" "$place/missing.opml"
is "lines on stderr" "$(wc -l <"$place/err")" 1
