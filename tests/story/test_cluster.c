#include "support/unit.h"

#include <stdbool.h>
#include <stdio.h>

#include "base/hash.h"
#include "model/entry.h"
#include "model/story.h"
#include "story/cluster.h"
#include "support/news.h"

enum { DAY = 86400, NOON = 1000 * DAY };

static struct article report(int64_t id, const char *publisher, const char *title, const char *text,
			     int64_t time)
{
	char url[80];

	snprintf(url, sizeof(url), "https://%s/%lld", publisher, (long long)id);
	return (struct article){
		.id = id,
		.url_key = hash128_text(url),
		.url = "",
		.title = title,
		.text = text,
		.language = "en",
		.publisher = publisher,
		.publisher_name = publisher,
		.group = "",
		.weight = 1,
		.time = time,
		.first_seen = time,
	};
}

static void reports_of_one_event_are_one_story(void **state)
{
	struct article articles[] = {
		report(1, "one.example", "Ferry runs aground off Port Elm", FERRY_WIRE, NOON),
		report(2, "two.example", "Goat cheese from Oster wins again", CHEESE, NOON),
		report(3, "three.example", "Passengers tell of ferry ordeal", FERRY_OTHER,
		       NOON + 900),
		report(4, "four.example", "Pulsar puzzles astronomers", TELESCOPE, NOON + 999),
	};
	struct cluster *cluster = cluster_new(7);
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++)
		cluster_place(cluster, &articles[i]);
	assert_int_equal(articles[0].story_id, 7);
	assert_int_equal(articles[0].signal, SIGNAL_NONE);
	assert_int_equal(articles[2].story_id, 7);
	assert_int_equal(articles[2].signal, SIGNAL_SIMILAR);
	assert_int_equal(articles[2].merged_with, 1);
	assert_true(articles[2].score > 0 && articles[2].score <= 1);
	assert_int_equal(articles[2].role, ROLE_INDEPENDENT);
	assert_int_equal(articles[1].story_id, 8);
	assert_int_equal(articles[3].story_id, 9);
	assert_int_equal(cluster_next_story_id(cluster), 10);
	cluster_free(cluster);
}

static const char interview[] =
	"Orla Keane still hears the engines fall silent. The nurse, who was on the Saint Brendan"
	" with her two sons, sat three hours in the rain on its upper deck before lifeboats came.\n"
	"\"I told the boys that it was a game,\" she says in her kitchen. \"Then the ferry hit the"
	" Mussel Rocks, and nobody believed me any more.\" She has not slept a whole night since,"
	" and will take the long road around the bay when she visits her mother.\n";

static void what_a_paper_writes_next_is_another_story_until_others_tell_both(void **state)
{
	struct article articles[] = {
		report(1, "one.example", "Ferry runs aground off Port Elm", FERRY_WIRE, NOON),
		report(2, "one.example", "A nurse tells of her night on the ferry", interview,
		       NOON + 900),
		report(3, "two.example", "Passengers tell of ferry ordeal", FERRY_OTHER,
		       NOON + 1800),
	};
	struct cluster *cluster = cluster_new(1);
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++)
		cluster_place(cluster, &articles[i]);
	assert_int_not_equal(articles[0].story_id, articles[1].story_id);
	assert_int_equal(cluster_settle(cluster, NOON + 900), 0);
	cluster_place(cluster, &articles[2]);
	assert_int_equal(articles[2].story_id, articles[0].story_id);
	assert_int_equal(cluster_settle(cluster, NOON + 1800), 1);
	cluster_moved(cluster, 0, &articles[1]);
	assert_int_equal(articles[1].id, 2);
	assert_int_equal(articles[1].story_id, articles[0].story_id);
	cluster_free(cluster);
}

static void articles_of_unknown_publishers_are_not_of_one(void **state)
{
	struct article articles[] = {
		report(1, "", "Ferry runs aground off Port Elm", FERRY_WIRE, NOON),
		report(2, "", "Passengers tell of ferry ordeal", FERRY_OTHER, NOON + 900),
	};
	struct cluster *cluster = cluster_new(1);

	(void)state;
	cluster_place(cluster, &articles[0]);
	cluster_place(cluster, &articles[1]);
	assert_int_equal(articles[0].story_id, articles[1].story_id);
	cluster_free(cluster);
}

/* Two papers print what one agency told at different times, each in words of its own. */
static void of_what_one_agency_tells_one_report_is_the_source(void **state)
{
	struct article articles[] = {
		report(1, "one.example", "Ferry runs aground off Port Elm", FERRY_WIRE, NOON),
		report(2, "two.example", "Passengers tell of ferry ordeal",
		       "PORT ELM (Harbour Wire) - " FERRY_OTHER, NOON + 900),
		report(3, "three.example", "Ferry Saint Brendan: inquiry into engines",
		       FERRY_THIRD, NOON + 1800),
		report(4, "wire.example", "Ferry Saint Brendan aground off Port Elm",
		       "PORT ELM (Harbour Wire) - The ferry Saint Brendan hit a reef off Port Elm"
		       " and all 212 people on board were taken ashore by lifeboats, the coastguard"
		       " said.", NOON + 2700),
	};
	struct cluster *cluster = cluster_new(1);
	size_t moved, i;

	(void)state;
	articles[3].is_agency = true;
	articles[3].publisher_name = "Harbour Wire";
	for (i = 0; i < 3; i++)
		cluster_place(cluster, &articles[i]);
	assert_int_equal(articles[0].role, ROLE_INDEPENDENT);
	assert_int_equal(articles[1].story_id, articles[0].story_id);
	assert_int_equal(articles[1].role, ROLE_REWRITE);
	assert_int_equal(articles[1].of, 1);
	assert_int_equal(articles[1].signal, SIGNAL_CREDIT);
	assert_int_equal(articles[1].merged_with, 1);
	assert_int_equal(articles[2].role, ROLE_INDEPENDENT);
	cluster_place(cluster, &articles[3]);
	assert_int_equal(articles[3].story_id, articles[0].story_id);
	assert_int_equal(articles[3].role, ROLE_INDEPENDENT);
	moved = cluster_settle(cluster, NOON + 2700);
	assert_int_equal(moved, 2);
	for (i = 0; i < moved; i++) {
		cluster_moved(cluster, i, &articles[i]);
		assert_int_equal(articles[i].id, i + 1);
		assert_int_equal(articles[i].role, ROLE_REWRITE);
		assert_int_equal(articles[i].of, 4);
	}
	cluster_free(cluster);
}

static void reporters_who_write_in_two_papers_tell_a_story_once(void **state)
{
	struct article articles[] = {
		report(1, "one.example", "Ferry runs aground off Port Elm", FERRY_WIRE, NOON),
		report(2, "two.example", "Passengers tell of ferry ordeal", FERRY_OTHER,
		       NOON + 900),
		report(3, "two.example", "Ferry Saint Brendan: inquiry into engines", FERRY_THIRD,
		       NOON + 1800),
	};
	struct cluster *cluster = cluster_new(1);
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		articles[i].author = i == 0 ? "Nora Lind" : "by Nora Lind";
		cluster_place(cluster, &articles[i]);
		assert_int_equal(articles[i].story_id, 1);
		assert_int_equal(articles[i].role, i == 0 ? ROLE_INDEPENDENT : ROLE_REWRITE);
	}
	cluster_free(cluster);
}

static const char boilerplate[] =
	"Sign up for our newsletter and get all the news of the harbour every morning.\n";

/* The same wire story: whole, cut, and with things around and within it. */
static void copies_of_one_text_have_one_origin(void **state)
{
	char wrapped[2000], cut[2000], edited[2000];
	struct article articles[5];
	struct cluster *cluster = cluster_new(1);
	size_t i;

	(void)state;
	snprintf(wrapped, sizeof(wrapped), "%s%s%s", boilerplate, FERRY_WIRE, boilerplate);
	snprintf(cut, sizeof(cut), "%.*s", (int)(strlen(FERRY_WIRE) / 2), FERRY_WIRE);
	snprintf(edited, sizeof(edited), "Locals woke to bad news. %s", &FERRY_WIRE[200]);
	articles[0] = report(1, "wire.example", "Ferry aground", FERRY_WIRE, NOON);
	articles[1] = report(2, "a.example", "Ferry hits reef", FERRY_WIRE, NOON + 60);
	articles[2] = report(3, "b.example", "Lucky escape at sea", wrapped, NOON + 120);
	articles[3] = report(4, "c.example", "In brief", cut, NOON + 180);
	articles[4] = report(5, "d.example", "Elm news", edited, NOON + 240);
	for (i = 0; i < 5; i++)
		cluster_place(cluster, &articles[i]);
	for (i = 1; i < 5; i++) {
		assert_int_equal(articles[i].story_id, articles[0].story_id);
		assert_int_equal(articles[i].role, ROLE_REPRINT);
		assert_int_equal(articles[i].of, 1);
		assert_int_equal(articles[i].signal, SIGNAL_COPIED_TEXT);
		assert_true(articles[i].score >= 0.4);
	}
	assert_int_equal(cluster_settle(cluster, NOON), 1);
	cluster_moved(cluster, 0, &articles[0]);
	assert_int_equal(articles[0].id, 1);
	assert_int_equal(articles[0].role, ROLE_ORIGIN);
	assert_int_equal(cluster_settle(cluster, NOON), 0);
	cluster_free(cluster);
}

/* Two reports may have a whole press statement in common. */
static void a_shared_quotation_is_no_copy(void **state)
{
	static const char statement[] =
		" \"We have run these ships for forty years and we have never lost one of them, and"
		" I promise every passenger who stood on that deck last night that we will find"
		" out what went wrong with both engines and tell you the truth about it,\" said"
		" the operator's director.";
	char one[2000], other[2000];
	struct article first, second;
	struct cluster *cluster = cluster_new(1);

	(void)state;
	snprintf(one, sizeof(one), "%s%s", FERRY_OTHER, statement);
	snprintf(other, sizeof(other), "%s%s", FERRY_THIRD, statement);
	first = report(1, "a.example", "Ferry ordeal", one, NOON);
	second = report(2, "b.example", "Ferry inquiry", other, NOON + 60);
	cluster_place(cluster, &first);
	cluster_place(cluster, &second);
	assert_int_equal(second.story_id, first.story_id);
	assert_int_equal(second.role, ROLE_INDEPENDENT);
	cluster_free(cluster);
}

static void the_same_link_is_the_same_story_whatever_the_text(void **state)
{
	struct article first = report(1, "a.example", "Ferry aground", FERRY_WIRE, NOON);
	struct article second = report(2, "b.example", "Great cheese", CHEESE, NOON);
	struct cluster *cluster = cluster_new(1);

	(void)state;
	second.url_key = first.url_key;
	cluster_place(cluster, &first);
	cluster_place(cluster, &second);
	assert_int_equal(second.story_id, first.story_id);
	assert_int_equal(second.signal, SIGNAL_SAME_LINK);
	cluster_free(cluster);
}

static void bare_headlines_match_by_their_words(void **state)
{
	struct article first = report(1, "a.example", "Ferry runs aground off Port Elm", "", NOON);
	struct article second = report(2, "b.example", "Ferry Runs Aground Off Port Elm", "", NOON);
	struct article late = report(3, "c.example", "Ferry runs aground off Port Elm", "",
				     NOON + 400 * DAY);
	struct cluster *cluster = cluster_new(1);

	(void)state;
	cluster_place(cluster, &first);
	cluster_place(cluster, &second);
	cluster_place(cluster, &late);
	assert_int_equal(second.story_id, first.story_id);
	assert_int_equal(second.signal, SIGNAL_SAME_TITLE);
	assert_int_equal(second.role, ROLE_REPRINT);
	assert_int_not_equal(late.story_id, first.story_id);
	cluster_free(cluster);
}

static void time_keeps_events_on_one_topic_apart(void **state)
{
	struct article first = report(1, "a.example", "Ferry aground", FERRY_WIRE, NOON);
	struct article second = report(2, "b.example", "Ferry ordeal", FERRY_OTHER,
				       NOON + 30 * DAY);
	struct cluster *cluster = cluster_new(1);

	(void)state;
	cluster_place(cluster, &first);
	cluster_place(cluster, &second);
	assert_int_not_equal(second.story_id, first.story_id);
	cluster_free(cluster);
}

/* Two fires, told in much the same words. */
static void names_tell_events_of_one_kind_apart(void **state)
{
	static const char one[] =
		"Firefighters from Port Elm fought a blaze in Harbour Lane for six hours. Agnes"
		" Thorvald, chief of the Port Elm brigade, spoke of a difficult night. The roof"
		" of the warehouse fell in, and smoke drove neighbours from their homes.\n"
		"Nobody was hurt. Police are looking for the cause of the fire, and asked people in"
		" Harbour Lane who saw something to come forward. The damage is two million.\n";
	static const char two[] =
		"Smoke drove people in Mill Road from their homes when the roof of a warehouse fell"
		" in. For six hours firefighters of Oster fought the fire. Neighbours saw a blaze,"
		" and Bruno Calder, chief of the brigade in Oster, put the damage at a million.\n"
		"The night was difficult, Calder said, but nobody was hurt. Insurers of the mill"
		" will visit Oster this week, and its school stays shut until Friday.\n";
	struct article first = report(1, "a.example", "Port Elm: Harbour Lane ablaze", one, NOON);
	struct article second = report(2, "b.example", "Warehouse burns in Oster", two, NOON);
	struct cluster *cluster = cluster_new(1);

	(void)state;
	cluster_place(cluster, &first);
	cluster_place(cluster, &second);
	assert_int_not_equal(second.story_id, first.story_id);
	cluster_free(cluster);
}

static void articles_without_anything_stay_apart(void **state)
{
	struct article first = report(1, "a.example", "", "", TIME_UNKNOWN);
	struct article second = report(2, "b.example", "", "", TIME_UNKNOWN);
	struct cluster *cluster = cluster_new(1);

	(void)state;
	cluster_place(cluster, &first);
	cluster_place(cluster, &second);
	assert_int_not_equal(second.story_id, first.story_id);
	cluster_settle(cluster, NOON);
	cluster_free(cluster);
}

static void what_was_placed_is_known_after_a_restart(void **state)
{
	struct article origin = report(2, "wire.example", "Ferry aground", FERRY_WIRE, NOON);
	struct article copy = report(3, "a.example", "Ferry hits reef", FERRY_WIRE, NOON + 60);
	struct article other = report(4, "b.example", "Ferry ordeal", FERRY_OTHER, NOON + 90);
	struct article late = report(5, "c.example", "On the reef", FERRY_WIRE, NOON + 99);
	struct cluster *cluster = cluster_new(50);

	(void)state;
	origin.story_id = copy.story_id = 20;
	origin.role = ROLE_ORIGIN;
	copy.role = ROLE_REPRINT;
	copy.of = origin.id;
	cluster_restore(cluster, &origin);
	cluster_restore(cluster, &copy);
	cluster_place(cluster, &other);
	cluster_place(cluster, &late);
	assert_int_equal(other.story_id, 20);
	assert_int_equal(late.story_id, 20);
	assert_int_equal(late.role, ROLE_REPRINT);
	assert_int_equal(late.of, 2);
	assert_int_equal(cluster_settle(cluster, NOON), 0);
	assert_int_equal(cluster_next_story_id(cluster), 50);
	cluster_free(cluster);
}

/* Their texts have nothing of each other. */
static void copies_of_what_was_forgotten_are_still_one_report(void **state)
{
	struct article one = report(2, "a.example", "Ferry hits reef", FERRY_OTHER, NOON);
	struct article two = report(3, "b.example", "Goat cheese wins", CHEESE, NOON + 60);
	struct cluster *cluster = cluster_new(50);
	struct article now;

	(void)state;
	one.story_id = two.story_id = 20;
	one.role = two.role = ROLE_REPRINT;
	one.of = two.of = 1;
	cluster_restore(cluster, &one);
	cluster_restore(cluster, &two);
	assert_int_equal(cluster_settle(cluster, NOON), 2);
	cluster_moved(cluster, 0, &now);
	assert_int_equal(now.role, ROLE_ORIGIN);
	cluster_moved(cluster, 1, &now);
	assert_int_equal(now.role, ROLE_REPRINT);
	assert_int_equal(now.of, 2);
	assert_int_equal(now.story_id, 20);
	cluster_free(cluster);
}

static void what_is_too_old_or_too_much_is_told_when_it_is_a_good_part(void **state)
{
	struct cluster *cluster = cluster_new(50);
	int64_t before = NOON + 1;
	int i;

	(void)state;
	assert_false(cluster_has_outgrown(cluster, &before, 100));
	for (i = 0; i < 16; i++) {
		struct article article = report(1 + i, "b.example", "Goat cheese wins", CHEESE,
						NOON + i);

		cluster_place(cluster, &article);
	}
	assert_false(cluster_has_outgrown(cluster, &before, 100));	/* one of sixteen */
	before = NOON + 4;
	assert_false(cluster_has_outgrown(cluster, &before, 100));
	before = NOON + 5;
	assert_true(cluster_has_outgrown(cluster, &before, 100));
	assert_int_equal(before, NOON + 5);
	before = NOON;
	assert_false(cluster_has_outgrown(cluster, &before, 15));
	assert_true(cluster_has_outgrown(cluster, &before, 10));
	assert_int_equal(before, NOON + 6);
	cluster_free(cluster);
}

static void a_story_merged_by_settling_keeps_the_older_id(void **state)
{
	struct article first = report(1, "a.example", "Ferry aground", FERRY_WIRE, NOON);
	struct article second = report(2, "b.example", "Ferry ordeal", FERRY_OTHER, NOON + 60);
	struct article moved = {0};
	struct cluster *cluster = cluster_new(50);

	(void)state;
	first.story_id = 10;
	second.story_id = 20;		/* as if they had not been recognised */
	cluster_restore(cluster, &first);
	cluster_restore(cluster, &second);
	assert_int_equal(cluster_settle(cluster, NOON), 1);
	cluster_moved(cluster, 0, &moved);
	assert_int_equal(moved.id, 2);
	assert_int_equal(moved.story_id, 10);
	assert_int_equal(moved.signal, SIGNAL_SIMILAR);
	assert_int_equal(moved.merged_with, 1);
	cluster_free(cluster);
}

static void what_settling_does_to_stories_is_told_with_its_reason(void **state)
{
	struct article first = report(1, "a.example", "Ferry aground", FERRY_WIRE, NOON);
	struct article second = report(2, "b.example", "Ferry ordeal", FERRY_OTHER, NOON + 60);
	struct article cheese = report(3, "c.example", "Goat cheese wins", CHEESE, NOON + 90);
	struct article copy = report(4, "d.example", "Goat cheese", CHEESE, NOON + 95);
	struct article third = report(5, "e.example", "Ferry inquiry", FERRY_THIRD, NOON + 30);
	struct article fourth = report(6, "f.example", "On the reef", FERRY_WIRE, NOON + 30);
	struct cluster *cluster = cluster_new(50);
	const struct story_change *changes;

	(void)state;
	first.story_id = third.story_id = fourth.story_id = 10;
	second.story_id = 20;
	cheese.story_id = 10;		/* as if it had been put there by mistake */
	cluster_restore(cluster, &first);
	cluster_restore(cluster, &second);
	cluster_restore(cluster, &cheese);
	cluster_restore(cluster, &third);
	cluster_restore(cluster, &fourth);
	cluster_place(cluster, &copy);
	cluster_settle(cluster, NOON + 3600);
	assert_int_equal(cluster_changes(cluster, &changes), 2);
	assert_int_equal(changes[0].kind, STORY_SPLIT);
	assert_int_equal(changes[0].story_id, 10);
	assert_int_equal(changes[0].other_id, 50);
	assert_int_equal(changes[0].articles, 2);
	assert_int_equal(changes[0].signal, SIGNAL_SIMILAR);
	assert_true(changes[0].score < 0.1);
	assert_int_equal(changes[1].kind, STORY_MERGED);
	assert_int_equal(changes[1].story_id, 20);
	assert_int_equal(changes[1].other_id, 10);
	assert_int_equal(changes[1].signal, SIGNAL_SIMILAR);
	assert_true(changes[1].score > 0.18 && changes[1].score < 1);
	assert_int_equal(changes[1].article_id, 2);
	assert_int_not_equal(changes[1].other_article_id, 3);
	assert_int_equal(changes[0].time, NOON + 3600);
	assert_int_equal(cluster_settle(cluster, NOON + 3600), 0);
	assert_int_equal(cluster_changes(cluster, &changes), 0);
	cluster_free(cluster);
}

/*
 * A wire report, a copy, a report of the same, one that credits the wire, and two of other
 * things, within an hour.
 */
enum { ARRIVALS = 6 };

static void make_arrivals(struct article articles[ARRIVALS])
{
	articles[0] = report(1, "wire.example", "Ferry aground", FERRY_WIRE, NOON);
	articles[1] = report(2, "a.example", "Ferry hits reef", FERRY_WIRE, NOON + 600);
	articles[2] = report(3, "b.example", "Passengers tell of ferry", FERRY_OTHER, NOON + 900);
	articles[3] = report(4, "c.example", "Inquiry into the ferry",
			     "PORT ELM (Harbour Wire) - " FERRY_THIRD, NOON + 1500);
	articles[4] = report(5, "d.example", "Goat cheese wins", CHEESE, NOON + 2400);
	articles[5] = report(6, "e.example", "Pulsar puzzles astronomers", TELESCOPE, NOON + 3000);
}

/* Learns again what was placed, in that order. */
static struct cluster *restart(struct cluster *cluster, const struct article *articles,
			       const size_t *order, size_t placed)
{
	struct cluster *again = cluster_new(cluster_next_story_id(cluster));
	size_t i;

	for (i = 0; i < placed; i++)
		cluster_restore(again, &articles[order[i]]);
	cluster_free(cluster);
	return again;
}

/* Places them in this order, with a restart before one of them; then settles. */
static void arrive(struct article articles[ARRIVALS], const size_t *order, size_t restart_before)
{
	struct cluster *cluster = cluster_new(1);
	size_t moved, i;

	make_arrivals(articles);
	for (i = 0; i < ARRIVALS; i++) {
		if (i == restart_before)
			cluster = restart(cluster, articles, order, i);
		cluster_place(cluster, &articles[order[i]]);
	}
	moved = cluster_settle(cluster, NOON + 3600);
	for (i = 0; i < moved; i++) {
		struct article now;

		cluster_moved(cluster, i, &now);
		articles[now.id - 1].story_id = now.story_id;
		articles[now.id - 1].role = now.role;
		articles[now.id - 1].of = now.of;
	}
	cluster_free(cluster);
}

/* The next order after this one, and false after the last. */
static bool permute(size_t order[ARRIVALS])
{
	size_t i = ARRIVALS - 1, j = ARRIVALS - 1, swap;

	while (i > 0 && order[i - 1] > order[i])
		i--;
	if (i == 0)
		return false;
	while (order[j] < order[i - 1])
		j--;
	for (swap = order[i - 1], order[i - 1] = order[j], order[j] = swap, j = ARRIVALS - 1;
	     i < j; i++, j--) {
		swap = order[i];
		order[i] = order[j];
		order[j] = swap;
	}
	return true;
}

static void stories_and_roles_are_the_same_in_any_order_of_arrival(void **state)
{
	struct article articles[ARRIVALS];
	size_t order[ARRIVALS] = { 0, 1, 2, 3, 4, 5 }, i;

	(void)state;
	do {
		arrive(articles, order, ARRIVALS);
		for (i = 1; i < 4; i++)
			assert_int_equal(articles[i].story_id, articles[0].story_id);
		assert_int_not_equal(articles[4].story_id, articles[0].story_id);
		assert_int_not_equal(articles[5].story_id, articles[0].story_id);
		assert_int_not_equal(articles[5].story_id, articles[4].story_id);
		assert_int_equal(articles[0].role, ROLE_ORIGIN);
		assert_int_equal(articles[1].role, ROLE_REPRINT);
		assert_int_equal(articles[1].of, 1);
		assert_int_equal(articles[2].role, ROLE_INDEPENDENT);
		assert_int_equal(articles[3].role, ROLE_REWRITE);
		assert_int_equal(articles[3].of, 1);
	} while (permute(order));
}

static void a_restart_in_the_middle_changes_nothing(void **state)
{
	struct article articles[ARRIVALS], restarted[ARRIVALS];
	size_t order[ARRIVALS] = { 0, 1, 2, 3, 4, 5 }, before, i;

	(void)state;
	do {
		arrive(articles, order, ARRIVALS);
		for (before = 1; before < ARRIVALS; before++) {
			arrive(restarted, order, before);
			for (i = 0; i < ARRIVALS; i++) {
				assert_int_equal(restarted[i].story_id, articles[i].story_id);
				assert_int_equal(restarted[i].role, articles[i].role);
				assert_int_equal(restarted[i].of, articles[i].of);
			}
		}
	} while (permute(order));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reports_of_one_event_are_one_story),
		cmocka_unit_test(what_a_paper_writes_next_is_another_story_until_others_tell_both),
		cmocka_unit_test(articles_of_unknown_publishers_are_not_of_one),
		cmocka_unit_test(of_what_one_agency_tells_one_report_is_the_source),
		cmocka_unit_test(reporters_who_write_in_two_papers_tell_a_story_once),
		cmocka_unit_test(copies_of_one_text_have_one_origin),
		cmocka_unit_test(a_shared_quotation_is_no_copy),
		cmocka_unit_test(the_same_link_is_the_same_story_whatever_the_text),
		cmocka_unit_test(bare_headlines_match_by_their_words),
		cmocka_unit_test(time_keeps_events_on_one_topic_apart),
		cmocka_unit_test(names_tell_events_of_one_kind_apart),
		cmocka_unit_test(articles_without_anything_stay_apart),
		cmocka_unit_test(what_was_placed_is_known_after_a_restart),
		cmocka_unit_test(copies_of_what_was_forgotten_are_still_one_report),
		cmocka_unit_test(what_is_too_old_or_too_much_is_told_when_it_is_a_good_part),
		cmocka_unit_test(a_story_merged_by_settling_keeps_the_older_id),
		cmocka_unit_test(what_settling_does_to_stories_is_told_with_its_reason),
		cmocka_unit_test(stories_and_roles_are_the_same_in_any_order_of_arrival),
		cmocka_unit_test(a_restart_in_the_middle_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
