#include "control/server.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "control/client.h"
#include "control/endpoint.h"
#include "support/unit.h"

enum { PATIENCE = 20 };			/* seconds that a loaded machine may take */

/* A server that says back the command it was given, and keeps "hold" to itself. */
struct desk {
	uv_loop_t loop;
	char *state;
	struct endpoint endpoint;
	struct server *server;
	struct server_call *held;	/* of the command "hold" */
	size_t calls;
};

static void on_called(void *ctx, struct server_call *call, const struct protocol_request *request)
{
	struct desk *desk = ctx;
	json_t *result = json_string(request->command);

	desk->calls++;
	assert_true(server_call_is_trusted(call));
	if (strcmp(request->command, "hold") == 0)
		desk->held = call;
	else
		server_call_answer(call, &(struct protocol_reply){.result = result});
	json_decref(result);
}

static int open_desk(void **state)
{
	struct desk *desk = mem_new(sizeof(*desk));
	struct err err;

	signal(SIGPIPE, SIG_IGN);
	uv_loop_init(&desk->loop);
	desk->state = mem_dup("/tmp/granola-test-XXXXXX");
	if (mkdtemp(desk->state) == NULL ||
	    endpoint_open(&desk->endpoint, desk->state, &err) < 0 ||
	    server_new(&desk->server, &desk->loop, desk->endpoint.fd,
		       &(struct server_handler){ on_called, desk }, &err) < 0)
		return -1;
	*state = desk;
	return 0;
}

static int close_desk(void **state)
{
	struct desk *desk = *state;
	int left_open;

	server_close(desk->server);
	endpoint_close(&desk->endpoint);
	uv_run(&desk->loop, UV_RUN_DEFAULT);
	left_open = uv_loop_close(&desk->loop);
	rmdir(desk->state);
	free(desk->state);
	free(desk);
	return left_open;
}

static int call(const struct desk *desk)
{
	struct err err;
	int fd = endpoint_connect(desk->state, &err);
	const struct timeval limit = {.tv_sec = PATIENCE};

	if (fd < 0)
		fail_msg("%s", err.text);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	return fd;
}

static void say(int fd, const char *text)
{
	assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), (ssize_t)strlen(text));
}

static void turn(struct desk *desk)
{
	int i;

	for (i = 0; i < 20; i++)
		uv_run(&desk->loop, UV_RUN_NOWAIT);
}

/* What came on a connection by now; "" and is_over if it was hung up on. */
static const char *heard(int fd, bool *is_over)
{
	static char text[64 * 1024];
	ssize_t got = recv(fd, text, sizeof(text) - 1, MSG_DONTWAIT);

	*is_over = got == 0;
	text[got > 0 ? got : 0] = '\0';
	return text;
}

static void expect(struct desk *desk, int fd, const char *wanted)
{
	bool is_over;
	const char *got;

	turn(desk);
	got = heard(fd, &is_over);
	if (strstr(got, wanted) == NULL)
		fail_msg("'%s' does not say '%s'", got, wanted);
}

static void expect_end(struct desk *desk, int fd)
{
	bool is_over;

	turn(desk);
	heard(fd, &is_over);
	assert_true(is_over);
}

static const char echo[] = "{\"granola\":1,\"command\":\"echo\"}\n";

static void requests_are_answered_one_by_one_in_order(void **state)
{
	struct desk *desk = *state;
	int fd = call(desk);

	say(fd, "{\"granola\":1,\"command\":\"hold\"}\n{\"granola\":1,\"command\":\"after\"}\n");
	turn(desk);
	assert_int_equal(desk->calls, 1);
	server_call_answer(desk->held, &(struct protocol_reply){.code = 75, .error = "held"});
	turn(desk);
	assert_int_equal(desk->calls, 2);
	expect(desk, fd, "\"error\":\"held\",\"text\":null,\"result\":null}\n{\"granola\":1");
	say(fd, echo);
	expect(desk, fd, "\"echo\"");
	close(fd);
}

static void garbage_is_answered_with_an_error_and_survived(void **state)
{
	struct desk *desk = *state;
	int fd = call(desk);

	say(fd, "\x01\xff\n");
	expect(desk, fd, "\"code\":64");
	say(fd, echo);
	expect(desk, fd, "\"echo\"");
	close(fd);
}

static void a_line_without_end_is_hung_up_on(void **state)
{
	struct desk *desk = *state;
	char *line = mem_array(PROTOCOL_REQUEST_MOST + 1, 1);
	int fd = call(desk);

	memset(line, '{', PROTOCOL_REQUEST_MOST);
	say(fd, line);
	expect(desk, fd, "a line of more than 4096 bytes");
	expect_end(desk, fd);
	close(fd);
	free(line);
}

static void a_client_that_leaves_early_is_not_missed(void **state)
{
	struct desk *desk = *state;
	int fd = call(desk);

	say(fd, "{\"granola\":1,\"command\":\"hold\"}\n");
	turn(desk);
	close(fd);
	fd = call(desk);
	say(fd, "{\"granola\":1,\"comm");
	turn(desk);
	close(fd);
	turn(desk);
	server_call_answer(desk->held, &(struct protocol_reply){0});
	fd = call(desk);
	say(fd, echo);
	expect(desk, fd, "\"echo\"");
	close(fd);
}

static void an_answer_may_come_after_the_server_closed(void **state)
{
	struct desk *desk = *state;
	int fd = call(desk);

	say(fd, "{\"granola\":1,\"command\":\"hold\"}\n");
	turn(desk);
	server_close(desk->server);
	desk->server = NULL;
	expect_end(desk, fd);
	server_call_answer(desk->held, &(struct protocol_reply){0});
	close(fd);
}

static void many_clients_are_served_and_more_are_turned_away(void **state)
{
	struct desk *desk = *state;
	int fds[SERVER_MOST_CLIENTS], further, i;

	for (i = 0; i < SERVER_MOST_CLIENTS; i++) {
		fds[i] = call(desk);
		turn(desk);
	}
	further = call(desk);
	expect_end(desk, further);
	close(further);
	for (i = 0; i < SERVER_MOST_CLIENTS; i++) {
		say(fds[i], echo);
		expect(desk, fds[i], "\"echo\"");
		close(fds[i]);
	}
	turn(desk);
	further = call(desk);
	say(further, echo);
	expect(desk, further, "\"echo\"");
	close(further);
}

static void the_socket_is_for_its_owner_and_group_and_goes_in_the_end(void **state)
{
	struct desk *desk = *state;
	char *path = mem_printf("%s/control.sock", desk->state);
	struct stat found;

	assert_int_equal(stat(path, &found), 0);
	assert_true(S_ISSOCK(found.st_mode));
	assert_int_equal(found.st_mode & 0777, 0660);
	endpoint_close(&desk->endpoint);
	assert_int_equal(stat(path, &found), -1);
	free(path);
}

static void a_long_path_is_no_hindrance(void **state)
{
	struct endpoint endpoint;
	char name[121], *directory;
	struct err err;
	int fd;

	(void)state;
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	directory = mem_printf("/tmp/granola-test-%ld-%s", (long)getpid(), name);
	assert_int_equal(mkdir(directory, 0700), 0);
	assert_int_equal(endpoint_open(&endpoint, directory, &err), 0);
	fd = endpoint_connect(directory, &err);
	assert_true(fd >= 0);
	close(fd);
	close(endpoint.fd);
	endpoint_close(&endpoint);
	assert_int_equal(rmdir(directory), 0);
	free(directory);
}

static void under_systemd_the_state_directory_leads_to_the_socket(void **state)
{
	struct desk *desk = *state;
	char *runtime = mem_printf("%s/run", desk->state);
	char *inner = mem_printf("%s/inner", desk->state);
	char *link = mem_printf("%s/control.sock", inner);
	struct endpoint endpoint;
	struct stat found;
	struct err err;
	int fd;

	assert_int_equal(mkdir(runtime, 0700), 0);
	assert_int_equal(mkdir(inner, 0700), 0);
	setenv("RUNTIME_DIRECTORY", runtime, 1);
	assert_int_equal(endpoint_open(&endpoint, inner, &err), 0);
	unsetenv("RUNTIME_DIRECTORY");
	assert_int_equal(lstat(link, &found), 0);
	assert_true(S_ISLNK(found.st_mode));
	fd = endpoint_connect(inner, &err);
	assert_true(fd >= 0);
	close(fd);
	close(endpoint.fd);
	endpoint_close(&endpoint);
	assert_int_equal(endpoint_connect(inner, &err), -1);
	assert_int_equal(err.code, ERR_UNAVAILABLE);
	assert_int_equal(rmdir(runtime), 0);
	assert_int_equal(rmdir(inner), 0);
	free(runtime);
	free(inner);
	free(link);
}

static void without_a_daemon_the_client_says_so(void **state)
{
	const struct client_call nowhere = {.state = "/nonexistent", .patience = 1};
	const struct protocol_request request = {.command = "reload"};
	struct protocol_reply reply;
	struct err err;

	(void)state;
	assert_int_equal(client_ask(&nowhere, &request, &reply, &err), -1);
	assert_int_equal(err.code, ERR_UNAVAILABLE);
	assert_non_null(strstr(err.text, "no daemon runs"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
		TEST(requests_are_answered_one_by_one_in_order),
		TEST(garbage_is_answered_with_an_error_and_survived),
		TEST(a_line_without_end_is_hung_up_on),
		TEST(a_client_that_leaves_early_is_not_missed),
		TEST(an_answer_may_come_after_the_server_closed),
		TEST(many_clients_are_served_and_more_are_turned_away),
		TEST(the_socket_is_for_its_owner_and_group_and_goes_in_the_end),
		TEST(under_systemd_the_state_directory_leads_to_the_socket),
		cmocka_unit_test(a_long_path_is_no_hindrance),
		cmocka_unit_test(without_a_daemon_the_client_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
