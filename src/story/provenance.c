#include "story/provenance.h"

#include <stddef.h>
#include <string.h>

#include "base/hash.h"
#include "base/str.h"
#include "model/story.h"
#include "story/plain.h"
#include "text/agency.h"
#include "text/words.h"

enum {
	FIRST_LINES = 3,		/* on one of which a dateline may stand */
	MOST_REPORTERS = 80,		/* bytes: what is longer is no list of names */
};

static uint64_t hash_words(const struct words *words)
{
	uint64_t hash = 0;
	size_t i;

	for (i = 0; i < words->count; i++)
		hash = hash_mix(hash * 3 + hash64(words->list[i].text, words->list[i].length));
	return hash | 1;		/* never 0 */
}

static uint64_t hash_text(const char *start, const char *end)
{
	struct words words = {0};
	uint64_t hash;

	words_split(&words, start, (size_t)(end - start));
	hash = words.count > 0 ? hash_words(&words) : 0;
	words_clear(&words);
	return hash;
}

static uint64_t key_of(const struct agency *agency)
{
	const char *name = agency_name(agency);

	return hash_text(name, name + strlen(name));
}

/* An agency by its name, be it known or not. */
static uint64_t agency_called(const char *start, const char *end)
{
	const struct agency *agency = agency_named(start, end);

	return agency != NULL ? key_of(agency) : hash_text(start, end);
}

/* The name in brackets after a place, in a dateline; 0 if there is none. */
static uint64_t agency_after_place(const char *start, const char *end)
{
	const char *open = memchr(start, '(', (size_t)(end - start)), *close;

	if (open == NULL || open == start)
		return 0;
	close = memchr(open, ')', (size_t)(end - open));
	return close != NULL ? agency_called(open + 1, close) : 0;
}

/* Only datelines have a name in brackets after a place, so it may be any agency's. */
static uint64_t agency_of_dateline(const char *text)
{
	uint64_t key = 0;
	size_t lines = 0;

	while (key == 0 && *text != '\0' && lines < FIRST_LINES) {
		const char *start = text, *end = text + strcspn(text, "\n");

		text = *end == '\n' ? end + 1 : end;
		str_trim(&start, &end);
		if (start == end)
			continue;
		key = agency_after_place(start, plain_skip_dateline(start, end));
		lines++;
	}
	return key;
}

static uint64_t agency_of_publisher(const struct article *article)
{
	const struct agency *agency = agency_at(article->publisher);
	const char *name = article->publisher_name;

	if (agency != NULL)
		return key_of(agency);
	return article->is_agency && name != NULL ? agency_called(name, name + strlen(name)) : 0;
}

static uint64_t agency_of(const struct article *article)
{
	uint64_t key = agency_of_publisher(article);
	const struct agency *agency;

	if (key == 0 && article->credit != NULL)
		key = agency_called(article->credit, article->credit + strlen(article->credit));
	if (key != 0)
		return key;
	agency = agency_credited(article->text, article->author);
	return agency != NULL ? key_of(agency) : agency_of_dateline(article->text);
}

/* Names of people, not what many papers sign with; one name may be anyone's. */
static bool are_people(const struct words *words)
{
	static const char nobodies[] =
		" admin administrator agencies agency bureau contributor correspondent"
		" correspondents desk digital editor editorial editors guest media news newsroom"
		" online our redacción redaktion press report reporter reporters rédaction service"
		" staff team the web webdesk wire wires writer writers"
		" автор агентство корреспондент новости редакция служба ";
	size_t i;

	for (i = 0; i < words->count; i++)
		if (str_lists(nobodies, words->list[i].text, words->list[i].length, ' '))
			return false;
	return words->count > 1;
}

static uint64_t reporters_of(const struct article *article)
{
	const char *author = article->author != NULL ? article->author : "";
	struct words words = {0};
	uint64_t key;

	if (str_case_starts(author, "by "))
		author += 3;
	if (strlen(author) <= MOST_REPORTERS)
		words_split(&words, author, strlen(author));
	key = are_people(&words) ? hash_words(&words) : 0;
	words_clear(&words);
	return key;
}

void provenance_read(struct provenance *provenance, const struct article *article)
{
	*provenance = (struct provenance){
		.agency = agency_of(article),
		.reporters = reporters_of(article),
	};
}
