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
	return count > 0 ? topic_new(arena, terms, count) : NULL;
}

static bool is_on(const struct topic *topic, const struct entry *entry)
{
	const struct article article = {
		.title = entry->title != NULL ? entry->title : "",
		.text = entry->content_text != NULL ? entry->content_text
			: entry->summary != NULL    ? entry->summary
						    : "",
		.language = entry->language != NULL ? entry->language : "",
		.tags = entry->tags,
		.tag_count = entry->tag_count,
	};

	return topic_relevance(topic, &article) > 0;
}

static bool is_wanted(const struct topic *include, const struct topic *exclude,
		      const struct entry *entry)
{
	return (include == NULL || is_on(include, entry)) &&
	       (exclude == NULL || !is_on(exclude, entry));
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
	const struct topic *include = make_topic(arena, filter->include);
	const struct topic *exclude = make_topic(arena, filter->exclude);
	size_t kept = 0, i;

	for (i = 0; i < document->entry_count; i++) {
		if (is_wanted(include, exclude, &document->entries[i]))
			document->entries[kept++] = document->entries[i];
	}
	document->dropped_count += document->entry_count - kept;
	document->entry_count = kept;
	arena_free(arena);
}
