#!/bin/sh
# Looks for mistakes in src/ without running it: clang-tidy, cppcheck and gcc -fanalyzer.
#
#	tests/analyse.sh [FILE.c ...]		all files, if none is named
#
# Needs a configured build in build/, clang-tidy and cppcheck. Prints what they find, and
# fails if that is anything. What they need not look for is in .clang-tidy and
# tests/cppcheck.suppressions, each with its reason.
set -eu
cd "$(dirname "$0")/.."
[ -f build/config.h ] || { echo "analyse.sh: first ./quickstart, for build/config.h" >&2; exit 66; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ $# -gt 0 ] || set -- src/*.c src/*/*.c
flags="-std=gnu11 -Ibuild -Isrc -DGRANOLA_SYSCONFDIR=\"/etc\" -DGRANOLA_DATADIR=\"/usr/share\""
flags="$flags $(pkg-config --cflags libuv libcurl libxml-2.0 sqlite3 icu-uc jansson libpsl)"
export flags
failed=0

# look NAME CMD FILE ...: one process a file, as many at once as there are processors.
look() {
	name=$1 command=$2
	shift 2
	printf '%s\n' "$@" | xargs -P "$(nproc)" -n 1 sh -c "$command" sh >"$work/$name" 2>&1 || true
	found=$(grep -cE '(warning|error): ' "$work/$name" || true)
	grep -E '(warning|error): ' "$work/$name" | sort -u || true
	echo "$name: $found findings in $# files"
	[ "$found" -eq 0 ] || failed=1
}

look clang-tidy 'clang-tidy --quiet "$1" -- $flags' "$@"
look gcc 'gcc -O1 -fanalyzer $flags -c -o /dev/null "$1"' "$@"
cppcheck --quiet --enable=warning,performance,portability --std=c11 -j "$(nproc)" \
	--suppressions-list=tests/cppcheck.suppressions --inline-suppr --error-exitcode=1 \
	-Ibuild -Isrc -DHAVE_CONFIG_H --template='{file}:{line}: {severity}: {id}: {message}' \
	"$@" || failed=1
echo "cppcheck: $# files"
exit $failed
