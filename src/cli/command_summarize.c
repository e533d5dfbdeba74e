#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "story/summary.h"
#include "text/utf8.h"

enum {
	FILE_LIMIT = 16 << 20,
	DEFAULT_WORDS = 250,
	MOST_WORDS = 100000,
	MOST_FILES = 8,			/* the summary reads no more */
};

static int read_number(size_t *number, const struct arguments *arguments, const char *option,
		       struct err *err)
{
	const char *text = arguments_get(arguments, option);
	int64_t value = 0;

	if (text != NULL && !str_to_int64(text, 1, MOST_WORDS, &value))
		return err_set(err, ERR_USAGE, "--%s '%s' is no number from 1 to %d", option,
			       text, MOST_WORDS);
	*number = (size_t)value;
	return 0;
}

static int read_limit(struct summary_limit *limit, const struct arguments *arguments,
		      struct err *err)
{
	if (read_number(&limit->words, arguments, "words", err) < 0 ||
	    read_number(&limit->sentences, arguments, "sentences", err) < 0)
		return -1;
	if (limit->words != 0 && limit->sentences != 0)
		return err_set(err, ERR_USAGE, "give --words or --sentences, not both");
	if (limit->words == 0 && limit->sentences == 0)
		limit->words = DEFAULT_WORDS;
	return 0;
}

/* What a file's source is called where sources disagree. */
static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

static int read_source(struct summary_source *source, struct arena *arena, const char *path,
		       struct err *err)
{
	struct buf bytes = {0}, clean = {0};
	int result = file_read(path, FILE_LIMIT, &bytes, err);

	utf8_add_clean(&clean, buf_text(&bytes), bytes.length);
	*source = (struct summary_source){
		.text = arena_dup(arena, buf_text(&clean)),
		.language = "",
		.name = name_of(path),
	};
	buf_clear(&bytes);
	buf_clear(&clean);
	return result;
}

static int print_summary(const struct summary *summary, struct err *err)
{
	size_t i;

	for (i = 0; i < summary->count; i++)
		output_print("%s%s\n", i > 0 ? "\n" : "", summary->paragraphs[i]);
	if (ferror(stdout))
		return err_set(err, ERR_IO, "cannot write the result");
	return 0;
}

static int summarize(const struct arguments *arguments, struct arena *arena, struct err *err)
{
	struct summary_source sources[MOST_FILES];
	struct summary_limit limit = {0};
	struct summary summary;
	size_t count = 0;

	if (read_limit(&limit, arguments, err) < 0)
		return -1;
	if (arguments->operand_count == 0 && read_source(&sources[count++], arena, "-", err) < 0)
		return -1;
	for (; count < arguments->operand_count && count < MOST_FILES; count++)
		if (read_source(&sources[count], arena, arguments->operands[count], err) < 0)
			return -1;
	summary = summary_make(arena, sources, count, limit);
	return print_summary(&summary, err);
}

int command_summarize(const struct arguments *arguments, struct err *err)
{
	struct arena *arena = arena_new();
	int result = summarize(arguments, arena, err);

	arena_free(arena);
	return result;
}
