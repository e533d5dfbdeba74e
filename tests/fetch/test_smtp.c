#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <uv.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "fetch/smtp.h"

/* A mail server on the test's loop, for what is said byte by byte. */
struct server {
	uv_tcp_t listener;
	uv_tcp_t *client;
	char url[64];
	struct buf heard;		/* all that was said to it */
	size_t seen;			/* … and was answered */
	bool is_text;
	int connections;
	const char *verb;		/* the next command of this kind … */
	const char *answer;		/* … gets this; NULL: it hangs up; "": nothing */
};

struct world {
	uv_loop_t loop;
	struct server server;
	struct smtp *smtp;
	int calls;
	enum mail_end end;
	char error[500];
	bool is_closed;
};

static void on_freed(uv_handle_t *handle)
{
	free(handle);
}

static void hang_up(struct server *server)
{
	if (server->client != NULL)
		uv_close((uv_handle_t *)server->client, on_freed);
	server->client = NULL;
}

static void answer(struct server *server, const char *text)
{
	uv_buf_t line = uv_buf_init((char *)(uintptr_t)text, (unsigned)strlen(text));

	if (server->client != NULL)
		uv_try_write((uv_stream_t *)server->client, &line, 1);
}

static void answer_line(struct server *server, const char *line)
{
	static const struct {
		const char *verb, *answer;
	} usual[] = {
		{ ".\r\n", "250 queued\r\n" }, { "EHLO", "250 hello\r\n" },
		{ "MAIL", "250 ok\r\n" }, { "RCPT", "250 ok\r\n" }, { "DATA", "354 go on\r\n" },
		{ "RSET", "250 ok\r\n" }, { "QUIT", "221 bye\r\n" },
	};
	size_t i;

	if (server->is_text && !str_starts(line, ".\r\n"))
		return;
	server->is_text = str_starts(line, "DATA");
	if (server->verb != NULL && str_starts(line, server->verb)) {
		server->verb = NULL;
		server->is_text = false;
		if (server->answer == NULL)
			hang_up(server);
		else
			answer(server, server->answer);
		return;
	}
	for (i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
		if (str_starts(line, usual[i].verb))
			answer(server, usual[i].answer);
	}
}

static void on_room_wanted(uv_handle_t *handle, size_t size, uv_buf_t *out)
{
	(void)handle;
	*out = uv_buf_init(mem_new(size), (unsigned)size);
}

static void on_heard(uv_stream_t *stream, ssize_t got, const uv_buf_t *bytes)
{
	struct server *server = stream->data;
	const char *line, *end;

	if (got > 0)
		buf_add(&server->heard, bytes->base, (size_t)got);
	free(bytes->base);
	if (got < 0) {
		hang_up(server);
		return;
	}
	while (server->client != NULL &&
	       (end = strstr(line = buf_text(&server->heard) + server->seen, "\r\n")) != NULL) {
		server->seen += (size_t)(end - line) + 2;
		answer_line(server, line);
	}
}

static void on_connection(uv_stream_t *listener, int status)
{
	struct server *server = listener->data;

	assert_int_equal(status, 0);
	hang_up(server);
	server->client = mem_new(sizeof(*server->client));
	uv_tcp_init(listener->loop, server->client);
	server->client->data = server;
	uv_accept(listener, (uv_stream_t *)server->client);
	server->connections++;
	server->is_text = false;
	answer(server, "220 ready\r\n");
	uv_read_start((uv_stream_t *)server->client, on_room_wanted, on_heard);
}

static int begin(void **state)
{
	struct world *world = mem_new(sizeof(*world));
	struct server *server = &world->server;
	struct sockaddr_in address;
	int length = sizeof(address);

	*state = world;
	uv_loop_init(&world->loop);
	uv_tcp_init(&world->loop, &server->listener);
	server->listener.data = server;
	uv_ip4_addr("127.0.0.1", 0, &address);
	uv_tcp_bind(&server->listener, (struct sockaddr *)&address, 0);
	uv_listen((uv_stream_t *)&server->listener, 8, on_connection);
	uv_tcp_getsockname(&server->listener, (struct sockaddr *)&address, &length);
	snprintf(server->url, sizeof(server->url), "smtp://127.0.0.1:%d", ntohs(address.sin_port));
	world->smtp = smtp_new(&world->loop, &(struct smtp_server){ .url = server->url });
	return 0;
}

static void on_closed(void *ctx)
{
	((struct world *)ctx)->is_closed = true;
}

static void leave(struct world *world)
{
	smtp_close(world->smtp, on_closed, world);
	while (!world->is_closed)
		uv_run(&world->loop, UV_RUN_ONCE);
}

static int end(void **state)
{
	struct world *world = *state;

	if (!world->is_closed)
		leave(world);
	hang_up(&world->server);
	uv_close((uv_handle_t *)&world->server.listener, NULL);
	uv_run(&world->loop, UV_RUN_DEFAULT);
	assert_int_equal(uv_loop_close(&world->loop), 0);
	buf_clear(&world->server.heard);
	free(world);
	return 0;
}

static void on_done(void *ctx, const struct mail_result *result)
{
	struct world *world = ctx;

	world->calls++;
	world->end = result->end;
	snprintf(world->error, sizeof(world->error), "%s",
		 result->error != NULL ? result->error : "");
}

static void start(struct world *world, const struct mail_letter *letter)
{
	world->calls = 0;
	smtp_send(world->smtp, letter, on_done, world);
	assert_int_equal(world->calls, 0);
}

static void hand_on(struct world *world, const char *message)
{
	const struct mail_letter letter = {
		"us@a.example", "jane@b.example", message, strlen(message),
	};

	start(world, &letter);
	while (world->calls == 0)
		uv_run(&world->loop, UV_RUN_ONCE);
	assert_int_equal(world->calls, 1);
}

static void assert_said(const struct world *world, const char *from, const char *what)
{
	const char *start = strstr(buf_text(&world->server.heard), from);

	assert_non_null(start);
	assert_string_equal(start, what);
}

static void a_message_goes_byte_by_byte_with_its_points_doubled(void **state)
{
	struct world *world = *state;

	hand_on(world, "Subject: x\r\n\r\n.\r\n..two\r\nthree.\r\n");
	assert_int_equal(world->end, MAIL_ACCEPTED);
	leave(world);
	assert_said(world, "MAIL",
		    "MAIL FROM:<us@a.example>\r\nRCPT TO:<jane@b.example>\r\nDATA\r\n"
		    "Subject: x\r\n\r\n..\r\n...two\r\nthree.\r\n.\r\nQUIT\r\n");
}

static void a_last_line_without_end_is_ended(void **state)
{
	struct world *world = *state;

	hand_on(world, "Subject: x\r\n\r\none");
	assert_int_equal(world->end, MAIL_ACCEPTED);
	assert_said(world, "DATA", "DATA\r\nSubject: x\r\n\r\none\r\n.\r\n");
}

static void a_large_message_arrives_whole(void **state)
{
	enum { LINES = 100000 };
	struct world *world = *state;
	struct buf message = {0};
	int i;

	for (i = 0; i < LINES; i++)
		buf_add_text(&message, "A line of a message that does not fit a socket.\r\n");
	hand_on(world, buf_text(&message));
	assert_int_equal(world->end, MAIL_ACCEPTED);
	buf_add_text(&message, ".\r\n");
	assert_string_equal(strstr(buf_text(&world->server.heard), "DATA\r\n") + 6,
			    buf_text(&message));
	buf_clear(&message);
}

static void a_refused_recipient_does_not_end_the_conversation(void **state)
{
	struct world *world = *state;

	world->server.verb = "RCPT";
	world->server.answer = "550 no\r\n";
	hand_on(world, "one\r\n");
	assert_int_equal(world->end, MAIL_REFUSED);
	hand_on(world, "two\r\n");
	assert_int_equal(world->end, MAIL_ACCEPTED);
	assert_int_equal(world->server.connections, 1);
	assert_said(world, "MAIL",
		    "MAIL FROM:<us@a.example>\r\nRCPT TO:<jane@b.example>\r\nRSET\r\n"
		    "MAIL FROM:<us@a.example>\r\nRCPT TO:<jane@b.example>\r\nDATA\r\ntwo\r\n.\r\n");
}

static void after_a_broken_connection_there_is_another(void **state)
{
	static const char *const verbs[] = { "MAIL", "RCPT", "DATA", ".\r\n" };
	struct world *world = *state;
	size_t i;

	for (i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		world->server.verb = verbs[i];
		world->server.answer = NULL;
		hand_on(world, "one\r\n");
		assert_int_equal(world->end, i == 0 ? MAIL_UNSENDABLE : MAIL_DEFERRED);
		assert_non_null(strstr(world->error, "hung up"));
		hand_on(world, "one\r\n");
		assert_int_equal(world->end, MAIL_ACCEPTED);
		hang_up(&world->server);
		uv_run(&world->loop, UV_RUN_ONCE);
	}
}

static void a_server_that_went_while_nothing_was_said_is_called_again(void **state)
{
	struct world *world = *state;

	hand_on(world, "one\r\n");
	answer(&world->server, "421 you are too quiet\r\n");
	hang_up(&world->server);
	while (world->server.connections < 2) {
		uv_run(&world->loop, UV_RUN_NOWAIT);
		uv_run(&world->loop, UV_RUN_NOWAIT);
		hand_on(world, "two\r\n");
	}
	assert_int_equal(world->end, MAIL_ACCEPTED);
}

static bool was_heard(const struct world *world, const char *what)
{
	return strstr(buf_text(&world->server.heard), what) != NULL;
}

static void who_hurries_breaks_off_what_the_server_has_not_got(void **state)
{
	static const char *const verbs[] = { "MAIL", "RCPT", "DATA" };
	const struct mail_letter letter = { "us@a.example", "jane@b.example", "one\r\n", 5 };
	struct world *world = *state;
	size_t i;

	for (i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		world->server.verb = verbs[i];
		world->server.answer = "";
		start(world, &letter);
		while (!was_heard(world, verbs[i]))
			uv_run(&world->loop, UV_RUN_ONCE);
		smtp_hurry(world->smtp);
		assert_int_equal(world->calls, 0);
		while (world->calls == 0)
			uv_run(&world->loop, UV_RUN_ONCE);
		assert_int_equal(world->end, MAIL_UNSENDABLE);
	}
	assert_false(was_heard(world, "one"));
	assert_false(was_heard(world, "QUIT"));
}

static void who_hurries_waits_for_the_answer_to_what_the_server_has(void **state)
{
	const struct mail_letter letter = { "us@a.example", "jane@b.example", "one\r\n", 5 };
	struct world *world = *state;

	world->server.verb = ".\r\n";
	world->server.answer = "";
	start(world, &letter);
	while (!was_heard(world, "one\r\n.\r\n"))
		uv_run(&world->loop, UV_RUN_ONCE);
	smtp_hurry(world->smtp);
	uv_run(&world->loop, UV_RUN_NOWAIT);
	assert_int_equal(world->calls, 0);
	answer(&world->server, "250 queued\r\n");
	while (world->calls == 0)
		uv_run(&world->loop, UV_RUN_ONCE);
	assert_int_equal(world->end, MAIL_ACCEPTED);
}

static void patience_with_a_silent_server_ends(void **state)
{
	struct world *world = *state;
	struct smtp *patient = world->smtp;

	world->smtp = smtp_new(&world->loop, &(struct smtp_server){
		.url = world->server.url, .patience_ms = 100,
	});
	world->server.verb = ".\r\n";
	world->server.answer = "";
	hand_on(world, "one\r\n");
	assert_int_equal(world->end, MAIL_DEFERRED);
	assert_non_null(strstr(world->error, "does not answer in time"));
	leave(world);
	world->is_closed = false;
	world->smtp = patient;
}

#define SMTP_TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SMTP_TEST(a_message_goes_byte_by_byte_with_its_points_doubled),
		SMTP_TEST(a_last_line_without_end_is_ended),
		SMTP_TEST(a_large_message_arrives_whole),
		SMTP_TEST(a_refused_recipient_does_not_end_the_conversation),
		SMTP_TEST(after_a_broken_connection_there_is_another),
		SMTP_TEST(a_server_that_went_while_nothing_was_said_is_called_again),
		SMTP_TEST(who_hurries_breaks_off_what_the_server_has_not_got),
		SMTP_TEST(who_hurries_waits_for_the_answer_to_what_the_server_has),
		SMTP_TEST(patience_with_a_silent_server_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
