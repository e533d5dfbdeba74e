/*
 * Text in XML: plain, escaped markup or inline markup, as Atom's text
 * constructs, RSS and their misuses have it.
 */
#pragma once

#include "parse/draft.h"

struct _xmlNode;
struct arena;

/*
 * Reads an element whose text is of this kind unless its `type` or its content
 * says otherwise. The text is NULL if it is none: an image, say.
 */
struct draft_value construct_read(struct arena *arena, const struct _xmlNode *element,
				  enum draft_markup markup, const char *base);
