#!/bin/sh
# Fuzzes the parsers for longer than `make check` can: each target under ASan and
# UBSan until it has used so many minutes of CPU, two at a time.
#
#	tests/fuzz.sh [-m MINUTES] [-d DIRECTORY] [TARGET...]
#
# Needs clang with libFuzzer (Debian: clang libclang-rt-14-dev libfuzzer-14-dev). MINUTES is 30
# if it is not given, TARGET any of tests/fuzz/fuzz_*.c, all if none is. The build,
# the grown corpora, the logs and whatever was found stay in DIRECTORY
# (fuzz-build). One line a target says how it went; the exit status is 1 if any
# found something, or ended before its time.
set -eu
source=$(cd "$(dirname "$0")/.." && pwd)
minutes=30
directory=fuzz-build
while getopts m:d: option; do
	case $option in
	m) minutes=$OPTARG ;;
	d) directory=$OPTARG ;;
	*) exit 64 ;;
	esac
done
shift $((OPTIND - 1))
# shellcheck disable=SC2046 # one word a target
[ $# -gt 0 ] || set -- $(cd "$source/tests/fuzz" && ls fuzz_*.c | sed 's/\.c$//')

mkdir -p "$directory"
cd "$directory"
[ -x "$source/configure" ] || (cd "$source" && autoreconf -fi)
[ -f Makefile ] ||
	"$source/configure" -q --enable-sanitizers --enable-fuzzers CC=clang CFLAGS='-O1 -g'
for target in "$@"; do
	make -s -j "$(nproc)" "tests/fuzz/$target"
done

# The seconds of CPU that a process and its ended children have used.
cpu_seconds() {
	awk -v hz="$(getconf CLK_TCK)" '{ print int(($14 + $15) / hz) }' "/proc/$1/stat" \
		2>/dev/null || echo 0
}

# fuzz TARGET: runs until its CPU time is used up; libFuzzer ends well on SIGINT.
fuzz() {
	target=$1
	mkdir -p "grown/$target" found
	"tests/fuzz/$target" -rss_limit_mb=2048 -timeout=20 -print_final_stats=1 \
		-artifact_prefix="found/$target-" "grown/$target" \
		"$source/tests/fuzz/corpus/$target" >"$target.log" 2>&1 &
	pid=$!
	used=0
	while kill -0 "$pid" 2>/dev/null; do
		now=$(cpu_seconds "$pid")
		[ "$now" -lt "$used" ] || used=$now
		[ "$used" -lt $((minutes * 60)) ] || kill -INT "$pid" 2>/dev/null || :
		sleep 2
	done
	runs=$(awk '/^stat::number_of_executed_units/ { print $2 }' "$target.log")
	if ls "found/$target-"* >/dev/null 2>&1; then
		echo "$target: FOUND something after $used s of CPU, ${runs:-?} runs: see $directory"
		return 1
	fi
	if [ "$used" -lt $((minutes * 60)) ]; then
		echo "$target: STOPPED after $used s of CPU, ${runs:-?} runs: see $directory"
		return 1
	fi
	echo "$target: nothing found in $used s of CPU, ${runs:-?} runs"
}

status=0
running=0
pids=
for target in "$@"; do
	fuzz "$target" &
	pids="$pids $!"
	running=$((running + 1))
	if [ $((running % 2)) -eq 0 ]; then
		for pid in $pids; do wait "$pid" || status=1; done
		pids=
	fi
done
for pid in $pids; do wait "$pid" || status=1; done
exit $status
