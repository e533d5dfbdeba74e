#include "config.h"			/* before libuv: struct ucred */

#include "control/server.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/mem.h"

enum {
	SWEEP_MS	= 5000,
	PATIENCE_MS	= 30000,	/* for a request to be sent, or its answer to be taken */
	BACKLOG		= 64,
};

struct client {
	uv_pipe_t pipe;
	struct server *server;
	struct client *before;
	struct client *after;
	struct server_call *call;	/* waits for its answer; NULL: none does */
	uv_write_t write;
	char *reply;			/* being sent */
	uint64_t active_ms;		/* when it last did something, by the loop's clock */
	bool is_trusted;
	bool is_last_reply;		/* hang up when it is sent */
	size_t length;
	char line[PROTOCOL_REQUEST_MOST];
};

struct server {
	uv_pipe_t listener;
	uv_timer_t sweep;
	struct server_handler handler;
	struct client *clients;
	size_t client_count;
	size_t open_handles;
};

struct server_call {
	struct client *client;		/* NULL: it has gone */
};

static void read_on(struct client *client);

static void release(struct server *server)
{
	if (--server->open_handles == 0)
		free(server);
}

static void on_client_closed(uv_handle_t *handle)
{
	struct client *client = handle->data;

	free(client->reply);
	release(client->server);
	free(client);
}

static void hang_up(struct client *client)
{
	struct server *server = client->server;

	if (uv_is_closing((uv_handle_t *)&client->pipe))
		return;
	if (client->call != NULL)
		client->call->client = NULL;
	if (client->before != NULL)
		client->before->after = client->after;
	else
		server->clients = client->after;
	if (client->after != NULL)
		client->after->before = client->before;
	server->client_count--;
	uv_close((uv_handle_t *)&client->pipe, on_client_closed);
}

static void touch(struct client *client)
{
	client->active_ms = uv_now(client->pipe.loop);
}

static void on_written(uv_write_t *write, int status)
{
	struct client *client = write->data;

	free(client->reply);
	client->reply = NULL;
	touch(client);
	if (status != 0 || client->is_last_reply)
		hang_up(client);
	else if (!uv_is_closing((uv_handle_t *)&client->pipe))
		read_on(client);
}

static void send_reply(struct client *client, const struct protocol_reply *reply)
{
	uv_buf_t bytes;

	client->reply = protocol_write_reply(reply);
	bytes = uv_buf_init(client->reply, (unsigned)strlen(client->reply));
	client->write.data = client;
	touch(client);
	if (uv_write(&client->write, (uv_stream_t *)&client->pipe, &bytes, 1, on_written) != 0)
		hang_up(client);
}

static void refuse(struct client *client, struct err *err)
{
	send_reply(client, &(struct protocol_reply){.code = (int)err->code, .error = err->text});
}

static void take_line(struct client *client, size_t length)
{
	struct protocol_request request;
	struct err err;
	int result = protocol_read_request(&request, client->line, length, &err);

	client->length -= length;
	memmove(client->line, client->line + length, client->length);
	if (result < 0) {
		refuse(client, &err);
		return;
	}
	client->call = mem_new(sizeof(*client->call));
	client->call->client = client;
	client->server->handler.called(client->server->handler.ctx, client->call, &request);
	protocol_request_clear(&request);
}

/* Nothing more is read until the request at hand is answered. */
static void look_for_line(struct client *client)
{
	const char *end = memchr(client->line, '\n', client->length);
	struct err err;

	if (end != NULL) {
		uv_read_stop((uv_stream_t *)&client->pipe);
		take_line(client, (size_t)(end - client->line) + 1);
	} else if (client->length == sizeof(client->line)) {
		uv_read_stop((uv_stream_t *)&client->pipe);
		client->is_last_reply = true;
		err_set(&err, ERR_USAGE, "a line of more than %d bytes", PROTOCOL_REQUEST_MOST);
		refuse(client, &err);
	}
}

static void on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *out)
{
	struct client *client = handle->data;

	(void)suggested;
	*out = uv_buf_init(client->line + client->length,
			   (unsigned)(sizeof(client->line) - client->length));
}

static void on_read(uv_stream_t *stream, ssize_t got, const uv_buf_t *bytes)
{
	struct client *client = stream->data;

	(void)bytes;
	if (got < 0) {
		hang_up(client);
		return;
	}
	touch(client);
	client->length += (size_t)got;
	look_for_line(client);
}

static void read_on(struct client *client)
{
	if (memchr(client->line, '\n', client->length) != NULL)
		look_for_line(client);
	else if (uv_read_start((uv_stream_t *)&client->pipe, on_alloc, on_read) != 0)
		hang_up(client);
}

static bool is_trusted(const uv_pipe_t *pipe)
{
	struct ucred peer;
	socklen_t length = sizeof(peer);
	uv_os_fd_t fd;

	if (uv_fileno((const uv_handle_t *)pipe, &fd) != 0 ||
	    getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) < 0)
		return false;
	return peer.uid == 0 || peer.uid == geteuid();
}

static void enlist(struct server *server, struct client *client)
{
	client->after = server->clients;
	if (server->clients != NULL)
		server->clients->before = client;
	server->clients = client;
	server->client_count++;
}

static void on_connection(uv_stream_t *listener, int status)
{
	struct server *server = listener->data;
	struct client *client;

	if (status != 0)
		return;
	client = mem_new(sizeof(*client));
	client->server = server;
	uv_pipe_init(listener->loop, &client->pipe, 0);
	client->pipe.data = client;
	server->open_handles++;
	enlist(server, client);
	touch(client);
	if (uv_accept(listener, (uv_stream_t *)&client->pipe) != 0 ||
	    server->client_count > SERVER_MOST_CLIENTS) {
		hang_up(client);
		return;
	}
	client->is_trusted = is_trusted(&client->pipe);
	read_on(client);
}

/* Who waits for an answer of ours is not the one that is slow. */
static void on_sweep(uv_timer_t *timer)
{
	struct server *server = timer->data;
	struct client *client, *after;
	uint64_t now = uv_now(timer->loop);

	for (client = server->clients; client != NULL; client = after) {
		after = client->after;
		if (client->call == NULL && now - client->active_ms > PATIENCE_MS)
			hang_up(client);
	}
}

static void on_closed(uv_handle_t *handle)
{
	release(handle->data);
}

int server_new(struct server **out, uv_loop_t *loop, int fd, const struct server_handler *handler,
	       struct err *err)
{
	struct server *server = mem_new(sizeof(*server));
	int failed;

	server->handler = *handler;
	uv_pipe_init(loop, &server->listener, 0);
	uv_timer_init(loop, &server->sweep);
	server->listener.data = server;
	server->sweep.data = server;
	server->open_handles = 2;
	failed = uv_pipe_open(&server->listener, fd);
	if (failed != 0)
		close(fd);
	else
		failed = uv_listen((uv_stream_t *)&server->listener, BACKLOG, on_connection);
	if (failed != 0) {
		server_close(server);
		return err_set(err, ERR_IO, "cannot listen on the control socket: %s",
			       uv_strerror(failed));
	}
	uv_timer_start(&server->sweep, on_sweep, SWEEP_MS, SWEEP_MS);
	*out = server;
	return 0;
}

bool server_call_is_trusted(const struct server_call *call)
{
	return call->client != NULL && call->client->is_trusted;
}

void server_call_answer(struct server_call *call, const struct protocol_reply *reply)
{
	struct client *client = call->client;

	free(call);
	if (client == NULL)
		return;
	client->call = NULL;
	send_reply(client, reply);
}

void server_close(struct server *server)
{
	if (server == NULL)
		return;
	while (server->clients != NULL)
		hang_up(server->clients);
	uv_close((uv_handle_t *)&server->sweep, on_closed);
	uv_close((uv_handle_t *)&server->listener, on_closed);
}
