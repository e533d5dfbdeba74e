/*
 * Which feeds need a person's attention, and what for.
 */
#pragma once

#include <stdint.h>

struct feed_state;

enum attention_kind {
	ATTENTION_NONE,
	ATTENTION_GONE,			/* its server said so: it is polled no more */
	ATTENTION_FAILING,		/* for a day at least; state->last_error says how */
	ATTENTION_MOVED,		/* for good, to state->fetch_url */
	ATTENTION_SILENT,		/* for many times as long as ever before */
	ATTENTION_UNDATED,		/* its entries have no dates */
};

struct attention {
	enum attention_kind kind;
	int64_t since;			/* 0: not known */
};

/* The first of these that is so. */
struct attention attention_of(const struct feed_state *state, int64_t now);

/* A few words, such as "moved"; never NULL. */
const char *attention_text(enum attention_kind kind);
