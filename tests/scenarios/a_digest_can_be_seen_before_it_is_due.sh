#!/bin/sh
# `granola digest` prints the edition that would come next, in any format, and
# leaves store and digests as they were.
. "$srcdir/tests/support/scenario.sh"
begin preview
cp -R "$srcdir/conf/sample" "$place/sample"
chmod -R u+w "$place/sample"
sed -i -e "s|^state .*|state = $place/state|" -e "s|^output .*|output = $place/digests|" \
	"$place/sample/granola.conf"
digest() {	# STATUS ARGUMENT ...
	wanted_status=$1
	shift
	expect "$wanted_status" granola digest --now 2026-11-22T18:00:00Z \
		-c "$place/sample/granola.conf" "$@"
}
sums() {
	find "$place/state" "$place/digests" -type f ! -name '*-shm' 2>/dev/null | sort |
		xargs cksum
}

digest 66 News
expect 0 granola once --feeds-only --now 2026-11-22T18:00:00Z -c "$place/sample/granola.conf"
before=$(sums)
expect 0 granola check --now 2026-11-22T18:00:00Z -c "$place/sample/granola.conf"
says "$place/out" "AI/ML, of 32 entries of the last two days:"
says "$place/out" "       7  semiconductor*"
says "$place/out" '       0  -"chip shot"'
for format in text html markdown atom json; do
	digest 0 AI/ML --format $format
	mv "$place/out" "$place/$format"
	[ -s "$place/err" ] && fail "$format: $(cat "$place/err")"
done
digest 0 ai-ml
cmp "$place/out" "$place/text" || fail "not text unless asked for more"
is "what is on the disk" "$(sums)" "$before"

expect 0 granola once --now 2026-11-22T18:00:00Z -c "$place/sample/granola.conf"
for pair in text:txt html:html markdown:md json:json; do
	cmp "$place/${pair%:*}" "$place/digests/ai-ml/2026-11-22T1800.${pair#*:}" ||
		fail "the ${pair%:*} edition is not the one shown before"
done
before=$(sums)
digest 0 AI/ML
says "$place/out" "No stories"
digest 0 AI/ML --since 24h
says "$place/out" "Original Source Here"
is "what is on the disk" "$(sums)" "$before"

digest 64 Nws
says "$place/err" "did you mean 'News'?"
digest 64 News --format pdf
digest 64 News --since never
