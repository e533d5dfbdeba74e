#!/bin/sh
# Has a feed reader read the feeds of the sample digests: every story is there, under its
# title and with its text, and nothing is new the second time.
#
#	tests/newsboat.sh [GRANOLA]
#
# Needs Debian's newsboat and sqlite3. GRANOLA is build/granola if it is not given.
set -eu
source=$(cd "$(dirname "$0")/.." && pwd)
granola=${1:-$source/build/granola}
place=$(mktemp -d "${TMPDIR:-/tmp}/granola-newsboat-XXXXXX")
trap 'rm -rf "$place"' EXIT

fail() {
	echo "FAILED: $*"
	exit 1
}

read_feeds() {
	HOME=$place newsboat -u "$place/urls" -c "$place/cache" -C "$place/config" -x "$@"
}

cp -R "$source/conf/sample" "$place/sample"
chmod -R u+w "$place/sample"
(cd "$place/sample" && "$granola" once --now 2026-11-22T18:00:00Z -c granola.conf >"$place/log")
: >"$place/config"
for digest in ai-ml news; do
	echo "file://$place/sample/digests/$digest/feed.atom"
done >"$place/urls"
for feed in "$place"/sample/digests/*/feed.atom; do
	"$granola" parse "$feed" | sed -n 's/^      "title": "\(.*\)",$/\1/p'
done | sed 's/\\"/"/g' | sort >"$place/wanted"

read_feeds reload
sqlite3 "$place/cache" "SELECT title FROM rss_item" | sort >"$place/got"
[ -s "$place/wanted" ] || fail "no stories"
cmp "$place/wanted" "$place/got" || { diff "$place/wanted" "$place/got"; fail "other titles"; }
without=$(sqlite3 "$place/cache" "SELECT count(*) FROM rss_item WHERE length(content) < 400")
[ "$without" -eq 0 ] || fail "$without stories without text"
unread=$(read_feeds print-unread)
[ "$unread" = "$(wc -l <"$place/wanted") unread articles" ] || fail "$unread"
sqlite3 "$place/cache" "UPDATE rss_item SET unread = 0"
read_feeds reload
unread=$(read_feeds print-unread)
[ "$unread" = "0 unread articles" ] || fail "$unread the second time"
echo "newsboat read $(wc -l <"$place/wanted") stories"
