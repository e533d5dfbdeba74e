/*
 * Asks the daemon something and waits for its answer.
 */
#pragma once

#include "base/err.h"
#include "control/protocol.h"

/* To the daemon that keeps this state directory. */
struct client_call {
	const char *state;
	int patience;			/* seconds to wait for the answer */
};

/*
 * 0 with the reply, whatever it says, which is to be cleared. ERR_UNAVAILABLE if
 * no daemon runs or it does not answer.
 */
int client_ask(const struct client_call *call, const struct protocol_request *request,
	       struct protocol_reply *reply, struct err *err);
