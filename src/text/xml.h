/*
 * XML from strangers into a libxml2 tree, whatever shape it is in.
 *
 * The source is first made well-formed (text/repair.h), so libxml2 never sees
 * a DTD, an entity, an endless tag or unbounded depth, and never has to guess.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct _xmlDoc;

struct xml_shape {
	const char *const *roots;	/* what a document may begin with, NULL-terminated */
	const char *const *records;	/* what only stands directly in one of these, likewise */
	const char *const *holders;	/* what else is there to hold others, likewise; or NULL */
};

struct xml {
	struct _xmlDoc *document;
	bool is_truncated;		/* the source ended before its root element did */
};

/* Once, before the first thread parses. */
void xml_init(void);

/*
 * Parses UTF-8. What stands before the root is ignored if it is text or HTML,
 * as is all that follows its end. ERR_DATA if the root is none of the roots.
 * Clear it after use.
 */
int xml_parse(struct xml *xml, const char *source, size_t length, const struct xml_shape *shape,
	      struct err *err);
void xml_clear(struct xml *xml);
