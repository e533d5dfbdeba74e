/*
 * A round of the post: every message that is due is handed on, one after the other.
 *
 * What became of each is stored before the next is begun, and said in the log. A
 * trouble that would meet them all ends the round.
 */
#pragma once

#include <stdbool.h>

#include "base/err.h"

struct config;
struct env;
struct mail;			/* opaque */

/* Called exactly once for every mail_start(), always later and from the loop. */
typedef void (*mail_done_cb)(void *ctx, const struct err *err);

/*
 * What is needed of the config is copied. The handle is valid until the callback.
 * `is_anew`: what was to be tried again later is so now.
 */
struct mail *mail_start(const struct env *env, const struct config *config, bool is_anew,
			mail_done_cb done, void *ctx);

/* To be called once we are stopping: the round ends within seconds. */
void mail_hurry(struct mail *mail);
