#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"
#include "config/config.h"
#include "config/options.h"

static struct buf read_source(const char *name)
{
	const char *directory = getenv("srcdir");
	char *path = file_join(directory != NULL ? directory : ".", name);
	struct buf text = {0};
	struct err err;

	if (file_read(path, 1 << 20, &text, &err) < 0)
		fail_msg("%s", err.text);
	free(path);
	return text;
}

static void every_option_can_be_found_by_its_name(void **state)
{
	int type;
	size_t i;

	(void)state;
	for (type = 0; type < SECTION_TYPES; type++) {
		const struct section_options *section = options_of(type);

		assert_ptr_equal(options_find_section(section->name), section);
		for (i = 0; i < section->count; i++)
			assert_ptr_equal(options_find(section, section->options[i].name),
					 &section->options[i]);
		assert_null(options_find(section, "nothing"));
	}
	assert_null(options_find_section("nothing"));
}

/* The part of the manual page on a section, to be cleared: from its heading to the next. */
static struct buf manual_section(const struct section_options *section)
{
	struct buf page = read_source("man/granola.conf.5"), part = {0};
	char heading[40];
	const char *start, *end;

	snprintf(heading, sizeof(heading), "\n.Ss [%s%s", section->name,
		 section->is_named ? ": " : "]");
	start = strstr(page.data, heading);
	assert_non_null(start);
	end = strstr(start + 1, "\n.Ss ");
	if (end == NULL)
		end = strstr(start + 1, "\n.Sh ");
	assert_non_null(end);
	buf_add(&part, start, (size_t)(end - start));
	buf_clear(&page);
	return part;
}

/* What the manual says of an option must hold its bounds and its default. */
static void check_entry(const struct option *option, const char *manual)
{
	struct buf entry = {0};
	char wanted[200];
	const char *start, *end;

	snprintf(wanted, sizeof(wanted), "\n.It Ic %s Li =", option->name);
	start = strstr(manual, wanted);
	if (start == NULL) {
		fail_msg("granola.conf(5) does not explain '%s'", option->name);
		return;
	}
	end = strstr(start + 1, "\n.It");
	buf_add(&entry, start, end != NULL ? (size_t)(end - start) : strlen(start));
	snprintf(wanted, sizeof(wanted), "from %s to %s", option->least, option->most);
	if (option->least != NULL && strstr(entry.data, wanted) == NULL)
		fail_msg("granola.conf(5) does not say '%s' of '%s'", wanted, option->name);
	snprintf(wanted, sizeof(wanted), "\nDefault:\n.Li %s", option->fallback);
	if (option->fallback != NULL && strstr(entry.data, wanted) == NULL)
		fail_msg("granola.conf(5) does not say that '%s' is %s by default", option->name,
			 option->fallback);
	buf_clear(&entry);
}

static void the_manual_explains_every_option_with_its_bounds_and_default(void **state)
{
	int type;
	size_t i;

	(void)state;
	for (type = 0; type < SECTION_TYPES; type++) {
		const struct section_options *section = options_of(type);
		struct buf manual = manual_section(section);

		for (i = 0; i < section->count; i++)
			check_entry(&section->options[i], manual.data);
		buf_clear(&manual);
	}
}

static void the_manual_explains_no_option_that_there_is_not(void **state)
{
	static const char item[] = "\n.It Ic ";
	int type;

	(void)state;
	for (type = 0; type < SECTION_TYPES; type++) {
		struct buf manual = manual_section(options_of(type));
		const char *at = manual.data;

		while ((at = strstr(at, item)) != NULL) {
			char name[40];

			at += strlen(item);
			snprintf(name, sizeof(name), "%.*s", (int)strcspn(at, " \n"), at);
			if (options_find(options_of(type), name) == NULL)
				fail_msg("granola.conf(5) explains '%s', which is no option", name);
		}
		buf_clear(&manual);
	}
}

/* The config that is installed, with what it has in comments for users to enable. */
static struct buf enabled_config(void)
{
	struct buf text = read_source("conf/granola.conf"), enabled = {0};
	const char *at;

	for (at = text.data; *at != '\0'; at++) {
		bool starts_line = at == text.data || at[-1] == '\n';

		if (!starts_line || *at != '#' || at[1] == '\0' ||
		    strchr(" \t\n", at[1]) != NULL)
			buf_add_char(&enabled, *at);
	}
	buf_clear(&text);
	return enabled;
}

static void the_installed_config_loads_as_it_is(void **state)
{
	const char *directory = getenv("srcdir");
	char *path = file_join(directory != NULL ? directory : ".", "conf/granola.conf");
	struct diagnostics diagnostics = {0};
	struct config *config = NULL;
	struct err err;

	(void)state;
	assert_int_equal(config_load(&config, path, &diagnostics, &err), 0);
	assert_true(config->publishers.count > 0);
	assert_int_equal(diagnostics.count, 1);
	assert_true(str_starts(diagnostics.items[0].text, "there are no feeds"));
	config_free(config);
	diagnostics_clear(&diagnostics);
	free(path);
}

static void what_the_installed_config_shows_is_right(void **state)
{
	static const char *const expected[] = {
		"a digest has either 'at' or 'every'; remove one of them",
		"only a file can include files",
		"mail is sent either by a 'server' or by a 'sendmail'; remove one of them",
		"only a file can include files",
	};
	struct buf text = enabled_config();
	const struct config_text from = {"granola.conf", text.data, text.length};
	struct diagnostics diagnostics = {0};
	struct config *config = NULL;
	struct err err;
	size_t i, errors = 0;

	(void)state;
	config_load_text(&config, &from, &diagnostics, &err);
	for (i = 0; i < diagnostics.count; i++) {
		if (diagnostics.items[i].is_warning)
			continue;
		assert_true(errors < sizeof(expected) / sizeof(expected[0]));
		assert_string_equal(diagnostics.items[i].text, expected[errors++]);
	}
	assert_int_equal(errors, sizeof(expected) / sizeof(expected[0]));
	diagnostics_clear(&diagnostics);
	buf_clear(&text);
}

static void the_installed_config_shows_every_option(void **state)
{
	struct buf text = enabled_config();
	int type;
	size_t i;

	(void)state;
	for (type = 0; type < SECTION_TYPES; type++) {
		const struct section_options *section = options_of(type);

		for (i = 0; i < section->count; i++) {
			const char *name = section->options[i].name;
			char line[40], in_feed[40];

			snprintf(line, sizeof(line), "\n%s ", name);
			snprintf(in_feed, sizeof(in_feed), " %s=", name);
			if (strstr(text.data, line) == NULL && strstr(text.data, in_feed) == NULL)
				fail_msg("granola.conf does not show '%s'", name);
		}
	}
	buf_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_option_can_be_found_by_its_name),
		cmocka_unit_test(the_manual_explains_every_option_with_its_bounds_and_default),
		cmocka_unit_test(the_manual_explains_no_option_that_there_is_not),
		cmocka_unit_test(the_installed_config_loads_as_it_is),
		cmocka_unit_test(what_the_installed_config_shows_is_right),
		cmocka_unit_test(the_installed_config_shows_every_option),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
