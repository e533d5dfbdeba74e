/*
 * A feed's rhythm: how often it brings something, and at what time of day.
 */
#pragma once

#include <stdint.h>

struct feed_document;
struct feed_state;

/*
 * After every answer: what came since the last one. Sets rate_* and hours; the
 * first answer only starts the watch.
 */
void rhythm_record(struct feed_state *state, int64_t new_entries, int64_t now);

/*
 * Of every document, before that: when it was alive last (newest_entry; dates to
 * come say only that it is), how long it is silent between two entries (usual_gap),
 * and since when its entries have had no dates (undated_since).
 */
void rhythm_note_dates(struct feed_state *state, const struct feed_document *document,
		       int64_t now);

/* Seconds in which this feed brings as much as a poll is worth, on average … */
double rhythm_pace(const struct feed_state *state);

/* … and from now on, at this time of day; more than a day is as good as never. */
double rhythm_wait(const struct feed_state *state, int64_t now);
