#include "support/unit.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "config/config.h"
#include "job/sources.h"
#include "job/subscription.h"
#include "model/digest.h"
#include "model/feed.h"
#include "parse/opml.h"
#include "text/xml.h"

static const char *headers[] = {"X-Token: secret"};

static struct feed_settings feeds[] = {
	{.url = "https://meridian.example/feed", .group = "World"},
	{.url = "https://bellwether.example/rss?a=1&b=2", .group = "Local",
	 .title = "Bell & Wether"},
	{.url = "https://circuit.example/feed", .group = "World"},
	{.url = "file:///var/lib/secret.xml", .group = "World"},
	{.url = "https://me:secret@quayside.example/feed", .group = "World"},
	{.url = "https://quayside.example/feed", .group = "World", .auth_file = "/etc/secret"},
	{.url = "https://openfield.example/feed", .group = "World", .headers = headers,
	 .header_count = 1},
	{.url = "http://10.0.0.1/secret", .group = "World", .allow_private = true},
};

static const struct config config = {
	.feeds = feeds,
	.feed_count = sizeof(feeds) / sizeof(feeds[0]),
};

static struct opml sources_of(struct arena *arena, const struct digest_settings *digest)
{
	struct subscription known = {
		.settings = &feeds[0],
		.state = {.id = 1, .url = (char[]){"https://meridian.example/feed"},
			  .title = (char[]){"Meridian"},
			  .site_url = (char[]){"https://meridian.example/"}},
	};
	struct map *subscriptions = map_new();
	const char *bytes;
	struct opml opml;
	struct err err;

	map_put_number(subscriptions, 1, &known);
	bytes = sources_list(arena, &config, digest, subscriptions);
	map_free(subscriptions);
	assert_null(strstr(bytes, "secret"));
	assert_int_equal(opml_parse(&opml, arena, bytes, strlen(bytes), &err), 0);
	return opml;
}

static void a_digest_lists_what_everybody_could_read(void **state)
{
	static const struct digest_settings digest = {.name = "All <of> it"};
	struct arena *arena = arena_new();
	struct opml opml = sources_of(arena, &digest);

	(void)state;
	assert_string_equal(opml.title, "Sources of All <of> it");
	assert_int_equal(opml.feed_count, 3);
	assert_string_equal(opml.feeds[0].title, "Meridian");
	assert_string_equal(opml.feeds[0].site_url, "https://meridian.example/");
	assert_string_equal(opml.feeds[1].url, "https://circuit.example/feed");
	assert_string_equal(opml.feeds[2].title, "Bell & Wether");
	assert_string_equal(opml.feeds[2].group, "Local");
	arena_free(arena);
}

static void a_digest_of_some_groups_lists_those(void **state)
{
	static const char *groups[] = {"Local"};
	static const struct digest_settings digest = {
		.name = "Local", .groups = groups, .group_count = 1,
	};
	struct arena *arena = arena_new();
	struct opml opml = sources_of(arena, &digest);

	(void)state;
	assert_int_equal(opml.feed_count, 1);
	assert_string_equal(opml.feeds[0].url, feeds[1].url);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_digest_lists_what_everybody_could_read),
		cmocka_unit_test(a_digest_of_some_groups_lists_those),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
