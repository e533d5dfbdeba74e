#include "schedule/attention.h"

#include <stdbool.h>
#include <stddef.h>

#include "model/feed.h"

enum {
	DAY = 24 * 60 * 60,
	SILENCE = 30 * DAY,		/* at least; and so many of its usual gaps */
	GAPS = 10,
};

static bool is_silent(const struct feed_state *state, int64_t now)
{
	int64_t silence = (int64_t)GAPS * state->usual_gap;

	if (state->newest_entry <= 0 || state->usual_gap == 0)
		return false;
	return now - state->newest_entry > (silence > SILENCE ? silence : SILENCE);
}

static bool has_lasted(int64_t since, int64_t now)
{
	return since != 0 && now - since >= DAY;
}

struct attention attention_of(const struct feed_state *state, int64_t now)
{
	const struct {
		bool is_so;
		struct attention it;
	} all[] = {
		{state->is_gone, {ATTENTION_GONE, state->failing_since}},
		{has_lasted(state->failing_since, now), {ATTENTION_FAILING, state->failing_since}},
		{state->fetch_url != NULL, {ATTENTION_MOVED, state->moved_since}},
		{is_silent(state, now), {ATTENTION_SILENT, state->newest_entry}},
		{has_lasted(state->undated_since, now), {ATTENTION_UNDATED, state->undated_since}},
	};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		if (all[i].is_so)
			return all[i].it;
	}
	return (struct attention){ATTENTION_NONE, 0};
}

const char *attention_text(enum attention_kind kind)
{
	static const char *const texts[] = {
		[ATTENTION_NONE]	= "none",
		[ATTENTION_GONE]	= "gone",
		[ATTENTION_FAILING]	= "failing",
		[ATTENTION_MOVED]	= "moved",
		[ATTENTION_SILENT]	= "silent",
		[ATTENTION_UNDATED]	= "undated",
	};

	return texts[kind];
}
