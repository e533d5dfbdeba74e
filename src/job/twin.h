/*
 * Feeds that have become one: where permanent redirects led, another is polled.
 */
#pragma once

struct env;
struct subscription;

/*
 * The subscription that is polled in place of this one, or NULL: it stands in
 * the same group, asks for the same URL in the same words, and keeps the same
 * of it, so that this one has nothing to add.
 */
const struct subscription *twin_find(const struct env *env,
				     const struct subscription *subscription);
