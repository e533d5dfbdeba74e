/*
 * What the daemon counts, for machines that watch it: Prometheus' text format
 * (0.0.4), on the control socket and, if the config names one, in a file for
 * a textfile collector.
 *
 * Belongs to the loop's thread. Counters begin at zero with the process.
 */
#pragma once

#include "base/err.h"

struct buf;
struct engine;
struct metrics;			/* opaque */
struct poll_outcome;
struct pulse;

/* Begins to write the file, at once and then every minute. Both outlive the metrics. */
struct metrics *metrics_new(struct engine *engine, const struct pulse *pulse);

void metrics_note_polled(struct metrics *metrics, const struct poll_outcome *outcome,
			 const struct err *err);
void metrics_note_edition(struct metrics *metrics, const struct err *err);

void metrics_add(const struct metrics *metrics, struct buf *out);

/* Writes no more; frees itself once the loop has let go. Accepts NULL. */
void metrics_close(struct metrics *metrics);
