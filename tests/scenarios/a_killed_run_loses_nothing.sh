#!/bin/sh
# kill -9 at random moments of `granola once`, then a clean run: every entry is
# stored exactly once, every edition is whole and told once.
#
#	KILLS=1000 runs it longer than the twenty of make check.
. "$srcdir/tests/support/scenario.sh"
begin killed
feeds=$place/www; mkdir "$feeds"; cp "$srcdir/conf/sample"/*.xml "$feeds"
serve "$feeds"
write_config "$feeds" </dev/null
now=2026-11-22T18:00:00Z

# What a run that nobody disturbs ends with.
expect 0 granola once --now $now -c "$place/granola.conf"
wanted_entries=$(store "select count(*) from entry")
wanted_files=$(cd "$place/digests" && find . -name '*T*.html' | wc -l)
started=$(date +%s%N)
rm -rf "$place/state" "$place/digests"
granola once --now $now -c "$place/granola.conf" >/dev/null 2>&1
took_ms=$((($(date +%s%N) - started) / 1000000))

seed=$(date +%s)
echo "seed $seed, a run takes $took_ms ms"
kills=${KILLS:-20}
killed=0
round=0
while [ $round -lt "$kills" ]; do
	round=$((round + 1))
	# Half of the rounds go on from what the killed one left, half start anew.
	[ $((round % 2)) -eq 0 ] || rm -rf "$place/state" "$place/digests"
	"$GRANOLA" once --force --now $now -c "$place/granola.conf" >/dev/null 2>&1 &
	victim=$!
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	sleep "$(awk "BEGIN { print $seed / 2147483648 * $took_ms / 1000 }")"
	kill -9 $victim 2>/dev/null && killed=$((killed + 1))
	wait $victim 2>/dev/null

	expect 0 granola once --force --now $now -c "$place/granola.conf"
	is "integrity after round $round" "$(store "pragma integrity_check")" ok
	is "entries after round $round" "$(store "select count(*) from entry")" "$wanted_entries"
	is "entries stored twice" "$(store "select count(*) - count(distinct feed_id || hex(key))
		from entry")" 0
	is "editions after round $round" \
		"$(cd "$place/digests" && find . -name '*T*.html' | wc -l)" "$wanted_files"
	is "editions not written" "$(store "select count(*) from edition where state <> 'written'")" 0
	is "stories told twice" "$(store "select count(*) - count(distinct digest || '/' || story_id)
		from told")" 0
	for page in $(find "$place/digests" -name '*.html'); do
		tail -c 20 "$page" | grep -q '</html>' || fail "$page is cut short"
	done
	find "$place" -name '.granola-tmp-*' | grep . && fail "temporary files were left"
done
echo "$killed of $kills rounds were killed while they ran"
[ $killed -gt 0 ] || fail "no round was killed: the test tests nothing"
