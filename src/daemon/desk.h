/*
 * What the daemon does when it is asked over the control socket.
 *
 * One table of commands. Belongs to the loop's thread.
 */
#pragma once

#include "base/err.h"

struct desk;		/* opaque */
struct engine;
struct metrics;
struct poll_outcome;
struct pulse;
struct reload;
struct subscription;

/* What the desk answers from; all of it outlives the desk. */
struct desk_sources {
	struct engine *engine;
	struct reload *reload;
	const struct pulse *pulse;
	const struct metrics *metrics;
};

/* Begins to listen in the engine's state directory. */
int desk_open(struct desk **out, const struct desk_sources *sources, struct err *err);

/* To be told of every poll that ends, and of every configuration that was swapped in. */
void desk_note_polled(struct desk *desk, const struct subscription *subscription,
		      const struct poll_outcome *outcome, const struct err *err);
void desk_note_reloaded(struct desk *desk);

/* Answers whoever still waits, and hangs up on everybody. Accepts NULL. */
void desk_close(struct desk *desk);
