/*
 * Writes JSON down as it is told, indented, without building it first.
 *
 * For what may be long. A zeroed struct is ready; a name is NULL in a list and
 * for the document itself. Text is valid UTF-8, as all that was parsed is.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum { JOT_DEPTH = 16 };

struct jot {
	struct buf out;			/* may be taken out and truncated at any time */
	size_t depth;
	bool has_members[JOT_DEPTH + 1];
};

void jot_object(struct jot *jot, const char *name);
void jot_list(struct jot *jot, const char *name);
void jot_end_object(struct jot *jot);
void jot_end_list(struct jot *jot);
void jot_text(struct jot *jot, const char *name, const char *text);	/* NULL writes nothing */
void jot_number(struct jot *jot, const char *name, int64_t number);
void jot_bool(struct jot *jot, const char *name, bool value);
