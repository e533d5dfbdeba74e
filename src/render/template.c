#include "render/template.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/str.h"
#include "render/glossary.h"
#include "text/utf8.h"

enum {
	DEEPEST = 16,			/* tags that are open at once */
	MOST_FAULTS = 20,
	MOST_NAMES = 100,		/* that are known in one place */
	LONGEST_SHOWN = 30,		/* bytes of a name in a fault */
};

/* A tag that is to be closed. */
struct opened {
	const char *name;
	const struct term *term;	/* NULL: it was at fault itself */
	const char *at;
	size_t node;
	bool is_list;
	struct place place;
};

struct compiler {
	struct arena *arena;
	enum digest_format format;
	struct template_faults *faults;
	const char *start, *end;
	const char *tag;		/* the braces that are being read, for faults */
	struct place place;
	struct opened stack[DEEPEST];
	size_t depth;
	struct node *nodes;		/* ours until they are kept */
	size_t count;
	size_t capacity;
};

/* Something in braces: the character after them, if it is one that means something. */
struct tag {
	char sigil;
	const char *name;
	const char *start, *end;	/* with the braces, or with the line if that is all of it */
};

static struct template_fault *add_fault(struct compiler *compiler, const char *text)
{
	struct template_faults *faults = compiler->faults;
	struct template_fault *fault;

	if (faults->items == NULL)
		faults->items = arena_array(compiler->arena, MOST_FAULTS, sizeof(*faults->items));
	fault = &faults->items[faults->count < MOST_FAULTS ? faults->count++ : MOST_FAULTS - 1];
	*fault = (struct template_fault){
		.offset = (size_t)(compiler->tag - compiler->start),
		.text = text,
	};
	return fault;
}

/* --- nodes --- */

static struct node *add_node(struct compiler *compiler, enum node_kind kind)
{
	struct node *node;

	compiler->nodes = mem_grow(compiler->nodes, &compiler->capacity, compiler->count,
				   sizeof(*compiler->nodes));
	node = &compiler->nodes[compiler->count++];
	*node = (struct node){.kind = kind};
	return node;
}

static void add_literal(struct compiler *compiler, const char *start, const char *end)
{
	struct node *node;

	if (start == end)
		return;
	place_advance(&compiler->place, start, (size_t)(end - start));
	node = add_node(compiler, NODE_LITERAL);
	node->length = (size_t)(end - start);
	node->text = arena_dup_bytes(compiler->arena, start, node->length);
}

/* --- names --- */

static bool is_known(const struct compiler *compiler, enum glossary_scope scope)
{
	size_t i;

	for (i = compiler->depth; i-- > 0;) {
		if (compiler->stack[i].is_list &&
		    (scope == SCOPE_LIST || compiler->stack[i].term->inner == scope))
			return true;
	}
	return scope == SCOPE_PAGE;
}

/* Whether a list stands around this whose items cannot be known. */
static bool is_lost(const struct compiler *compiler)
{
	size_t i;

	for (i = 0; i < compiler->depth; i++) {
		if (compiler->stack[i].term == NULL)
			return true;
	}
	return false;
}

static void report_unknown(struct compiler *compiler, const char *name)
{
	struct template_fault *fault;
	const struct term *term;
	size_t i;

	if (is_lost(compiler))
		return;
	fault = add_fault(compiler, arena_printf(compiler->arena, "'%.*s' is not known here",
						 LONGEST_SHOWN, name));
	fault->name = name;
	fault->names = arena_array(compiler->arena, MOST_NAMES, sizeof(char *));
	for (i = 0; (term = glossary_at(i)) != NULL && fault->name_count < MOST_NAMES; i++) {
		if (is_known(compiler, term->scope))
			fault->names[fault->name_count++] = term->name;
	}
}

/* The innermost that is called so; NULL if there is none, which was reported. */
static const struct term *find(struct compiler *compiler, const char *name)
{
	const struct term *term = NULL;
	size_t i;

	for (i = compiler->depth; i-- > 0 && term == NULL;) {
		if (compiler->stack[i].is_list)
			term = glossary_find(compiler->stack[i].term->inner, name);
	}
	if (term == NULL && is_known(compiler, SCOPE_LIST))
		term = glossary_find(SCOPE_LIST, name);
	if (term == NULL)
		term = glossary_find(SCOPE_PAGE, name);
	if (term == NULL)
		report_unknown(compiler, name);
	return term;
}

/* --- values --- */

/* What is wrong with a value of this kind in this place, or NULL. */
static const char *objection(struct compiler *compiler, const struct term *term,
			     enum place_kind place)
{
	const char *name = term->name;

	if (term->kind == TERM_LIST)
		return arena_printf(compiler->arena, "'%s' is a list; write {{#%s}} … {{/%s}}",
				    name, name, name);
	if (term->kind == TERM_FLAG)
		return arena_printf(compiler->arena, "'%s' says yes or no; write {{?%s}} … "
				    "{{/%s}}", name, name, name);
	if (term->kind == TERM_STYLE && place != PLACE_STYLE)
		return arena_printf(compiler->arena, "'%s' belongs in <style> … </style>", name);
	if (term->kind == TERM_MARKUP &&
	    (place != PLACE_TEXT || compiler->format == FORMAT_TEXT ||
	     compiler->format == FORMAT_MARKDOWN))
		return arena_printf(compiler->arena, "'%s' is HTML and belongs between its tags",
				    name);
	if (place == PLACE_CLOSED || (place == PLACE_STYLE && term->kind != TERM_STYLE))
		return arena_printf(compiler->arena, "no braces may stand %s",
				    place_text(&compiler->place));
	if (place == PLACE_LINK && term->kind == TERM_TEXT)
		return arena_printf(compiler->arena, "'%s' is text and no link; links are called "
				    "'link'", name);
	return NULL;
}

static void add_value(struct compiler *compiler, const char *name)
{
	enum place_kind place = place_kind(&compiler->place);
	const struct term *term = find(compiler, name);
	const char *fault = term != NULL ? objection(compiler, term, place) : NULL;
	struct node *node;

	if (fault != NULL)
		add_fault(compiler, fault);
	node = add_node(compiler, NODE_VALUE);
	node->term = term;
	node->place = place;
	place_fill(&compiler->place);
}

/* --- what is opened and closed --- */

static bool is_open(const struct compiler *compiler, const struct term *term)
{
	size_t i;

	for (i = 0; i < compiler->depth; i++) {
		if (compiler->stack[i].is_list && compiler->stack[i].term == term)
			return true;
	}
	return false;
}

static const char *objection_to_opening(struct compiler *compiler, const struct term *term,
					char sigil)
{
	const char *name = term->name;

	if (term->kind == TERM_STYLE || term->kind == TERM_MARKUP)
		return arena_printf(compiler->arena, "'%s' is always there; write {{%s}}", name,
				    name);
	if (sigil == '#' && term->kind != TERM_LIST)
		return arena_printf(compiler->arena, "'%s' is no list; write {{?%s}} … {{/%s}}",
				    name, name, name);
	if (sigil == '#' && is_open(compiler, term))
		return arena_printf(compiler->arena, "{{#%s}} is open already", name);
	return NULL;
}

static void open_section(struct compiler *compiler, const struct tag *tag)
{
	const struct term *term = find(compiler, tag->name);
	const char *fault = NULL;
	struct node *node;

	if (term != NULL)
		fault = objection_to_opening(compiler, term, tag->sigil);
	if (compiler->depth == DEEPEST)
		fault = "more than 16 of these within each other; close some";
	if (fault != NULL) {
		add_fault(compiler, fault);
		term = NULL;
	}
	if (compiler->depth < DEEPEST)
		compiler->stack[compiler->depth++] = (struct opened){
			.name = tag->name,
			.term = term,
			.at = compiler->tag,
			.node = compiler->count,
			.is_list = tag->sigil == '#' && term != NULL,
			.place = compiler->place,
		};
	node = add_node(compiler, tag->sigil == '#' ? NODE_LIST :
				  tag->sigil == '?' ? NODE_IF : NODE_UNLESS);
	node->term = term;
}

static void close_section(struct compiler *compiler, const struct tag *tag)
{
	struct opened *opened;

	if (compiler->depth == 0) {
		add_fault(compiler, arena_printf(compiler->arena, "{{/%.*s}} closes nothing; "
						 "remove it", LONGEST_SHOWN, tag->name));
		return;
	}
	opened = &compiler->stack[--compiler->depth];
	compiler->nodes[opened->node].end = compiler->count;
	if (!str_equal(opened->name, tag->name))
		add_fault(compiler, arena_printf(compiler->arena, "{{/%.*s}} where '%.*s' is to be "
						 "closed first", LONGEST_SHOWN, tag->name,
						 LONGEST_SHOWN, opened->name));
	else if (!place_equal(&opened->place, &compiler->place))
		add_fault(compiler, arena_printf(compiler->arena, "'%s' is opened %s and closed "
						 "%s; both must be in the same place",
						 opened->name, place_text(&opened->place),
						 place_text(&compiler->place)));
	compiler->place = opened->place;
}

/* --- reading --- */

static bool is_name_character(char c)
{
	return (c >= 'a' && c <= 'z') || str_is_digit(c) || c == '-';
}

static bool is_name(const char *name)
{
	while (is_name_character(*name))
		name++;
	return *name == '\0';
}

static const char *find_mark(const char *at, const char *end, const char *mark)
{
	for (; end - at >= 2; at++) {
		if (at[0] == mark[0] && at[1] == mark[1])
			return at;
	}
	return NULL;
}

/* A tag that is all there is in its line takes the line with it, back to the one before. */
static void widen(const struct compiler *compiler, struct tag *tag)
{
	const char *start = tag->start, *end = tag->end;

	while (start > compiler->start && (start[-1] == ' ' || start[-1] == '\t'))
		start--;
	while (end < compiler->end && (*end == ' ' || *end == '\t' || *end == '\r'))
		end++;
	if ((start > compiler->start && start[-1] != '\n') ||
	    (end < compiler->end && *end != '\n'))
		return;
	tag->start = start;
	tag->end = end < compiler->end ? end + 1 : end;
}

/* What brings lines of its own is no part of one. */
static bool brings_lines(const struct tag *tag)
{
	const struct term *term;
	size_t i;

	for (i = 0; (term = glossary_at(i)) != NULL; i++) {
		if (term->write != NULL && str_equal(term->name, tag->name))
			return true;
	}
	return tag->sigil != '\0';
}

/* The tag whose braces open at `at`; false if it is none, which was reported. */
static bool read_tag(struct compiler *compiler, const char *at, struct tag *tag)
{
	const char *from = at + 2, *end = find_mark(from, compiler->end, "}}"), *until = end;

	compiler->tag = at;
	if (end == NULL) {
		add_fault(compiler, "these braces are not closed; write }} after them");
		return false;
	}
	*tag = (struct tag){.start = at, .end = end + 2};
	if (*from != '\0' && strchr("!#?^/", *from) != NULL)
		tag->sigil = *from++;
	str_trim(&from, &until);
	tag->name = arena_dup_bytes(compiler->arena, from, (size_t)(until - from));
	if (brings_lines(tag))
		widen(compiler, tag);
	return true;
}

static void take_tag(struct compiler *compiler, const struct tag *tag)
{
	if (tag->sigil == '!')
		return;
	place_pause(&compiler->place);
	if (*tag->name == '\0')
		add_fault(compiler, "there is no name between these braces");
	else if (!is_name(tag->name))
		add_fault(compiler, "these braces hold no name; names are of a-z, digits and "
				    "hyphens");
	else if (tag->sigil == '/')
		close_section(compiler, tag);
	else if (tag->sigil != '\0')
		open_section(compiler, tag);
	else
		add_value(compiler, tag->name);
}

static void read_all(struct compiler *compiler)
{
	const char *at = compiler->start, *braces;
	struct tag tag;

	while ((braces = find_mark(at, compiler->end, "{{")) != NULL &&
	       read_tag(compiler, braces, &tag)) {
		add_literal(compiler, at, tag.start);
		take_tag(compiler, &tag);
		at = tag.end;
	}
	add_literal(compiler, at, compiler->end);
	while (compiler->depth > 0) {
		const struct opened *opened = &compiler->stack[--compiler->depth];

		compiler->tag = opened->at;
		add_fault(compiler, arena_printf(compiler->arena, "'%.*s' is not closed; write "
						 "{{/%.*s}} where it ends", LONGEST_SHOWN,
						 opened->name, LONGEST_SHOWN, opened->name));
	}
}

static const struct template *keep(const struct compiler *compiler)
{
	struct template *template = arena_alloc(compiler->arena, sizeof(*template));

	template->format = compiler->format;
	template->count = compiler->count;
	template->nodes = arena_array(compiler->arena, compiler->count, sizeof(struct node));
	if (compiler->count > 0)
		memcpy(template->nodes, compiler->nodes, compiler->count * sizeof(struct node));
	return template;
}

const struct template *template_compile(struct arena *arena, const char *bytes, size_t length,
					enum digest_format format,
					struct template_faults *faults)
{
	struct compiler compiler = {
		.arena = arena,
		.format = format,
		.faults = faults,
		.start = bytes,
		.tag = bytes,
		.end = bytes + length,
		.place = place_start(format),
	};
	const struct template *template = NULL;

	*faults = (struct template_faults){0};
	if (memchr(bytes, '\0', length) != NULL || !utf8_is_valid(bytes, length))
		add_fault(&compiler, "this is not UTF-8; save it as such");
	else
		read_all(&compiler);
	if (faults->count == 0)
		template = keep(&compiler);
	free(compiler.nodes);
	return template;
}
