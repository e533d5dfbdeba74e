/*
 * Hands one message to a program as sendmail(8) is called: PATH -i -f SENDER RECIPIENT,
 * the message on its standard input. A shell watches it for job/trace, and is given
 * nothing else to interpret.
 *
 * The program is given the message as a file, so that it has all of it from the
 * start: were it fed through a pipe, what we had time for before a crash would be
 * taken for the whole.
 */
#pragma once

#include <stddef.h>
#include <uv.h>

#include "model/mailing.h"

struct sendmail;		/* opaque */

/* Called exactly once for every sendmail_start(), always later and from the loop. */
typedef void (*sendmail_done_cb)(void *ctx, const struct mail_result *result);

struct sendmail_order {
	const char *program;
	int trace;			/* of trace_take(): notes that it was accepted */
	const struct mail_letter *letter;
};

/*
 * All is copied, and the program gets the message's lines with LF. The handle is
 * valid until the callback.
 */
struct sendmail *sendmail_start(uv_loop_t *loop, const struct sendmail_order *order,
				sendmail_done_cb done, void *ctx);

/* It has a few seconds more; what it did by then is not known. */
void sendmail_hurry(struct sendmail *sendmail);
