/*
 * How long the loop was kept from waiting: all that it does between two waits
 * delays whoever comes meanwhile.
 */
#pragma once

#include <stdint.h>
#include <uv.h>

struct pulse {
	uv_prepare_t prepare;
	uint64_t last;			/* nanoseconds, when the loop was about to wait last */
	uint64_t idle;			/* … and had waited in all, by then */
	uint64_t longest;		/* between two waits */
};

/*
 * Begins to measure, and wakes nobody. Before the loop runs, for its clock of waiting
 * is set up here. The pulse stays where it is until the loop is closed.
 */
void pulse_start(struct pulse *pulse, uv_loop_t *loop);
void pulse_stop(struct pulse *pulse);

/* The longest so far, in milliseconds. */
double pulse_longest_ms(const struct pulse *pulse);
