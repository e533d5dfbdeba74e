/*
 * Whether it is our own network that is gone, or only hosts of others: what tells
 * is who can be reached, and who no longer can.
 *
 * When hosts that were well cannot be reached any more, some seconds go by, and
 * nobody else is reached, it is the network. One that failed before says nothing
 * new, but where few are followed those are all. Whoever is reached ends it; only
 * that a machine nearby speaks for itself alone where others are followed: it
 * answers without the internet too.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/contact.h"

enum {
	OUTAGE_HOSTS	= 5,		/* as many must be lost, or all that are followed … */
	OUTAGE_FEWEST	= 2,		/* … of which as many were well … */
	OUTAGE_SECONDS	= 10,		/* … and it must last so long */
};

/* Zeroed is ready: for many hosts, all nearby. */
struct outage {
	size_t followed;		/* hosts; 0: many */
	bool follows_far;		/* … one of them at least out on the internet */
	int64_t since;			/* when the first of those below was lost */
	uint64_t lost[OUTAGE_HOSTS];	/* hosts, as numbers */
	size_t count;
	size_t well;			/* of these */
	int64_t ended;			/* when it last did; 0: never */
	bool is_down;
};

struct sighting {
	enum contact contact;
	uint64_t host;			/* its hash, say */
	bool was_well;			/* it had not failed before */
	int64_t seconds;		/* that it took, at least */
};

/* Takes note of a request that has ended. */
void outage_note(struct outage *outage, const struct sighting *sighting, int64_t now);

/* Whether a loss is the network's: it is down, or was when that request began. */
bool outage_excuses(const struct outage *outage, const struct sighting *loss, int64_t now);

/* Whether a loss may be the network's: else it is that host's own. */
bool outage_is_possible(const struct outage *outage);

/*
 * Decides whether the network went down, true once for each time it did. `is_final`:
 * nobody else is being asked, so that waiting tells no more.
 */
bool outage_begins(struct outage *outage, bool is_final, int64_t now);
