/*
 * Watches whom requests reach, and holds the judgement on those who cannot be
 * reached until it is known whether that is their fault or our own network's: it is
 * theirs once somebody else is reached, if somebody just was and nobody is being
 * asked, or after a quarter of an hour.
 *
 * Belongs to the loop's thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct env;
struct sighting;
struct vigil;			/* opaque */

struct vigil_news {
	bool is_down;			/* else it is back */
	int64_t since;			/* when it was first missed */
	const char *why;		/* what one of the first hosts that were missed said */
};

/* Told when the network went down or came back; before anybody is judged by that. */
typedef void (*vigil_changed_cb)(void *ctx, const struct vigil_news *news);

typedef void (*vigil_judged_cb)(void *ctx, bool is_ours);

enum verdict {
	VERDICT_THEIRS,
	VERDICT_OURS,			/* nobody is to be blamed */
	VERDICT_OPEN,			/* vigil_judged_cb will tell, once, from the loop */
};

/* The env's fetcher says whether anybody is still being asked. */
struct vigil *vigil_new(const struct env *env, vigil_changed_cb changed, void *ctx);

/* How many hosts are followed, and whether one of them is out on the internet. */
void vigil_expect(struct vigil *vigil, size_t hosts, bool follows_far);

/* For so long, judges as soon as nobody is being asked any more: a person waits for it. */
void vigil_hurry(struct vigil *vigil, int64_t seconds);

/* Takes note of a request that ended otherwise than with CONTACT_LOST. */
void vigil_note(struct vigil *vigil, const struct sighting *sighting);

/* The same of one that was lost, for the reason `why`. */
enum verdict vigil_ask(struct vigil *vigil, const struct sighting *sighting, const char *why,
		       vigil_judged_cb judged, void *ctx);

bool vigil_is_down(const struct vigil *vigil);		/* accepts NULL */
int64_t vigil_down_since(const struct vigil *vigil);	/* 0: it is not; accepts NULL */

/* Blames nobody who still waits; frees itself once the loop has let go. Accepts NULL. */
void vigil_close(struct vigil *vigil);
