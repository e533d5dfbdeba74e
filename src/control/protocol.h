/*
 * What is said over the control socket: a line of JSON each way.
 *
 *	{"granola": 1, "command": "refresh", "url": "https://example.org/feed"}
 *	{"granola": 1, "code": 75, "error": "…", "text": null, "result": null}
 *
 * "granola" is the version of the protocol. Keys that are not known are left
 * alone, so that there may be new ones within a version. Pure: bytes in, structs
 * out, whatever the bytes.
 */
#pragma once

#include <stddef.h>

#include <jansson.h>

#include "base/err.h"

enum {
	PROTOCOL_VERSION	= 1,
	PROTOCOL_REQUEST_MOST	= 4096,			/* bytes of a line */
	PROTOCOL_REPLY_MOST	= 8 * 1024 * 1024,
};

/* What was read is to be cleared after use; what is to be written may be borrowed. */
struct protocol_request {
	const char *command;
	const char *url;		/* NULL: none was given */
};

struct protocol_reply {
	int code;			/* 0: done; else an enum err_code, and there is an error */
	const char *error;		/* one line, or NULL */
	const char *text;		/* what else to show, as it is; or NULL */
	json_t *result;			/* or NULL */
};

/* A line with or without its end. ERR_USAGE if it is no request, or of another version. */
int protocol_read_request(struct protocol_request *out, const char *line, size_t length,
			  struct err *err);
int protocol_read_reply(struct protocol_reply *out, const char *line, size_t length,
			struct err *err);

/* The line with its end, to be freed. */
char *protocol_write_request(const struct protocol_request *request);
char *protocol_write_reply(const struct protocol_reply *reply);

void protocol_request_clear(struct protocol_request *request);
void protocol_reply_clear(struct protocol_reply *reply);
