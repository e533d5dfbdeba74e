/*
 * Has strangers' bytes taken apart by processes in a jail (sandbox/inmate.h), so
 * that one that crashes, hangs, grows or is taken over costs one errand.
 *
 * A warden belongs to one loop and is used from its thread. Processes are started
 * when there is work, ended when there is none for a while, and replaced when they
 * die; then the errand they were at has failed, and those behind it go to another.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uv.h>

struct warden;				/* opaque */

enum warden_end {
	WARDEN_ANSWERED,
	WARDEN_REFUSED,		/* the work failed, as it may */
	WARDEN_STOPPED,		/* the process died of it, or had to be ended */
};

struct warden_result {
	enum warden_end end;
	const char *answer;	/* WARDEN_ANSWERED: for the time of the call; see below */
	size_t length;
	const char *why;	/* otherwise one line, fit to be shown */
};

/*
 * Called exactly once, from the loop. The answer is in memory that the process
 * may still write to: copy it, then look at it, and believe nothing.
 */
typedef void (*warden_done_cb)(void *ctx, const struct warden_result *result);

struct warden_errand {
	uint32_t work;			/* enum inmate_work */
	size_t length;			/* of the request */
	void (*write)(void *ctx, char *out);	/* writes it: now, later, or again, from the loop */
	warden_done_cb done;
	void *ctx;
};

struct warden_options {
	/* Processes are this program, which is run with one argument and calls inmate_serve(). */
	const char *argument;
	int64_t most_cpu_ms;	/* that one errand may take; 0: ten seconds */
};

struct warden *warden_new(uv_loop_t *loop, const struct warden_options *options);

/* Never calls back before it returned. */
void warden_submit(struct warden *warden, const struct warden_errand *errand);

/* Once nothing is under way: ends the processes, frees the warden. Accepts NULL. */
void warden_close(struct warden *warden);
