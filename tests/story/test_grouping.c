/*
 * What is one story and what only looks like it, and that it does not depend on
 * who of an hour came first.
 */
#include "support/unit.h"

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/hash.h"
#include "model/entry.h"
#include "model/story.h"
#include "story/cluster.h"
#include "support/days.h"
#include "support/news.h"

enum { HOUR = 3600, DAY = 24 * HOUR, NOON = DAYS_START };

struct told {
	const char *title;
	const char *text;
	int64_t time;
};

/* Places and settles; the stories that they are put in. */
static void group(const struct told *told, size_t count, int64_t stories[])
{
	struct cluster *cluster = cluster_new(1);
	size_t moved, i;

	for (i = 0; i < count; i++) {
		char name[40];
		struct article article = {
			.id = (int64_t)i + 1, .url = "", .title = told[i].title,
			.text = told[i].text,
			.language = "en", .publisher = name, .publisher_name = name, .group = "",
			.weight = 1, .time = told[i].time, .first_seen = told[i].time,
		};

		snprintf(name, sizeof(name), "p%zu.example", i);
		article.url_key = hash128_text(name);
		cluster_place(cluster, &article);
		stories[i] = article.story_id;
	}
	moved = cluster_settle(cluster, NOON + DAY);
	for (i = 0; i < moved; i++) {
		struct article now;

		cluster_moved(cluster, i, &now);
		stories[now.id - 1] = now.story_id;
	}
	cluster_free(cluster);
}

static void the_twelfth_package_is_not_the_thirteenth(void **state)
{
	static const struct told told[] = {
		{ "Union agrees on 12th package of harbour tariffs",
		  "The Harbour Union agreed on its 12th package of tariffs against the Sorrel Isles"
		  " on Monday. Ministers in Port Elm said that the package bans the import of tar"
		  " and rope, and freezes the money of forty shipowners.\n"
		  "The tariffs answer the seizure of ferries by the Sorrel Isles. Diplomats had"
		  " argued for weeks about exceptions for fishing nets, which Dale"
		  " wanted.\n", NOON },
		{ "Ministers adopt 12th package against Sorrel Isles",
		  "Ministers of the Harbour Union adopted a 12th package of tariffs, which freezes"
		  " money of shipowners from the Sorrel Isles and ends the import of"
		  " rope and tar.\n"
		  "Dale had asked for exceptions for fishing nets. Since ferries were seized the"
		  " union has passed a package every two months.\n", NOON + HOUR },
		{ "Union agrees on 13th package of harbour tariffs",
		  "The Harbour Union agreed on a 13th package of tariffs against the"
		  " Sorrel Isles on"
		  " Wednesday. Ministers in Port Elm said that the package bans the sale of engines"
		  " and bells, and lists ninety companies.\n"
		  "The tariffs answer the seizure of ferries by the Sorrel Isles. Diplomats had"
		  " argued about lamp oil, which Oster wanted left out.\n", NOON + DAY },
		{ "Sorrel Isles: ministers adopt 13th package",
		  "A 13th package of tariffs against the Sorrel Isles lists ninety companies and"
		  " bans the sale of bells and engines, ministers of the Harbour Union said.\n"
		  "Oster wanted lamp oil left out. The union passes a package every two"
		  " months since"
		  " ferries were seized by the Sorrel Isles.\n", NOON + DAY + HOUR },
	};
	int64_t stories[4];

	(void)state;
	group(told, 4, stories);
	assert_int_equal(stories[0], stories[1]);
	assert_int_equal(stories[2], stories[3]);
	assert_int_not_equal(stories[0], stories[2]);
}

/* What was so yesterday, and what is so today, in the words of the trade. */
static void yesterdays_earnings_are_not_todays(void **state)
{
	static const struct told told[] = {
		{ "Vellum profit rises 12 percent in second quarter",
		  "Vellum Corp. said net profit rose 12 percent to 340 million in the"
		  " second quarter,"
		  " more than analysts had expected. Revenue grew to 2.1 billion, helped by demand"
		  " for paper. Chief executive Agnes Thorvald raised the outlook.\n", NOON },
		{ "Vellum profit falls 8 percent in third quarter",
		  "Vellum Corp. said net profit fell 8 percent to 310 million in the third quarter,"
		  " less than analysts had expected. Revenue shrank to 1.9 billion, hurt by demand"
		  " for paper. Chief executive Agnes Thorvald lowered the outlook.\n", NOON + DAY },
		{ "Brandt earnings Q2: engines sell well",
		  "Engine maker Brandt earned 120 million and sold more engines than ever, it said"
		  " in its report, and Bruno Calder, who leads it, promised more.\n", NOON },
		{ "Brandt earnings Q3: engines sell badly",
		  "Engine maker Brandt earned 90 million and sold fewer engines, it said in its"
		  " report, and Bruno Calder, who leads it, promised to do better.\n", NOON + DAY },
		{ "Harbour exchange closes higher on Monday",
		  "Shares on the Harbour exchange closed higher on Monday, led by Vellum, whose"
		  " profit beat expectations. The index rose 1.2 percent to 8,410"
		  " points.\n", NOON },
		{ "Harbour exchange closes lower on Tuesday",
		  "Shares on the Harbour exchange closed lower on Tuesday, dragged down by Brandt,"
		  " whose profit fell. The index lost 0.9 percent to 8,334 points.\n", NOON + DAY },
	};
	int64_t stories[6];
	size_t i;

	(void)state;
	group(told, 6, stories);
	for (i = 0; i < 6; i += 2)
		assert_int_not_equal(stories[i], stories[i + 1]);
}

static void a_roundup_of_everything_glues_nothing(void **state)
{
	static const struct told told[] = {
		{ "Ferry runs aground off Port Elm", FERRY_WIRE, NOON },
		{ "Passengers tell of ferry ordeal", FERRY_OTHER, NOON + HOUR },
		{ "Goat cheese from Oster wins again", CHEESE, NOON + HOUR },
		{ "Pulsar puzzles astronomers", TELESCOPE, NOON + HOUR },
		{ "Morning briefing: a ferry, a cheese and a pulsar",
		  "The ferry Saint Brendan ran aground off Port Elm with 212 people on board, and"
		  " lifeboats brought all of them ashore. The Maritime Safety Board opened an"
		  " inquiry.\n"
		  "The Lindgren sisters of Oster won the national cheese prize for the third year"
		  " with their blue goat cheese.\n"
		  "Astronomers at the radio telescope of Mount Arden found a pulsar that slows down"
		  " faster than theory allows.\n", NOON + 2 * HOUR },
	};
	int64_t stories[5];

	(void)state;
	group(told, 5, stories);
	assert_int_equal(stories[0], stories[1]);
	assert_int_not_equal(stories[0], stories[2]);
	assert_int_not_equal(stories[0], stories[3]);
	assert_int_not_equal(stories[2], stories[3]);
}

/* An order of arrival: by the hour, and in it by chance. */
static void shuffle(const struct days *days, size_t order[MOST], uint64_t seed)
{
	uint64_t keys[MOST];
	size_t i, j;

	for (i = 0; i < days->count; i++) {
		uint64_t chance = seed * MOST + i;
		uint64_t key = (uint64_t)(days->articles[i].time / HOUR) << 32 |
			       pick(&chance, 1U << 31);

		for (j = i; j > 0 && keys[j - 1] > key; j--) {
			keys[j] = keys[j - 1];
			order[j] = order[j - 1];
		}
		keys[j] = key;
		order[j] = i;
	}
}

static void note_moves(const struct cluster *cluster, size_t moved, int64_t stories[MOST])
{
	size_t i;

	for (i = 0; i < moved; i++) {
		struct article now;

		cluster_moved(cluster, i, &now);
		stories[now.id - 1] = now.story_id;
	}
}

/* Lets them arrive, with all settled at the end of each hour; the stories they are in. */
static void arrive(const struct days *days, uint64_t seed, int64_t stories[MOST])
{
	struct cluster *cluster = cluster_new(1);
	size_t order[MOST], i;

	shuffle(days, order, seed);
	for (i = 0; i < days->count; i++) {
		struct article article = days->articles[order[i]];
		int64_t hour = article.time / HOUR;

		cluster_place(cluster, &article);
		stories[order[i]] = article.story_id;
		if (i + 1 == days->count || days->articles[order[i + 1]].time / HOUR != hour)
			note_moves(cluster, cluster_settle(cluster, (hour + 1) * HOUR), stories);
	}
	cluster_free(cluster);
}

/* How many entries are with the very same others both times. */
static size_t count_same(size_t count, const int64_t one[MOST], const int64_t other[MOST])
{
	size_t same = count, i, j;

	for (i = 0; i < count; i++)
		for (j = 0; j < count; j++)
			if ((one[i] == one[j]) != (other[i] == other[j])) {
				same--;
				break;
			}
	return same;
}

static void who_of_an_hour_came_first_does_not_matter_to_95_of_100_entries(void **state)
{
	static struct days days;
	int64_t first[MOST], other[MOST], truth[MOST];
	size_t least = MOST, right, i;
	uint64_t seed;

	(void)state;
	days_invent(&days);
	arrive(&days, 0, first);
	for (i = 0; i < days.count; i++)
		truth[i] = (int64_t)days.event[i];
	right = count_same(days.count, first, truth);
	for (seed = 1; seed <= 10; seed++) {
		size_t same;

		arrive(&days, seed, other);
		same = count_same(days.count, first, other);
		least = same < least ? same : least;
	}
	printf("# of %zu entries %zu stay as they were, and %zu are as they were invented\n",
	       days.count, least, right);
	assert_true(100 * least >= 95 * days.count);
	assert_true(100 * right >= 80 * days.count);
	days_clear(&days);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_twelfth_package_is_not_the_thirteenth),
		cmocka_unit_test(yesterdays_earnings_are_not_todays),
		cmocka_unit_test(a_roundup_of_everything_glues_nothing),
		cmocka_unit_test(who_of_an_hour_came_first_does_not_matter_to_95_of_100_entries),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
