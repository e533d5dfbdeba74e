#include "support/unit.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "config/config.h"

/* A config whose only digest and group have what is asked for; NULL and the first error if not. */
static struct config *load(const char *digest, const char *group, char error[400])
{
	struct diagnostics diagnostics = {0};
	struct config *config = NULL;
	struct buf text = {0};
	struct config_text from = {.name = "c"};
	struct err err;

	buf_printf(&text, "[digest: D]\n%s\n[feeds: G]\n%s\nhttps://a.example/\n", digest, group);
	from.text = text.data;
	from.length = text.length;
	config_load_text(&config, &from, &diagnostics, &err);
	error[0] = '\0';
	if (diagnostics.count > 0)
		snprintf(error, 400, "%d:%d: %s", diagnostics.items[0].line,
			 diagnostics.items[0].column, diagnostics.items[0].text);
	diagnostics_clear(&diagnostics);
	buf_clear(&text);
	return config;
}

static void numbers_are_read_with_their_units(void **state)
{
	static const struct {
		const char *text;
		int64_t every;
		int64_t max_size;
		double weight;
	} cases[] = {
		{ "every = auto", 0, 10 << 20, 1 },
		{ "every = 10m", 600, 10 << 20, 1 },
		{ "every=7d # a week", 604800, 10 << 20, 1 },
		{ "every = \"2h\"", 7200, 10 << 20, 1 },
		{ "max-size = 64k", 0, 65536, 1 },
		{ "max-size = 1M", 0, 1 << 20, 1 },
		{ "max-size = 4096", 0, 4096, 1 },
		{ "weight = 0", 0, 10 << 20, 0 },
		{ "weight = 1.5", 0, 10 << 20, 1.5 },
		{ "weight = 0.125", 0, 10 << 20, 0.125 },
	};
	char error[400];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct config *config = load("", cases[i].text, error);

		assert_string_equal(error, "");
		assert_int_equal(config->feeds[0].every, cases[i].every);
		assert_int_equal(config->feeds[0].max_size, cases[i].max_size);
		assert_true(config->feeds[0].weight == cases[i].weight);
		config_free(config);
	}
}

static void what_will_not_do_is_answered_with_what_would(void **state)
{
	static const struct {
		const char *digest;
		const char *group;
		const char *error;
	} cases[] = {
		{ "", "every = 5m", "4:9: cannot use '5m' here; write a length of time from 10m "
		  "to 7d such as 90m, 4h or 2d, or auto" },
		{ "", "every = 8d", "4:9: cannot use '8d' here; write a length of time from 10m "
		  "to 7d such as 90m, 4h or 2d, or auto" },
		{ "", "every = atuo", "4:9: cannot use 'atuo' here; write a length of time from "
		  "10m "
		  "to 7d such as 90m, 4h or 2d, or auto (did you mean 'auto'?)" },
		{ "", "max-size = 1T", "4:12: cannot use '1T' here; write a size from 1k to 256M "
		  "such as 64k or 10M" },
		{ "", "max-size = 99999999999999999999G", "4:12: cannot use "
		  "'99999999999999999999G' here; write a size from 1k to 256M such as 64k or 10M" },
		{ "", "weight = 1.", "4:10: cannot use '1.' here; write a number from 0 to 100 "
		  "such as 2 or 0.5" },
		{ "", "weight = 1e3", "4:10: cannot use '1e3' here; write a number from 0 to 100 "
		  "such as 2 or 0.5" },
		{ "", "weight = 101", "4:10: cannot use '101' here; write a number from 0 to 100 "
		  "such as 2 or 0.5" },
		{ "", "full-text = on", "4:13: cannot use 'on' here; write auto, yes or no"
		  " (did you mean 'no'?)" },
		{ "", "allow-private = true", "4:17: cannot use 'true' here; write yes or no" },
		{ "", "lang = english", "4:8: cannot use 'english' here; write a language such as "
		  "en, de or pt-br" },
		{ "", "lang = en_GB", "4:8: cannot use 'en_GB' here; write a language such as "
		  "en, de or pt-br" },
		{ "", "proxy = example.org:80", "4:9: cannot use 'example.org:80' here; write a "
		  "URL "
		  "that begins with http://, https://, socks4://, socks4a://, socks5:// or "
		  "socks5h://" },
		{ "", "header = nonsense", "4:10: cannot use 'nonsense' here; write a header "
		  "such as "
		  "\"Name: value\"" },
		{ "", "tags = a,,b", "4:10: cannot use '' here; write names apart by commas" },
		{ "", "tags =", "4:7: 'tags' has no value; write words that all its entries are "
		  "tagged with" },
		{ "", "tags = \"a", "4:8: this quote is not closed; write \\\" within quotes for a "
		  "quote that is meant" },
		{ "", "tags = \"a\\n\"", "4:10: within quotes '\\' stands before '\"' or '\\' "
		  "only; "
		  "write \\\\ for a backslash" },
		{ "stories = 0", "", "2:11: cannot use '0' here; write a whole number from 1 to "
		  "100" },
		{ "at = 7:00, 07:00", "", "2:12: this time is given twice; remove one" },
		{ "at = 24:00", "", "2:6: cannot use '24:00' here; write times of day such as "
		  "07:00, 17:30" },
		{ "at = 7", "", "2:6: cannot use '7' here; write times of day such as 07:00, "
		  "17:30" },
		{ "formats = txt", "", "2:11: cannot use 'txt' here; write text, html, markdown, "
		  "atom or json (did you mean 'text'?)" },
		{ "languages = en-gb", "", "2:13: cannot use 'en-gb' here; write languages such as "
		  "en, de" },
		{ "footer = by {owner}, {who}", "", "2:22: unknown variable; there are {topic} and "
		  "{owner}" },
	};
	char error[400];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct config *config = load(cases[i].digest, cases[i].group, error);

		assert_string_equal(error, cases[i].error);
		assert_null(config);
	}
}

static void lists_keep_what_is_within_quotes_together(void **state)
{
	static const char text[] = "tags = linux, \"free, open\" ,\"a \\\"b\\\" \\\\\"";
	char error[400];
	struct config *config = load("", text, error);
	const struct feed_settings *feed;

	(void)state;
	assert_string_equal(error, "");
	feed = &config->feeds[0];
	assert_int_equal(feed->tag_count, 3);
	assert_string_equal(feed->tags[0], "linux");
	assert_string_equal(feed->tags[1], "free, open");
	assert_string_equal(feed->tags[2], "a \"b\" \\");
	config_free(config);
}

static void terms_keep_their_quotes(void **state)
{
	char error[400];
	struct config *config = load("match = \"machine learning\", chip*, -\"chip shot\"", "",
				     error);
	const struct digest_settings *digest;

	(void)state;
	assert_string_equal(error, "");
	digest = &config->digests[0];
	assert_int_equal(digest->match_count, 3);
	assert_string_equal(digest->matches[0], "\"machine learning\"");
	assert_string_equal(digest->matches[1], "chip*");
	assert_string_equal(digest->matches[2], "-\"chip shot\"");
	config_free(config);
}

static void a_list_may_be_given_in_parts(void **state)
{
	char error[400];
	struct config *config = load("match = a\nmatch = b, c", "header = A: 1, 2\nheader = B: 3",
				     error);

	(void)state;
	assert_string_equal(error, "");
	assert_int_equal(config->digests[0].match_count, 3);
	assert_string_equal(config->digests[0].matches[2], "c");
	assert_int_equal(config->feeds[0].header_count, 2);
	assert_string_equal(config->feeds[0].headers[0], "A: 1, 2");
	config_free(config);
}

static void a_list_may_be_given_in_very_many_parts(void **state)
{
	struct buf lines = {0};
	struct config *config;
	char error[400];
	int i;

	(void)state;
	for (i = 0; i < 20000; i++)
		buf_printf(&lines, "match = word%d\n", i);
	config = load(lines.data, "", error);
	assert_string_equal(error, "");
	assert_int_equal(config->digests[0].match_count, 20000);
	assert_string_equal(config->digests[0].matches[0], "word0");
	assert_string_equal(config->digests[0].matches[19999], "word19999");
	assert_true(arena_size(config->arena) < 2 << 20);
	config_free(config);
	buf_clear(&lines);
}

static void a_feed_replaces_the_lists_of_its_group(void **state)
{
	static const char group[] = "tags = a, b\nhttps://b.example/ tags=c\n"
				    "https://c.example/";
	char error[400];
	struct config *config = load("", group, error);

	(void)state;
	assert_string_equal(error, "");
	assert_int_equal(config->feed_count, 3);
	assert_int_equal(config->feeds[0].tag_count, 1);
	assert_string_equal(config->feeds[0].tags[0], "c");
	assert_int_equal(config->feeds[1].tag_count, 2);
	assert_string_equal(config->feeds[1].tags[0], "a");
	assert_ptr_equal(config->feeds[1].tags, config->feeds[2].tags);
	config_free(config);
}

static void times_are_sorted(void **state)
{
	char error[400], times[200] = "at = ";
	struct config *config = load("at = 17:30, 7:00, 00:00", "", error);
	int i;

	(void)state;
	assert_string_equal(error, "");
	assert_int_equal(config->digests[0].at_count, 3);
	assert_int_equal(config->digests[0].at[0], 0);
	assert_int_equal(config->digests[0].at[1], 7 * 60);
	assert_int_equal(config->digests[0].at[2], 17 * 60 + 30);
	config_free(config);

	for (i = 0; i < DIGEST_MOST_TIMES + 1; i++) {
		size_t length = strlen(times);

		snprintf(times + length, sizeof(times) - length, "%s%d:%d", i > 0 ? "," : "",
			 i % 24, 10 + i / 24);
	}
	assert_null(load(times, "", error));
	assert_non_null(strstr(error, "more than 24 times; use 'every' instead"));
}

static void formats_replace_the_default(void **state)
{
	char error[400];
	struct config *config = load("formats = json, atom", "", error);

	(void)state;
	assert_string_equal(error, "");
	assert_false(config->digests[0].formats[FORMAT_TEXT]);
	assert_false(config->digests[0].formats[FORMAT_HTML]);
	assert_true(config->digests[0].formats[FORMAT_ATOM]);
	assert_true(config->digests[0].formats[FORMAT_JSON]);
	config_free(config);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_read_with_their_units),
		cmocka_unit_test(what_will_not_do_is_answered_with_what_would),
		cmocka_unit_test(lists_keep_what_is_within_quotes_together),
		cmocka_unit_test(terms_keep_their_quotes),
		cmocka_unit_test(a_list_may_be_given_in_parts),
		cmocka_unit_test(a_list_may_be_given_in_very_many_parts),
		cmocka_unit_test(a_feed_replaces_the_lists_of_its_group),
		cmocka_unit_test(times_are_sorted),
		cmocka_unit_test(formats_replace_the_default),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
