#!/bin/sh
# The same store, config and clock give the same bytes, whoever compiled granola and however:
# builds it with gcc, with clang and without optimisation, has each make all digests of the
# sample feeds from a copy of one store, and compares the files.
#
#	tests/same.sh [DIRECTORY]
#
# Needs Debian's gcc and clang. The builds stay in DIRECTORY (same) for the next time.
set -eu
source=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "${1:-same}"
place=$(cd "${1:-same}" && pwd)
status=0

build() {	# NAME COMPILER FLAGS
	mkdir -p "$place/$1"
	[ -x "$source/configure" ] || (cd "$source" && autoreconf -fi)
	[ -f "$place/$1/Makefile" ] ||
		(cd "$place/$1" && "$source/configure" -q CC="$2" CFLAGS="$3")
	make -s -C "$place/$1" -j2 granola
}

configure() {	# NAME: a config of its own, in the one directory of the feeds
	rm -rf "${place:?}/$1.state" "${place:?}/$1.digests"
	sed -e "s|^state .*|state = $place/$1.state|" -e "s|^output .*|output = $place/$1.digests|" \
		"$source/conf/sample/granola.conf" >"$place/sample/$1.conf"
}

run() {	# NAME ARGUMENT ...
	name=$1
	shift
	"$place/$name/granola" once "$@" -c "$place/sample/$name.conf" >>"$place/log"
}

build gcc "${GCC:-gcc}" "-O2 -g"
build clang "${CLANG:-clang}" "-O2 -g"
build plain "${GCC:-gcc}" "-O0 -g"

rm -rf "$place/sample"
cp -R "$source/conf/sample" "$place/sample"
chmod -R u+w "$place/sample"
for name in gcc clang plain; do
	configure $name
done
run gcc --feeds-only --now 2026-11-22T17:00:00Z
for name in clang plain; do
	cp -R "$place/gcc.state" "$place/$name.state"
done
for name in gcc clang plain; do
	run $name --now 2026-11-22T18:00:00Z
done
for name in clang plain; do
	if diff -r "$place/gcc.digests" "$place/$name.digests" >"$place/differences"; then
		echo "$name: $(find "$place/$name.digests" -type f | wc -l) files are the same as gcc's"
	else
		head -n 20 "$place/differences"
		echo "$name: DIFFERS from gcc's"
		status=1
	fi
done
exit $status
