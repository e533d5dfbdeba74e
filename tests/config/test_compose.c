#include "support/unit.h"

#include "base/buf.h"
#include "config/compose.h"
#include "config/config.h"

static const char url[] = "https://a.example/x?y=1#z";

/* Loads one composed feed; the caller frees the config. */
static struct config *load(const char *group, const char *title)
{
	struct diagnostics diagnostics = {0};
	struct config *config = NULL;
	struct buf text = {0};
	struct err err;

	compose_group(&text, group);
	compose_feed(&text, url, title);
	if (config_load_text(&config, "composed", text.data, text.length, &diagnostics, &err) < 0)
		fail_msg("%s", text.data);
	assert_int_equal(diagnostics.warning_count, 0);
	assert_int_equal(config->feed_count, 1);
	assert_string_equal(config->feeds[0].url, url);
	diagnostics_clear(&diagnostics);
	buf_clear(&text);
	return config;
}

static void titles_are_read_as_meant(void **state)
{
	static const struct {
		const char *title;
		const char *read;
	} cases[] = {
		{"Plain", "Plain"},
		{"Two words, and # more = x", "Two words, and # more = x"},
		{"\"Quoted\" \\ back\\", "\"Quoted\" \\ back\\"},
		{" a\n\tb ", "a b"},
		{"a\x01\x7F\xC2\x85z", "az"},
		{"\xC3\x9C\xFF", "\xC3\x9C\xEF\xBF\xBD"},
		{" ", NULL},
		{"", NULL},
		{NULL, NULL},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct config *config = load("G", cases[i].title);
		const char *title = config->feeds[0].title;

		assert_int_equal(title == NULL, cases[i].read == NULL);
		if (title != NULL)
			assert_string_equal(title, cases[i].read);
		config_free(config);
	}
}

static void groups_lose_only_what_no_name_can_hold(void **state)
{
	static const struct {
		const char *name;
		const char *read;
	} cases[] = {
		{"Tech / Linux", "Tech / Linux"},
		{"C# and F#", "C# and F#"},
		{"News: [all]", "News: [all]"},
		{"#1 for # me #", "1 for me"},
		{"6\" pipes", "6' pipes"},
		{" a\n b ", "a b"},
		{"##", "Feeds"},
		{"", "Feeds"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct config *config = load(cases[i].name, NULL);

		assert_string_equal(config->feeds[0].group, cases[i].read);
		config_free(config);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(titles_are_read_as_meant),
		cmocka_unit_test(groups_lose_only_what_no_name_can_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
