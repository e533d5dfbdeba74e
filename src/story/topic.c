#include "story/topic.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/story.h"
#include "story/plain.h"
#include "text/utf8.h"
#include "text/words.h"

enum {
	MOST_PHRASE = 8,		/* words of a term */
	MOST_READ = 1500,		/* words of an article */
	EARLY = 60,			/* a mention in the first words is no passing one */
};

struct term_word {
	const char *text;
	size_t length;
	bool is_prefix;
	bool is_upper;
};

struct term {
	struct term_word words[MOST_PHRASE];
	size_t count;
	bool is_excluded;
};

struct topic {
	struct term *terms;
	size_t count;
	bool is_open;			/* nothing is asked for: everything fits */
};

static struct term read_term(struct arena *arena, const char *text, struct words *words)
{
	struct term term = {0};
	size_t i;

	while (str_is_space(*text))
		text++;
	if (*text == '-') {
		term.is_excluded = true;
		text++;
	}
	words_split(words, text, strlen(text));
	for (i = 0; i < words->count && i < MOST_PHRASE; i++) {
		const struct word *word = &words->list[i];

		term.words[term.count++] = (struct term_word){
			.text = arena_dup_bytes(arena, word->text, word->length),
			.length = word->length,
			.is_prefix = text[word->end] == '*',
			.is_upper = word->is_upper,
		};
	}
	return term;
}

struct topic *topic_new(struct arena *arena, const char *const *terms, size_t count)
{
	struct topic *topic = arena_alloc(arena, sizeof(*topic));
	struct words words = {0};
	size_t i;

	topic->terms = arena_array(arena, count + 1, sizeof(*topic->terms));
	topic->is_open = true;
	for (i = 0; i < count; i++) {
		struct term term = read_term(arena, terms[i], &words);

		if (term.count == 0)
			continue;
		topic->terms[topic->count++] = term;
		if (!term.is_excluded)
			topic->is_open = false;
	}
	words_clear(&words);
	return topic;
}

static bool word_fits(const struct term_word *asked, const struct word *word)
{
	if (asked->is_prefix ? word->length < asked->length : word->length != asked->length)
		return false;
	if (asked->is_upper && !word->is_upper)
		return false;
	return memcmp(asked->text, word->text, asked->length) == 0;
}

static bool term_is_at(const struct term *term, const struct words *words, size_t at)
{
	size_t i;

	if (at + term->count > words->count)
		return false;
	for (i = 0; i < term->count; i++)
		if (!word_fits(&term->words[i], &words->list[at + i]))
			return false;
	return true;
}

/* What was found of a topic in some words. */
struct finds {
	size_t hits;
	size_t early_hits;
	bool is_excluded;
};

static void find_terms(const struct topic *topic, const struct words *words, struct finds *finds)
{
	size_t at, i;

	for (at = 0; at < words->count && at < MOST_READ; at++)
		for (i = 0; i < topic->count; i++) {
			if (!term_is_at(&topic->terms[i], words, at))
				continue;
			finds->is_excluded |= topic->terms[i].is_excluded;
			finds->hits += !topic->terms[i].is_excluded;
			finds->early_hits += !topic->terms[i].is_excluded && at < EARLY;
		}
}

static void find_in(const struct topic *topic, const char *text, struct words *words,
		    struct finds *finds)
{
	words_split(words, text, utf8_prefix(text, strlen(text), PLAIN_MOST));
	find_terms(topic, words, finds);
}

double topic_relevance(const struct topic *topic, const struct article *article)
{
	static const double base = 0.5, in_name = 0.25, each = 0.05;
	struct finds name = {0}, text = {0};
	struct words words = {0};
	double relevance;
	size_t i;

	if (topic->count == 0)
		return 1;
	find_in(topic, article->title, &words, &name);
	for (i = 0; i < article->tag_count; i++)
		find_in(topic, article->tags[i], &words, &name);
	find_in(topic, article->text, &words, &text);
	words_clear(&words);
	if (name.is_excluded || text.is_excluded)
		return 0;
	if (topic->is_open)
		return 1;
	if (name.hits == 0 && text.early_hits == 0 && text.hits < 2)
		return 0;
	relevance = base + (name.hits > 0 ? in_name : 0) + each * (double)text.hits;
	return relevance < 1 ? relevance : 1;
}
