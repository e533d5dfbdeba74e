#!/bin/sh
# The same store, config and clock give the same bytes; nothing new, no edition.
. "$srcdir/tests/support/scenario.sh"
begin reproducible
cp -R "$srcdir/conf/sample" "$place/sample"
chmod -R u+w "$place/sample"
for run in 1 2; do
	mkdir "$place/$run"
	sed -e "s|^state .*|state = $place/$run/state|" \
		-e "s|^output .*|output = $place/$run/digests|" \
		"$place/sample/granola.conf" >"$place/sample/$run.conf"
done
expect 0 granola once --feeds-only --now 2026-11-22T17:00:00Z -c "$place/sample/1.conf"
cp -R "$place/1/state" "$place/2/state"
for run in 1 2; do
	expect 0 granola once --now 2026-11-22T18:00:00Z -c "$place/sample/$run.conf"
	ls "$place/$run/digests/news"/*.html >/dev/null || fail "no edition"
done
says "$place/1/digests/index.html" 'href="ai-ml/2026-11-22T1800.html"'
says "$place/1/digests/index.html" 'href="news/2026-11-22T1800.html"'
diff -r "$place/1/digests" "$place/2/digests" || fail "two runs differ"
find "$place/1" -name '.granola-tmp-*' | grep . && fail "temporary files were left"

# granola-digest(5) names every key of ours, and every kind of file.
python3 - "$place/1/digests/news/latest.json" "$srcdir/man/granola-digest.5" <<'PYTHON' ||
import json, sys
page = open(sys.argv[2]).read()
def keys(value, ours=False):
    if isinstance(value, dict):
        for key, inner in value.items():
            if ours:
                yield key
            yield from keys(inner, ours or key == "_granola")
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner, ours)
absent = {key for key in keys(json.load(open(sys.argv[1]))) if key not in page}
sys.exit(f"not in the manual: {absent}" if absent else 0)
PYTHON
	fail "the manual says less than there is"

before=$(find "$place/1/digests" -type f | sort | xargs cksum)
expect 0 granola once --force --now 2026-11-22T19:00:00Z -c "$place/sample/1.conf"
says "$place/out" " 0 new entries"
is "the digests" "$(find "$place/1/digests" -type f | sort | xargs cksum)" "$before"
