#!/bin/sh
# A page, fetched or on disk, tells which feeds it offers; nothing else is asked for.
. "$srcdir/tests/support/scenario.sh"
begin discover
mkdir "$place/site"
cat >"$place/site/page" <<'END'
<!DOCTYPE html><html><head><title>A site</title>
<link rel="alternate" type="application/rss+xml" title="All &amp; more" href="all.xml">
<link rel="stylesheet" href="style.css"></head>
<body><a href="/atom.xml">Atom</a> <a href="/about">About</a></body></html>
END
printf '<!DOCTYPE html><html><title>Bare</title><p>Nothing here</html>' >"$place/site/bare"
cp "$(find "$srcdir/conf/sample" -name '*.xml' | LC_ALL=C sort | head -n 1)" "$place/site/news"
serve "$place/site"
tab=$(printf '\t')

expect 0 granola discover --allow-private "$base/page"
is "the feeds" "$(cat "$place/out")" "$base/all.xml${tab}All & more${tab}application/rss+xml
$base/atom.xml${tab}${tab}application/atom+xml"
is "the requests" "$(cat "$place/served")" "200 /page"

# Links are relative to where redirects led; a feed is its own.
expect 0 granola discover --allow-private --json "$base/moved/page"
says "$place/out" "\"url\": \"$base/all.xml\""
says "$place/out" '"title": null'
expect 0 granola discover --allow-private "$base/news"
is "the feed's URL" "$(cut -f 1 "$place/out")" "$base/news"

expect 0 granola discover --base-url https://example.org/dir/ - <"$place/site/page"
is "the feeds" "$(cut -f 1 "$place/out")" "https://example.org/dir/all.xml
https://example.org/atom.xml"

one_line() {
	is "lines on stderr" "$(wc -l <"$place/err")" 1
	is "output" "$(cat "$place/out")" ""
}
expect 65 granola discover "$place/site/page"
says "$place/err" "relative"
one_line
expect 65 granola discover --allow-private "$base/bare"
says "$place/err" "$base/bare: not a feed but an HTML page titled “Bare”, and it names none"
one_line
expect 66 granola discover --allow-private "$base/bad/404"
says "$place/err" "404"
one_line
expect 66 granola discover "$base/page"
says "$place/err" "$base/page: "
one_line
expect 66 granola discover "$place/missing"
one_line
expect 64 granola discover --base-url x "$place/site/page"
one_line
