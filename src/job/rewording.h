/*
 * Has the summarizer reword the posts of an edition, one after the other.
 *
 * A post stands as it was composed unless the answer passes story/gate. Nothing
 * here fails: what went wrong is logged, and the edition goes on without.
 */
#pragma once

#include <stdint.h>

struct arena;
struct edition;
struct env;
struct summarizer_settings;

struct rewording_order {
	const struct summarizer_settings *summarizer;
	struct edition *edition;	/* whose posts are changed in place */
	struct arena *arena;		/* of what they then hold */
	int64_t now;			/* UTC seconds, for what is kept of it */
};

typedef void (*rewording_done_cb)(void *ctx);

/*
 * Called back exactly once, later and from the loop, at the latest when the
 * summarizer's time is up. What the order points to must live until then.
 */
void rewording_start(const struct env *env, const struct rewording_order *order,
		   rewording_done_cb done, void *ctx);
