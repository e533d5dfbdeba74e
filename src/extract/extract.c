#include "extract/extract.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "extract/about.h"
#include "extract/clean.h"
#include "extract/colophon.h"
#include "extract/rewrite.h"
#include "extract/lead.h"
#include "extract/score.h"
#include "extract/strainer.h"
#include "extract/tree.h"
#include "extract/verdict.h"
#include "model/feed.h"
#include "text/agency.h"
#include "text/charset.h"
#include "text/html.h"
#include "text/language.h"
#include "text/span.h"
#include "text/utf8.h"

enum { LEAST_TEXT = 200 };	/* bytes of text; with less we look again, more timidly */

/* Finds the article and writes it; returns its place. */
static size_t attempt(const struct extract *page, struct tree *tree, enum clean_care care,
		      const char *url, struct buf out[2])
{
	size_t place;

	clean_page(tree, care);
	place = lead_join(tree, score_pick(tree));
	clean_article(tree, place, page->title);
	buf_truncate(&out[0], 0);
	buf_truncate(&out[1], 0);
	rewrite_article(tree, place, url, &out[0], &out[1]);
	return place;
}

/*
 * Pages that show little may give the whole article as data: paragraphs of
 * text, or markup. What readers must pay for is not taken that way.
 */
static void consider_data(const struct about *about, const char *url, struct buf out[2])
{
	enum { LEAST_BODY = 400, LITTLE = 1000 };	/* bytes */
	struct buf source = {0};
	const char *body = about->is_locked ? NULL : about->body, *at;
	size_t length = body != NULL ? strlen(body) : 0;

	if (length < LEAST_BODY || out[1].length > LITTLE || length < 2 * out[1].length)
		return;
	for (at = body; *at != '\0'; at++) {
		if (*at == '\n')
			buf_add_text(&source, "<p>");
		else
			buf_add_char(&source, *at);
	}
	buf_truncate(&out[0], 0);
	buf_truncate(&out[1], 0);
	html_sanitise(&out[0], &out[1], buf_text(&source), source.length, url);
	buf_clear(&source);
}

static void compose(struct extract *page, struct about *about, struct tree *tree, const char *url)
{
	struct buf out[2] = {{0}};	/* as HTML, as text */
	size_t place = attempt(page, tree, CLEAN_BOLD, url, out);

	if (out[1].length < LEAST_TEXT)
		place = attempt(page, tree, CLEAN_TIMID, url, out);
	consider_data(about, url, out);
	page->kind = verdict_on(tree, place, about);
	page->html = arena_dup(about->arena, buf_text(&out[0]));
	page->text = arena_dup(about->arena, buf_text(&out[1]));
	buf_clear(&out[0]);
	buf_clear(&out[1]);
}

static void describe(struct extract *page, const struct about *about)
{
	page->title = about->values[ABOUT_TITLE];
	page->byline = about->values[ABOUT_BYLINE];
	page->site_name = about->values[ABOUT_SITE];
	page->canonical_url = about->values[ABOUT_CANONICAL];
	page->credit = about->values[ABOUT_CREDIT];
	page->language = about->values[ABOUT_LANGUAGE];
	page->published = about->values[ABOUT_DATE] != NULL ? about->published : TIME_UNKNOWN;
	page->zone = about->zone;
}

static const char *credited_agency(const struct extract *page)
{
	const struct agency *agency = agency_credited(page->text, page->byline);

	return agency != NULL ? agency_name(agency) : NULL;
}

static int read_page(struct extract *page, struct arena *arena, const struct buf *source,
		     const struct extract_source *from, struct err *err)
{
	struct about about = {.arena = arena};
	struct strained strained = {0};
	struct tree tree = {0};
	int result;

	strainer_run(&strained, buf_text(source), source->length);
	result = tree_build(&tree, &strained, err);
	if (result == 0) {
		tree_measure(&tree);
		colophon_read(&about, &tree, &strained, from->url);
		describe(page, &about);
		compose(page, &about, &tree, from->url);
		if (page->credit == NULL)
			page->credit = credited_agency(page);
	}
	tree_clear(&tree);
	strainer_clear(&strained);
	return result;
}

int extract_page(struct extract *page, struct arena *arena, const struct extract_source *source,
		 struct err *err)
{
	struct buf room = {0}, clean = {0};
	struct span raw;
	int result;

	if (source->length > EXTRACT_MOST_BYTES)
		return err_set(err, ERR_DATA, "a page of more than %d bytes", EXTRACT_MOST_BYTES);
	raw = charset_read(&room, source->bytes, source->length, source->content_type,
			   CHARSET_HTML).text;
	utf8_add_clean(&clean, raw.at, raw.length);
	buf_clear(&room);
	*page = (struct extract){.text = "", .html = "", .published = TIME_UNKNOWN};
	result = read_page(page, arena, &clean, source, err);
	buf_clear(&clean);
	if (result == 0 && str_is_empty(page->language))
		page->language = language_detect(page->text, strlen(page->text));
	return result;
}

const char *extract_kind_name(enum extract_kind kind)
{
	static const char *const names[] = {
		[EXTRACT_ARTICLE]	= "article",
		[EXTRACT_PAYWALL]	= "paywall",
		[EXTRACT_CONSENT]	= "consent",
		[EXTRACT_ERROR]		= "error",
		[EXTRACT_CHALLENGE]	= "challenge",
		[EXTRACT_LISTING]	= "listing",
	};

	return names[kind];
}
