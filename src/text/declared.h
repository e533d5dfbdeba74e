/*
 * The few entities that a document type may declare: text only, short, and
 * never from elsewhere, so that no document grows much by them.
 */
#pragma once

#include <stddef.h>

struct buf;

struct declared {			/* zeroed is empty */
	struct {
		const char *name;	/* into the document */
		size_t name_length;
		const char *value;
		size_t value_length;
	} entities[64];
	size_t count;
	size_t expanded;		/* bytes of text written so far */
};

/* Notes the entities of a document type; those that are external or too long are left out. */
void declared_read(struct declared *declared, const char *doctype, const char *end);

/*
 * Appends the text of the reference at `at`, its own references decoded but
 * for those to declared entities. Returns how many bytes the reference takes;
 * 0 if it is none, or if the document has expanded enough.
 */
size_t declared_expand(struct declared *declared, struct buf *out, const char *at,
		       const char *end);
