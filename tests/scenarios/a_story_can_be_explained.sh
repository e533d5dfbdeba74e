#!/bin/sh
# Every story of the sample says why its articles are one and why it ranks so; who
# works the rank out again from what is printed comes to the same.
. "$srcdir/tests/support/scenario.sh"
begin why

cp -R "$srcdir/conf/sample/." "$place/"
chmod -R u+w "$place"
now=2026-11-22T18:00:00Z
expect 0 granola once -q --now $now -c "$place/granola.conf"

expect 0 granola stories AI/ML --json --now $now -c "$place/granola.conf"
python3 - "$place/out" >"$place/ids" <<'PYTHON' || fail "the list of stories is not as it should be"
import json, sys
stories = json.load(open(sys.argv[1]))["stories"]
assert [s["rank"] for s in stories] == sorted((s["rank"] for s in stories), reverse=True)
assert all(s["was_told"] and s["digest"] == "AI/ML" for s in stories)
wire, = [s for s in stories if s["reprints"]]
assert sorted(a["role"] for a in wire["articles"]) == ["origin", "reprint", "reprint"]
origin, = [a["id"] for a in wire["articles"] if a["role"] == "origin"]
assert all(a["of"] == (None if a["role"] == "origin" else origin) for a in wire["articles"])
assert wire["independents"] == 1
print(*[s["id"] for s in stories], sep="\n")
PYTHON
[ "$(wc -l <"$place/ids")" -ge 4 ] || fail "there are few stories"

while read -r id; do
	expect 0 granola why "$id" --now $now -c "$place/granola.conf"
	python3 - "$place/out" <<'PYTHON' || { cat "$place/out"; fail "story $id does not add up"; }
import math, re, sys
text = open(sys.argv[1]).read()
near = lambda a, b: abs(a - b) < 0.004
ranks = 0
for digest in text.split("\n\n")[2:]:
    rank, relevance, voices, burst = map(float, re.search(
        r"rank ([\d.]+) = relevance ([\d.]+) x voices ([\d.]+) x burst ([\d.]+)", digest).groups())
    assert near(rank, relevance * voices * burst)
    line = re.search(r"relevance [\d.]+ = the mean of (.*)", digest).group(1)
    terms = [float(t) for t in re.findall(r"#\d+ ([\d.]+)", line)]
    assert near(relevance, sum(terms) / len(terms))
    worths = 0
    for worth, weight, age, half in re.findall(
            r"^    ([\d.]+)  .*: weight (\S+) x 2\^\(-([\d.-]+) h / ([\d.]+) h\)", digest, re.M):
        assert near(float(worth), float(weight) * 2 ** -(float(age) / float(half)))
        worths += float(worth)
    for worth, count, age, half in re.findall(
            r"^    ([\d.]+)  reprints: 0.15 x ln\(1 \+ (\d+)\) x 2\^\(-([\d.-]+) h / ([\d.]+) h\)",
            digest, re.M):
        assert near(float(worth), 0.15 * math.log(1 + int(count)) * 2 ** -(float(age) / float(half)))
        worths += float(worth)
    assert near(voices, worths)
    recent, usual = map(float, re.search(
        r"2 sqrt\(([\d.]+) \+ 3/8\) - 2 sqrt\(([\d.]+) \+ 3/8\)", digest).groups())
    z = 2 * math.sqrt(recent + 3 / 8) - 2 * math.sqrt(usual + 3 / 8)
    assert near(burst, 1 + math.log(1 + max(0, z)))
    share = lambda count, stories: int(count) / (int(stories) + 10)
    lately, before = digest[digest.index("publishers followed"):].split("are usual")
    worths = lambda part: sum(1 - share(*of) for of in
                              re.findall(r": 1 - (\d+) / \((\d+) \+ 10\)", part))
    assert near(recent, worths(lately))
    spans = float(re.search(r"before: [\d.]+ / ([\d.]+)", before).group(1))
    topic = share(*re.search(r"stories: (\d+) / \((\d+) \+ 10\)", before).groups())
    assert near(usual, max(worths(before) / spans, topic))
    ranks += 1
assert ranks >= 1
PYTHON
done <"$place/ids"

expect 66 granola why 999999 --now $now -c "$place/granola.conf"
says "$place/err" "no article since 2026-11-21T18:00:00Z is in story 999999"
expect 64 granola why soon -c "$place/granola.conf"
expect 64 granola stories Sports --now $now -c "$place/granola.conf"
says "$place/err" "did you mean"
