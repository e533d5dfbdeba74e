#include "support/world.h"

#include <stdlib.h>

#include "base/arena.h"
#include "support/http_server.h"
#include "support/unit.h"

void world_keep(void *ctx, const struct fetch_response *response)
{
	struct outcome *outcome = ctx;
	struct fetch_response *kept = &outcome->response;

	outcome->calls++;
	*kept = *response;
	kept->error = arena_dup(outcome->arena, response->error);
	kept->url = arena_dup(outcome->arena, response->url);
	kept->moved_to = arena_dup(outcome->arena, response->moved_to);
	kept->redirect = arena_dup(outcome->arena, response->redirect);
	kept->body = arena_dup_bytes(outcome->arena, response->body, response->length);
	kept->content_type = arena_dup(outcome->arena, response->content_type);
	kept->etag = arena_dup(outcome->arena, response->etag);
	kept->last_modified = arena_dup(outcome->arena, response->last_modified);
	kept->link = arena_dup(outcome->arena, response->link);
}

void world_note_closed(void *ctx)
{
	*(bool *)ctx = true;
}

static int begin_waiting(void **state, long timeout_ms)
{
	const struct fetch_options options = {
		.user_agent = "granola/test (+https://example.org/bot)",
		.connections = 8,
		.host_gap_ms = -1,
		.timeout_ms = timeout_ms,
	};
	struct world *world = calloc(1, sizeof(*world));

	uv_loop_init(&world->loop);
	world->arena = arena_new();
	world->server = http_server_new(&world->loop);
	http_server_listen(world->server, "127.0.0.1");
	http_server_listen(world->server, "127.0.0.2");
	*state = world;
	return fetcher_new(&world->fetcher, &world->loop, &options, NULL);
}

int world_begin(void **state)
{
	return begin_waiting(state, 0);
}

int world_begin_impatient(void **state)
{
	return begin_waiting(state, 500);
}

int world_end(void **state)
{
	struct world *world = *state;
	bool is_closed = false;

	if (world->fetcher != NULL)
		fetcher_close(world->fetcher, world_note_closed, &is_closed);
	else
		is_closed = true;
	http_server_close(world->server);
	uv_run(&world->loop, UV_RUN_DEFAULT);
	http_server_free(world->server);
	arena_free(world->arena);
	if (uv_loop_close(&world->loop) != 0 || !is_closed)
		return -1;
	free(world);
	return 0;
}

struct fetch_response world_fetch(struct world *world, const struct fetch_request *request)
{
	struct outcome outcome = {.arena = world->arena};

	fetch_start(world->fetcher, request, world_keep, &outcome);
	assert_int_equal(outcome.calls, 0);
	while (outcome.calls == 0)
		uv_run(&world->loop, UV_RUN_ONCE);
	assert_int_equal(outcome.calls, 1);
	return outcome.response;
}

struct fetch_response world_get(struct world *world, const char *path)
{
	const struct fetch_request request = {
		.url = http_server_url(world->server, 0, path),
		.allow_private = true,
	};

	return world_fetch(world, &request);
}

void world_reply(struct world *world, const struct http_reply *reply)
{
	http_server_reply(world->server, reply);
}

void world_redirect(struct world *world, const char *path, int status, const char *target)
{
	struct http_reply answer = {.path = path, .status = status};

	answer.headers = arena_printf(world->arena, "Location: %s\r\n", target);
	world_reply(world, &answer);
}

void world_assert_has(const char *text, const char *part)
{
	if (text == NULL || strstr(text, part) == NULL)
		fail_msg("\"%s\" is not in \"%s\"", part, text != NULL ? text : "(null)");
}

void world_assert_lacks(const char *text, const char *part)
{
	if (strstr(text, part) != NULL)
		fail_msg("\"%s\" is in \"%s\"", part, text);
}
