/*
 * Templates: what an edition looks like, in a file that users may write.
 *
 *	{{name}}			what it stands for, escaped for where it is
 *	{{#list}} … {{/list}}		once for each item
 *	{{?name}} … {{/name}}		if there is something
 *	{{^name}} … {{/name}}		if there is nothing
 *	{{! … }}			nothing
 *
 * After Mustache (mustache(5)), but for these: names and nesting are checked when a
 * template is read, nothing can be had unescaped, and what stands where no escaping would
 * make it safe is an error (after Samuel, Saxena and Song, "Context-Sensitive
 * Auto-Sanitization in Web Templating Languages", CCS 2011). A tag other than {{name}}
 * that is alone on its line takes the line with it. Names are those of render/glossary.
 */
#pragma once

#include <stddef.h>

#include "model/digest.h"
#include "render/place.h"

struct arena;
struct term;

enum { TEMPLATE_MOST = 1024 * 1024 };	/* bytes of one */

enum node_kind {
	NODE_LITERAL,
	NODE_VALUE,
	NODE_LIST,
	NODE_IF,
	NODE_UNLESS,
};

struct node {
	enum node_kind kind;
	const char *text;		/* of a literal */
	size_t length;
	const struct term *term;	/* of all others */
	enum place_kind place;		/* where a value stands */
	size_t end;			/* of the other kinds: the node after what is inside */
};

/* One that may be written with; never changes. Lives in the arena it was compiled into. */
struct template {
	enum digest_format format;
	struct node *nodes;
	size_t count;
};

/* Something wrong with a template. In the arena. */
struct template_fault {
	size_t offset;			/* in bytes, of the braces it is about */
	const char *text;		/* one line: what is wrong, and what to write */
	const char *name;		/* one that is not known here, or NULL … */
	const char **names;		/* … and those that are */
	size_t name_count;
};

struct template_faults {
	struct template_fault *items;
	size_t count;			/* 20 at most: the first ones */
};

/*
 * NULL if anything is wrong with it, and then *faults says what. FORMAT_ATOM is the
 * HTML of an entry; FORMAT_JSON has no templates.
 */
const struct template *template_compile(struct arena *arena, const char *bytes, size_t length,
					enum digest_format format,
					struct template_faults *faults);
