#include "render/glossary.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/digest.h"
#include "model/entry.h"
#include "render/builtin.h"
#include "render/escape.h"
#include "render/page.h"
#include "render/pen.h"
#include "render/timeline.h"
#include "render/wording.h"
#include "text/date.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct arena *arena_of(const struct frame *frame)
{
	return frame->pen->arena;
}

static const struct edition *edition_of(const struct frame *frame)
{
	return frame->pen->edition;
}

static const char *text_or_none(const char *text)
{
	return text != NULL ? text : "";
}

static const char *number(const struct frame *frame, size_t value)
{
	return arena_printf(arena_of(frame), "%zu", value);
}

static const char *iso(const struct frame *frame, int64_t time)
{
	char text[DATE_SIZE];

	if (time == TIME_UNKNOWN)
		return "";
	return arena_dup(arena_of(frame), date_format(time, text));
}

static const char *local_time(const struct frame *frame, int64_t time)
{
	if (time == TIME_UNKNOWN)
		return "";
	return wording_time(arena_of(frame), time, edition_of(frame)->utc_offset);
}

static const char *link_or_none(const struct frame *frame, const char *url)
{
	return text_or_none(escape_link(arena_of(frame), url));
}

/* --- of the page --- */

static bool enter_edition(struct frame *frame, size_t *position)
{
	return frame->alone == NULL && (*position)++ == 0;
}

static bool enter_story(struct frame *frame, size_t *position)
{
	if (frame->alone == NULL || (*position)++ > 0)
		return false;
	frame->post = frame->alone;
	return true;
}

static bool next_story(struct frame *frame, size_t *position)
{
	const struct edition *edition = edition_of(frame);

	if (*position == edition->post_count)
		return false;
	frame->post_index = (*position)++;
	frame->post = &edition->posts[frame->post_index];
	return true;
}

static bool next_trouble(struct frame *frame, size_t *position)
{
	const struct edition *edition = edition_of(frame);

	if (*position == edition->trouble_count)
		return false;
	frame->trouble = &edition->troubles[(*position)++];
	return true;
}

static const char *page_title(const struct frame *frame)
{
	const struct edition *edition = edition_of(frame);

	if (frame->alone != NULL)
		return wording_headline(frame->alone);
	return arena_printf(arena_of(frame), "%s, %s", edition->digest->name,
			    local_time(frame, edition->period_end));
}

static const char *page_description(const struct frame *frame)
{
	if (frame->alone != NULL)
		return wording_sources(arena_of(frame), frame->alone);
	return wording_counts(arena_of(frame), edition_of(frame));
}

/* An edition is in our own words, whatever its stories are in. */
static const char *page_language_of(const struct frame *frame)
{
	return frame->alone != NULL ? escape_language(frame->alone->language) : "en";
}

static const char *page_direction_of(const struct frame *frame)
{
	return page_direction(page_language_of(frame));
}

static void write_style(const struct frame *frame)
{
	buf_add_text(frame->pen->out, builtin_style());
}

static const char *digest(const struct frame *frame)
{
	return edition_of(frame)->digest->name;
}

static const char *owner(const struct frame *frame)
{
	return wording_owner(edition_of(frame)->digest);
}

static const char *footer(const struct frame *frame)
{
	return wording_footer(arena_of(frame), edition_of(frame)->digest);
}

static const char *name(const struct frame *frame)
{
	return text_or_none(edition_of(frame)->name);
}

static const char *day(const struct frame *frame)
{
	const struct edition *edition = edition_of(frame);

	return wording_day(arena_of(frame), edition->period_end, edition->utc_offset);
}

static const char *from(const struct frame *frame)
{
	return local_time(frame, edition_of(frame)->period_start);
}

static const char *to(const struct frame *frame)
{
	return wording_until(arena_of(frame), edition_of(frame));
}

static const char *start_iso(const struct frame *frame)
{
	return iso(frame, edition_of(frame)->period_start);
}

static const char *end_iso(const struct frame *frame)
{
	return iso(frame, edition_of(frame)->period_end);
}

static const char *counts(const struct frame *frame)
{
	return wording_counts(arena_of(frame), edition_of(frame));
}

static const char *story_count(const struct frame *frame)
{
	return number(frame, edition_of(frame)->post_count);
}

static const char *article_count(const struct frame *frame)
{
	return number(frame, edition_of(frame)->article_count);
}

static const char *feed_count(const struct frame *frame)
{
	return number(frame, edition_of(frame)->feed_count);
}

static const char *left_out(const struct frame *frame)
{
	return number(frame, edition_of(frame)->left_out);
}

static bool has_contents(const struct frame *frame)
{
	return edition_of(frame)->post_count > WORDING_CONTENTS_PAST;
}

static bool as_text(const struct frame *frame)
{
	return edition_of(frame)->digest->formats[FORMAT_TEXT];
}

static bool as_html(const struct frame *frame)
{
	return edition_of(frame)->digest->formats[FORMAT_HTML];
}

static bool as_markdown(const struct frame *frame)
{
	return edition_of(frame)->digest->formats[FORMAT_MARKDOWN];
}

static bool as_atom(const struct frame *frame)
{
	return edition_of(frame)->digest->formats[FORMAT_ATOM];
}

/* --- of a story --- */

static const struct article *lead(const struct frame *frame)
{
	return frame->post->article_count > 0 ? frame->post->articles[0] : NULL;
}

static const char *story_number(const struct frame *frame)
{
	return number(frame, frame->post_index + 1);
}

/* With room for two digits, so that headlines stand in one column. */
static const char *story_place(const struct frame *frame)
{
	return arena_printf(arena_of(frame), "%2zu", frame->post_index + 1);
}

static const char *story_id(const struct frame *frame)
{
	return arena_printf(arena_of(frame), "%lld", (long long)frame->post->story_id);
}

static const char *headline(const struct frame *frame)
{
	return wording_headline(frame->post);
}

static const char *story_title(const struct frame *frame)
{
	return wording_marked_headline(arena_of(frame), frame->post);
}

static bool is_update(const struct frame *frame)
{
	return frame->post->is_update;
}

static const char *story_link(const struct frame *frame)
{
	return link_or_none(frame, frame->post->original_url);
}

static const char *slug(const struct frame *frame)
{
	return frame->post->slug;
}

static const char *story_language(const struct frame *frame)
{
	return escape_language(frame->post->language);
}

static const char *story_direction(const struct frame *frame)
{
	return page_direction(frame->post->language);
}

static const char *story_publisher(const struct frame *frame)
{
	return lead(frame) != NULL ? wording_publisher(lead(frame)) : "";
}

static const char *story_time(const struct frame *frame)
{
	return local_time(frame, frame->post->time);
}

static const char *story_time_iso(const struct frame *frame)
{
	return iso(frame, frame->post->time);
}

static const char *sources(const struct frame *frame)
{
	return wording_sources(arena_of(frame), frame->post);
}

static const char *independents(const struct frame *frame)
{
	return number(frame, frame->post->independents);
}

static const char *reprints(const struct frame *frame)
{
	return number(frame, frame->post->reprints);
}

static void write_timeline(const struct frame *frame)
{
	timeline_add(frame->pen, frame->post);
}

static bool next_paragraph(struct frame *frame, size_t *position)
{
	if (*position == frame->post->paragraph_count)
		return false;
	frame->paragraph = frame->post->paragraphs[(*position)++];
	return true;
}

/* All but the lead. */
static bool next_article(struct frame *frame, size_t *position)
{
	if (*position + 1 >= frame->post->article_count)
		return false;
	frame->article = frame->post->articles[++(*position)];
	return true;
}

/* Of these the first of each publisher. */
static bool next_voice(struct frame *frame, size_t *position)
{
	while (next_article(frame, position)) {
		if (wording_is_new_voice(frame->post, *position))
			return true;
	}
	return false;
}

/* --- of what is in a story, and of feeds --- */

static const char *paragraph(const struct frame *frame)
{
	return frame->paragraph;
}

static const char *article_publisher(const struct frame *frame)
{
	return wording_publisher(frame->article);
}

static const char *article_role(const struct frame *frame)
{
	return wording_role(frame->article);
}

static const char *article_title(const struct frame *frame)
{
	return wording_other_title(frame->post, frame->article);
}

static const char *article_link(const struct frame *frame)
{
	return link_or_none(frame, frame->article->url);
}

static const char *article_language(const struct frame *frame)
{
	return escape_language(frame->article->language);
}

static const char *article_direction(const struct frame *frame)
{
	return page_direction(frame->article->language);
}

static const char *article_time(const struct frame *frame)
{
	return local_time(frame, frame->article->time);
}

static const char *article_time_iso(const struct frame *frame)
{
	return iso(frame, frame->article->time);
}

static const char *trouble_feed(const struct frame *frame)
{
	return frame->trouble->title;
}

static const char *trouble_link(const struct frame *frame)
{
	return text_or_none(escape_url(arena_of(frame), frame->trouble->url));
}

static const char *trouble_problem(const struct frame *frame)
{
	return wording_trouble(arena_of(frame), frame->trouble, edition_of(frame)->utc_offset);
}

static bool is_first(const struct frame *frame)
{
	return frame->passed == 0;
}

static const struct term terms[] = {
	{"edition", SCOPE_PAGE, TERM_LIST, .next = enter_edition, .inner = SCOPE_PAGE},
	{"story", SCOPE_PAGE, TERM_LIST, .next = enter_story, .inner = SCOPE_STORY},
	{"stories", SCOPE_PAGE, TERM_LIST, .next = next_story, .inner = SCOPE_STORY},
	{"troubles", SCOPE_PAGE, TERM_LIST, .next = next_trouble, .inner = SCOPE_TROUBLE},
	{"page-title", SCOPE_PAGE, TERM_TEXT, .text = page_title},
	{"page-description", SCOPE_PAGE, TERM_TEXT, .text = page_description},
	{"page-language", SCOPE_PAGE, TERM_TEXT, .text = page_language_of},
	{"page-direction", SCOPE_PAGE, TERM_NAME, .text = page_direction_of},
	{"style", SCOPE_PAGE, TERM_STYLE, .write = write_style},
	{"digest", SCOPE_PAGE, TERM_TEXT, .text = digest},
	{"owner", SCOPE_PAGE, TERM_TEXT, .text = owner},
	{"footer", SCOPE_PAGE, TERM_TEXT, .text = footer},
	{"name", SCOPE_PAGE, TERM_NAME, .text = name},
	{"day", SCOPE_PAGE, TERM_TEXT, .text = day},
	{"from", SCOPE_PAGE, TERM_TEXT, .text = from},
	{"to", SCOPE_PAGE, TERM_TEXT, .text = to},
	{"start-iso", SCOPE_PAGE, TERM_NAME, .text = start_iso},
	{"end-iso", SCOPE_PAGE, TERM_NAME, .text = end_iso},
	{"counts", SCOPE_PAGE, TERM_TEXT, .text = counts},
	{"story-count", SCOPE_PAGE, TERM_NAME, .text = story_count},
	{"article-count", SCOPE_PAGE, TERM_NAME, .text = article_count},
	{"feed-count", SCOPE_PAGE, TERM_NAME, .text = feed_count},
	{"left-out", SCOPE_PAGE, TERM_NAME, .text = left_out},
	{"contents", SCOPE_PAGE, TERM_FLAG, .holds = has_contents},
	{"as-text", SCOPE_PAGE, TERM_FLAG, .holds = as_text},
	{"as-html", SCOPE_PAGE, TERM_FLAG, .holds = as_html},
	{"as-markdown", SCOPE_PAGE, TERM_FLAG, .holds = as_markdown},
	{"as-atom", SCOPE_PAGE, TERM_FLAG, .holds = as_atom},

	{"number", SCOPE_STORY, TERM_NAME, .text = story_number},
	{"place", SCOPE_STORY, TERM_NAME, .text = story_place},
	{"id", SCOPE_STORY, TERM_NAME, .text = story_id},
	{"headline", SCOPE_STORY, TERM_TEXT, .text = headline},
	{"title", SCOPE_STORY, TERM_TEXT, .text = story_title},
	{"update", SCOPE_STORY, TERM_FLAG, .holds = is_update},
	{"link", SCOPE_STORY, TERM_LINK, .text = story_link},
	{"slug", SCOPE_STORY, TERM_NAME, .text = slug},
	{"language", SCOPE_STORY, TERM_TEXT, .text = story_language},
	{"direction", SCOPE_STORY, TERM_NAME, .text = story_direction},
	{"publisher", SCOPE_STORY, TERM_TEXT, .text = story_publisher},
	{"time", SCOPE_STORY, TERM_TEXT, .text = story_time},
	{"time-iso", SCOPE_STORY, TERM_NAME, .text = story_time_iso},
	{"sources", SCOPE_STORY, TERM_TEXT, .text = sources},
	{"independents", SCOPE_STORY, TERM_NAME, .text = independents},
	{"reprints", SCOPE_STORY, TERM_NAME, .text = reprints},
	{"timeline", SCOPE_STORY, TERM_MARKUP, .write = write_timeline},
	{"paragraphs", SCOPE_STORY, TERM_LIST, .next = next_paragraph, .inner = SCOPE_PARAGRAPH},
	{"coverage", SCOPE_STORY, TERM_LIST, .next = next_article, .inner = SCOPE_ARTICLE},
	{"voices", SCOPE_STORY, TERM_LIST, .next = next_voice, .inner = SCOPE_ARTICLE},

	{"paragraph", SCOPE_PARAGRAPH, TERM_TEXT, .text = paragraph},

	{"publisher", SCOPE_ARTICLE, TERM_TEXT, .text = article_publisher},
	{"role", SCOPE_ARTICLE, TERM_TEXT, .text = article_role},
	{"title", SCOPE_ARTICLE, TERM_TEXT, .text = article_title},
	{"link", SCOPE_ARTICLE, TERM_LINK, .text = article_link},
	{"language", SCOPE_ARTICLE, TERM_TEXT, .text = article_language},
	{"direction", SCOPE_ARTICLE, TERM_NAME, .text = article_direction},
	{"time", SCOPE_ARTICLE, TERM_TEXT, .text = article_time},
	{"time-iso", SCOPE_ARTICLE, TERM_NAME, .text = article_time_iso},

	{"feed", SCOPE_TROUBLE, TERM_TEXT, .text = trouble_feed},
	{"link", SCOPE_TROUBLE, TERM_LINK, .text = trouble_link},
	{"problem", SCOPE_TROUBLE, TERM_TEXT, .text = trouble_problem},

	{"first", SCOPE_LIST, TERM_FLAG, .holds = is_first},
};

const struct term *glossary_find(enum glossary_scope scope, const char *name)
{
	size_t i;

	for (i = 0; i < LENGTH(terms); i++) {
		if (terms[i].scope == scope && str_equal(terms[i].name, name))
			return &terms[i];
	}
	return NULL;
}

const struct term *glossary_at(size_t place)
{
	return place < LENGTH(terms) ? &terms[place] : NULL;
}

/* A number says something unless it is none. */
bool glossary_holds(const struct term *term, const struct frame *frame)
{
	struct frame inner = *frame;
	size_t position = 0;

	switch (term->kind) {
	case TERM_LIST:
		return term->next(&inner, &position);
	case TERM_FLAG:
		return term->holds(frame);
	default:
		return !str_is_empty(term->text(frame)) && !str_equal(term->text(frame), "0");
	}
}
