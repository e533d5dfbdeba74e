#include "story/topic.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/story.h"
#include "story/lexicon.h"
#include "story/plain.h"
#include "text/language.h"
#include "text/utf8.h"
#include "text/words.h"

enum {
	MOST_PHRASE = 8,		/* words of a term */
	MOST_READ = 1500,		/* words of an article */
	EARLY = 60,			/* a mention in the first words is no passing one */
};

struct term_word {
	struct word word;		/* its text is in the arena */
	bool is_prefix;
	bool is_character;		/* one of a script that is read in pairs */
	bool has_forms;			/* and is found in each of them */
};

struct term {
	size_t first;			/* of its words */
	size_t count;			/* none: it is never found */
	bool is_excluded;
};

struct topic {
	struct arena *arena;
	struct lexicon *lexicon;	/* NULL: no word has other forms */
	struct term *terms;
	size_t count;
	struct term_word *words;	/* of all terms */
	size_t word_count;
	bool is_open;			/* nothing is asked for: everything fits */
};

/* Where a term occurs in an article, and how often. */
struct finds {
	size_t in_name;			/* its title and tags */
	size_t in_text;
	size_t early;			/* of these */
};

/* An article being read. */
struct reading {
	const struct topic *topic;
	const char *language;
	uint64_t *asked;		/* by word of the topic: its form-less term, or 0 */
	struct words words;		/* of the piece being read … */
	uint64_t *forms;		/* … and their form-less terms */
	struct finds *finds;		/* by term */
};

static bool is_one_character(const struct word *word)
{
	const char *at = word->text, *end = at + word->length;

	utf8_next(&at, end);
	return at == end;
}

static struct term_word read_word(struct arena *arena, const struct word *word, char after,
				  bool is_quoted)
{
	struct term_word read = {
		.word = *word,
		.is_prefix = after == '*',
		.is_character = word->is_unspaced && is_one_character(word),
	};

	read.word.text = arena_dup_bytes(arena, word->text, word->length);
	read.has_forms = !is_quoted && !read.is_prefix && !word->is_upper && !word->is_unspaced;
	return read;
}

static void add_term(struct topic *topic, const char *text, struct words *words)
{
	struct term *term = &topic->terms[topic->count++];
	bool is_quoted;
	size_t i;

	while (str_is_space(*text))
		text++;
	term->is_excluded = *text == '-';
	text += term->is_excluded;
	is_quoted = *text == '"';
	term->first = topic->word_count;
	words_split(words, text, strlen(text));
	for (i = 0; i < words->count && i < MOST_PHRASE; i++) {
		const struct word *word = &words->list[i];

		topic->words[topic->word_count++] =
			read_word(topic->arena, word, text[word->end], is_quoted);
		if (topic->words[topic->word_count - 1].has_forms && topic->lexicon == NULL)
			topic->lexicon = lexicon_new();
	}
	term->count = topic->word_count - term->first;
	topic->is_open &= term->count == 0 || term->is_excluded;
}

struct topic *topic_new(const char *const *terms, size_t count)
{
	struct topic *topic = mem_new(sizeof(*topic));
	struct words words = {0};
	size_t i;

	topic->arena = arena_new();
	topic->terms = arena_array(topic->arena, count + 1, sizeof(*topic->terms));
	topic->words = arena_array(topic->arena, count * MOST_PHRASE + 1, sizeof(*topic->words));
	topic->is_open = true;
	for (i = 0; i < count; i++)
		add_term(topic, terms[i], &words);
	words_clear(&words);
	return topic;
}

void topic_free(struct topic *topic)
{
	if (topic == NULL)
		return;
	lexicon_free(topic->lexicon);
	arena_free(topic->arena);
	free(topic);
}

static bool starts_with(const struct word *word, const struct word *start)
{
	return word->length >= start->length &&
	       memcmp(word->text, start->text, start->length) == 0;
}

static bool ends_with(const struct word *word, const struct word *end)
{
	return word->length >= end->length &&
	       memcmp(word->text + word->length - end->length, end->text, end->length) == 0;
}

/* Whether the character that ends this word begins the next as well. */
static bool is_shared_with_next(const struct words *words, size_t at)
{
	return at + 1 < words->count && words->list[at + 1].start < words->list[at].end;
}

static bool word_fits(const struct reading *reading, size_t asked, size_t at)
{
	const struct term_word *wanted = &reading->topic->words[asked];
	const struct word *word = &reading->words.list[at];

	if (wanted->word.is_upper && !word->is_upper)
		return false;
	if (starts_with(word, &wanted->word) &&
	    (word->length == wanted->word.length || wanted->is_prefix || wanted->is_character))
		return true;
	if (wanted->is_character)
		return ends_with(word, &wanted->word) && !is_shared_with_next(&reading->words, at);
	return reading->asked[asked] != 0 && reading->asked[asked] == reading->forms[at];
}

static bool term_is_at(const struct reading *reading, const struct term *term, size_t at)
{
	size_t i;

	if (term->count == 0 || at + term->count > reading->words.count)
		return false;
	for (i = 0; i < term->count; i++)
		if (!word_fits(reading, term->first + i, at + i))
			return false;
	return true;
}

/* Splits a piece of the article into its words, as many as are read. */
static void read_words(struct reading *reading, const char *text)
{
	struct words *words = &reading->words;
	size_t i;

	words_split(words, text, utf8_prefix(text, strlen(text), PLAIN_MOST));
	if (words->count > MOST_READ)
		words->count = MOST_READ;
	for (i = 0; reading->topic->lexicon != NULL && i < words->count; i++)
		reading->forms[i] = lexicon_term(reading->topic->lexicon, reading->language,
						 &words->list[i]);
}

static void find_in_name(struct reading *reading, const char *name)
{
	const struct topic *topic = reading->topic;
	size_t at, i;

	read_words(reading, name);
	for (at = 0; at < reading->words.count; at++)
		for (i = 0; i < topic->count; i++)
			reading->finds[i].in_name += term_is_at(reading, &topic->terms[i], at);
}

static void find_in_text(struct reading *reading, const char *text)
{
	const struct topic *topic = reading->topic;
	size_t at, i;

	read_words(reading, text);
	for (at = 0; at < reading->words.count; at++)
		for (i = 0; i < topic->count; i++) {
			if (!term_is_at(reading, &topic->terms[i], at))
				continue;
			reading->finds[i].in_text++;
			reading->finds[i].early += at < EARLY;
		}
}

static const char *language_of(const struct article *article)
{
	return str_is_empty(article->language)
		       ? language_detect(article->text, strlen(article->text))
		       : article->language;
}

/* Where each term of the topic occurs; to be freed. */
static struct finds *find_terms(const struct topic *topic, const struct article *article)
{
	struct reading reading = {
		.topic = topic,
		.language = topic->lexicon != NULL ? language_of(article) : "",
		.asked = mem_array(topic->word_count + 1, sizeof(*reading.asked)),
		.forms = mem_array(MOST_READ, sizeof(*reading.forms)),
		.finds = mem_array(topic->count + 1, sizeof(*reading.finds)),
	};
	size_t i;

	for (i = 0; i < topic->word_count; i++)
		if (topic->words[i].has_forms)
			reading.asked[i] = lexicon_term(topic->lexicon, reading.language,
							&topic->words[i].word);
	find_in_name(&reading, article->title);
	for (i = 0; i < article->tag_count; i++)
		find_in_name(&reading, article->tags[i]);
	find_in_text(&reading, article->text);
	words_clear(&reading.words);
	free(reading.asked);
	free(reading.forms);
	return reading.finds;
}

static void add_finds(struct finds *sum, const struct finds *finds)
{
	sum->in_name += finds->in_name;
	sum->in_text += finds->in_text;
	sum->early += finds->early;
}

static bool is_found(const struct finds *finds)
{
	return finds->in_name + finds->in_text > 0;
}

/* Not just mentioned in passing. */
static bool is_told_of(const struct finds *finds)
{
	return finds->in_name > 0 || finds->early > 0 || finds->in_text > 1;
}

static double judge(const struct topic *topic, const struct finds *finds)
{
	static const double base = 0.5, in_name = 0.25, each = 0.05;
	struct finds sum = {0};
	double relevance;
	size_t i;

	for (i = 0; i < topic->count; i++) {
		if (topic->terms[i].is_excluded && is_found(&finds[i]))
			return 0;
		if (!topic->terms[i].is_excluded)
			add_finds(&sum, &finds[i]);
	}
	if (topic->is_open)
		return 1;
	if (!is_told_of(&sum))
		return 0;
	relevance = base + (sum.in_name > 0 ? in_name : 0) + each * (double)sum.in_text;
	return relevance < 1 ? relevance : 1;
}

double topic_relevance(const struct topic *topic, const struct article *article)
{
	struct finds *finds;
	double relevance;

	if (topic->word_count == 0)
		return 1;
	finds = find_terms(topic, article);
	relevance = judge(topic, finds);
	free(finds);
	return relevance;
}

void topic_count(const struct topic *topic, const struct article *article, size_t *hits)
{
	struct finds *finds = find_terms(topic, article);
	size_t i;

	for (i = 0; i < topic->count; i++)
		hits[i] += topic->terms[i].is_excluded ? is_found(&finds[i])
						       : is_told_of(&finds[i]);
	free(finds);
}
