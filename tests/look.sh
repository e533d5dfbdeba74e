#!/bin/sh
# Pictures of what users read, to be looked at, and what machines can see in them:
#
#	tests/look.sh [-b BUILD] [-n NODE_MODULES] [DIRECTORY]
#
# Renders the invented editions (small, long, empty) and those of the sample feeds into
# DIRECTORY (look), takes a picture of each kind of page, 1280 and 390 pixels wide, light and
# dark, and prints some to PDF. Needs Debian's chromium, and a BUILD (build) of this source.
#
# With NODE_MODULES, a folder that has the npm packages axe-core and vnu-jar (needs a Java
# runtime, too), all pages are checked for valid HTML, and each kind, in both widths and
# both colours, for accessibility. The exit status is 1 if anything is found.
set -eu
source=$(cd "$(dirname "$0")/.." && pwd)
build=$source/build
modules=
while getopts b:n: option; do
	case $option in
	b) build=$(cd "$OPTARG" && pwd) ;;
	n) modules=$(cd "$OPTARG" && pwd) ;;
	*) exit 64 ;;
	esac
done
shift $((OPTIND - 1))
mkdir -p "${1:-look}"
place=$(cd "${1:-look}" && pwd)
status=0

# What is looked at: a name for it, and where it is.
pages() {
	for edition in small long; do
		echo "$edition $edition/ai-ml/2026-11-22T1200.html"
	done
	echo "empty empty/ai-ml/2026-11-22T1200.html"
	echo "sample sample/digests/news/2026-11-22T1800.html"
	echo "post small/ai-ml/stories/2026-11-22-harbour-town-votes.html"
	echo "post-arabic long/ai-ml/$(cd "$place/long/ai-ml" && ls stories/*-ar-*.html | head -n 1)"
	echo "archive small/ai-ml/index.html"
	echo "index small/index.html"
	echo "health small/health.html"
	echo "health-sample sample/digests/health.html"
}

render() {
	make -s -C "$build" tests/render/show granola
	for edition in small long empty; do
		rm -rf "${place:?}/$edition"
		"$build/tests/render/show" "$edition" "$place/$edition"
	done
	rm -rf "$place/sample"
	cp -R "$source/conf/sample" "$place/sample"
	chmod -R u+w "$place/sample"
	(cd "$place/sample" && "$build/granola" once --now 2026-11-22T18:00:00Z -c granola.conf) >/dev/null
}

browse() {	# ARGUMENT ...
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run \
		--user-data-dir="$place/.browser" --allow-file-access-from-files "$@" 2>/dev/null
}

# A window cannot be as narrow as a telephone, so pages stand in a frame of that width.
framed() {	# PAGE WIDTH HEIGHT
	cat >"$place/.frame.html" <<END
<!DOCTYPE html><html lang="en"><title>Frame</title><style>*{margin:0;border:0}iframe{display:block}</style>
<iframe src="$1" title="Page" width="$2" height="$3"></iframe>
END
}

take_pictures() {
	pages | while read -r name page; do
		for width in 1280 390; do
			framed "$page" $width 3600
			for colours in 0-dark 1-light; do
				browse --window-size=$width,3600 --blink-settings=preferredColorScheme=${colours%-*} \
					--screenshot="$place/$name-$width-${colours#*-}.png" "file://$place/.frame.html"
			done
		done
	done
	for name in small long health; do
		page=$(pages | sed -n "s/^$name //p")
		browse --no-pdf-header-footer --print-to-pdf="$place/$name.pdf" "file://$place/$page"
	done
}

# axe-core is put into a copy of the page, which must do without its policy for that.
make_examined() {	# PAGE
	{
		grep -v 'Content-Security-Policy' "$1"
		echo '<script>'
		cat "$modules/axe-core/axe.min.js"
		cat <<'END'
</script><script>
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(result => {
	const found = result.violations.map(one => one.id + ": " + one.help + "\n" +
		one.nodes.slice(0, 3).map(node => "    " + node.html.slice(0, 160) + "\n").join(""));
	top.document.title = "examined " + result.passes.length;
	const seen = top.document.createElement("pre");
	seen.id = "found";
	seen.textContent = found.join("");
	top.document.body.append(seen);
});
</script>
END
	} >"$place/.examined.html"
}

examine() {
	pages | while read -r name page; do
		make_examined "$place/$page"
		for width in 1280 390; do
			framed .examined.html $width 3600
			for colours in 0-dark 1-light; do
				browse --window-size=$width,3600 --blink-settings=preferredColorScheme=${colours%-*} \
					--virtual-time-budget=60000 --dump-dom "file://$place/.frame.html" >"$place/.dom"
				grep -q '<title>examined [1-9]' "$place/.dom" ||
					echo "$name: axe-core did not come to an end"
				sed -n '/<pre id="found">/,/<\/pre>/p' "$place/.dom" | sed 's/<[^>]*>//g' |
					sed "/^\$/d; s/^/$name, $width, ${colours#*-}: /"
			done
		done
	done >"$place/axe.txt"
	[ ! -s "$place/axe.txt" ] || { cat "$place/axe.txt"; status=1; }
	echo "axe-core: $(grep -c . "$place/axe.txt" || true) lines of findings on $(pages | wc -l) pages"
}

validate() {
	find "$place/small" "$place/long" "$place/empty" "$place/sample/digests" -name '*.html' >"$place/.pages"
	# shellcheck disable=SC2046 # one word a page
	java -jar "$modules/vnu-jar/build/dist/vnu.jar" --errors-only --format text $(cat "$place/.pages") \
		>"$place/vnu.txt" 2>&1 || status=1
	grep ': error: ' "$place/vnu.txt" | head -n 40
	echo "vnu: $(grep -c ': error: ' "$place/vnu.txt" || true) errors in $(wc -l <"$place/.pages") pages"
}

render
if [ -n "$modules" ]; then
	validate
	examine
fi
take_pictures
rm -rf "$place/.browser" "$place"/.frame.html "$place"/.examined.html "$place"/.dom "$place"/.pages
exit $status
