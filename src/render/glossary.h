/*
 * The names that templates know, what they stand for, and where.
 *
 * granola-digest(5) lists them; tests/house/manual.sh holds it to this.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct article;
struct pen;
struct post;
struct trouble;

/* What a name may be asked of. Within a list, what is known around it is known as well. */
enum glossary_scope {
	SCOPE_PAGE,
	SCOPE_STORY,
	SCOPE_PARAGRAPH,
	SCOPE_ARTICLE,
	SCOPE_TROUBLE,
	SCOPE_LIST,			/* each item of any list */
};

enum glossary_kind {
	TERM_TEXT,			/* anybody's, one line of it */
	TERM_NAME,			/* digits, letters and hyphens of our own making */
	TERM_LINK,			/* an http or https URL, or "" */
	TERM_FLAG,
	TERM_LIST,
	TERM_STYLE,			/* our style sheet */
	TERM_MARKUP,			/* HTML of our own making */
};

/* Where the writing of a template has got to; what is not within reach is NULL or 0. */
struct frame {
	const struct pen *pen;
	const struct post *alone;	/* the story that the page is of; NULL: an edition's */
	const struct post *post;
	size_t post_index;
	const char *paragraph;
	const struct article *article;
	const struct trouble *trouble;
	size_t passed;			/* items of the innermost list before this one */
};

/* One of text, holds, next and write is set, according to the kind. */
struct term {
	const char *name;
	enum glossary_scope scope;
	enum glossary_kind kind;
	const char *(*text)(const struct frame *frame);	/* never NULL; as lasting as the arena */
	bool (*holds)(const struct frame *frame);
	/* Enters the item at *position, which begins at 0, and moves it on; false at the end. */
	bool (*next)(struct frame *frame, size_t *position);
	void (*write)(const struct frame *frame);
	enum glossary_scope inner;	/* of a list: what its items are */
};

/* NULL if nothing of that scope is called so. */
const struct term *glossary_find(enum glossary_scope scope, const char *name);

/* All of them, one after the other, by place; NULL after the last. */
const struct term *glossary_at(size_t place);

/* Whether there is anything to be said by it. */
bool glossary_holds(const struct term *term, const struct frame *frame);
