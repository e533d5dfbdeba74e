#include "support/unit.h"

#include "base/arena.h"
#include "base/map.h"
#include "job/bylines.h"
#include "job/subscription.h"
#include "model/publisher.h"
#include "model/story.h"

static const char *house_domains[] = { "meridian.example", "post.example" };
static const char *wire_domains[] = { "wire.example" };

static struct publisher_settings publishers[] = {
	{ .name = "Meridian House", .domains = house_domains, .domain_count = 2 },
	{ .name = "The Wire", .domains = wire_domains, .domain_count = 1, .is_agency = true },
};

static const struct publisher_list known = { publishers, 2 };

/* Four feeds: a house's, one of no house, one with a publisher of its own, one of links. */
static const struct feed_settings settings[] = {
	{ .weight = 1, .publishers = &known },
	{ .weight = 1, .publishers = &known },
	{ .weight = 1, .publishers = &known, .publisher = "Somebody" },
	{ .weight = 1, .publishers = &known },
	{ .weight = 1, .publishers = &known },
	{ .weight = 1, .publishers = &known },
	{ .weight = 1, .publishers = &known, .title = "My sport" },
};

static struct subscription subscriptions[] = {
	{ .settings = &settings[0],
	  .state = { .id = 1, .url = (char *)"https://feeds.meridian.example/t",
		     .title = (char *)"Meridian: T" } },
	{ .settings = &settings[1],
	  .state = { .id = 2, .url = (char *)"https://alone.example/rss",
		     .title = (char *)"Alone" } },
	{ .settings = &settings[2],
	  .state = { .id = 3, .url = (char *)"https://post.example/rss",
		     .title = (char *)"Post" } },
	{ .settings = &settings[3],
	  .state = { .id = 4, .url = (char *)"https://links.example/rss",
		     .title = (char *)"Links" } },
	{ .settings = &settings[4],
	  .state = { .id = 5, .url = (char *)"https://www.gazette.example/world.xml",
		     .title = (char *)"Quay Gazette: World" } },
	{ .settings = &settings[5],
	  .state = { .id = 6, .url = (char *)"https://feeds.gazette.example/tech.xml",
		     .title = (char *)"Quay Gazette: Technology" } },
	{ .settings = &settings[6],
	  .state = { .id = 7, .url = (char *)"https://www.gazette.example/sport.xml",
		     .title = (char *)"Quay Gazette: Sport" } },
};

static struct article article(int64_t feed_id, const char *url)
{
	return (struct article){ .feed_id = feed_id, .url = url };
}

static void apply(struct arena *arena, struct article *articles, size_t count)
{
	struct map *by_id = map_new();
	size_t i;

	for (i = 0; i < sizeof(subscriptions) / sizeof(subscriptions[0]); i++)
		map_put_number(by_id, (uint64_t)subscriptions[i].state.id, &subscriptions[i]);
	bylines_apply(bylines_collect(arena, by_id, articles, count), articles, count);
	map_free(by_id);
}

static void an_article_is_of_whoever_its_link_leads_to(void **state)
{
	static const struct {
		int64_t feed_id;
		const char *url;
		const char *publisher;
		const char *name;
		bool is_agency;
	} cases[] = {
		{ 1, "https://www.meridian.example/1", "Meridian House", "Meridian House", false },
		{ 1, "https://post.example/1", "Meridian House", "Meridian House", false },
		{ 1, NULL, "Meridian House", "Meridian House", false },
		{ 2, "https://alone.example/1", "alone.example", "Alone", false },
		{ 2, NULL, "alone.example", "Alone", false },
		{ 3, "https://post.example/1", "Somebody", "Somebody", false },
		{ 4, "https://post.example/1", "Meridian House", "Meridian House", false },
		{ 4, "https://alone.example/1", "alone.example", "alone.example", false },
		{ 4, "https://wire.example/1", "The Wire", "The Wire", true },
		{ 9, "https://www.post.example/1", "Meridian House", "Meridian House", false },
		{ 9, "https://www.gone.example/1", "gone.example", "gone.example", false },
		{ 9, NULL, "", "", false },
	};
	enum { COUNT = sizeof(cases) / sizeof(cases[0]) };
	struct article articles[COUNT];
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < COUNT; i++)
		articles[i] = article(cases[i].feed_id, cases[i].url);
	apply(arena, articles, COUNT);
	for (i = 0; i < COUNT; i++) {
		assert_string_equal(articles[i].publisher, cases[i].publisher);
		assert_string_equal(articles[i].publisher_name, cases[i].name);
		assert_int_equal(articles[i].is_agency, cases[i].is_agency);
	}
	arena_free(arena);
}

static void feeds_of_one_house_are_named_as_it_is(void **state)
{
	struct article articles[] = {
		article(5, "https://www.gazette.example/1"), article(6, NULL),
		article(7, "https://www.gazette.example/3"), article(2, NULL),
	};
	struct arena *arena = arena_new();

	(void)state;
	apply(arena, articles, 4);
	assert_string_equal(articles[0].publisher_name, "Quay Gazette");
	assert_string_equal(articles[0].feed_title, "Quay Gazette: World");
	assert_string_equal(articles[1].publisher_name, "Quay Gazette");
	assert_string_equal(articles[2].publisher_name, "My sport");
	assert_string_equal(articles[3].publisher_name, "Alone");
	apply(arena, articles, 1);		/* alone, it may be the name of a feed only */
	assert_string_equal(articles[0].publisher_name, "Quay Gazette: World");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_article_is_of_whoever_its_link_leads_to),
		cmocka_unit_test(feeds_of_one_house_are_named_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
