#!/bin/sh
# Good and bad feeds polled, and digests mailed to a good and a bad server, under
# valgrind, which sees inside libcurl's callbacks.
. "$srcdir/tests/support/scenario.sh"
command -v valgrind >/dev/null || skip "valgrind is not installed"
[ -z "${ASAN_OPTIONS:-}" ] || skip "not under a sanitizer"
nm "$GRANOLA" | grep -qE '__(a|t|ub)san_' && skip "not under a sanitizer"
valgrind --quiet "$GRANOLA" --version >/dev/null 2>&1 ||
	skip "this valgrind cannot read what this compiler writes for debuggers"
begin valgrind
mkdir "$place/www"
cp "$srcdir/conf/sample"/*.xml "$place/www"
serve "$place/www"
serve_mail mute
write_config "$place/www" <<END
sandbox = no
[mail]
from = us@example.org
server = smtp://127.0.0.1:$mail_port
[digest: News]
mail-to = jane@example.net, joe@example.net
[feeds: Bad]
full-text = no
$base/bad/404 allow-private=yes
$base/bad/html allow-private=yes
$base/bad/short allow-private=yes
$base/bad/cut/circuit-chips.xml allow-private=yes
$base/moved/circuit-chips.xml allow-private=yes
http://127.0.0.1:1/refused allow-private=yes
$base/guarded.xml
END
GRANOLA_UNDER="valgrind --quiet --error-exitcode=99 --leak-check=full
	--errors-for-leak-kinds=definite --log-file=$place/log --child-silent-after-fork=yes"
expect 0 granola once --now 2026-11-22T18:00:00Z -c "$place/granola.conf"
says "$place/out" "6 failed"
is "messages that the server took and did not say so" "$(store "select sum(failures) from mail")" 2
echo good >"$place/mode"
expect 0 granola once --force --now 2026-11-22T18:30:00Z -c "$place/granola.conf"
expect 0 granola status --json -c "$place/granola.conf"
is "messages that were sent" "$(store "select sum(is_sent) from mail")" 2
[ ! -s "$place/log" ] || fail "valgrind has something to say"
