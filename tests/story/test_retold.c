/*
 * What summaries promise, over the sample and over thousands of invented stories,
 * checked word by word and by nothing that made them: each number, name and
 * quotation is of a source, no sentence is told twice, and the length is the one
 * that was asked for.
 */
#include "support/unit.h"

#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "base/str.h"
#include "model/entry.h"
#include "model/feed.h"
#include "model/story.h"
#include "parse/document.h"
#include "story/cluster.h"
#include "story/summary.h"
#include "support/length.h"
#include "text/sentences.h"
#include "text/xml.h"

enum { MOST_ARTICLES = 400, MOST_SOURCES = 8, FEED_LIMIT = 1 << 20, STORIES = 120 };

struct newsstand {
	struct arena *arena;
	struct article articles[MOST_ARTICLES];
	size_t count;
};

/* How often the length was the one asked for, of how often it could be. */
struct lengths {
	size_t asked;
	size_t met;
};

/* Adds what a summary of these sources may say, each piece between bars. */
static void add_sources(struct buf *all, const struct summary_source *sources, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		buf_printf(all, "|%s|%s", sources[i].text,
			   sources[i].name != NULL ? sources[i].name : "");
}

/* Whether bytes are in a text; all white space is the same, and so is case if asked. */
static bool holds(const char *text, const char *bytes, size_t length, bool any_case)
{
	for (; *text != '\0'; text++) {
		size_t i = 0;

		while (i < length && text[i] != '\0' &&
		       (text[i] == bytes[i] ||
			(any_case && tolower((unsigned char)text[i]) ==
				     tolower((unsigned char)bytes[i])) ||
			(str_is_space(text[i]) && str_is_space(bytes[i]))))
			i++;
		if (i == length)
			return true;
	}
	return false;
}

static bool is_letter(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* Each word with a capital or a digit; the first may have been given its capital. */
static void assert_names_and_numbers(const char *sentence, size_t length, const char *all)
{
	size_t at = 0, end;

	while (at < length) {
		if (!is_letter(sentence[at])) {
			at++;
			continue;
		}
		for (end = at; end < length && is_letter(sentence[end]); end++)
			;
		if (isupper((unsigned char)sentence[at]) || isdigit((unsigned char)sentence[at]))
			assert_true(holds(all, sentence + at, end - at, at < 3));
		at = end;
	}
}

static void assert_quotations(const char *text, const char *all)
{
	const char *open = strstr(text, "“"), *close;

	for (; open != NULL; open = strstr(close, "“")) {
		close = strstr(open, "”");
		assert_non_null(close);
		assert_true(holds(all, open, (size_t)(close - open), false));
	}
}

static void assert_told_once(const char *text, const struct sentences *sentences, size_t which)
{
	const struct sentence *x = &sentences->list[which];
	size_t i;

	for (i = 0; i < which; i++) {
		const struct sentence *y = &sentences->list[i];

		assert_false(x->end - x->start == y->end - y->start &&
			     memcmp(text + x->start, text + y->start, x->end - x->start) == 0);
	}
}

static void assert_faithful(const char *text, const struct summary_source *sources, size_t count)
{
	struct sentences sentences = {0};
	struct buf all = {0};
	size_t i;

	add_sources(&all, sources, count);
	sentences_split(&sentences, text, strlen(text), "en");
	for (i = 0; i < sentences.count; i++) {
		const struct sentence *one = &sentences.list[i];

		assert_names_and_numbers(text + one->start, one->end - one->start, buf_text(&all));
		assert_told_once(text, &sentences, i);
	}
	assert_quotations(text, buf_text(&all));
	sentences_clear(&sentences);
	buf_clear(&all);
}

static void retell(const struct summary_source *sources, size_t count, size_t words,
		   struct lengths *lengths)
{
	struct arena *arena = arena_new();
	struct summary summary = summary_make(arena, sources, count,
					      (struct summary_limit){ .words = words });
	struct buf text = {0};
	size_t enough = 0, told, i;

	for (i = 0; i < summary.count; i++)
		buf_printf(&text, "%s\n", summary.paragraphs[i]);
	for (i = 0; i < count; i++)
		enough += length_in_words(sources[i].text);
	told = length_in_words(buf_text(&text));
	assert_faithful(buf_text(&text), sources, count);
	assert_true(told <= words + words / 10);
	if (enough >= 3 * words) {
		lengths->asked++;
		lengths->met += told >= words - words / 10;
	}
	buf_clear(&text);
	arena_free(arena);
}

static void read_feed(struct newsstand *stand, const char *path)
{
	struct buf bytes = {0};
	struct feed_document *document;
	struct feed_source source = {0};
	struct err err = {0};
	size_t i;

	assert_int_equal(file_read(path, FEED_LIMIT, &bytes, &err), 0);
	source.bytes = buf_text(&bytes);
	source.length = bytes.length;
	assert_int_equal(document_parse(&document, stand->arena, &source, &err), 0);
	for (i = 0; i < document->entry_count && stand->count < MOST_ARTICLES; i++) {
		const struct entry *entry = &document->entries[i];
		const char *text = entry->content_text != NULL ? entry->content_text
							       : entry->summary;

		stand->articles[stand->count] = (struct article){
			.id = (int64_t)stand->count + 1, .url_key = entry->url_key, .url = "",
			.title = entry->title != NULL ? entry->title : "",
			.text = text != NULL ? text : "", .language = "", .group = "",
			.publisher = document->title, .publisher_name = document->title,
			.weight = 1, .time = entry->published,
		};
		stand->count++;
	}
	buf_clear(&bytes);
}

static void open_newsstand(struct newsstand *stand)
{
	const char *directory = getenv("srcdir");
	glob_t paths;
	char pattern[1000];
	size_t i;

	*stand = (struct newsstand){ .arena = arena_new() };
	xml_init();
	snprintf(pattern, sizeof(pattern), "%s/conf/sample/*.xml",
		 directory != NULL ? directory : ".");
	assert_int_equal(glob(pattern, 0, NULL, &paths), 0);
	for (i = 0; i < paths.gl_pathc; i++)
		read_feed(stand, paths.gl_pathv[i]);
	globfree(&paths);
}

static void group_articles(struct newsstand *stand)
{
	struct cluster *cluster = cluster_new(1);
	size_t moved, i;

	for (i = 0; i < stand->count; i++)
		cluster_place(cluster, &stand->articles[i]);
	moved = cluster_settle(cluster, 0);
	for (i = 0; i < moved; i++) {
		struct article now;

		cluster_moved(cluster, i, &now);
		stand->articles[now.id - 1].story_id = now.story_id;
	}
	cluster_free(cluster);
}

/* The articles of the story that an article is in, itself first; how many. */
static size_t gather(const struct newsstand *stand, size_t which,
		     struct summary_source sources[MOST_SOURCES])
{
	const struct article *first = &stand->articles[which];
	size_t count = 0, i;

	for (i = 0; i < stand->count && count < MOST_SOURCES; i++) {
		const struct article *article = &stand->articles[(which + i) % stand->count];

		if (article->story_id == first->story_id)
			sources[count++] = (struct summary_source){ article->text, "",
								    article->publisher_name };
	}
	return count;
}

static void the_sample_is_retold_as_it_is(void **state)
{
	struct newsstand stand;
	struct lengths lengths = {0};
	size_t words, i;

	(void)state;
	open_newsstand(&stand);
	assert_in_range(stand.count, 20, MOST_ARTICLES);
	group_articles(&stand);
	for (i = 0; i < stand.count; i++)
		for (words = 40; words <= 160; words += 40) {
			struct summary_source sources[MOST_SOURCES];
			size_t count = gather(&stand, i, sources);

			retell(sources, count, words, &lengths);
		}
	printf("# %zu articles; %zu of %zu within a tenth\n", stand.count, lengths.met,
	       lengths.asked);
	assert_true(lengths.asked > 0 && 100 * lengths.met >= 95 * lengths.asked);
	arena_free(stand.arena);
}

static unsigned pick(uint64_t *chance, unsigned count)
{
	*chance = hash_mix(*chance + 1);
	return (unsigned)(*chance % count);
}

/* A sentence of invented news: who, what, how many, where, and sometimes in whose words. */
static void add_sentence(struct buf *text, uint64_t *chance, const char *name)
{
	static const char *const towns[] = { "Port Elm", "Oster", "Mount Arden", "St. Ives Bay",
					     "Lorne-on-Sea", "Dale", "East Quay", "the U.S." };
	static const char *const things[] = { "ferries", "goats", "telescopes", "barrels of tar",
					      "percent of homes", "miles of rope", "old bells" };
	static const char *const deeds[] = { "lost", "found", "ordered", "sold", "repaired" };
	const char *town = towns[pick(chance, 8)], *thing = things[pick(chance, 7)];
	const char *deed = deeds[pick(chance, 5)];
	unsigned many = 2 + pick(chance, 900);

	switch (pick(chance, 5)) {
	case 0:
		buf_printf(text, "“We %s %u %s near %s,” said Dr. %s on Monday.", deed, many, thing,
			   town, name);
		break;
	case 1:
		buf_printf(text, "Meanwhile, %s Corp. %s %u.%u million %s in %s last year.", name,
			   deed, many, pick(chance, 10), thing, town);
		break;
	case 2:
		buf_printf(text, "However, the council of %s %s only %u %s, it said.", town, deed,
			   many, thing);
		break;
	case 3:
		buf_printf(text, "He %s %u %s for %s at No. %u Harbour Road.", deed, many, thing,
			   town, pick(chance, 99));
		break;
	default:
		buf_printf(text, "Engineers %s %u %s in %s before %s arrived at 5 p.m.", deed, many,
			   thing, town, name);
	}
}

/* Reports that share some sentences, and some numbers of which differ. */
static void invent(struct buf texts[MOST_SOURCES], size_t count, uint64_t seed)
{
	static const char *const names[] = { "Thorvald", "Calder", "Quill", "Vane", "Ashdown" };
	size_t lines = 4 + seed % 30, i, j;

	for (i = 0; i < count; i++)
		for (j = 0; j < lines; j++) {
			uint64_t chance = hash_mix(seed * 1000 + j), own = chance + i;

			add_sentence(&texts[i], pick(&own, 3) == 0 ? &own : &chance,
				     names[(seed + j) % 5]);
			buf_add_char(&texts[i], j % 3 == 2 ? '\n' : ' ');
		}
}

static void invented_news_is_retold_as_it_is(void **state)
{
	struct lengths lengths = {0};
	uint64_t seed;

	(void)state;
	for (seed = 0; seed < STORIES; seed++) {
		struct buf texts[MOST_SOURCES] = {0};
		struct summary_source sources[MOST_SOURCES];
		size_t count = 1 + seed % 4, words, i;

		invent(texts, count, seed);
		for (i = 0; i < count; i++)
			sources[i] = (struct summary_source){ buf_text(&texts[i]), "en",
				i % 2 == 0 ? "Harbour Wire" : "Meridian Post" };
		for (words = 50; words <= 250; words += 50)
			retell(sources, count, words, &lengths);
		for (i = 0; i < count; i++)
			buf_clear(&texts[i]);
	}
	printf("# %zu of %zu within a tenth\n", lengths.met, lengths.asked);
	assert_true(lengths.asked > 0 && 100 * lengths.met >= 95 * lengths.asked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sample_is_retold_as_it_is),
		cmocka_unit_test(invented_news_is_retold_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
