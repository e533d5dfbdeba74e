/*
 * What the log says of polls and editions: a line per change, not per attempt,
 * and no flood of them when a network goes away.
 *
 * Belongs to the loop's thread. Zeroed is ready.
 */
#pragma once

#include "base/err.h"
#include "daemon/complaint.h"
#include "daemon/ration.h"

struct digest_settings;
struct poll_outcome;
struct published;
struct subscription;
struct vigil_news;

struct chronicle {
	struct complaint storing;	/* that the store takes no feeds … */
	struct complaint making;	/* … or no edition comes of them */
	struct ration failures;
	struct ration news;
};

void chronicle_clear(struct chronicle *chronicle);

void chronicle_note_polled(struct chronicle *chronicle, const struct subscription *subscription,
			   const struct poll_outcome *outcome, const struct err *err);
void chronicle_note_edition(struct chronicle *chronicle, const struct digest_settings *digest,
			    const struct published *published, const struct err *err);

void chronicle_note_network(const struct vigil_news *news);

/* No edition is made, or they are again. */
void chronicle_note_press(struct chronicle *chronicle, const struct err *err);
