#include "control/client.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "control/endpoint.h"

enum { CHUNK = 16 * 1024 };

static int fail(struct err *err)
{
	return err_set_errno(err, ERR_UNAVAILABLE, "the daemon does not answer");
}

static int send_all(int fd, const char *bytes, size_t length, struct err *err)
{
	while (length > 0) {
		ssize_t sent = send(fd, bytes, length, MSG_NOSIGNAL);

		if (sent <= 0)
			return fail(err);
		bytes += sent;
		length -= (size_t)sent;
	}
	return 0;
}

static int receive_line(int fd, struct buf *line, struct err *err)
{
	char chunk[CHUNK];

	while (!buf_ends_with(line, "\n")) {
		ssize_t got = recv(fd, chunk, sizeof(chunk), 0);

		if (got < 0)
			return fail(err);
		if (got == 0)
			return err_set(err, ERR_UNAVAILABLE, "the daemon hung up");
		buf_add(line, chunk, (size_t)got);
		if (line->length > PROTOCOL_REPLY_MOST)
			return err_set(err, ERR_UNAVAILABLE, "the daemon's answer has no end");
	}
	return 0;
}

static void limit_time(int fd, int seconds)
{
	const struct timeval limit = {.tv_sec = seconds};

	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
}

static int ask(int fd, const struct protocol_request *request, struct buf *line, struct err *err)
{
	char *asked = protocol_write_request(request);
	int result = send_all(fd, asked, strlen(asked), err);

	free(asked);
	return result < 0 ? -1 : receive_line(fd, line, err);
}

int client_ask(const struct client_call *call, const struct protocol_request *request,
	       struct protocol_reply *reply, struct err *err)
{
	int fd = endpoint_connect(call->state, err), result;
	struct buf line = {0};

	if (fd < 0)
		return -1;
	limit_time(fd, call->patience);
	result = ask(fd, request, &line, err);
	if (result == 0 && protocol_read_reply(reply, line.data, line.length, err) < 0) {
		err->code = ERR_UNAVAILABLE;
		result = err_wrap(err, "the daemon's answer");
	}
	buf_clear(&line);
	close(fd);
	return result;
}
