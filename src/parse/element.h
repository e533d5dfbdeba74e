/*
 * What stands in an element of an XML document: its text, its attributes, or
 * its inline markup.
 *
 * Strings are borrowed from the document where they can be, else they are in
 * the arena.
 */
#pragma once

#include <stdbool.h>

struct _xmlNode;
struct arena;

bool element_is(const struct _xmlNode *node, const char *name);	/* local name, in any case */
struct _xmlNode *element_first(const struct _xmlNode *parent);	/* child elements, in order … */
struct _xmlNode *element_next(const struct _xmlNode *element);
struct _xmlNode *element_find(const struct _xmlNode *parent, const char *name);

/* An attribute by its local name, in any case; NULL if there is none. */
const char *element_attribute(const struct _xmlNode *element, const char *name);

/* All the text within, its markup dropped; NULL if there is none. */
const char *element_text(struct arena *arena, const struct _xmlNode *element);

/* All that is within as HTML; links are resolved where an inner xml:base differs from `base`. */
const char *element_markup(struct arena *arena, const struct _xmlNode *element, const char *base);

/* What links here are relative to, and in what language it is, given what was inherited. */
const char *element_base(struct arena *arena, const struct _xmlNode *element, const char *base);
const char *element_language(const struct _xmlNode *element, const char *language);
