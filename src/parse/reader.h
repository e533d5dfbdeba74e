/*
 * Reads one element that the vocabulary knows into a draft.
 */
#pragma once

struct _xmlNode;
struct arena;
struct draft;
struct vocabulary_rule;

struct reading {
	struct arena *arena;
	struct draft *draft;
	const char *base;		/* what links here are relative to; NULL: not known */
};

/* Any reader but READ_WITHIN and READ_ENTRY, which say where to look further. */
void reader_read(struct reading *reading, const struct _xmlNode *element,
		 const struct vocabulary_rule *rule);
