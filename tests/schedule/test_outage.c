#include "support/unit.h"

#include <stdio.h>
#include <string.h>

#include "schedule/outage.h"

static const int64_t NOW = 1795330800;

/*
 * What happens, a letter a second: a to h are hosts that were well and are lost now;
 * A to H the same hosts, reached; 1 and 2 hosts that failed before; N somebody nearby who
 * was never lost; F somebody far away; - a request that says nothing; . a second without
 * any; ! nobody is being asked.
 */
static const struct {
	const char *what;
	size_t followed;
	bool follows_far;
	const char *happens;
	bool is_down;
} cases[] = {
	{"nothing",					100,	true,	"...........", false},
	{"five hosts, and time goes by",		100,	true,	"abcde.......", true},
	{"five hosts at once",				100,	true,	"abcde", false},
	{"five hosts, nobody else is asked",		100,	true,	"abcde!", true},
	{"four of many",				100,	true,	"abcd........", false},
	{"four of many, nobody else is asked",		100,	true,	"abcd........!", false},
	{"one host, many times",			100,	true,	"aaaaaaaaaaaa", false},
	{"five, but somebody answers between",	100,	true,	"abcFde........", false},
	{"five after somebody has answered",		100,	true,	"aFabcde.......", true},
	{"many, all of which failed before",		100,	true,	"111111111111!", false},
	{"requests that say nothing",			100,	true,	"ab--cde-------", true},
	{"more than five",				100,	true,	"abcdefgh....", true},
	{"it goes on",					100,	true,	"abcde.......ab1-.", true},
	{"somebody answers",				100,	true,	"abcde.......F", false},
	{"somebody answers, all are lost again", 100,	true,	"abcde......Fabcde......", true},
	{"all of three",				3,	true,	"abc.........", true},
	{"two of three",				3,	true,	"ab..........", false},
	{"all of two",					2,	true,	"ab..........", true},
	{"all of three, one of which failed before",	3,	true,	"1ab.........", true},
	{"all of three, two of which failed before",	3,	true,	"12a.........", false},
	{"all of many, half of which failed before",	100,	true,	"1a2b1c2d1e..", true},
	{"the only one",				1,	true,	"a...........!", false},
	{"this machine answers, the world does not",	100,	true,	"aNbNcNdNeN......", true},
	{"this machine still answers",			100,	true,	"abcde........N", true},
	{"one nearby that was lost is back",		100,	true,	"abcde........C", false},
	{"all are nearby, and one answers",		100,	false,	"abNcde.......", false},
	{"all are nearby, and one is back",		100,	false,	"abcde........N", false},
};

static struct sighting read_sighting(char letter)
{
	struct sighting sighting = {.contact = CONTACT_NONE, .host = (unsigned char)letter,
				    .was_well = true};

	if (letter >= 'a' && letter <= 'h') {
		sighting.contact = CONTACT_LOST;
	} else if (letter == '1' || letter == '2') {
		sighting.contact = CONTACT_LOST;
		sighting.was_well = false;
	} else if (letter == 'F') {
		sighting.contact = CONTACT_FAR;
	} else if (letter == 'N') {
		sighting.contact = CONTACT_NEAR;
	} else if (letter >= 'A' && letter <= 'H') {
		sighting.contact = CONTACT_NEAR;
		sighting.host = (unsigned char)(letter - 'A' + 'a');
	}
	return sighting;
}

static void an_outage_is_told_from_hosts_that_are_gone(void **state)
{
	size_t i, at;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct outage outage = {.followed = cases[i].followed,
					.follows_far = cases[i].follows_far};

		for (at = 0; at < strlen(cases[i].happens); at++) {
			char letter = cases[i].happens[at];
			const struct sighting sighting = read_sighting(letter);

			if (letter != '.' && letter != '!')
				outage_note(&outage, &sighting, NOW + (int64_t)at);
			outage_begins(&outage, letter == '!', NOW + (int64_t)at);
		}
		if (outage.is_down != cases[i].is_down)
			fail_msg("%s: %s", cases[i].what, outage.is_down ? "down" : "not down");
	}
}

static void who_was_asked_while_it_lasted_is_excused_too(void **state)
{
	struct outage outage = {.followed = 2};
	struct sighting a = read_sighting('a'), b = read_sighting('b');
	const struct sighting back = read_sighting('F');

	(void)state;
	a.seconds = 15;
	assert_false(outage_excuses(&outage, &a, NOW));
	outage_note(&outage, &a, NOW);
	outage_note(&outage, &b, NOW);
	assert_true(outage_begins(&outage, true, NOW));
	assert_true(outage_excuses(&outage, &a, NOW));
	outage_note(&outage, &back, NOW + 100);
	assert_true(outage_excuses(&outage, &a, NOW + 110));
	assert_false(outage_excuses(&outage, &b, NOW + 110));
	assert_false(outage_excuses(&outage, &a, NOW + 116));
	assert_false(outage_excuses(&outage, &a, NOW + 50));
}

static void it_begins_once_and_with_the_first_that_was_lost(void **state)
{
	struct outage outage = {.followed = 2};
	const struct sighting a = read_sighting('a'), b = read_sighting('b');

	(void)state;
	assert_false(outage_is_possible(&outage));
	outage_note(&outage, &a, NOW);
	assert_true(outage_is_possible(&outage));
	outage_note(&outage, &b, NOW + 3);
	assert_false(outage_begins(&outage, false, NOW + OUTAGE_SECONDS - 1));
	assert_true(outage_begins(&outage, false, NOW + OUTAGE_SECONDS));
	assert_false(outage_begins(&outage, false, NOW + OUTAGE_SECONDS + 1));
	assert_int_equal(outage.since, NOW);
}

static void a_clock_set_back_holds_nothing_up(void **state)
{
	struct outage outage = {.followed = 2};
	const struct sighting a = read_sighting('a'), b = read_sighting('b');

	(void)state;
	outage_note(&outage, &a, NOW);
	outage_note(&outage, &b, NOW - 86400);
	assert_true(outage_begins(&outage, false, NOW - 86400 + OUTAGE_SECONDS));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_outage_is_told_from_hosts_that_are_gone),
		cmocka_unit_test(who_was_asked_while_it_lasted_is_excused_too),
		cmocka_unit_test(it_begins_once_and_with_the_first_that_was_lost),
		cmocka_unit_test(a_clock_set_back_holds_nothing_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
