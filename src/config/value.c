#include "config/value.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"
#include "config/options.h"
#include "config/word.h"
#include "model/digest.h"
#include "text/date.h"
#include "text/mailbox.h"

enum { CHOICES_MOST = 8 };		/* of one option */

/*
 * How a type is read. `accept` takes one word, without its quotes, into a
 * field: false if it will not do. `read` calls it for a whole value, or for
 * each of several.
 */
struct reader {
	int (*read)(const struct setting *setting, const struct reader *reader);
	bool (*accept)(const struct setting *setting, char *word, void *field);
	const char *noun;		/* what to write, when a word would not do */
	const char *example;
};

static void *field_of(const struct option *option, void *target)
{
	return (char *)target + option->field;
}

static size_t *count_of(const struct option *option, void *target)
{
	return (size_t *)(void *)((char *)target + option->count_field);
}

static const struct choice *find_choice(const struct option *option, const char *word)
{
	const struct choice *choice = option->choices;

	while (choice != NULL && choice->name != NULL && !str_equal(choice->name, word))
		choice++;
	return choice != NULL && choice->name != NULL ? choice : NULL;
}

/* "yes, no or auto" */
static size_t add_choices(struct buf *out, const struct option *option,
			  const char *names[CHOICES_MOST])
{
	size_t count = 0, i;

	while (option->choices != NULL && option->choices[count].name != NULL) {
		names[count] = option->choices[count].name;
		count++;
	}
	for (i = 0; i < count; i++) {
		const char *comma = i + 1 < count ? ", " : " or ";

		buf_printf(out, "%s%s", i == 0 ? "" : comma, names[i]);
	}
	return count;
}

/* What to write instead: "a length of time from 10m to 7d such as 4h, or auto". */
static void refuse(const struct setting *setting, const struct reader *reader,
		   const struct stretch *where, const char *word)
{
	const struct option *option = setting->option;
	const char *names[CHOICES_MOST], *guess;
	struct buf advice = {0};
	size_t count;

	buf_add_text(&advice, reader->noun);
	if (option->least != NULL)
		buf_printf(&advice, " from %s to %s", option->least, option->most);
	if (reader->example != NULL)
		buf_printf(&advice, " such as %s", reader->example);
	if (option->least != NULL && option->choices != NULL)
		buf_add_text(&advice, ", or ");
	count = add_choices(&advice, option, names);
	guess = diagnostic_guess(setting->arena, word, names, count);
	diagnostic_error(setting->diagnostics, where, "cannot use '%s' here; write %s%s", word,
			 buf_text(&advice), guess);
	buf_clear(&advice);
}

static int take_word(const struct setting *setting, const struct reader *reader,
		     const struct stretch *where, void *field)
{
	char *word = syntax_text(where, setting->arena, setting->diagnostics);

	if (word == NULL)
		return -1;
	if (*word != '\0' && reader->accept(setting, word, field))
		return 0;
	refuse(setting, reader, where, word);
	return -1;
}

/* --- what is accepted --- */

static bool accept_text(const struct setting *setting, char *word, void *field)
{
	(void)setting;
	*(const char **)field = word;
	return true;
}

/* Choices are what it may begin with, and there must be more of it. */
static bool accept_url(const struct setting *setting, char *word, void *field)
{
	const struct choice *scheme;

	for (scheme = setting->option->choices; scheme->name != NULL; scheme++) {
		if (str_case_starts(word, scheme->name) && word[strlen(scheme->name)] != '\0' &&
		    strchr(word, ' ') == NULL)
			return accept_text(setting, word, field);
	}
	return false;
}

static bool accept_path(const struct setting *setting, char *word, void *field)
{
	char *path = file_join(setting->directory, word);

	*(const char **)field = arena_dup(setting->arena, path);
	free(path);
	return true;
}

static bool accept_language(const struct setting *setting, char *word, void *field)
{
	char *at;

	if (!word_is_language(word))
		return false;
	for (at = word; *at != '\0'; at++)
		*at = str_lower(*at);
	return accept_text(setting, word, field);
}

static bool accept_primary_language(const struct setting *setting, char *word, void *field)
{
	return strchr(word, '-') == NULL && accept_language(setting, word, field);
}

static bool accept_header(const struct setting *setting, char *word, void *field)
{
	return word_is_header(word) && accept_text(setting, word, field);
}

static bool accept_mailbox(const struct setting *setting, char *word, void *field)
{
	struct mailbox mailbox;

	return mailbox_parse(&mailbox, setting->arena, word) && accept_text(setting, word, field);
}

static bool accept_choice(const struct setting *setting, char *word, void *field)
{
	const struct choice *choice = find_choice(setting->option, word);

	if (choice == NULL)
		return false;
	*(int *)field = choice->value;
	return true;
}

static bool accept_switch(const struct setting *setting, char *word, void *field)
{
	int value;

	if (!accept_choice(setting, word, &value))
		return false;
	*(bool *)field = value != 0;
	return true;
}

static bool accept_format(const struct setting *setting, char *word, void *field)
{
	int format;

	if (!accept_choice(setting, word, &format))
		return false;
	((bool *)field)[format] = true;
	return true;
}

static bool accept_time(const struct setting *setting, char *word, void *field)
{
	(void)setting;
	return word_to_minutes(word, field);
}

typedef bool (*word_cb)(const char *word, int64_t *number);

/* The number within the option's bounds, which are written as it is. */
static bool within(const struct option *option, const char *word, word_cb read, int64_t *number)
{
	const struct choice *choice = find_choice(option, word);
	int64_t least, most;

	if (choice != NULL) {
		*number = choice->value;
		return true;
	}
	return read(word, number) && read(option->least, &least) && *number >= least &&
	       read(option->most, &most) && *number <= most;
}

static bool accept_duration(const struct setting *setting, char *word, void *field)
{
	return within(setting->option, word, date_parse_duration, field);
}

static bool accept_size(const struct setting *setting, char *word, void *field)
{
	return within(setting->option, word, word_to_size, field);
}

static bool accept_number(const struct setting *setting, char *word, void *field)
{
	return within(setting->option, word, word_to_number, field);
}

static bool accept_count(const struct setting *setting, char *word, void *field)
{
	int64_t number;

	if (!accept_number(setting, word, &number))
		return false;
	*(size_t *)field = (size_t)number;
	return true;
}

static bool accept_factor(const struct setting *setting, char *word, void *field)
{
	int64_t thousandths;

	if (!within(setting->option, word, word_to_thousandths, &thousandths))
		return false;
	*(double *)field = (double)thousandths / 1000;
	return true;
}

/* --- whole values --- */

static int read_one(const struct setting *setting, const struct reader *reader)
{
	return take_word(setting, reader, &setting->value,
			 field_of(setting->option, setting->target));
}

static int read_secret(const struct setting *setting, const struct reader *reader)
{
	const char *const *path = field_of(setting->option, setting->target);
	struct stat status;

	if (read_one(setting, reader) < 0)
		return -1;
	if (stat(*path, &status) < 0)
		diagnostic_warning(setting->diagnostics, &setting->value,
				   "%s: %s; what needs it will fail", *path, strerror(errno));
	else if ((status.st_mode & S_IROTH) != 0)
		diagnostic_warning(setting->diagnostics, &setting->value,
				   "everyone can read %s; chmod o-r it", *path);
	return 0;
}

static bool is_variable(const char *at, const char *end)
{
	static const char *const names[] = { "{topic}", "{owner}" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t length = strlen(names[i]);

		if ((size_t)(end - at) >= length && memcmp(at, names[i], length) == 0)
			return true;
	}
	return false;
}

static int read_footer(const struct setting *setting, const struct reader *reader)
{
	struct stretch at = setting->value;

	for (; at.start < at.end; at.start++) {
		if (*at.start != '{' || is_variable(at.start, at.end))
			continue;
		diagnostic_error(setting->diagnostics, &at,
				 "unknown variable; there are {topic} and {owner}");
		return -1;
	}
	return read_one(setting, reader);
}

static size_t count_items(struct stretch rest)
{
	struct stretch item;
	size_t count = 0;

	while (syntax_next_item(&rest, &item))
		count++;
	return count;
}

/* What a list of so many has room for. */
static size_t capacity_of(size_t count)
{
	size_t capacity = 1;

	while (capacity < count)
		capacity *= 2;
	return capacity;
}

/* Makes room for more. A list that begins anew gets memory of its own: its group's is shared. */
static const char **extend_list(const struct setting *setting, size_t more)
{
	const char ***list = field_of(setting->option, setting->target), **longer;
	size_t count = *count_of(setting->option, setting->target);
	size_t capacity = capacity_of(count + more);

	if (count > 0 && capacity == capacity_of(count))
		return *list;
	longer = arena_array(setting->arena, capacity, sizeof(*longer));
	if (count > 0)
		memcpy(longer, *list, count * sizeof(*longer));
	*list = longer;
	return longer;
}

/* The quotes of terms are kept for whoever matches them: they say what is a phrase. */
static int read_list(const struct setting *setting, const struct reader *reader)
{
	size_t *count = count_of(setting->option, setting->target);
	const char **list = extend_list(setting, count_items(setting->value));
	struct stretch rest = setting->value, item;
	int result = 0;

	while (syntax_next_item(&rest, &item)) {
		if (take_word(setting, reader, &item, &list[*count]) < 0) {
			result = -1;
			continue;
		}
		if (setting->option->type == VALUE_TERMS)
			list[*count] = arena_dup_bytes(setting->arena, item.start,
						       (size_t)(item.end - item.start));
		++*count;
	}
	return result;
}

static int read_header(const struct setting *setting, const struct reader *reader)
{
	size_t *count = count_of(setting->option, setting->target);
	const char **list = extend_list(setting, 1);

	if (take_word(setting, reader, &setting->value, &list[*count]) < 0)
		return -1;
	++*count;
	return 0;
}

static int read_formats(const struct setting *setting, const struct reader *reader)
{
	bool *formats = field_of(setting->option, setting->target);
	struct stretch rest = setting->value, item;
	int result = 0;

	memset(formats, 0, FORMAT_COUNT * sizeof(*formats));
	while (syntax_next_item(&rest, &item)) {
		if (take_word(setting, reader, &item, formats) < 0)
			result = -1;
	}
	return result;
}

/* Puts a time where it belongs; false if it is there already. */
static bool insert_time(int *times, size_t *count, int minutes)
{
	size_t at = 0;

	while (at < *count && times[at] < minutes)
		at++;
	if (at < *count && times[at] == minutes)
		return false;
	memmove(times + at + 1, times + at, (*count - at) * sizeof(*times));
	times[at] = minutes;
	++*count;
	return true;
}

static int read_times(const struct setting *setting, const struct reader *reader)
{
	int *times = field_of(setting->option, setting->target), minutes;
	size_t *count = count_of(setting->option, setting->target);
	struct stretch rest = setting->value, item;
	int result = 0;

	*count = 0;
	while (syntax_next_item(&rest, &item)) {
		if (take_word(setting, reader, &item, &minutes) < 0) {
			result = -1;
		} else if (*count == DIGEST_MOST_TIMES) {
			diagnostic_error(setting->diagnostics, &item,
					 "more than %d times; use 'every' instead",
					 DIGEST_MOST_TIMES);
			return -1;
		} else if (!insert_time(times, count, minutes)) {
			diagnostic_error(setting->diagnostics, &item,
					 "this time is given twice; remove one");
			result = -1;
		}
	}
	return result;
}

static const struct reader readers[] = {
	[VALUE_TEXT]	  = { read_one, accept_text, "some text", NULL },
	[VALUE_URL]	  = { read_one, accept_url, "a URL that begins with ", NULL },
	[VALUE_PATH]	  = { read_one, accept_path, "a path", "/var/lib/granola" },
	[VALUE_SECRET]	  = { read_secret, accept_path, "the path of a file", NULL },
	[VALUE_LANGUAGE]  = { read_one, accept_language, "a language", "en, de or pt-br" },
	[VALUE_FOOTER]	  = { read_footer, accept_text, "a line of text", NULL },
	[VALUE_MAILBOX]	  = { read_one, accept_mailbox, "a mail address", "jane@example.org" },
	[VALUE_DURATION]  = { read_one, accept_duration, "a length of time", "90m, 4h or 2d" },
	[VALUE_SIZE]	  = { read_one, accept_size, "a size", "64k or 10M" },
	[VALUE_NUMBER]	  = { read_one, accept_number, "a whole number", NULL },
	[VALUE_COUNT]	  = { read_one, accept_count, "a whole number", NULL },
	[VALUE_FACTOR]	  = { read_one, accept_factor, "a number", "2 or 0.5" },
	[VALUE_CHOICE]	  = { read_one, accept_choice, NULL, NULL },
	[VALUE_SWITCH]	  = { read_one, accept_switch, NULL, NULL },
	[VALUE_NAMES]	  = { read_list, accept_text, "names apart by commas", NULL },
	[VALUE_TERMS]	  = { read_list, accept_text, "terms apart by commas",
			      "chip*, \"machine learning\"" },
	[VALUE_LANGUAGES] = { read_list, accept_primary_language, "languages", "en, de" },
	[VALUE_MAILBOXES] = { read_list, accept_mailbox, "mail addresses",
			      "jane@example.org, Joe <joe@example.org>" },
	[VALUE_HEADERS]	  = { read_header, accept_header, "a header", "\"Name: value\"" },
	[VALUE_FORMATS]	  = { read_formats, accept_format, NULL, NULL },
	[VALUE_TIMES]	  = { read_times, accept_time, "times of day", "07:00, 17:30" },
};

bool value_adds_up(const struct option *option)
{
	int (*read)(const struct setting *, const struct reader *) = readers[option->type].read;

	return read == read_list || read == read_header;
}

int value_set(const struct setting *setting)
{
	if (syntax_is_empty(&setting->value)) {
		diagnostic_error(setting->diagnostics, &setting->value,
				 "'%s' has no value; write %s", setting->option->name,
				 setting->option->help);
		return -1;
	}
	return readers[setting->option->type].read(setting, &readers[setting->option->type]);
}

void value_clear(const struct option *option, void *target)
{
	if (value_adds_up(option))
		*count_of(option, target) = 0;
}
