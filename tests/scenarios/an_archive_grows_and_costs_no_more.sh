#!/bin/sh
# An edition writes as many files after a thousand others as after ten, and hardly a byte
# more; all editions are found from the archive's pages.
. "$srcdir/tests/support/scenario.sh"
begin archive
cp -R "$srcdir/conf/sample" "$place/sample"
chmod -R u+w "$place/sample"

# As many editions as that, two a day, and what comes next to them.
publish_after() {	# EDITIONS
	mkdir "$place/$1"
	sed -e "s|^state .*|state = $place/$1/state|" -e "s|^output .*|output = $place/$1/digests|" \
		"$place/sample/granola.conf" >"$place/sample/$1.conf"
	expect 0 granola once --feeds-only --now 2026-11-22T17:00:00Z -c "$place/sample/$1.conf"
	sqlite3 -batch "$place/$1/state/granola.db" "
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
		INSERT INTO edition (digest, title, name, period_start, period_end, is_written)
		SELECT d.slug, d.slug,
		       strftime('%Y-%m-%dT%H%M', 1795284000 - i * 43200, 'unixepoch'),
		       1795284000 - (i + 1) * 43200, 1795284000 - i * 43200, 1
		FROM n, (SELECT 'news' AS slug UNION SELECT 'ai-ml') AS d ORDER BY i DESC;
		INSERT INTO told (edition_id, place, story_id, headline, slug, independents, articles)
		SELECT id, 0, 1000000 + id, 'Headline of edition ' || id, 'slug-' || id, 1, 1
		FROM edition" || fail "cannot add editions"
	expect 0 granola once --now 2026-11-22T18:00:00Z -c "$place/sample/$1.conf"
	(cd "$place/$1/digests" && find . -type f | sort) >"$place/$1/files"
	bytes=$(cat "$place/$1"/digests/*.html "$place/$1"/digests/*/*.* | wc -c)
}

publish_after 60
few=$bytes
publish_after 1000
cmp "$place/60/files" "$place/1000/files" || fail "other files are written"
grep -qx './news/2026-11.html' "$place/1000/files" || fail "no page of the month"
[ $((bytes - few)) -lt 4000 ] || fail "$((bytes - few)) bytes more after a thousand editions"

# The newest are on the first page, the others on those of their months.
pages=$place/1000/digests/news
is "editions on the first page" "$(grep -c '<li><a href="....-..-..T' "$pages/index.html")" 31
is "months" "$(grep -c '<li><a href="....-..\.html"' "$pages/index.html")" 17
month=$(sqlite3 -batch "$place/1000/state/granola.db" \
	"SELECT count(*) FROM edition WHERE digest = 'news' AND name LIKE '2026-11-%'")
is "editions on the page of the month" "$(grep -c '<li><a href="2026-11-..T' "$pages/2026-11.html")" "$month"
says "$pages/2026-11.html" '<a href="2026-10.html">October 2026</a>'
