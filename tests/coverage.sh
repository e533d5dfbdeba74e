#!/bin/sh
# How much of src/ the tests run: builds it once more, so that it counts, in DIRECTORY, runs
# all test programs there and the scenarios that are quick, and adds up. Fails if floors 0
# to 3 were run for less than 90 % of their lines or all for less than 80 %.
#
#	tests/coverage.sh [DIRECTORY]		COVERAGE_FILES=1 tells which lines were not run
set -eu
source=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "${1:-build/coverage}"
cd "${1:-build/coverage}"

scenarios='
	a_bad_answer_keeps_what_was_stored
	a_digest_can_be_seen_before_it_is_due
	a_model_may_reword_and_not_invent
	a_story_can_be_explained
	bad_feeds_harm_nobody
	editions_are_reproducible
	feeds_come_and_go_as_opml
	pages_tell_their_feeds
	the_daemon_does_as_it_is_asked
	the_daemon_lives_as_promised
	trouble_is_told_in_one_line
	what_was_stored_is_found'

tests='$(test_programs) $(fuzz_targets)'
for scenario in $scenarios; do
	tests="$tests tests/scenarios/$scenario.sh"
done

{
	[ -f Makefile ] || "$source/configure" --enable-coverage \
		CFLAGS='-O0 -fprofile-update=atomic' CC="${CC:-gcc}"
	find . -name '*.gcda' -exec rm -f {} +
	make -j "$(nproc)"
	make -k -j "$((2 * $(nproc)))" check TESTS="$tests" || echo "some tests failed"
} </dev/null >coverage.log 2>&1 || { tail -n 20 coverage.log; exit 1; }
python3 "$source/tests/support/coverage.py" "$source" .
