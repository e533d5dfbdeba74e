#!/bin/sh
# Templates: those that are printed are those in use; one of your own changes what it
# says and no more; a broken one is told with its line, and the last good one stays.
. "$srcdir/tests/support/scenario.sh"
begin templates
cp -R "$srcdir/conf/sample"/* "$place"
chmod -R u+w "$place"
conf=$place/granola.conf
sed -i -e "s|^state .*|state = $place/state|" -e "s|^output .*|output = $place/digests|" \
	-e "/^at /d" "$conf"

once() {	# of the same store each time
	rm -rf "$place/state" "$place/digests"
	cp -R "$place/polled" "$place/state"
	expect 0 granola once --now 2026-11-22T18:00:00Z -c "$conf"
}
named() {	# OPTION FILE: in every digest
	sed -i "/^\[digest/a $1 = $2" "$conf"
}

expect 0 granola once --feeds-only --now 2026-11-22T18:00:00Z -c "$conf"
mv "$place/state" "$place/polled"
once
mv "$place/digests" "$place/before"

# What is printed is what is used.
for format in text html markdown atom; do
	expect 0 granola digest --print-template $format
	cp "$place/out" "$place/$format.template"
	named $format-template $format.template
done
once
diff -r "$place/before" "$place/digests" || fail "printed templates give something else"
expect 64 granola digest --print-template json
expect 64 granola digest --print-template pdf
expect 64 granola digest

# A change shows, in editions and in stories, for the screen as well.
sed -i 's|Original Source Here|Read it there|' "$place"/*.template
sed -i 's|^<h1>{{digest}}</h1>|<h1>The {{owner}} Courier: {{digest}}</h1>|' \
	"$place/html.template"
once
for name in latest.txt latest.html latest.md latest.json feed.atom; do
	says "$place/digests/ai-ml/$name" "Read it there"
	grep -q "Original Source Here" "$place/digests/ai-ml/$name" && fail "$name is as it was"
done
for name in "$place/digests"/ai-ml/stories/*; do
	says "$name" "Read it there"
done
says "$place/digests/ai-ml/latest.html" "Courier: AI/ML</h1>"
expect 0 granola digest AI/ML --since 24h --now 2026-11-22T18:00:01Z -c "$conf"
says "$place/out" "Read it there"

# All that is wrong is said, with its place.
cp "$place/text.template" "$place/good"
printf '%s\n' '{{#stories}}' '{{headlin}} {{link}}' '{{/stories}}' '{{?digest}}' \
	>"$place/text.template"
expect 78 granola check -c "$conf"
says "$place/err" "/text.template:2:1: error: 'headlin' is not known here (did you mean 'headline'?)"
says "$place/err" "{{headlin}} {{link}}"
says "$place/err" "/text.template:4:1: error: 'digest' is not closed; write {{/digest}} where it ends"
rm "$place/text.template"
expect 78 granola check -c "$conf"
says "$place/err" "text-template = text.template"
mkfifo "$place/text.template"
expect 78 granola check -c "$conf"
says "$place/err" "text.template is no file"
rm "$place/text.template"
cp "$place/good" "$place/text.template"
expect 0 granola check -c "$conf"

# A daemon sees a change of a template as one of its config. A broken one it refuses,
# and editions go on by the last good one. Ten minutes take ten seconds.
preload clockwork
rm -rf "$place/state" "$place/digests"
named every 10m
named empty yes
run_daemon LD_PRELOAD="$place/clockwork.so" CLOCK_SPEED=60 CLOCK_START=1795370100
while sleep 0.1; do
	date >"$place/busy"
done &
background="$daemon $!"
sed -i 's|^{{digest}}$|The evening {{digest}}|' "$place/text.template"
wait_for 10 grep -q "reloaded" "$place/log" || fail "a changed template is not read"
kill "${background#* }"
background=$daemon
echo '{{/nothing}}' >>"$place/text.template"
expect 78 granola reload -c "$conf"
says "$place/err" "{{/nothing}} closes nothing; remove it"
newest=$(store "select max(id) from edition")
there_is_more() {
	[ "$(store "select count(*) from edition where is_written and id > $newest")" -ge 2 ]
}
wait_for 60 there_is_more || fail "no edition"
says "$place/digests/ai-ml/latest.txt" "The evening AI/ML"
stop_daemon
