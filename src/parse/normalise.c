#include "parse/normalise.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/entry.h"
#include "model/feed.h"
#include "parse/draft.h"
#include "parse/people.h"
#include "text/html.h"
#include "text/prose.h"
#include "text/url.h"

/* Takes what was written since, as one string; NULL if that is nothing. */
static const char *take(struct normaliser *normaliser, struct buf *buf)
{
	const char *text = buf->length != 0 ? arena_dup_bytes(normaliser->arena, buf_text(buf),
							      buf->length)
					    : NULL;

	buf_truncate(buf, 0);
	return text;
}

/* Plain text into paragraphs: an empty line parts them. */
static void add_plain(struct buf *out, const char *text)
{
	struct prose prose = prose_begin(out);
	size_t length;
	const char *at;

	while (*text != '\0') {
		length = strcspn(text, "\n");
		prose_add(&prose, text, length);
		prose_break(&prose, PROSE_SPACE);
		text += length;
		for (at = text; str_is_space(*at); at++) {
			if (*at == '\n' && at > text)
				prose_break(&prose, PROSE_PARAGRAPH);
		}
		text = at;
	}
}

static void add_text(struct buf *out, const struct draft_value *value)
{
	size_t length = strlen(value->text);

	if (value->markup == DRAFT_HTML ||
	    (value->markup == DRAFT_GUESS && html_has_markup(value->text, length)))
		html_to_text(out, value->text, length);
	else
		add_plain(out, value->text);
}

static void fold_lines(struct buf *text)
{
	size_t from, to = 0;

	for (from = 0; from < text->length; from++) {
		char c = text->data[from] == '\n' ? ' ' : text->data[from];

		if (c != ' ' || (to > 0 && text->data[to - 1] != ' '))
			text->data[to++] = c;
	}
	buf_truncate(text, to);
}

/* Plain text of any length; NULL if it is not said. */
static const char *plain(struct normaliser *normaliser, const struct draft_value *value)
{
	if (value->text == NULL)
		return NULL;
	add_text(&normaliser->text, value);
	return take(normaliser, &normaliser->text);
}

/* Plain text on one line. What may be markup may also have been escaped twice. */
static const char *line(struct normaliser *normaliser, const struct draft_value *value)
{
	struct buf *text = &normaliser->text;

	if (value->text == NULL)
		return NULL;
	add_text(text, value);
	if (value->markup == DRAFT_GUESS && html_has_tags(buf_text(text), text->length)) {
		buf_truncate(&normaliser->html, 0);
		html_to_text(&normaliser->html, buf_text(text), text->length);
		buf_truncate(text, 0);
		buf_add(text, buf_text(&normaliser->html), normaliser->html.length);
		buf_truncate(&normaliser->html, 0);
	}
	fold_lines(text);
	return take(normaliser, text);
}

/* Text that is no prose, such as a guid: trimmed, nothing else. */
static const char *verbatim(struct normaliser *normaliser, const struct draft_value *value)
{
	const char *start = value->text, *end;

	if (start == NULL)
		return NULL;
	end = start + strlen(start);
	str_trim(&start, &end);
	return start < end ? arena_dup_bytes(normaliser->arena, start, (size_t)(end - start))
			   : NULL;
}

static bool has_scheme(const char *url)
{
	return url[strcspn(url, ":/?#")] == ':';
}

static const char *link_from(struct normaliser *normaliser, const char *text, const char *base)
{
	char *url;
	const char *copy = NULL;

	if (text == NULL)
		return NULL;
	if (base == NULL)
		base = normaliser->base_url;
	url = url_resolve(base, text);
	if (url != NULL && url_is_web(url))
		copy = arena_dup(normaliser->arena, url);
	else if (url == NULL && base == NULL && !has_scheme(text))
		copy = verbatim(normaliser, &(struct draft_value){.text = text});
	free(url);
	return copy;
}

static bool is_absolute(const char *text)
{
	return text != NULL && strstr(text, "://") != NULL;
}

static const char *link_of(struct normaliser *normaliser, const struct draft_value *value)
{
	return link_from(normaliser, value->text, value->base);
}

/* Readers want the article; who counts them, only if there is nothing else to show. */
static void skip_redirector(struct normaliser *normaliser, struct entry *entry,
			    const struct draft_value *origin)
{
	const char *url = link_of(normaliser, origin);

	if (url == NULL || !is_absolute(origin->text))
		return;
	if (entry->external_url == NULL)
		entry->external_url = entry->url;
	entry->url = url;
}

static struct person *people_of(struct normaliser *normaliser, const struct draft *draft,
				size_t *count)
{
	const struct draft_list *list = &draft->authors;
	struct person *people = arena_array(normaliser->arena, list->count, sizeof(*people));
	uint8_t best = 0;
	size_t i;

	*count = 0;
	for (i = 0; i < list->count; i++) {
		const struct draft_person *person = list->items[i];

		if (person->rank > best)
			best = person->rank;
	}
	for (i = 0; i < list->count; i++) {
		const struct draft_person *person = list->items[i];
		struct person named = people_read(normaliser->arena, person);

		named.url = link_from(normaliser, named.url, person->base);
		if (person->rank == best && !people_contain(people, *count, &named))
			people[(*count)++] = named;
	}
	return people;
}

static const char **tags_of(struct normaliser *normaliser, const struct draft *draft,
			    size_t *count)
{
	const char **tags = arena_array(normaliser->arena, draft->tags.count, sizeof(*tags));
	size_t i, j;

	*count = 0;
	for (i = 0; i < draft->tags.count; i++) {
		const char *tag = line(normaliser, &(struct draft_value){
							   .text = draft->tags.items[i],
							   .markup = DRAFT_GUESS,
						   });

		for (j = 0; j < *count && !str_equal(tags[j], tag); j++)
			;
		if (tag != NULL && j == *count)
			tags[(*count)++] = tag;
	}
	return tags;
}

static struct enclosure enclosure_from(struct normaliser *normaliser,
				       const struct draft_enclosure *draft, int64_t duration)
{
	struct draft_value type = {.text = draft->type}, title = {.text = draft->title};

	return (struct enclosure){
		.url = link_from(normaliser, draft->url, draft->base),
		.type = verbatim(normaliser, &type),
		.title = line(normaliser, &title),
		.size = draft->size,
		.duration = draft->duration >= 0 ? draft->duration : duration,
	};
}

/* The same file again, which may say what it did not say before. */
static void complete(struct enclosure *known, const struct enclosure *again)
{
	if (known->type == NULL)
		known->type = again->type;
	if (known->title == NULL)
		known->title = again->title;
	if (known->size < 0)
		known->size = again->size;
	if (known->duration < 0)
		known->duration = again->duration;
}

static struct enclosure *enclosures_of(struct normaliser *normaliser, const struct draft *draft,
				       size_t *count)
{
	const struct draft_list *list = &draft->enclosures;
	struct enclosure *enclosures =
		arena_array(normaliser->arena, list->count, sizeof(*enclosures));
	size_t i, j;

	*count = 0;
	for (i = 0; i < list->count; i++) {
		struct enclosure enclosure =
			enclosure_from(normaliser, list->items[i], draft->duration);

		for (j = 0; j < *count && !str_equal(enclosures[j].url, enclosure.url); j++)
			;
		if (j < *count)
			complete(&enclosures[j], &enclosure);
		else if (enclosure.url != NULL)
			enclosures[(*count)++] = enclosure;
	}
	return enclosures;
}

/* Plain text as markup: its paragraphs. */
static void add_paragraphs(struct buf *html, const char *text)
{
	const char *end;

	for (; *text != '\0'; text = *end != '\0' ? end + 2 : end) {
		end = strstr(text, "\n\n");
		if (end == NULL)
			end = text + strlen(text);
		buf_add_text(html, "<p>");
		html_add_escaped(html, text, (size_t)(end - text));
		buf_add_text(html, "</p>");
	}
}

static void set_content(struct normaliser *normaliser, struct entry *entry,
			const struct draft_value *value)
{
	struct buf *text = &normaliser->text;
	struct buf *html = normaliser->text_only ? NULL : &normaliser->html;
	size_t length = strlen(value->text);

	if (value->markup == DRAFT_PLAIN || !html_has_markup(value->text, length)) {
		add_plain(text, value->text);
		if (html != NULL)
			add_paragraphs(html, buf_text(text));
	} else {
		html_sanitise(html, text, value->text, length,
			      value->base != NULL ? value->base : normaliser->base_url);
	}
	entry->content_text = take(normaliser, text);
	entry->content_html = take(normaliser, &normaliser->html);
}

void normalise_feed(struct normaliser *normaliser, struct feed_document *feed,
		    const struct draft *draft)
{
	const struct draft_value *values = draft->values;

	feed->url = link_of(normaliser, &values[DRAFT_URL]);
	if (normaliser->base_url == NULL && feed->url != NULL && url_is_web(feed->url))
		normaliser->base_url = feed->url;
	feed->title = line(normaliser, &values[DRAFT_TITLE]);
	feed->description = plain(normaliser, &values[DRAFT_SUMMARY]);
	feed->language = verbatim(normaliser, &values[DRAFT_LANGUAGE]);
	feed->feed_url = link_of(normaliser, &values[DRAFT_SELF]);
	feed->hub_url = link_of(normaliser, &values[DRAFT_HUB]);
	feed->next_url = link_of(normaliser, &values[DRAFT_NEXT]);
	feed->image_url = link_of(normaliser, &values[DRAFT_IMAGE]);
	feed->icon_url = link_of(normaliser, &values[DRAFT_ICON]);
	feed->copyright = line(normaliser, &values[DRAFT_COPYRIGHT]);
	feed->generator = line(normaliser, &values[DRAFT_GENERATOR]);
	feed->authors = people_of(normaliser, draft, &feed->author_count);
	feed->tags = tags_of(normaliser, draft, &feed->tag_count);
	feed->updated = draft->times[DRAFT_UPDATED] != TIME_UNKNOWN ? draft->times[DRAFT_UPDATED]
								     : draft->times[DRAFT_PUBLISHED];
	feed->ttl = draft->ttl;
	feed->update_period = draft->period / (draft->frequency > 0 ? draft->frequency : 1);
	feed->skip_hours = draft->skip_hours;
	feed->skip_days = draft->skip_days;
}

void normalise_entry(struct normaliser *normaliser, struct entry *entry,
		     const struct draft *draft)
{
	const struct draft_value *values = draft->values;
	bool has_content = values[DRAFT_CONTENT].text != NULL;
	const struct draft_value *content = &values[has_content ? DRAFT_CONTENT : DRAFT_SUMMARY];

	entry->guid = verbatim(normaliser, &values[DRAFT_ID]);
	entry->url = link_of(normaliser, &values[DRAFT_URL]);
	if (entry->url == NULL && draft->id_is_url && is_absolute(values[DRAFT_ID].text))
		entry->url = link_of(normaliser, &values[DRAFT_ID]);
	entry->external_url = link_of(normaliser, &values[DRAFT_EXTERNAL]);
	skip_redirector(normaliser, entry, &values[DRAFT_ORIGIN]);
	entry->comments_url = link_of(normaliser, &values[DRAFT_COMMENTS]);
	entry->image_url = link_of(normaliser, &values[DRAFT_IMAGE]);
	entry->title = line(normaliser, &values[DRAFT_TITLE]);
	if (has_content)
		entry->summary = plain(normaliser, &values[DRAFT_SUMMARY]);
	if (content->text != NULL)
		set_content(normaliser, entry, content);
	entry->language = verbatim(normaliser, &values[DRAFT_LANGUAGE]);
	entry->published = draft->times[DRAFT_PUBLISHED];
	entry->updated = draft->times[DRAFT_UPDATED];
	entry->first_seen = TIME_UNKNOWN;
	entry->source_title = line(normaliser, &values[DRAFT_SOURCE_TITLE]);
	entry->source_url = link_of(normaliser, &values[DRAFT_SOURCE_URL]);
	entry->authors = people_of(normaliser, draft, &entry->author_count);
	entry->tags = tags_of(normaliser, draft, &entry->tag_count);
	entry->enclosures = enclosures_of(normaliser, draft, &entry->enclosure_count);
}

void normalise_end(struct normaliser *normaliser)
{
	buf_clear(&normaliser->text);
	buf_clear(&normaliser->html);
}
