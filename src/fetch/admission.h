/*
 * Who may go next: a queue per host, so that a slow host delays only itself;
 * hosts that turn out to be one machine share a queue from then on.
 *
 * Within a queue it is first come, first served; between queues, whoever could
 * go first. Callers say what time it is, in milliseconds of any clock that never
 * goes back, and ask again after somebody left or the wait is over.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct admission;		/* opaque */
struct admission_host;

struct admission_limits {
	size_t total;			/* inside at once */
	size_t per_host;
	int64_t gap_ms;			/* between two admissions of one host */
};

/* Somebody in the queue or inside; part of the caller's struct. Zeroed: neither. */
struct admission_place {
	void *owner;			/* the caller's; untouched */
	struct admission_host *host;	/* the rest is admission's */
	struct admission_place *before;
	struct admission_place *after;
	int is_inside;
};

struct admission *admission_new(const struct admission_limits *limits);
void admission_free(struct admission *admission);	/* all have left; accepts NULL */

/* Queues. Any text may name a host. */
void admission_ask(struct admission *admission, struct admission_place *place, const char *host,
		   int64_t now);

/*
 * Lets the next one in. NULL if nobody may: then *wait is how long until
 * somebody could, or -1 if that takes somebody to ask or to leave.
 */
struct admission_place *admission_next(struct admission *admission, int64_t now, int64_t *wait);

/* Whether somebody else waits for the host of one who is inside. */
bool admission_is_awaited(const struct admission_place *place);

/* Leaves, from the queue or from inside; nothing if it is in neither. */
void admission_leave(struct admission *admission, struct admission_place *place, int64_t now);

/*
 * This host was reached at this address: all who are reached there go through
 * one door, with its limits and its gap. The first address of a host stays its
 * door, so that names of many addresses do not get several.
 */
void admission_join(struct admission *admission, const char *host, const char *address,
		    int64_t now);

/* Nobody goes through the door of this host before then: for what is soon over. */
void admission_hold(struct admission *admission, const char *host, int64_t until, int64_t now);

/*
 * A host that asked to be left alone until then; others behind its door did
 * not. Admission goes on: see admission_rest().
 */
void admission_set_rest(struct admission *admission, const char *host, int64_t until,
			int64_t now);

/* How much longer the host wants to be left alone; 0: it does not. */
int64_t admission_rest(const struct admission *admission, const char *host, int64_t now);
