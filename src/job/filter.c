#include "job/filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/feed.h"
#include "model/story.h"
#include "story/topic.h"

enum { MOST_TERMS = 100 };

/* NULL if there are no terms. */
static struct topic *make_topic(struct arena *arena, const char *list)
{
	const char *terms[MOST_TERMS];
	size_t count = 0;

	while (list != NULL && *list != '\0' && count < MOST_TERMS) {
		const char *start = list, *end = list + strcspn(list, ",");

		list = *end == ',' ? end + 1 : end;
		str_trim(&start, &end);
		if (end > start)
			terms[count++] = arena_dup_bytes(arena, start, (size_t)(end - start));
	}
	return count > 0 ? topic_new(terms, count) : NULL;
}

/* "en" of "en-US". */
static const char *primary_subtag(struct arena *arena, const char *language)
{
	char *subtag = arena_dup_bytes(arena, language, strcspn(language, "-_")), *at;

	for (at = subtag; *at != '\0'; at++)
		*at = str_lower(*at);
	return subtag;
}

static struct article as_article(struct arena *arena, const struct entry *entry)
{
	return (struct article){
		.title = entry->title != NULL ? entry->title : "",
		.text = entry->content_text != NULL ? entry->content_text
			: entry->summary != NULL    ? entry->summary
						    : "",
		.language = entry->language != NULL ? primary_subtag(arena, entry->language) : "",
		.tags = entry->tags,
		.tag_count = entry->tag_count,
	};
}

static bool is_wanted(const struct topic *include, const struct topic *exclude,
		      const struct article *article)
{
	return (include == NULL || topic_relevance(include, article) > 0) &&
	       (exclude == NULL || topic_relevance(exclude, article) <= 0);
}

void filter_init(struct filter *filter, const char *include, const char *exclude)
{
	filter->include = mem_dup(include);
	filter->exclude = mem_dup(exclude);
}

bool filter_is_empty(const struct filter *filter)
{
	return filter->include == NULL && filter->exclude == NULL;
}

void filter_clear(struct filter *filter)
{
	free(filter->include);
	free(filter->exclude);
}

void filter_apply(const struct filter *filter, struct feed_document *document)
{
	struct arena *arena = arena_new();
	struct topic *include = make_topic(arena, filter->include);
	struct topic *exclude = make_topic(arena, filter->exclude);
	size_t kept = 0, i;

	for (i = 0; i < document->entry_count; i++) {
		const struct article article = as_article(arena, &document->entries[i]);

		if (is_wanted(include, exclude, &article))
			document->entries[kept++] = document->entries[i];
	}
	document->dropped_count += document->entry_count - kept;
	document->entry_count = kept;
	topic_free(include);
	topic_free(exclude);
	arena_free(arena);
}
