#include "text/repair.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "text/declared.h"
#include "text/entity.h"
#include "text/markup.h"
#include "text/nameset.h"
#include "text/tag.h"
#include "text/utf8.h"
#include "text/xml.h"

enum {
	MOST_DEPTH		= 200,		/* below libxml2's own 256 */
	MOST_ELEMENTS		= 1000 * 1000,
	MOST_ATTRIBUTES		= 100,		/* of one tag: libxml2's time is quadratic in them */
	MOST_NAMESPACES		= 200,		/* in scope at once, likewise */
	MOST_MOVED		= 64 * 1024,	/* bytes, to mend a forgotten end tag */
	LONGEST_NAME		= 200,
	LONGEST_PREAMBLE	= 256 * 1024,	/* before the root */
};

struct open_element {
	const char *name;
	size_t length;
	size_t namespaces;		/* that its tag declares */
	size_t first_child;		/* where in the output that begins; 0: none */
};

struct repair {
	struct buf *out;
	const struct xml_shape *shape;
	struct markup markup;
	struct declared declared;	/* entities of the document type */
	struct open_element open[MOST_DEPTH];
	size_t depth;
	size_t excess;			/* open elements past the limits of depth and names */
	size_t elements;
	size_t namespaces;		/* in scope */
	struct nameset names;
};

static bool is_name_start(char c)
{
	return str_is_alpha(c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_name_rest(char c)
{
	return is_name_start(c) || str_is_digit(c) || c == '-' || c == '.' || c == ':';
}

static bool is_name(const char *name, size_t length)
{
	size_t i;

	if (length == 0 || length > LONGEST_NAME || !is_name_start(name[0]))
		return false;
	for (i = 1; i < length; i++) {
		if (!is_name_rest(name[i]))
			return false;
	}
	return name[length - 1] != ':' && utf8_is_valid(name, length);
}

/* Bytes that stop a run which may be copied as it is, and where. */
enum stop {
	STOP_ALWAYS	= 1 << 0,	/* controls, and the lead bytes of C1 and U+FFFE */
	STOP_MARKUP	= 1 << 1,
	STOP_QUOTE	= 1 << 2,
};

static const uint8_t stops[256] = {
	[0x00] = STOP_ALWAYS, [0x01] = STOP_ALWAYS, [0x02] = STOP_ALWAYS, [0x03] = STOP_ALWAYS,
	[0x04] = STOP_ALWAYS, [0x05] = STOP_ALWAYS, [0x06] = STOP_ALWAYS, [0x07] = STOP_ALWAYS,
	[0x08] = STOP_ALWAYS, [0x0B] = STOP_ALWAYS, [0x0C] = STOP_ALWAYS, [0x0E] = STOP_ALWAYS,
	[0x0F] = STOP_ALWAYS, [0x10] = STOP_ALWAYS, [0x11] = STOP_ALWAYS, [0x12] = STOP_ALWAYS,
	[0x13] = STOP_ALWAYS, [0x14] = STOP_ALWAYS, [0x15] = STOP_ALWAYS, [0x16] = STOP_ALWAYS,
	[0x17] = STOP_ALWAYS, [0x18] = STOP_ALWAYS, [0x19] = STOP_ALWAYS, [0x1A] = STOP_ALWAYS,
	[0x1B] = STOP_ALWAYS, [0x1C] = STOP_ALWAYS, [0x1D] = STOP_ALWAYS, [0x1E] = STOP_ALWAYS,
	[0x1F] = STOP_ALWAYS, [0x7F] = STOP_ALWAYS, [0xC2] = STOP_ALWAYS, [0xEF] = STOP_ALWAYS,
	['&'] = STOP_MARKUP, ['<'] = STOP_MARKUP, ['>'] = STOP_MARKUP, ['"'] = STOP_QUOTE,
};

static const char *skip_run(const char *at, const char *end, unsigned which)
{
	while (at < end && !(stops[(unsigned char)*at] & which))
		at++;
	return at;
}

/* By number, for libxml2 forgets the names once it has met an error. */
static void add_character(struct buf *out, uint32_t c)
{
	switch (c) {
	case 0:
		break;
	case '&':
		buf_add_text(out, "&#38;");
		break;
	case '<':
		buf_add_text(out, "&#60;");
		break;
	case '>':
		buf_add_text(out, "&#62;");
		break;
	case '"':
		buf_add_text(out, "&#34;");
		break;
	case '\r':
		buf_add_text(out, "&#13;");
		break;
	default:
		utf8_add(out, c);
	}
}

/* Characters as they are: a reference among them is just text. */
static void add_verbatim(struct buf *out, const char *at, const char *end)
{
	const char *run;

	while (at < end) {
		run = at;
		at = skip_run(at, end, STOP_ALWAYS | STOP_MARKUP);
		buf_add(out, run, (size_t)(at - run));
		if (at < end)
			add_character(out, entity_presentable(utf8_next(&at, end)));
	}
}

/* Past the reference at `at`, which becomes a character, or an ampersand that is just that. */
static const char *add_reference(struct repair *repair, const char *at, const char *end,
				 bool strict)
{
	struct buf text = {0};
	uint32_t code_point;
	size_t length = declared_expand(&repair->declared, &text, at, end);

	if (length != 0) {
		add_verbatim(repair->out, buf_text(&text), buf_text(&text) + text.length);
		buf_clear(&text);
		return at + length;
	}
	length = entity_read(at, end, strict, &code_point);
	if (length == 0) {
		buf_add_text(repair->out, "&#38;");
		return at + 1;
	}
	add_character(repair->out, code_point);
	return at + length;
}

/* Text of an element, or the value of an attribute. */
static void add_text(struct repair *repair, const char *at, const char *end, bool is_value)
{
	const unsigned which = STOP_ALWAYS | STOP_MARKUP | (is_value ? STOP_QUOTE : 0);
	const char *run;

	while (at < end) {
		run = at;
		at = skip_run(at, end, which);
		buf_add(repair->out, run, (size_t)(at - run));
		if (at == end)
			break;
		if (*at == '&')
			at = add_reference(repair, at, end, is_value);
		else
			add_character(repair->out, entity_presentable(utf8_next(&at, end)));
	}
}

static void add_attributes(struct repair *repair, const struct markup_token *token)
{
	struct open_element *element = &repair->open[repair->depth];
	struct markup_attribute attribute;
	const char *at = token->start;
	size_t count = 0;

	while (count < MOST_ATTRIBUTES && markup_next_attribute(&at, token->end, &attribute)) {
		bool is_namespace = attribute.name_length >= 5 &&
				    memcmp(attribute.name, "xmlns", 5) == 0;

		if (!is_name(attribute.name, attribute.name_length) ||
		    (is_namespace && repair->namespaces == MOST_NAMESPACES) ||
		    !nameset_admit(&repair->names, attribute.name, attribute.name_length))
			continue;
		count++;
		element->namespaces += is_namespace;
		repair->namespaces += is_namespace;
		buf_add_char(repair->out, ' ');
		buf_add(repair->out, attribute.name, attribute.name_length);
		buf_add_text(repair->out, "=\"");
		if (attribute.value != NULL)
			add_text(repair, attribute.value,
				 attribute.value + attribute.value_length, true);
		buf_add_char(repair->out, '"');
	}
}

/* Whether the list holds the local part of this name. */
static bool is_listed(const char *const *list, const char *name, size_t length)
{
	size_t local = length;

	while (local > 0 && name[local - 1] != ':')
		local--;
	for (; *list != NULL; list++) {
		if (markup_is_name(name + local, length - local, *list))
			return true;
	}
	return false;
}

static void close_innermost(struct repair *repair)
{
	const struct open_element *element = &repair->open[--repair->depth];

	buf_add_text(repair->out, "</");
	buf_add(repair->out, element->name, element->length);
	buf_add_char(repair->out, '>');
	repair->namespaces -= element->namespaces;
}

/* What keeps its children though its end tag was forgotten. */
static bool is_holder(const struct repair *repair, const struct open_element *element)
{
	const struct xml_shape *shape = repair->shape;

	return is_listed(shape->roots, element->name, element->length) ||
	       is_listed(shape->records, element->name, element->length) ||
	       (shape->holders != NULL && is_listed(shape->holders, element->name, element->length));
}

/*
 * Closes the innermost element because one around it ended: its own end tag was
 * forgotten, so it ends before its first child, which is rather a sibling.
 */
static void close_forgotten(struct repair *repair)
{
	const struct open_element *element = &repair->open[repair->depth - 1];
	size_t at = !is_holder(repair, element) ? element->first_child : 0;
	size_t before = repair->out->length, tag;
	char *place;

	close_innermost(repair);
	if (at == 0 || before - at > MOST_MOVED)
		return;
	tag = repair->out->length - before;
	buf_reserve(repair->out, tag);
	place = repair->out->data + at;
	memmove(place + tag, place, before + tag - at);
	memcpy(place, repair->out->data + before + tag, tag);
	repair->out->data[before + tag] = '\0';
}

static bool is_same_name(const struct open_element *element, const char *name, size_t length)
{
	size_t i;

	for (i = 0; i < length && i < element->length; i++) {
		if (str_lower(element->name[i]) != str_lower(name[i]))
			return false;
	}
	return length == element->length;
}

/* Closes the innermost element of this name and all within it; nothing if there is none. */
static void close_element(struct repair *repair, const char *name, size_t length)
{
	size_t i;

	for (i = repair->depth; i > 0; i--) {
		const struct open_element *element = &repair->open[i - 1];

		if (!is_same_name(element, name, length))
			continue;
		while (repair->depth > i)
			close_forgotten(repair);
		close_innermost(repair);
		return;
	}
}

/* A prefix means that it may be another thing, in content say. */
static bool is_record(const struct repair *repair, const struct markup_token *token)
{
	return memchr(token->name, ':', token->name_length) == NULL &&
	       is_listed(repair->shape->records, token->name, token->name_length);
}

/* Ends what was left open between a root or its like and a record. */
static void close_to_container(struct repair *repair)
{
	while (repair->depth > 1) {
		const struct open_element *top = &repair->open[repair->depth - 1];

		if (is_listed(repair->shape->roots, top->name, top->length))
			break;
		close_forgotten(repair);
	}
	repair->excess = 0;
}

static void note_child(struct repair *repair)
{
	struct open_element *parent = repair->depth > 0 ? &repair->open[repair->depth - 1] : NULL;

	if (parent != NULL && parent->first_child == 0)
		parent->first_child = repair->out->length;
}

static void open_element(struct repair *repair, const struct markup_token *token)
{
	if (!is_name(token->name, token->name_length)) {
		add_text(repair, token->name - 1, repair->markup.at, false);
		return;
	}
	if (is_record(repair, token))
		close_to_container(repair);
	if (repair->depth == MOST_DEPTH ||
	    !nameset_admit(&repair->names, token->name, token->name_length)) {
		repair->excess += !token->is_empty;
		return;
	}
	note_child(repair);
	repair->open[repair->depth] = (struct open_element){
		.name = token->name,
		.length = token->name_length,
	};
	buf_add_char(repair->out, '<');
	buf_add(repair->out, token->name, token->name_length);
	add_attributes(repair, token);
	buf_add_char(repair->out, '>');
	repair->depth++;
	repair->elements++;
	if (token->is_empty)
		close_innermost(repair);
}

static void take(struct repair *repair, const struct markup_token *token)
{
	switch (token->kind) {
	case MARKUP_TEXT:
		add_text(repair, token->start, token->end, false);
		break;
	case MARKUP_CDATA:
		add_verbatim(repair->out, token->start, token->end);
		break;
	case MARKUP_OPEN:
		if (!token->is_cut)
			open_element(repair, token);
		break;
	case MARKUP_CLOSE:
		if (repair->excess > 0)
			repair->excess--;
		else
			close_element(repair, token->name, token->name_length);
		break;
	case MARKUP_DOCTYPE:
	case MARKUP_OTHER:
		break;
	}
}

/* What servers print before a feed, such as a warning, is HTML, yet no page. */
static bool is_debris(const struct markup_token *token)
{
	static const char *const pages[] = {"html", "head", "body", NULL};

	return tag_find(token->name, token->name_length) != NULL &&
	       !is_listed(pages, token->name, token->name_length);
}

/* Skips debris and the document type to the root; false if the root is another. */
static bool find_root(struct repair *repair, struct markup_token *token)
{
	const char *start = repair->markup.at;

	while (repair->markup.at - start < LONGEST_PREAMBLE &&
	       markup_next(&repair->markup, token)) {
		if (token->kind == MARKUP_DOCTYPE)
			declared_read(&repair->declared, token->start, token->end);
		if (token->kind != MARKUP_OPEN)
			continue;
		if (is_listed(repair->shape->roots, token->name, token->name_length))
			return true;
		if (!is_debris(token))
			return false;
	}
	return false;
}

enum repair_result repair_xml(struct buf *out, const char *source, size_t length,
			      const struct xml_shape *shape)
{
	struct repair repair = {
		.out = out,
		.shape = shape,
		.markup = {.at = source, .end = source + length, .is_xml = true},
	};
	struct markup_token token;
	bool is_cut;

	if (!find_root(&repair, &token))
		return REPAIR_NOTHING;
	buf_reserve(out, length + length / 8);
	do
		take(&repair, &token);
	while (repair.depth > 0 && repair.elements < MOST_ELEMENTS &&
	       markup_next(&repair.markup, &token));
	is_cut = repair.depth > 0;
	while (repair.depth > 0)
		close_innermost(&repair);
	return is_cut ? REPAIR_CUT : REPAIR_WHOLE;
}
