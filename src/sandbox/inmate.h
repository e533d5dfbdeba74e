/*
 * A process that does pure work on bytes from strangers, in a jail, and how one
 * speaks with it (job/warden.h is the other end).
 *
 * Bytes go through memory that both see (sandbox/slots.h); who is to look where is
 * told by messages over a socket that keeps them apart. Work is done, and
 * answered, in the order in which it was asked for.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct buf;

enum {
	INMATE_SOCKET	= 0,		/* where the process finds them */
	INMATE_MEMORY	= 1,
	INMATE_UNABLE	= 3,	/* its exit status when it could not get to work */
};

enum inmate_work {
	INMATE_READ_FEED,		/* parse/parcel.h */
	INMATE_READ_PAGE,		/* extract/envelope.h */
};

struct inmate_request {
	uint32_t slot;			/* holds the bytes; the answer goes there too */
	uint32_t work;			/* enum inmate_work */
	uint64_t length;
};

struct inmate_answer {
	uint32_t slot;
	uint32_t is_error;		/* the answer is one line of text, not what was wanted */
	uint64_t length;
};

/* Appends the answer to a request that is ours and whole, or fails. Pure. */
typedef int (*inmate_work_cb)(struct buf *answer, const char *request, size_t length,
			      struct err *err);

/* Enters the jail and works until the other end goes; returns the exit status. */
int inmate_serve(const inmate_work_cb *works, size_t count);
