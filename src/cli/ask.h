/*
 * Asking the daemon, for the subcommands that do.
 */
#pragma once

#include "base/err.h"
#include "control/protocol.h"

struct arguments;

/*
 * Finds the daemon of the config's state directory and asks it. What there is to
 * show besides is printed to stderr. If it says no, its reason is the error. Clear
 * the reply when it succeeds.
 */
int ask_daemon(struct protocol_reply *reply, const struct protocol_request *request,
	       const struct arguments *arguments, struct err *err);
