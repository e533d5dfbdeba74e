#!/bin/sh
# `granola search` finds what came in, the best first, and `granola backup` copies
# it all, beside whatever runs.
. "$srcdir/tests/support/scenario.sh"
begin search
cp -R "$srcdir/conf/sample" "$place/sample"
chmod -R u+w "$place/sample"
sed -i -e "s|^state .*|state = $place/state|" -e "s|^output .*|output = $place/digests|" \
	"$place/sample/granola.conf"
ask() {	# STATUS COMMAND ARGUMENT ...
	wanted_status=$1
	shift
	expect "$wanted_status" granola "$@" -c "$place/sample/granola.conf"
}

ask 66 search chips
expect 0 granola once --now 2026-11-22T18:00:00Z -c "$place/sample/granola.conf"
is "titles that are not indexed" "$(store "SELECT max(e.id) - t.entry_id
	FROM entry AS e, title_indexed AS t")" 0

ask 0 search --now 2026-11-22T18:00:00Z Safety TESTS
says "$place/out" "Chipmakers agree on common safety tests"
says "$place/out" "https://"
grep -q "$(printf '\033')" "$place/out" && fail "a pipe is given colour"
ask 0 search --json --limit 3 chip safety tests
python3 - "$place/out" <<'END' || fail "the JSON is not what is promised"
import json, sys
found = json.load(open(sys.argv[1]))
entries, stories = found["entries"], found["stories"]
assert 1 <= len(entries) <= 3
for entry in entries:
    assert {"id", "feed", "url", "title", "published", "first_seen", "story", "snippet",
            "score"} <= entry.keys()
assert [e["score"] for e in entries] == sorted((e["score"] for e in entries), reverse=True)
told = {e["id"] for e in entries if e["story"] is not None}
assert told and told == {id for story in stories for id in story["entries"]}
assert all(story["headline"] for story in stories)
END
ask 0 search nothingofthekind
is "what is found of nothing" "$(cat "$place/out")" ""
ask 64 search ...
ask 64 search
ask 64 search --limit 0 chip

ask 0 backup "$place/copy.db"
is "entries in the copy" "$(sqlite3 "$place/copy.db" 'SELECT count(*) FROM entry')" \
	"$(store 'SELECT count(*) FROM entry')"
ask 74 backup "$place/copy.db"
says "$place/err" "it exists already"
mkdir "$place/moved"
mv "$place/copy.db" "$place/moved/granola.db"
sed -i "s|^state .*|state = $place/moved|" "$place/sample/granola.conf"
ask 0 search safety tests
says "$place/out" "safety tests"
