/*
 * The daemon's end of the control socket: many clients, bounded each and all.
 *
 * Belongs to one loop and its thread. A client's requests are answered one by
 * one, in order; it is read on only after its answer was taken. Who says nothing
 * or takes nothing for half a minute is hung up on, and so is who sends a line
 * that is too long.
 *
 * Whoever may open the socket (mode 0660) may ask; root and our own user are
 * trusted to tell us what to do (SO_PEERCRED, unix(7)).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <uv.h>

#include "base/err.h"
#include "control/protocol.h"

struct server;			/* opaque */
struct server_call;		/* a request that waits for its answer */

enum { SERVER_MOST_CLIENTS = 64 };

/*
 * Called from the loop for every request, which is valid until it returns. To be
 * answered exactly once, now or later, even after the client or the server went.
 */
typedef void (*server_called_cb)(void *ctx, struct server_call *call,
				 const struct protocol_request *request);

struct server_handler {
	server_called_cb called;
	void *ctx;
};

/* Takes the listening socket fd, whether it succeeds or not. */
int server_new(struct server **out, uv_loop_t *loop, int fd, const struct server_handler *handler,
	       struct err *err);

bool server_call_is_trusted(const struct server_call *call);

/* Frees the call; the reply stays the caller's. */
void server_call_answer(struct server_call *call, const struct protocol_reply *reply);

/* Hangs up on everybody; frees itself once the loop has let go. Accepts NULL. */
void server_close(struct server *server);
