#include "extract/cue.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/str.h"

enum where {
	WORD,		/* a whole word: "ad" of "top-ad" and "adTop" */
	START,		/* begins one: "share" of "shareBar" and "sharing" */
	ANY,
};

/* Ordered by first letter; the rest of the order does not matter. */
static const struct pattern {
	char text[24];
	enum where where;
	uint32_t cues;
} patterns[] = {
	{"about-author", START, CUE_JUNK},
	{"abstract", START, CUE_LEAD},
	{"ad", WORD, CUE_JUNK},
	{"addthis", START, CUE_JUNK},
	{"addtoany", START, CUE_JUNK},
	{"ads", WORD, CUE_JUNK},
	{"adsense", START, CUE_JUNK},
	{"adslot", START, CUE_JUNK},
	{"advert", START, CUE_JUNK},
	{"announce", WORD, CUE_BAD},
	{"app-section", START, CUE_JUNK},
	{"appstore", START, CUE_JUNK},
	{"article", START, CUE_GOOD},
	{"article-body", ANY, CUE_BODY},
	{"article-content", ANY, CUE_BODY},
	{"article-copy", ANY, CUE_BODY},
	{"article-main", ANY, CUE_MAIN},
	{"article-text", ANY, CUE_BODY},
	{"article-title", ANY, CUE_TITLE},
	{"article-wrap", ANY, CUE_MAIN},
	{"article__body", ANY, CUE_BODY},
	{"article__content", ANY, CUE_BODY},
	{"article__text", ANY, CUE_BODY},
	{"article__title", ANY, CUE_TITLE},
	{"article_body", ANY, CUE_BODY},
	{"article_content", ANY, CUE_BODY},
	{"article_text", ANY, CUE_BODY},
	{"article_title", ANY, CUE_TITLE},
	{"articlebody", ANY, CUE_BODY},
	{"articlecontent", ANY, CUE_BODY},
	{"articletext", ANY, CUE_BODY},
	{"articletitle", ANY, CUE_TITLE},
	{"auteur", WORD, CUE_BYLINE},
	{"author", WORD, CUE_BYLINE},
	{"author-bio", ANY, CUE_JUNK},
	{"author-box", ANY, CUE_JUNK},
	{"author-card", ANY, CUE_JUNK},
	{"author-desc", ANY, CUE_JUNK},
	{"author-info", ANY, CUE_JUNK},
	{"author_bio", ANY, CUE_JUNK},
	{"author_box", ANY, CUE_JUNK},
	{"author_section", ANY, CUE_JUNK},
	{"authorbio", ANY, CUE_JUNK},
	{"authorbox", ANY, CUE_JUNK},
	{"authors", WORD, CUE_BYLINE},
	{"autor", WORD, CUE_BYLINE},
	{"autore", WORD, CUE_BYLINE},
	{"bajada", START, CUE_LEAD},
	{"banner", START, CUE_JUNK},
	{"bildunterschrift", ANY, CUE_CAPTION},
	{"biobox", ANY, CUE_JUNK},
	{"blog-content", ANY, CUE_MAIN},
	{"blogpost", START, CUE_MAIN},
	{"body", WORD, CUE_GOOD},
	{"body-copy", ANY, CUE_BODY},
	{"body-text", ANY, CUE_BODY},
	{"bodytext", ANY, CUE_BODY},
	{"breadcrumb", ANY, CUE_JUNK},
	{"button", WORD, CUE_BAD},
	{"byline", ANY, CUE_BYLINE},
	{"caption", ANY, CUE_CAPTION},
	{"carousel", START, CUE_BAD},
	{"category", START, CUE_BAD},
	{"chapeau", START, CUE_LEAD},
	{"chapo", START, CUE_LEAD},
	{"collapse-box", START, CUE_JUNK},
	{"column", START, CUE_GOOD},
	{"combx", ANY, CUE_COMMENTS},
	{"comment", START, CUE_COMMENTS},
	{"community", START, CUE_BAD},
	{"complementary", WORD, CUE_JUNK},
	{"consent", START, CUE_JUNK},
	{"contact", START, CUE_BAD},
	{"content", START, CUE_GOOD},
	{"content", WORD, CUE_MAIN},
	{"content-body", ANY, CUE_BODY},
	{"content-main", ANY, CUE_MAIN},
	{"content-title", ANY, CUE_TITLE},
	{"content_body", ANY, CUE_BODY},
	{"content_breaker", ANY, CUE_JUNK},
	{"contentinfo", WORD, CUE_JUNK},
	{"cookie", START, CUE_JUNK},
	{"copyright", START, CUE_JUNK},
	{"credit", START, CUE_CAPTION},
	{"date", START, CUE_DATE},
	{"dateline", START, CUE_DATE},
	{"datum", START, CUE_DATE},
	{"deck", WORD, CUE_LEAD},
	{"dek", WORD, CUE_LEAD},
	{"description", START, CUE_LEAD},
	{"disclaimer", START, CUE_BAD},
	{"disclosure", ANY, CUE_JUNK},
	{"disqus", ANY, CUE_COMMENTS},
	{"donate", START, CUE_JUNK},
	{"entradilla", START, CUE_LEAD},
	{"entry", START, CUE_GOOD},
	{"entry-body", ANY, CUE_BODY},
	{"entry-content", ANY, CUE_BODY},
	{"entry-meta", ANY, CUE_JUNK},
	{"entry-text", ANY, CUE_BODY},
	{"entry-title", ANY, CUE_TITLE},
	{"entry_title", ANY, CUE_TITLE},
	{"epigraph", START, CUE_LEAD},
	{"excerpt", START, CUE_LEAD},
	{"factbox", ANY, CUE_JUNK},
	{"field--name-body", ANY, CUE_BODY},
	{"field-name-body", ANY, CUE_BODY},
	{"flyout", START, CUE_JUNK},
	{"foot", WORD, CUE_BAD},
	{"footer", START, CUE_JUNK},
	{"footnote", START, CUE_GOOD},
	{"gdpr", START, CUE_JUNK},
	{"headline", ANY, CUE_TITLE},
	{"hentry", WORD, CUE_MAIN},
	{"hide", WORD, CUE_BAD},
	{"image-subtitle", ANY, CUE_CAPTION},
	{"imagedescription", ANY, CUE_CAPTION},
	{"img-metadata", ANY, CUE_CAPTION},
	{"img_description", ANY, CUE_CAPTION},
	{"infobox", START, CUE_BAD},
	{"ingress", START, CUE_LEAD},
	{"intro", START, CUE_LEAD},
	{"introduction", START, CUE_LEAD},
	{"introtext", ANY, CUE_LEAD},
	{"item-title", ANY, CUE_TITLE},
	{"jp-post-flair", START, CUE_JUNK},
	{"jp-relatedposts", START, CUE_JUNK},
	{"jump-button", ANY, CUE_JUNK},
	{"lead", WORD, CUE_LEAD},
	{"legal", WORD, CUE_BAD},
	{"legende", START, CUE_CAPTION},
	{"login", START, CUE_JUNK},
	{"main", WORD, CUE_MAIN},
	{"main-content", ANY, CUE_MAIN},
	{"maincontent", ANY, CUE_MAIN},
	{"masthead", START, CUE_JUNK},
	{"media", WORD, CUE_BAD},
	{"menu", START, CUE_JUNK},
	{"meta", WORD, CUE_BAD},
	{"modal", START, CUE_JUNK},
	{"more", WORD, CUE_BAD},
	{"most-popular", ANY, CUE_JUNK},
	{"most-read", ANY, CUE_JUNK},
	{"mostread", ANY, CUE_JUNK},
	{"mw-editsection", START, CUE_JUNK},
	{"mw-jump", START, CUE_JUNK},
	{"nav", WORD, CUE_JUNK},
	{"navbar", START, CUE_JUNK},
	{"navbox", START, CUE_JUNK},
	{"navigation", ANY, CUE_JUNK},
	{"news-title", ANY, CUE_TITLE},
	{"newsletter", ANY, CUE_JUNK},
	{"next-post", ANY, CUE_JUNK},
	{"nextstory", ANY, CUE_JUNK},
	{"node-title", ANY, CUE_TITLE},
	{"noprint", START, CUE_JUNK},
	{"outbrain", ANY, CUE_JUNK},
	{"overlay", START, CUE_JUNK},
	{"page-content", ANY, CUE_MAIN},
	{"page-title", ANY, CUE_TITLE},
	{"pager", START, CUE_JUNK},
	{"pagination", ANY, CUE_JUNK},
	{"payant", ANY, CUE_PAYWALL},
	{"paywall", ANY, CUE_PAYWALL},
	{"piano", WORD, CUE_PAYWALL},
	{"popular", START, CUE_JUNK},
	{"popup", START, CUE_JUNK},
	{"post", WORD, CUE_MAIN},
	{"post-body", ANY, CUE_BODY},
	{"post-content", ANY, CUE_BODY},
	{"post-entry", ANY, CUE_BODY},
	{"post-info", START, CUE_JUNK},
	{"post-meta", START, CUE_JUNK},
	{"post-nav", START, CUE_JUNK},
	{"post-tags", START, CUE_JUNK},
	{"post-text", ANY, CUE_BODY},
	{"post-title", ANY, CUE_TITLE},
	{"post_content", ANY, CUE_BODY},
	{"post_title", ANY, CUE_TITLE},
	{"postcontent", ANY, CUE_BODY},
	{"postmetadata", START, CUE_JUNK},
	{"posttitle", ANY, CUE_TITLE},
	{"prev-post", ANY, CUE_JUNK},
	{"print", WORD, CUE_BAD},
	{"print-only", ANY, CUE_JUNK},
	{"printfooter", WORD, CUE_JUNK},
	{"privacy-embed", START, CUE_JUNK},
	{"promo", START, CUE_JUNK},
	{"pubdate", START, CUE_DATE},
	{"publish", START, CUE_DATE},
	{"published", START, CUE_DATE},
	{"rail", WORD, CUE_BAD},
	{"rating", START, CUE_JUNK},
	{"readmore", START, CUE_JUNK},
	{"recipe-pin", ANY, CUE_JUNK},
	{"recipe-print", ANY, CUE_JUNK},
	{"recommend", START, CUE_JUNK},
	{"related", ANY, CUE_JUNK},
	{"replies", START, CUE_COMMENTS},
	{"respond", WORD, CUE_COMMENTS},
	{"rss", WORD, CUE_JUNK},
	{"sapo", WORD, CUE_LEAD},
	{"screen-reader", ANY, CUE_JUNK},
	{"share", START, CUE_JUNK},
	{"sharedaddy", START, CUE_JUNK},
	{"sharing", START, CUE_JUNK},
	{"shoutbox", START, CUE_COMMENTS},
	{"sidebar", ANY, CUE_JUNK},
	{"sign-up", ANY, CUE_JUNK},
	{"signup", ANY, CUE_JUNK},
	{"single-content", ANY, CUE_MAIN},
	{"single-post", ANY, CUE_MAIN},
	{"single-title", ANY, CUE_TITLE},
	{"skip-link", START, CUE_JUNK},
	{"skyscraper", START, CUE_JUNK},
	{"social", START, CUE_JUNK},
	{"sponsor", START, CUE_JUNK},
	{"sr-only", ANY, CUE_JUNK},
	{"standfirst", START, CUE_LEAD},
	{"story", START, CUE_GOOD},
	{"story-body", ANY, CUE_BODY},
	{"story-content", ANY, CUE_BODY},
	{"story-text", ANY, CUE_BODY},
	{"story-title", ANY, CUE_TITLE},
	{"storybody", ANY, CUE_BODY},
	{"strapline", START, CUE_LEAD},
	{"subhead", START, CUE_LEAD},
	{"subheadline", START, CUE_LEAD},
	{"subscribe", START, CUE_JUNK},
	{"subscription", START, CUE_JUNK},
	{"subtitle", START, CUE_LEAD},
	{"subvert", START, CUE_JUNK},
	{"summary", START, CUE_LEAD},
	{"supplemental", START, CUE_BAD},
	{"syndication", START, CUE_BAD},
	{"table-of-contents", ANY, CUE_JUNK},
	{"taboola", ANY, CUE_JUNK},
	{"tag-list", ANY, CUE_JUNK},
	{"taglist", START, CUE_JUNK},
	{"tags", WORD, CUE_JUNK},
	{"teaser", ANY, CUE_TEASER | CUE_LEAD},
	{"text", WORD, CUE_GOOD},
	{"theme-content", ANY, CUE_MAIN},
	{"time", WORD, CUE_DATE},
	{"timestamp", START, CUE_DATE},
	{"toc", WORD, CUE_JUNK},
	{"toc_container", START, CUE_JUNK},
	{"toolbar", START, CUE_JUNK},
	{"tools", WORD, CUE_JUNK},
	{"topbar", START, CUE_JUNK},
	{"trending", START, CUE_JUNK},
	{"tweet", WORD, CUE_BAD},
	{"twitter", WORD, CUE_BAD},
	{"updated", WORD, CUE_DATE},
	{"utility", WORD, CUE_JUNK},
	{"viral", START, CUE_JUNK},
	{"visually-hidden", ANY, CUE_JUNK},
	{"visuallyhidden", ANY, CUE_JUNK},
	{"vorspann", START, CUE_LEAD},
	{"widget", ANY, CUE_BAD},
	{"wp-embedded-content", ANY, CUE_JUNK},
	{"writer", WORD, CUE_BYLINE},
	{"written-by", START, CUE_BYLINE},
	{"yarpp", START, CUE_JUNK},
};

enum { PATTERN_COUNT = sizeof(patterns) / sizeof(patterns[0]) };

static bool is_letter(char c)
{
	return str_is_alpha(c);
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Words are told apart by what is no letter, and by capitals: "postBody". */
static bool is_border(char before, char after)
{
	return !is_letter(before) || !is_letter(after) || (is_upper(after) && !is_upper(before));
}

static bool matches(const struct pattern *pattern, const char *names, const char *at)
{
	size_t i;

	for (i = 0; pattern->text[i] != '\0'; i++) {
		if (str_lower(at[i]) != pattern->text[i])
			return false;
	}
	if (pattern->where == ANY)
		return true;
	return (at == names || is_border(at[-1], at[0])) &&
	       (pattern->where == START || is_border(at[i - 1], at[i]));
}

struct cue_finder cue_finder(void)
{
	struct cue_finder finder;
	size_t letter, i = 0;

	for (letter = 0; letter < 27; letter++) {
		while (i < PATTERN_COUNT && patterns[i].text[0] < (char)('a' + letter))
			i++;
		finder.first[letter] = (uint16_t)i;
	}
	return finder;
}

uint32_t cue_find(const struct cue_finder *finder, const char *names)
{
	uint32_t cues = 0;
	const char *at;

	for (at = names; at != NULL && *at != '\0'; at++) {
		size_t i, letter = (size_t)(str_lower(*at) - 'a');

		if (!is_letter(*at))
			continue;
		for (i = finder->first[letter]; i < finder->first[letter + 1]; i++) {
			if (matches(&patterns[i], names, at))
				cues |= patterns[i].cues;
		}
	}
	return cues;
}
