/*
 * What there is to say about a config file, and where.
 *
 * A loader says it with diagnostic_error() and diagnostic_warning(), a command
 * shows it with diagnostic_format(). A zeroed struct diagnostics has nothing
 * to say.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* One line of a config file. The bytes belong to whoever reads the file. */
struct line {
	const char *file;
	int number;			/* from 1; 0: the file as a whole */
	int sequence;			/* counts all lines of all files, in reading order */
	const char *start;		/* NULL: there is nothing to show */
	const char *end;
};

/* A stretch of a line; without a start it stands for the line as a whole. */
struct stretch {
	const struct line *line;
	const char *start;
	const char *end;
};

/* One thing to say about a config file. */
struct diagnostic {
	const char *file;
	int line;			/* from 1; 0: the file as a whole */
	int column;			/* from 1, in characters; 0: the line as a whole */
	bool is_warning;
	const char *text;		/* one line */
	const char *source;		/* the line it is about, or NULL */
	int sequence;
};

enum { DIAGNOSTICS_MOST = 500 };	/* kept; the rest are only counted */

struct diagnostics {
	struct diagnostic *items;
	size_t count;
	size_t capacity;
	size_t error_count;		/* of all, kept or not */
	size_t warning_count;
	struct arena *arena;		/* NULL while there are none */
};

void diagnostic_error(struct diagnostics *diagnostics, const struct stretch *where,
		      const char *format, ...) __attribute__((format(printf, 3, 4)));
void diagnostic_warning(struct diagnostics *diagnostics, const struct stretch *where,
			const char *format, ...) __attribute__((format(printf, 3, 4)));

/* " (did you mean 'x'?)" if one of the names resembles the word, else ""; in the arena. */
const char *diagnostic_guess(struct arena *arena, const char *word, const char *const *names,
			     size_t count);

/* Puts them in the order in which the lines were read; the last says if there were too many. */
void diagnostics_finish(struct diagnostics *diagnostics);

/*
 * "file:line:column: error: text", the line and a caret, to be shown as it is
 * and to be freed. A long line is cut to what is around the column.
 */
char *diagnostic_format(const struct diagnostic *diagnostic);

void diagnostics_clear(struct diagnostics *diagnostics);
