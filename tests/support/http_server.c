#include "support/http_server.h"

#include <assert.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"

enum { MOST_HOSTS = 64, MOST_REPLIES = 64, BACKLOG = 128 };

static const char not_http[] = "HTTP/1.1 400 Bad Request\r\n\r\n";

struct host {
	uv_tcp_t tcp;
	struct http_server *server;
	char address[INET_ADDRSTRLEN];
	int port;
	size_t busy;			/* requests being answered */
};

struct request {
	char *head;
	uint64_t time;			/* ms */
};

struct http_server {
	uv_loop_t *loop;
	struct host *hosts[MOST_HOSTS];
	size_t host_count;
	struct http_reply replies[MOST_REPLIES];
	size_t reply_count;
	struct connection *connections;
	struct request *requests;
	size_t request_count;
	size_t request_capacity;
	size_t busy;
	size_t most_at_once;
	size_t most_per_host;
	struct arena *arena;
};

struct connection {
	uv_tcp_t tcp;
	uv_timer_t timer;
	int open_handles;
	struct host *host;
	struct connection *before;
	struct connection *after;
	struct buf in;
	const struct http_reply *reply;	/* what is being sent; NULL: nothing */
	struct buf out;
	size_t sent;
	char chunk[4096];
};

struct written {
	uv_write_t write;
	char *bytes;
};

static void on_handle_closed(uv_handle_t *handle)
{
	struct connection *connection = handle->data;

	if (--connection->open_handles > 0)
		return;
	buf_clear(&connection->in);
	buf_clear(&connection->out);
	free(connection);
}

static void set_free(struct connection *connection)
{
	if (connection->reply == NULL)
		return;
	connection->reply = NULL;
	connection->host->busy--;
	connection->host->server->busy--;
}

static void connection_close(struct connection *connection, enum http_ending ending)
{
	struct http_server *server = connection->host->server;

	if (uv_is_closing((uv_handle_t *)&connection->timer))
		return;
	set_free(connection);
	if (connection->before != NULL)
		connection->before->after = connection->after;
	else
		server->connections = connection->after;
	if (connection->after != NULL)
		connection->after->before = connection->before;
	uv_close((uv_handle_t *)&connection->timer, on_handle_closed);
	if (ending != HTTP_RESET ||
	    uv_tcp_close_reset(&connection->tcp, on_handle_closed) != 0)
		uv_close((uv_handle_t *)&connection->tcp, on_handle_closed);
}

static void on_written(uv_write_t *write, int status)
{
	struct written *written = write->data;

	(void)status;
	free(written->bytes);
	free(written);
}

static void send_bytes(struct connection *connection, const char *bytes, size_t length)
{
	struct written *written = mem_new(sizeof(*written));
	uv_buf_t buffer;

	written->bytes = mem_dup_bytes(bytes, length);
	written->write.data = written;
	buffer = uv_buf_init(written->bytes, (unsigned)length);
	if (uv_write(&written->write, (uv_stream_t *)&connection->tcp, &buffer, 1,
		     on_written) != 0)
		on_written(&written->write, 0);
}

static bool asks_whether(const struct connection *connection, const char *etag)
{
	struct buf line = {0};
	bool asks;

	buf_printf(&line, "\r\nIf-None-Match: %s\r\n", etag);
	asks = strstr(buf_text(&connection->in), buf_text(&line)) != NULL;
	buf_clear(&line);
	return asks;
}

static void write_answer(struct buf *out, const struct http_reply *reply, bool is_unchanged)
{
	const char *body = reply->body != NULL && !is_unchanged ? reply->body : "";
	size_t length = reply->length > 0 && !is_unchanged ? reply->length : strlen(body);

	if (reply->raw != NULL) {
		buf_add_text(out, reply->raw);
		return;
	}
	buf_printf(out, "HTTP/1.1 %d Whatever\r\n",
		   is_unchanged ? 304 : reply->status != 0 ? reply->status : 200);
	buf_add_text(out, reply->headers);
	if (reply->etag != NULL)
		buf_printf(out, "ETag: %s\r\n", reply->etag);
	if (!is_unchanged)
		buf_printf(out, "Content-Length: %zu\r\n",
			   reply->claimed_length > 0 ? reply->claimed_length : length);
	buf_add_text(out, "\r\n");
	buf_add(out, body, length);
}

static const struct http_reply *reply_for(const struct http_server *server, const char *request)
{
	static const struct http_reply not_found = {.status = 404};
	const char *target = strchr(request, ' ');
	size_t length, i;

	target = target != NULL ? target + 1 : request;
	length = strcspn(target, " \r\n");
	for (i = server->reply_count; i-- > 0;) {
		const char *path = server->replies[i].path;

		if (path == NULL || (strlen(path) == length && memcmp(path, target, length) == 0))
			return &server->replies[i];
	}
	return &not_found;
}

static void record(struct connection *connection, size_t head)
{
	struct host *host = connection->host;
	struct http_server *server = host->server;

	server->requests = mem_grow(server->requests, &server->request_capacity,
				    server->request_count, sizeof(*server->requests));
	server->requests[server->request_count++] = (struct request){
		.head = mem_dup_bytes(connection->in.data, head),
		.time = uv_hrtime() / 1000000,
	};
	if (++host->busy > server->most_per_host)
		server->most_per_host = host->busy;
	if (++server->busy > server->most_at_once)
		server->most_at_once = server->busy;
}

static void on_trickle(uv_timer_t *timer)
{
	struct connection *connection = timer->data;

	if (connection->sent == connection->out.length) {
		connection_close(connection, connection->reply->ending);
		return;
	}
	send_bytes(connection, connection->out.data + connection->sent++, 1);
}

/* Past this the client may ask again, and so it counts as answered before it can. */
static void on_answer_due(uv_timer_t *timer)
{
	struct connection *connection = timer->data;
	const struct http_reply *reply = connection->reply;

	if (reply->trickle_ms > 0) {
		uv_timer_start(timer, on_trickle, reply->trickle_ms, reply->trickle_ms);
		return;
	}
	set_free(connection);
	if (connection->out.length > 0)
		send_bytes(connection, connection->out.data, connection->out.length);
	if (reply->ending != HTTP_KEEP)
		connection_close(connection, reply->ending);
}

static void answer(struct connection *connection)
{
	const char *end = strstr(buf_text(&connection->in), "\r\n\r\n");
	const struct http_reply *reply;

	if (end == NULL || connection->reply != NULL)
		return;
	reply = reply_for(connection->host->server, buf_text(&connection->in));
	record(connection, (size_t)(end + 4 - connection->in.data));
	connection->reply = reply;
	connection->sent = 0;
	buf_clear(&connection->out);
	write_answer(&connection->out, reply,
		     reply->etag != NULL && asks_whether(connection, reply->etag));
	buf_clear(&connection->in);		/* nobody here sends two at once */
	uv_timer_start(&connection->timer, on_answer_due, reply->delay_ms, 0);
}

static void on_chunk_wanted(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer)
{
	struct connection *connection = handle->data;

	(void)suggested;
	*buffer = uv_buf_init(connection->chunk, sizeof(connection->chunk));
}

/* The first byte of a TLS handshake. */
static bool is_tls(const struct connection *connection)
{
	return connection->in.data[0] == 0x16;
}

static void on_read(uv_stream_t *stream, ssize_t got, const uv_buf_t *buffer)
{
	struct connection *connection = stream->data;

	if (got < 0) {
		connection_close(connection, HTTP_CLOSE);
		return;
	}
	buf_add(&connection->in, buffer->base, (size_t)got);
	if (is_tls(connection))
		send_bytes(connection, not_http, sizeof(not_http) - 1);
	else
		answer(connection);
}

static void on_connection(uv_stream_t *listener, int status)
{
	struct host *host = listener->data;
	struct http_server *server = host->server;
	struct connection *connection;

	if (status < 0)
		return;
	connection = mem_new(sizeof(*connection));
	connection->host = host;
	connection->open_handles = 2;
	connection->tcp.data = connection;
	connection->timer.data = connection;
	connection->after = server->connections;
	if (connection->after != NULL)
		connection->after->before = connection;
	server->connections = connection;
	uv_timer_init(server->loop, &connection->timer);
	uv_tcp_init(server->loop, &connection->tcp);
	if (uv_accept(listener, (uv_stream_t *)&connection->tcp) != 0 ||
	    uv_read_start((uv_stream_t *)&connection->tcp, on_chunk_wanted, on_read) != 0)
		connection_close(connection, HTTP_CLOSE);
}

static void on_host_closed(uv_handle_t *handle)
{
	free(handle->data);
}

struct http_server *http_server_new(uv_loop_t *loop)
{
	struct http_server *server = mem_new(sizeof(*server));

	server->loop = loop;
	server->arena = arena_new();
	return server;
}

size_t http_server_listen(struct http_server *server, const char *address)
{
	struct host *host = mem_new(sizeof(*host));
	struct sockaddr_in name;
	int length = sizeof(name), failed;

	assert(server->host_count < MOST_HOSTS);
	host->server = server;
	host->tcp.data = host;
	memcpy(host->address, address, strlen(address) + 1);
	uv_tcp_init(server->loop, &host->tcp);
	failed = uv_ip4_addr(address, 0, &name);
	failed |= uv_tcp_bind(&host->tcp, (const struct sockaddr *)&name, 0);
	failed |= uv_listen((uv_stream_t *)&host->tcp, BACKLOG, on_connection);
	failed |= uv_tcp_getsockname(&host->tcp, (struct sockaddr *)&name, &length);
	if (failed != 0)
		abort();
	host->port = ntohs(name.sin_port);
	server->hosts[server->host_count] = host;
	return server->host_count++;
}

const char *http_server_url(struct http_server *server, size_t host, const char *path)
{
	return arena_printf(server->arena, "http://%s:%d%s", server->hosts[host]->address,
			    server->hosts[host]->port, path);
}

void http_server_reply(struct http_server *server, const struct http_reply *reply)
{
	assert(server->reply_count < MOST_REPLIES);
	server->replies[server->reply_count++] = *reply;
}

size_t http_server_request_count(const struct http_server *server)
{
	return server->request_count;
}

const char *http_server_request(const struct http_server *server, size_t index)
{
	assert(index < server->request_count);
	return server->requests[index].head;
}

uint64_t http_server_request_time(const struct http_server *server, size_t index)
{
	assert(index < server->request_count);
	return server->requests[index].time;
}

size_t http_server_most_at_once(const struct http_server *server)
{
	return server->most_at_once;
}

size_t http_server_most_per_host(const struct http_server *server)
{
	return server->most_per_host;
}

void http_server_close(struct http_server *server)
{
	while (server->connections != NULL)
		connection_close(server->connections, HTTP_CLOSE);
	for (size_t i = 0; i < server->host_count; i++)
		uv_close((uv_handle_t *)&server->hosts[i]->tcp, on_host_closed);
	server->host_count = 0;
}

void http_server_free(struct http_server *server)
{
	for (size_t i = 0; i < server->request_count; i++)
		free(server->requests[i].head);
	free(server->requests);
	arena_free(server->arena);
	free(server);
}
