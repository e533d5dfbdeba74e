/*
 * Makes XML well-formed: one pass, linear, and bounded in what it lets through.
 *
 * References become characters, bare ampersands and angles are escaped, control
 * characters go, tags are balanced, attributes quoted and counted, and document
 * types, processing instructions and comments are left out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct xml_shape;

enum repair_result {
	REPAIR_WHOLE,
	REPAIR_CUT,		/* the source ended before its root element did */
	REPAIR_NOTHING,		/* none of the roots is there */
};

enum repair_result repair_xml(struct buf *out, const char *source, size_t length,
			      const struct xml_shape *shape);
