#include "extract/colophon.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "extract/about.h"
#include "extract/cue.h"
#include "extract/linked_data.h"
#include "extract/signature.h"
#include "extract/strainer.h"
#include "extract/tree.h"
#include "text/url.h"

/* What meta elements say, by their name, property or itemprop in lower case. */
static const struct {
	char key[32];
	enum about_field field;
	uint32_t rank;
} metas[] = {
	{"og:title",			ABOUT_TITLE,	30},
	{"twitter:title",		ABOUT_TITLE,	45},
	{"dc.title",			ABOUT_TITLE,	40},
	{"dcterms.title",		ABOUT_TITLE,	40},
	{"citation_title",		ABOUT_TITLE,	15},
	{"parsely-title",		ABOUT_TITLE,	25},
	{"sailthru.title",		ABOUT_TITLE,	35},
	{"headline",			ABOUT_TITLE,	25},
	{"author",			ABOUT_BYLINE,	20},
	{"article:author",		ABOUT_BYLINE,	50},
	{"article:author_name",		ABOUT_BYLINE,	18},
	{"byl",				ABOUT_BYLINE,	15},
	{"byline",			ABOUT_BYLINE,	22},
	{"dc.creator",			ABOUT_BYLINE,	24},
	{"dcterms.creator",		ABOUT_BYLINE,	24},
	{"dcterms.creator.name",	ABOUT_BYLINE,	24},
	{"citation_author",		ABOUT_BYLINE,	24},
	{"parsely-author",		ABOUT_BYLINE,	23},
	{"sailthru.author",		ABOUT_BYLINE,	23},
	{"shareaholic:article_author_name", ABOUT_BYLINE, 26},
	{"rbauthors",			ABOUT_BYLINE,	26},
	{"og:article:author",		ABOUT_BYLINE,	45},
	{"og:site_name",		ABOUT_SITE,	10},
	{"application-name",		ABOUT_SITE,	40},
	{"publisher",			ABOUT_SITE,	45},
	{"dc.publisher",		ABOUT_SITE,	45},
	{"article:published_time",	ABOUT_DATE,	15},
	{"og:published_time",		ABOUT_DATE,	17},
	{"og:article:published_time",	ABOUT_DATE,	17},
	{"datepublished",		ABOUT_DATE,	16},
	{"datecreated",			ABOUT_DATE,	38},
	{"date",			ABOUT_DATE,	25},
	{"pubdate",			ABOUT_DATE,	18},
	{"publishdate",			ABOUT_DATE,	18},
	{"publish_date",		ABOUT_DATE,	18},
	{"publish-date",		ABOUT_DATE,	18},
	{"publication_date",		ABOUT_DATE,	18},
	{"originalpublicationdate",	ABOUT_DATE,	18},
	{"article_date_original",	ABOUT_DATE,	18},
	{"parsely-pub-date",		ABOUT_DATE,	18},
	{"sailthru.date",		ABOUT_DATE,	19},
	{"cxenseparse:recs:publishtime", ABOUT_DATE,	19},
	{"citation_publication_date",	ABOUT_DATE,	20},
	{"citation_date",		ABOUT_DATE,	20},
	{"dc.date",			ABOUT_DATE,	22},
	{"dc.date.issued",		ABOUT_DATE,	21},
	{"dcterms.created",		ABOUT_DATE,	23},
	{"dcterms.date",		ABOUT_DATE,	23},
	{"dc.date.created",		ABOUT_DATE,	23},
	{"bt:pubdate",			ABOUT_DATE,	20},
	{"rbpubdate",			ABOUT_DATE,	20},
	{"article:modified_time",	ABOUT_DATE,	70},
	{"og:updated_time",		ABOUT_DATE,	72},
	{"last-modified",		ABOUT_DATE,	80},
	{"datemodified",		ABOUT_DATE,	75},
	{"twitter:data1",		ABOUT_BYLINE,	60},
	{"vr:author",			ABOUT_BYLINE,	27},
	{"og:locale",			ABOUT_LANGUAGE,	25},
	{"content-language",		ABOUT_LANGUAGE,	20},
	{"dc.language",			ABOUT_LANGUAGE,	35},
	{"og:url",			ABOUT_CANONICAL, 20},
	{"original-source",		ABOUT_CREDIT,	30},
	{"syndication-source",		ABOUT_CREDIT,	30},
	{"news_source",			ABOUT_CREDIT,	35},
};

/* What elements of the page say by what they are called. */
enum {
	RANK_HTML_LANG = 10,
	RANK_CANONICAL = 10,
	RANK_HEADLINE = 18,		/* a heading that is called the headline … */
	RANK_H1 = 19,			/* … or is the main one, and the page's title has it … */
	RANK_H2 = 34,			/* … or a lesser one … */
	RANK_TITLE = 36,
	RANK_H1_ALONE = 50,		/* … or says something else */
	RANK_TIME_PROPERTY = 27,
	RANK_TIME = 40,
	RANK_URL_DATE = 42,
	RANK_AUTHOR_PROPERTY = 28,
	RANK_AUTHOR_LINK = 32,
	RANK_BYLINE = 40,
};

static void read_meta(struct about *about, const struct tree_node *node)
{
	static const char *const keys[] = {"property", "name", "itemprop"};
	const char *content = tree_attribute(node, "content");
	size_t i, j;

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const char *key = tree_attribute(node, keys[i]);

		for (j = 0; key != NULL && j < sizeof(metas) / sizeof(metas[0]); j++) {
			if (str_case_equal(key, metas[j].key))
				about_offer(about, metas[j].field, metas[j].rank,
					    span_of(content));
		}
	}
}

static void offer_text(struct about *about, const struct tree *tree, size_t place,
		       enum about_field field, uint32_t rank)
{
	enum { LONGEST = 400 };		/* elements in what is read whole */
	struct buf text = {0};

	if (tree->nodes[place].end - place > LONGEST ||
	    (about->values[field] != NULL && about->ranks[field] <= rank))
		return;
	tree_add_text(tree, place, &text);
	about_offer(about, field, rank, span_of(buf_text(&text)));
	buf_clear(&text);
}

static void read_time(struct about *about, const struct tree *tree, size_t place, uint32_t rank)
{
	const struct tree_node *node = &tree->nodes[place];
	const char *value = tree_attribute(node, "datetime");

	if (value == NULL)
		value = tree_attribute(node, "content");
	about_offer(about, ABOUT_DATE, rank, span_of(value));
	offer_text(about, tree, place, ABOUT_DATE, rank + 1);
}

static void read_property(struct about *about, const struct tree *tree, size_t place)
{
	const struct tree_node *node = &tree->nodes[place];
	const char *property = tree_attribute(node, "itemprop");

	if (property == NULL)
		property = tree_attribute(node, "property");
	if (property == NULL || tree_is(node, "meta"))
		return;
	if (str_case_starts(property, "schema:"))
		property += strlen("schema:");
	if (str_case_equal(property, "datePublished") || str_case_equal(property, "dateCreated"))
		read_time(about, tree, place, RANK_TIME_PROPERTY);
	else if (str_case_equal(property, "author"))
		offer_text(about, tree, place, ABOUT_BYLINE, RANK_AUTHOR_PROPERTY);
	else if (str_case_equal(property, "headline"))
		offer_text(about, tree, place, ABOUT_TITLE, RANK_HEADLINE);
}

static bool has_relation(const struct tree_node *node, const char *relation)
{
	struct span list = span_of(tree_attribute(node, "rel"));

	return list.at != NULL && span_find(list, relation).at != NULL;
}

static void read_link(struct about *about, const struct tree *tree, size_t place, const char *url)
{
	const struct tree_node *node = &tree->nodes[place];
	const char *target = tree_attribute(node, "href");
	char *absolute;

	if (tree_is(node, "a") && has_relation(node, "author"))
		offer_text(about, tree, place, ABOUT_BYLINE, RANK_AUTHOR_LINK);
	if (!tree_is(node, "link") || target == NULL || !has_relation(node, "canonical"))
		return;
	absolute = url_resolve(url, target);
	if (absolute != NULL && url_is_web(absolute))
		about_offer(about, ABOUT_CANONICAL, RANK_CANONICAL, span_of(absolute));
	free(absolute);
}

/* Whether the page's title says what a heading says, and no more than the site's name besides. */
static bool is_titled(const struct about *about, const char *heading)
{
	struct span found, title = span_of(about->page_title);
	struct buf lower = {0};
	const char *at;

	if (about->page_title == NULL || strlen(heading) < 4)
		return false;
	for (at = heading; *at != '\0'; at++)
		buf_add_char(&lower, str_lower(*at));
	found = span_find(title, buf_text(&lower));
	buf_clear(&lower);
	return found.at != NULL &&
	       (found.at == title.at || strlen(heading) * 2 > title.length);
}

static uint32_t heading_rank(const struct about *about, const struct tree_node *node,
			     const char *text)
{
	bool is_main = tree_is(node, "h1");

	if ((node->cues & CUE_TITLE) && (is_main || is_titled(about, text)))
		return RANK_HEADLINE;
	if (is_titled(about, text))
		return is_main ? RANK_H1 : RANK_H2;
	return is_main ? RANK_H1_ALONE : UINT32_MAX;
}

static void read_heading(struct about *about, const struct tree *tree, size_t place)
{
	const struct tree_node *node = &tree->nodes[place];
	struct buf text = {0};
	uint32_t rank;

	if (!(node->role & ROLE_HEADING) || node->all.text > 400)
		return;
	tree_add_text(tree, place, &text);
	rank = heading_rank(about, node, buf_text(&text));
	if (rank != UINT32_MAX)
		about_offer(about, ABOUT_TITLE, rank, span_of(buf_text(&text)));
	buf_clear(&text);
}

/* Who is named in a byline: whoever it links to, or all of it. */
static void read_byline(struct about *about, const struct tree *tree, size_t place)
{
	enum { LONGEST = 120 };
	const struct tree_node *node = &tree->nodes[place];
	size_t i;

	if (node->all.text > LONGEST)
		return;
	for (i = place + 1; i < node->end; i++) {
		if ((tree->nodes[i].role & ROLE_LINK) && tree->nodes[i].all.text > 3) {
			offer_text(about, tree, i, ABOUT_BYLINE, RANK_BYLINE);
			break;
		}
	}
	offer_text(about, tree, place, ABOUT_BYLINE, RANK_BYLINE + 1);
}

static void read_cues(struct about *about, const struct tree *tree, size_t place)
{
	const struct tree_node *node = &tree->nodes[place];

	if ((node->cues & CUE_BYLINE) && !(node->cues & CUE_COMMENTS))
		read_byline(about, tree, place);
}

static void read_node(struct about *about, const struct tree *tree, size_t place, const char *url)
{
	const struct tree_node *node = &tree->nodes[place];

	if (tree_is(node, "meta"))
		read_meta(about, node);
	else if (tree_is(node, "title"))
		offer_text(about, tree, place, ABOUT_TITLE, RANK_TITLE);
	else if (tree_is(node, "html"))
		about_offer(about, ABOUT_LANGUAGE, RANK_HTML_LANG,
			    span_of(tree_attribute(node, "lang")));
	else if (tree_is(node, "time"))
		read_time(about, tree, place, RANK_TIME);
	read_heading(about, tree, place);
	read_link(about, tree, place, url);
	read_property(about, tree, place);
	read_cues(about, tree, place);
}

/* ".../2021/05/03/..." or "...2021-05-03...". */
static void read_url_date(struct about *about, const char *url)
{
	const char *at;

	for (at = url; at != NULL && *at != '\0'; at++) {
		char date[11];

		if (strncmp(at, "/20", 3) != 0 || strspn(at + 1, "0123456789") != 4 ||
		    strchr("/-", at[5]) == NULL || strspn(at + 6, "0123456789") != 2 ||
		    at[8] != at[5] || strspn(at + 9, "0123456789") != 2)
			continue;
		memcpy(date, at + 1, 10);
		date[4] = date[7] = '-';
		date[10] = '\0';
		about_offer(about, ABOUT_DATE, RANK_URL_DATE, span_of(date));
		return;
	}
}

static void name_site(struct about *about, const char *url)
{
	enum { RANK_HOST = 90 };
	char *host;

	if (url == NULL)
		url = about->values[ABOUT_CANONICAL];
	host = url != NULL ? url_host(url) : NULL;
	if (host != NULL)
		about_offer(about, ABOUT_SITE, RANK_HOST,
			    span_of(str_starts(host, "www.") ? host + 4 : host));
	free(host);
}

/* The page's title and the site's name come first: they tell what others mean. */
static void read_names(struct about *about, const struct tree *tree)
{
	struct buf title = {0};
	size_t i;

	for (i = 0; i < tree->count; i++) {
		const struct tree_node *node = &tree->nodes[i];

		if (tree_is(node, "meta") &&
		    str_case_equal(tree_attribute(node, "property"), "og:site_name"))
			read_meta(about, node);
		if (tree_is(node, "title") && title.length == 0)
			tree_add_text(tree, i, &title);
	}
	if (title.length > 0)
		about->page_title = arena_dup(about->arena, buf_text(&title));
	buf_clear(&title);
}

void colophon_read(struct about *about, const struct tree *tree, const struct strained *strained,
		   const char *url)
{
	size_t i;

	read_names(about, tree);
	for (i = 0; i < strained->data_count; i++)
		linked_data_read(about, &strained->data[i]);
	for (i = 0; i < tree->count; i++)
		read_node(about, tree, i, url);
	read_url_date(about, url);
	signature_read(about, tree);
	about_settle(about);
	name_site(about, url);
}
