/*
 * Is an article on the topic that a digest asks for?
 *
 * A topic is a list of terms as its user wrote them. A word, or words that
 * follow each other, are found in all their forms, as far as those of the
 * article's language are known: election results is in "Election result due".
 * Within quotes words are found as they stand; "chip*" is every word that
 * begins so; -"chip shot" rules an article out; a word all in capitals, such
 * as AI, is found only in capitals. In scripts without spaces a term is found
 * wherever its characters follow each other.
 *
 * A topic is used by one thread at a time.
 */
#pragma once

#include <stddef.h>

struct article;
struct topic;			/* opaque */

/* Without terms, everything is on the topic. Copies the terms. */
struct topic *topic_new(const char *const *terms, size_t count);
void topic_free(struct topic *topic);		/* accepts NULL */

/*
 * How much an article is about the topic, 0 to 1; 0 is not at all. A term in
 * its title or tags will do; in its text one must be early, or come again.
 */
double topic_relevance(const struct topic *topic, const struct article *article);

/* Adds one to the hits of each term, as given, that alone would choose or rule out the article. */
void topic_count(const struct topic *topic, const struct article *article, size_t *hits);
