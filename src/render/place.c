#include "render/place.h"

#include <string.h>

#include "base/str.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* States of HTML's tokenizer, as far as they matter here, and those of Markdown. */
enum state {
	TEXT,				/* of both, and the only one of plain text */
	TAG_OPEN,			/* "<", in both */
	TAG_NAME,			/* in Markdown, all of the tag */
	END_TAG,
	DECLARATION,
	COMMENT,
	BEFORE_ATTRIBUTE,
	ATTRIBUTE_NAME,
	AFTER_ATTRIBUTE,
	BEFORE_VALUE,
	VALUE,
	BARE_VALUE,
	RAW,				/* what only its own end tag ends: script, title … */
	BRACKET,			/* "]", of a link's text in Markdown */
	PARENTHESIS,			/* "](" */
	DESTINATION,			/* "](<" */
	DEFINITION,			/* "]:" to the end of the line */
	CODE_MARK,			/* "`" or "~", and how many */
	STATES,
};

enum link_state {
	LINK_EMPTY,
	LINK_BEGUN,
	LINK_SETTLED,			/* what follows cannot become its scheme */
	LINK_RISKY,			/* it has a scheme that may run something, or may get one */
};

enum { FENCE = 3 };			/* marks that open and close a block of code */

typedef void (*step_cb)(struct place *place, char c);

static const char *const state_texts[STATES] = {
	[TEXT] = "in text",
	[TAG_OPEN] = "in a tag",
	[TAG_NAME] = "in a tag",
	[END_TAG] = "in a tag",
	[DECLARATION] = "in a declaration",
	[COMMENT] = "in a comment",
	[BEFORE_ATTRIBUTE] = "in a tag, outside of an attribute's quotes",
	[ATTRIBUTE_NAME] = "in a tag, outside of an attribute's quotes",
	[AFTER_ATTRIBUTE] = "in a tag, outside of an attribute's quotes",
	[BEFORE_VALUE] = "in an attribute without quotes",
	[VALUE] = "in an attribute",
	[BARE_VALUE] = "in an attribute without quotes",
	[RAW] = "in a script or the like",
	[BRACKET] = "in text",
	[PARENTHESIS] = "in a link's parentheses without (<…>)",
	[DESTINATION] = "in a link's destination",
	[DEFINITION] = "in a link's definition",
	[CODE_MARK] = "in code",
};

static const char *const raw_tags[] = {
	"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript",
	"plaintext",
};

/* Attributes that hold a link which readers follow if they will. */
static const struct {
	const char *tag, *attribute;
} links[] = {
	{"a", "href"}, {"area", "href"}, {"blockquote", "cite"}, {"q", "cite"}, {"del", "cite"},
	{"ins", "cite"},
};

/* Those that load, run or style something elsewhere than in a link; with them goes "on…". */
static const char *const closed_attributes[] = {
	"action", "background", "cite", "classid", "codebase", "content", "data", "formaction",
	"href", "http-equiv", "longdesc", "manifest", "ping", "poster", "profile", "src", "srcdoc",
	"srcset", "style", "usemap", "xlink:href",
};

static bool is_among(const char *name, const char *const *names, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (str_equal(name, names[i]))
			return true;
	}
	return false;
}

static void add_to_name(char *name, char c)
{
	size_t length = strlen(name);

	if (length < PLACE_LONGEST_NAME)
		name[length] = str_lower(c);
}

static void forget_attribute(struct place *place)
{
	memset(place->attribute, 0, sizeof(place->attribute));
	memset(place->scheme, 0, sizeof(place->scheme));
	place->quote = '\0';
	place->link = LINK_EMPTY;
}

static void begin_text(struct place *place)
{
	forget_attribute(place);
	memset(place->tag, 0, sizeof(place->tag));
	place->is_named = false;
	place->run = 0;
	place->state = TEXT;
}

static enum link_state after_scheme(const char *scheme)
{
	static const char *const harmless[] = {"http", "https", "mailto"};

	return is_among(scheme, harmless, LENGTH(harmless)) ? LINK_SETTLED : LINK_RISKY;
}

/* A scheme ends with a colon, which may be spelt as a reference. */
static void go_on_with_link(struct place *place, char c)
{
	if (place->link > LINK_BEGUN)
		return;
	place->link = LINK_BEGUN;
	if (c == ':')
		place->link = (int)after_scheme(place->scheme);
	else if (c == '&')
		place->link = LINK_RISKY;
	else if (strchr("/?#", c) != NULL)
		place->link = LINK_SETTLED;
	else
		add_to_name(place->scheme, c);
}

/* --- HTML --- */

static void begin_attribute(struct place *place)
{
	place->is_named = place->is_named || str_equal(place->attribute, "name") ||
			  str_equal(place->attribute, "property");
	forget_attribute(place);
	place->state = BEFORE_ATTRIBUTE;
}

static void end_tag(struct place *place)
{
	forget_attribute(place);
	if (is_among(place->tag, raw_tags, LENGTH(raw_tags)))
		place->state = RAW;
	else
		begin_text(place);
}

static void in_text(struct place *place, char c)
{
	if (c == '<')
		place->state = TAG_OPEN;
}

static void in_tag_open(struct place *place, char c)
{
	if (str_is_alpha(c)) {
		place->state = TAG_NAME;
		add_to_name(place->tag, c);
	} else if (c == '/') {
		place->state = END_TAG;
	} else if (c == '!' || c == '?') {
		place->state = DECLARATION;
	} else if (c != '<') {
		place->state = TEXT;
	}
}

static void in_tag_name(struct place *place, char c)
{
	if (c == '>')
		end_tag(place);
	else if (str_is_space(c) || c == '/')
		place->state = BEFORE_ATTRIBUTE;
	else
		add_to_name(place->tag, c);
}

static void in_end_tag(struct place *place, char c)
{
	if (c == '>')
		begin_text(place);
}

/* "<!--" begins a comment; anything else that begins so ends at the next ">". */
static void in_declaration(struct place *place, char c)
{
	place->run = c == '-' && place->run < 2 ? place->run + 1 : FENCE;
	if (c == '>') {
		begin_text(place);
	} else if (place->run == 2) {
		place->state = COMMENT;
		place->run = 0;
	}
}

static void in_comment(struct place *place, char c)
{
	if (c == '>' && place->run == 2)
		begin_text(place);
	else if (c != '-')
		place->run = 0;
	else if (place->run < 2)
		place->run++;
}

static void before_attribute(struct place *place, char c)
{
	if (c == '>') {
		end_tag(place);
	} else if (!str_is_space(c) && c != '/') {
		begin_attribute(place);
		add_to_name(place->attribute, c);
		place->state = ATTRIBUTE_NAME;
	}
}

static void in_attribute_name(struct place *place, char c)
{
	if (c == '=')
		place->state = BEFORE_VALUE;
	else if (c == '>')
		end_tag(place);
	else if (str_is_space(c))
		place->state = AFTER_ATTRIBUTE;
	else if (c == '/')
		begin_attribute(place);
	else
		add_to_name(place->attribute, c);
}

static void after_attribute(struct place *place, char c)
{
	if (c == '=')
		place->state = BEFORE_VALUE;
	else
		before_attribute(place, c);
}

static void before_value(struct place *place, char c)
{
	if (c == '"' || c == '\'') {
		place->quote = c;
		place->state = VALUE;
	} else if (c == '>') {
		end_tag(place);
	} else if (!str_is_space(c)) {
		place->state = BARE_VALUE;
	}
}

static void in_value(struct place *place, char c)
{
	if (c == place->quote)
		begin_attribute(place);
	else
		go_on_with_link(place, c);
}

static void in_bare_value(struct place *place, char c)
{
	if (c == '>')
		end_tag(place);
	else if (str_is_space(c))
		begin_attribute(place);
}

/* What is wanted next of "</script". */
static char raw_mark(const struct place *place)
{
	static const char start[] = "</";
	int length = sizeof(start) - 1;

	return place->run < length ? start[place->run] : place->tag[place->run - length];
}

static void in_raw(struct place *place, char c)
{
	if (str_lower(c) != raw_mark(place)) {
		place->run = c == '<' ? 1 : 0;
		return;
	}
	place->run++;
	if (raw_mark(place) == '\0') {
		begin_text(place);
		place->state = END_TAG;
	}
}

static const step_cb html_steps[STATES] = {
	[TEXT] = in_text,
	[TAG_OPEN] = in_tag_open,
	[TAG_NAME] = in_tag_name,
	[END_TAG] = in_end_tag,
	[DECLARATION] = in_declaration,
	[COMMENT] = in_comment,
	[BEFORE_ATTRIBUTE] = before_attribute,
	[ATTRIBUTE_NAME] = in_attribute_name,
	[AFTER_ATTRIBUTE] = after_attribute,
	[BEFORE_VALUE] = before_value,
	[VALUE] = in_value,
	[BARE_VALUE] = in_bare_value,
	[RAW] = in_raw,
};

/* --- Markdown --- */

/* Three marks open and close a block of code, fewer backticks a span of it. */
static void end_code_mark(struct place *place)
{
	if (place->run >= FENCE)
		place->is_fenced = !place->is_fenced;
	else if (place->quote == '`' && !place->is_fenced)
		place->is_code = !place->is_code;
	begin_text(place);
}

static void after_bracket(struct place *place, char c)
{
	if (c == '(')
		place->state = PARENTHESIS;
	else if (c == ':')
		place->state = DEFINITION;
}

static void in_markdown(struct place *place, char c)
{
	int before = place->state;

	place->state = TEXT;
	if (c == '`' || c == '~') {
		place->quote = c;
		place->run = 1;
		place->state = CODE_MARK;
	} else if (c == '\n') {
		place->is_code = false;
	} else if (!place->is_fenced && !place->is_code) {
		if (c == '<')
			place->state = before == PARENTHESIS ? DESTINATION : TAG_OPEN;
		else if (c == ']')
			place->state = BRACKET;
		else if (before == BRACKET)
			after_bracket(place, c);
	}
}

static void in_code_mark(struct place *place, char c)
{
	if (c == place->quote) {
		place->run++;
	} else {
		end_code_mark(place);
		in_markdown(place, c);
	}
}

static void in_markdown_tag_open(struct place *place, char c)
{
	if (str_is_alpha(c) || strchr("/!?", c) != NULL)
		place->state = TAG_NAME;
	else
		in_markdown(place, c);
}

static void in_destination(struct place *place, char c)
{
	if (c == '>')
		begin_text(place);
	else
		go_on_with_link(place, c);
}

static void in_definition(struct place *place, char c)
{
	if (c == '\n')
		place->state = TEXT;
}

static const step_cb markdown_steps[STATES] = {
	[TEXT] = in_markdown,
	[TAG_OPEN] = in_markdown_tag_open,
	[TAG_NAME] = in_end_tag,
	[BRACKET] = in_markdown,
	[PARENTHESIS] = in_markdown,
	[DESTINATION] = in_destination,
	[DEFINITION] = in_definition,
	[CODE_MARK] = in_code_mark,
};

/* --- both --- */

static enum place_kind link_kind(const struct place *place)
{
	if (place->link == LINK_RISKY)
		return PLACE_CLOSED;
	return place->link == LINK_EMPTY ? PLACE_LINK : PLACE_LINK_REST;
}

static bool is_closed(const struct place *place)
{
	if (str_equal(place->tag, "meta") && place->is_named)
		return false;
	return str_starts(place->attribute, "on") ||
	       is_among(place->attribute, closed_attributes, LENGTH(closed_attributes));
}

static enum place_kind value_kind(const struct place *place)
{
	size_t i;

	for (i = 0; i < LENGTH(links); i++) {
		if (str_equal(place->tag, links[i].tag) &&
		    str_equal(place->attribute, links[i].attribute))
			return link_kind(place);
	}
	return is_closed(place) ? PLACE_CLOSED : PLACE_WORDS;
}

static enum place_kind raw_kind(const struct place *place)
{
	if (str_equal(place->tag, "style"))
		return PLACE_STYLE;
	if (str_equal(place->tag, "title") || str_equal(place->tag, "textarea"))
		return PLACE_WORDS;
	return PLACE_CLOSED;
}

struct place place_start(enum digest_format format)
{
	return (struct place){.format = format};
}

void place_advance(struct place *place, const char *text, size_t length)
{
	const step_cb *steps = place->format == FORMAT_MARKDOWN ? markdown_steps : html_steps;
	size_t i;

	if (place->format == FORMAT_TEXT)
		return;
	for (i = 0; i < length; i++)
		steps[place->state](place, text[i]);
}

void place_pause(struct place *place)
{
	if (place->state == TAG_NAME && place->format != FORMAT_MARKDOWN)
		place->state = BEFORE_ATTRIBUTE;
	else if (place->state == ATTRIBUTE_NAME || place->state == AFTER_ATTRIBUTE)
		begin_attribute(place);
	else if (place->state == CODE_MARK)
		end_code_mark(place);
	else if (place->state == BRACKET)
		place->state = TEXT;
}

void place_fill(struct place *place)
{
	if ((place->state == VALUE || place->state == DESTINATION) && place->link == LINK_EMPTY)
		place->link = LINK_SETTLED;
}

enum place_kind place_kind(const struct place *place)
{
	switch ((enum state)place->state) {
	case TEXT:
		return place->is_code || place->is_fenced ? PLACE_CLOSED : PLACE_TEXT;
	case VALUE:
		return value_kind(place);
	case DESTINATION:
		return link_kind(place);
	case RAW:
		return raw_kind(place);
	default:
		return PLACE_CLOSED;
	}
}

bool place_equal(const struct place *a, const struct place *b)
{
	return a->state == b->state && a->run == b->run && a->quote == b->quote &&
	       a->link == b->link && a->is_named == b->is_named &&
	       a->is_fenced == b->is_fenced && a->is_code == b->is_code &&
	       str_equal(a->tag, b->tag) && str_equal(a->attribute, b->attribute) &&
	       str_equal(a->scheme, b->scheme);
}

const char *place_text(const struct place *place)
{
	if (place->is_code || place->is_fenced)
		return state_texts[CODE_MARK];
	return state_texts[place->state];
}
