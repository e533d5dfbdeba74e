/*
 * Where the control socket is, for both of its ends.
 *
 * It is RUNTIME_DIRECTORY/control.sock under systemd, or what systemd listens
 * on for us (LISTEN_FDS, sd_listen_fds(3)), or else STATE/control.sock. In the
 * first two cases STATE/control.sock is a link to it, so that whoever knows the
 * state directory finds the daemon. It has mode 0660.
 */
#pragma once

#include "base/err.h"

struct endpoint {
	int fd;				/* listens */
	char *link;			/* STATE/control.sock */
	char *path;			/* of the socket; NULL: it is not ours to remove */
};

/*
 * For the one process that writes to this state directory: what a dead one left
 * is replaced. Taking fd over makes it the caller's to close.
 */
int endpoint_open(struct endpoint *out, const char *state, struct err *err);

/* Removes the socket and the link; accepts a zeroed one. */
void endpoint_close(struct endpoint *endpoint);

/* A connected socket, or -1 with ERR_UNAVAILABLE: nobody listens, or it is not for us. */
int endpoint_connect(const char *state, struct err *err);
