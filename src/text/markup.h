/*
 * Cuts markup, HTML or XML, into tags and text: forgiving, and in linear time
 * whatever the input.
 *
 * Everything points into the source. What is never closed (a comment, a quote)
 * is searched for only once.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum markup_kind {
	MARKUP_TEXT,		/* with references not yet decoded */
	MARKUP_CDATA,		/* text as it is */
	MARKUP_OPEN,
	MARKUP_CLOSE,
	MARKUP_DOCTYPE,		/* with its internal subset */
	MARKUP_OTHER,		/* a comment, a processing instruction, debris */
};

struct markup {			/* zero all but `at` and `end` to start */
	const char *at;
	const char *end;
	bool is_xml;		/* names may have more than letters */
	bool lacks_comment_end;	/* no "-->" is left */
	bool lacks_cdata_end;	/* no "]]>" is left */
};

struct markup_token {
	enum markup_kind kind;
	const char *start;	/* of the text; of a tag's attributes */
	const char *end;
	const char *name;	/* of a tag, as written */
	size_t name_length;
	bool is_empty;		/* closed at once: <br/> */
	bool is_cut;		/* the source ended inside it */
};

struct markup_attribute {
	const char *name;
	size_t name_length;
	const char *value;	/* NULL if there is none */
	size_t value_length;
};

bool markup_next(struct markup *markup, struct markup_token *token);	/* false: the end */

/* Steps through a tag's attributes: *at starts as token->start. */
bool markup_next_attribute(const char **at, const char *end, struct markup_attribute *attribute);

/* Past the content of an element that holds only text, such as `script`, and its end tag. */
void markup_skip_element(struct markup *markup, const char *name, size_t name_length);

/* Whether a name of that length is `wanted`, whatever the case of its ASCII letters. */
bool markup_is_name(const char *name, size_t length, const char *wanted);
