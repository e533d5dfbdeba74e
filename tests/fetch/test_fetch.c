#include "support/unit.h"

#include "base/arena.h"
#include "fetch/fetch.h"
#include "support/http_server.h"
#include "support/world.h"

static void closing_calls_everybody_back_once(void **state)
{
	struct world *world = *state;
	struct outcome outcomes[20];
	bool is_closed = false;
	int i;

	world_reply(world, &(struct http_reply){.body = "x", .delay_ms = 60000});
	for (i = 0; i < 20; i++) {
		struct fetch_request request = {
			.url = http_server_url(world->server, (size_t)i % 2, "/"),
			.allow_private = true,
		};

		if (i == 19)
			request.url = "file:///etc/hostname";
		outcomes[i] = (struct outcome){.arena = world->arena};
		fetch_start(world->fetcher, &request, world_keep, &outcomes[i]);
	}
	assert_int_equal(fetcher_active(world->fetcher), 20);
	while (http_server_request_count(world->server) < 2)
		uv_run(&world->loop, UV_RUN_ONCE);
	fetcher_close(world->fetcher, world_note_closed, &is_closed);
	assert_int_equal(outcomes[0].calls, 0);
	while (!is_closed)
		uv_run(&world->loop, UV_RUN_ONCE);
	world->fetcher = NULL;
	for (i = 0; i < 20; i++)
		assert_int_equal(outcomes[i].calls, 1);
	assert_int_equal(outcomes[0].response.result, FEED_UNREACHABLE);
	assert_string_equal(outcomes[0].response.error, "cancelled");
}

struct chain {
	struct world *world;
	struct fetch_request request;
	int left;
	bool is_closing;
	bool is_closed;
};

static void on_link_done(void *ctx, const struct fetch_response *response)
{
	struct chain *chain = ctx;

	(void)response;
	if (--chain->left > 0)
		fetch_start(chain->world->fetcher, &chain->request, on_link_done, chain);
	else if (chain->is_closing)
		fetcher_close(chain->world->fetcher, world_note_closed, &chain->is_closed);
}

static void a_callback_may_start_the_next_or_close(void **state)
{
	struct world *world = *state;
	struct chain chain = {
		.world = world,
		.request.url = http_server_url(world->server, 0, "/"),
		.request.allow_private = true,
		.left = 5,
		.is_closing = true,
	};

	world_reply(world, &(struct http_reply){.body = "x"});
	fetch_start(world->fetcher, &chain.request, on_link_done, &chain);
	while (!chain.is_closed)
		uv_run(&world->loop, UV_RUN_ONCE);
	world->fetcher = NULL;
	assert_int_equal(http_server_request_count(world->server), 5);
}

static void what_is_started_while_closing_is_cancelled_too(void **state)
{
	struct world *world = *state;
	struct chain chain = {
		.world = world,
		.request.url = http_server_url(world->server, 0, "/"),
		.request.allow_private = true,
		.left = 5,
	};

	fetch_start(world->fetcher, &chain.request, on_link_done, &chain);
	fetcher_close(world->fetcher, world_note_closed, &chain.is_closed);
	while (!chain.is_closed)
		uv_run(&world->loop, UV_RUN_ONCE);
	world->fetcher = NULL;
	assert_int_equal(chain.left, 0);
	assert_int_equal(http_server_request_count(world->server), 0);
}

static void count_turn(uv_prepare_t *prepare)
{
	++*(int *)prepare->data;
}

static void stop_loop(uv_timer_t *timer)
{
	uv_stop(timer->loop);
}

static void nothing_wakes_up_while_nothing_happens(void **state)
{
	struct world *world = *state;
	uv_prepare_t prepare;
	uv_timer_t timer;
	int turns = 0;

	world_reply(world, &(struct http_reply){.body = "x"});
	assert_int_equal(world_get(world, "/").result, FEED_OK);
	uv_prepare_init(&world->loop, &prepare);
	uv_timer_init(&world->loop, &timer);
	prepare.data = &turns;
	uv_prepare_start(&prepare, count_turn);
	uv_timer_start(&timer, stop_loop, 300, 0);
	uv_run(&world->loop, UV_RUN_DEFAULT);
	assert_in_range(turns, 1, 4);
	uv_close((uv_handle_t *)&prepare, NULL);
	uv_close((uv_handle_t *)&timer, NULL);
	uv_run(&world->loop, UV_RUN_NOWAIT);
}

/* Fifty hosts with ten requests each, and one that never answers. */
static void many_hosts_are_served_within_the_limits(void **state)
{
	enum { HOSTS = 50, EACH = 10, COUNT = HOSTS * EACH };
	struct world *world = *state;
	struct arena *arena = world->arena;
	struct outcome *outcomes = arena_array(arena, COUNT, sizeof(*outcomes));
	int i;

	world_reply(world, &(struct http_reply){.body = "x", .delay_ms = 3});
	world_reply(world, &(struct http_reply){.path = "/stuck", .raw = "", .delay_ms = 60000});
	for (i = 0; i < HOSTS; i++)
		http_server_listen(world->server, arena_printf(arena, "127.0.%d.7", i + 1));
	for (i = 0; i < COUNT; i++) {
		struct fetch_request request = {
			.url = http_server_url(world->server, (size_t)(2 + i / EACH),
					       i < EACH ? "/stuck" : "/"),
			.allow_private = true,
		};

		outcomes[i].arena = arena;
		fetch_start(world->fetcher, &request, world_keep, &outcomes[i]);
	}
	while (fetcher_active(world->fetcher) > EACH)
		uv_run(&world->loop, UV_RUN_ONCE);
	for (i = 0; i < EACH; i++)
		assert_int_equal(outcomes[i].calls, 0);
	for (i = EACH; i < COUNT; i++) {
		assert_int_equal(outcomes[i].calls, 1);
		assert_int_equal(outcomes[i].response.result, FEED_OK);
	}
	assert_int_equal(http_server_most_per_host(world->server), 1);
	assert_int_equal(http_server_most_at_once(world->server), 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_begin, world_end)
		TEST(closing_calls_everybody_back_once),
		TEST(a_callback_may_start_the_next_or_close),
		TEST(what_is_started_while_closing_is_cancelled_too),
		TEST(nothing_wakes_up_while_nothing_happens),
		TEST(many_hosts_are_served_within_the_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
