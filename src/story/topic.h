/*
 * Is an article on the topic that a digest asks for?
 *
 * A topic is a list of terms as its user wrote them: words and phrases, quoted
 * or not; "chip*" is every word that begins so; -"chip shot" rules an article
 * out; a term all in capitals, such as AI, is found only in capitals.
 */
#pragma once

#include <stddef.h>

struct arena;
struct article;
struct topic;			/* lives in the arena it was made in */

/* Without terms, everything is on the topic. */
struct topic *topic_new(struct arena *arena, const char *const *terms, size_t count);

/*
 * How much an article is about the topic, 0 to 1; 0 is not at all. A term in
 * its title or tags will do; in its text one must be early, or come again.
 */
double topic_relevance(const struct topic *topic, const struct article *article);
