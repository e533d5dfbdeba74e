#include "etiquette/visitor.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/random.h"
#include "base/str.h"
#include "daemon/collector.h"
#include "daemon/roster.h"
#include "fetch/agent.h"
#include "fetch/fetch.h"
#include "job/poll.h"
#include "store/entries.h"
#include "store/feeds.h"
#include "store/store.h"
#include "store/writer.h"
#include "support/unit.h"
#include "text/xml.h"

enum { STEP_MS = 10, LONGEST_WAIT_MS = 60 * 1000 };

static void note_closed(void *ctx)
{
	*(bool *)ctx = true;
}

static void open_fetcher(struct visitor *visitor)
{
	char *name = agent_name("https://example.org/about-bot");
	const struct fetch_options options = {
		.user_agent = name,
		.host_gap_ms = visitor->gap_ms,
	};
	struct err err;

	if (fetcher_new(&visitor->env.fetcher, &visitor->loop, &options, &err) < 0)
		fail_msg("%s", err.text);
	free(name);
}

/* All but who polls. Gives the states of the feeds in their order. */
static struct feed_state *open_all(struct visitor *visitor)
{
	const struct feed_selection feeds = {
		.settings = visitor->settings,
		.count = visitor->config.feed_count,
		.now = clock_now(),
	};
	struct feed_state *states = NULL;
	struct err err;

	if (store_open(&visitor->store, visitor->directory, STORE_WRITE, &err) < 0 ||
	    feeds_upsert(visitor->store, &feeds, &states, &err) < 0)
		fail_msg("%s", err.text);
	visitor->env = (struct env){.loop = &visitor->loop};
	open_fetcher(visitor);
	if (writer_new(&visitor->env.writer, &visitor->loop, visitor->store, &err) < 0)
		fail_msg("%s", err.text);
	return states;
}

static void open_by_hand(struct visitor *visitor)
{
	struct feed_state *states = open_all(visitor);

	visitor->subscriptions = map_new();
	visitor->env.subscriptions = visitor->subscriptions;
	for (size_t i = 0; i < visitor->config.feed_count; i++) {
		struct subscription *feed = &visitor->feeds[i];

		feed_state_clear(&feed->state);
		feed->state = states[i];
		feed->settings = &visitor->settings[i];
		map_put_number(visitor->subscriptions, (uint64_t)feed->state.id, feed);
	}
	free(states);
}

static void on_roster_polled(void *ctx, const struct subscription *subscription,
			     const struct poll_outcome *outcome, const struct err *err)
{
	struct visitor *visitor = ctx;

	(void)subscription;
	(void)outcome;
	visitor->polled += err == NULL;
}

static void on_idle(void *ctx)
{
	(void)ctx;
}

static void open_roster(struct visitor *visitor)
{
	struct feed_state *states = open_all(visitor);

	visitor->roster = roster_new(&visitor->env, &(struct roster_watcher){
		on_roster_polled, on_idle, visitor,
	});
	visitor->env.subscriptions = roster_subscriptions(visitor->roster);
	roster_apply(visitor->roster, &visitor->config, states);
	feed_states_free(states, visitor->config.feed_count);
	roster_start(visitor->roster);
}

static size_t polling(const struct visitor *visitor)
{
	return visitor->roster != NULL ? roster_polling(visitor->roster) : visitor->polling;
}

static void close_all(struct visitor *visitor)
{
	bool is_fetcher_closed = false, is_writer_closed = false;

	if (visitor->store == NULL)
		return;
	visitor->env.is_stopping = true;
	if (visitor->roster != NULL)
		roster_stop(visitor->roster);
	fetcher_close(visitor->env.fetcher, note_closed, &is_fetcher_closed);
	while (polling(visitor) > 0 || !is_fetcher_closed)
		uv_run(&visitor->loop, UV_RUN_ONCE);
	writer_close(visitor->env.writer, note_closed, &is_writer_closed);
	while (!is_writer_closed)
		uv_run(&visitor->loop, UV_RUN_ONCE);
	store_close(visitor->store);
	roster_free(visitor->roster);
	map_free(visitor->subscriptions);
	visitor->store = NULL;
	visitor->roster = NULL;
	visitor->subscriptions = NULL;
}

struct visitor *visitor_new(void)
{
	struct visitor *visitor = mem_new(sizeof(*visitor));

	xml_init();
	random_seed(1);
	clock_hold((int64_t)VISITOR_START * 1000);
	uv_loop_init(&visitor->loop);
	visitor->server = http_server_new(&visitor->loop);
	http_server_listen(visitor->server, "127.0.0.1");
	http_server_listen(visitor->server, "127.0.0.2");
	visitor->gap_ms = -1;
	visitor->config.feeds = visitor->settings;
	visitor->directory = mem_dup("/tmp/granola-test-XXXXXX");
	if (mkdtemp(visitor->directory) == NULL)
		fail_msg("no directory for the store");
	return visitor;
}

static void remove_directory(const char *directory)
{
	static const char *const names[] = {
		"granola.db", "granola.db-wal", "granola.db-shm", "granola.lock",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char *path = mem_printf("%s/%s", directory, names[i]);

		unlink(path);
		free(path);
	}
	rmdir(directory);
}

int visitor_free(struct visitor *visitor)
{
	int result;

	close_all(visitor);
	http_server_close(visitor->server);
	uv_run(&visitor->loop, UV_RUN_DEFAULT);
	http_server_free(visitor->server);
	for (size_t i = 0; i < visitor->config.feed_count; i++) {
		feed_state_clear(&visitor->feeds[i].state);
		free((char *)visitor->settings[i].url);
	}
	remove_directory(visitor->directory);
	free(visitor->directory);
	result = uv_loop_close(&visitor->loop);
	free(visitor);
	return result != 0 ? -1 : 0;
}

struct subscription *visitor_follow_url(struct visitor *visitor, const char *url)
{
	size_t i = visitor->config.feed_count++;

	assert_true(i < VISITOR_MOST);
	close_all(visitor);
	visitor->settings[i] = (struct feed_settings){
		.url = mem_dup(url),
		.group = "news",
		.weight = 1,
		.allow_private = true,
	};
	return &visitor->feeds[i];
}

struct subscription *visitor_follow(struct visitor *visitor, size_t host, const char *path)
{
	return visitor_follow_url(visitor, http_server_url(visitor->server, host, path));
}

static void on_polled(void *ctx, struct subscription *feed, const struct poll_outcome *outcome,
		      const struct err *err)
{
	struct visitor *visitor = ctx;

	(void)feed;
	if (err != NULL)
		fail_msg("%s", err->text);
	visitor->polling--;
	visitor->polled++;
	visitor->added = outcome->added;
	visitor->moves += outcome->moved_to != NULL;
}

void visitor_start(struct visitor *visitor, struct subscription *feed)
{
	if (visitor->store == NULL)
		open_by_hand(visitor);
	visitor->polling++;
	poll_start(&visitor->env, feed, on_polled, visitor);
}

void visitor_finish(struct visitor *visitor)
{
	while (visitor->polling > 0)
		uv_run(&visitor->loop, UV_RUN_ONCE);
}

enum feed_result visitor_poll(struct visitor *visitor, struct subscription *feed)
{
	visitor_start(visitor, feed);
	visitor_finish(visitor);
	return feed->state.last_result;
}

static void on_collected(void *ctx, const struct collect_outcome *outcome, const struct err *err)
{
	struct visitor *visitor = ctx;

	if (err != NULL)
		fail_msg("%s", err->text);
	visitor->pages++;
	visitor->page = *outcome;
	visitor->page.url = visitor->page.error = NULL;
}

static void on_collector_failed(void *ctx, const struct err *err)
{
	(void)ctx;
	fail_msg("%s", err->text);
}

static struct collector *open_collector(struct visitor *visitor)
{
	struct collector *collector;

	if (visitor->store == NULL)
		open_by_hand(visitor);
	collector = collector_new(&visitor->env, &(struct collector_watcher){
		.collected = on_collected,
		.failed = on_collector_failed,
		.idle = on_idle,
		.ctx = visitor,
	});
	collector_start(collector);
	return collector;
}

static void close_collector(struct visitor *visitor, struct collector *collector)
{
	while (collector_is_busy(collector))
		uv_run(&visitor->loop, UV_RUN_ONCE);
	collector_stop(collector);
	uv_run(&visitor->loop, UV_RUN_NOWAIT);
	collector_free(collector);
}

void visitor_collect(struct visitor *visitor)
{
	close_collector(visitor, open_collector(visitor));
}

void visitor_collect_and_poll(struct visitor *visitor, struct subscription *feed)
{
	struct collector *collector = open_collector(visitor);
	size_t before = visitor_requests(visitor);

	while (visitor_requests(visitor) < before + 2)
		uv_run(&visitor->loop, UV_RUN_ONCE);
	visitor_poll(visitor, feed);
	collector_note_entries(collector);
	close_collector(visitor, collector);
}

/* Waits until the writer is done with it. */
struct reading {
	struct arena *arena;
	struct article_list articles;
	bool is_done;
};

static int read_articles(struct store *store, void *ctx, struct err *err)
{
	const struct article_query query = { .choice = ARTICLES_ALL, .until = INT64_MAX };
	struct reading *reading = ctx;

	return entries_load_articles(store, reading->arena, &query, &reading->articles, err);
}

static void on_articles_read(void *ctx, const struct err *err)
{
	struct reading *reading = ctx;

	if (err != NULL)
		fail_msg("%s", err->text);
	reading->is_done = true;
}

char *visitor_text(struct visitor *visitor, size_t number)
{
	struct reading reading = { .arena = arena_new() };
	char *text;

	writer_submit(visitor->env.writer, read_articles, on_articles_read, &reading);
	while (!reading.is_done)
		uv_run(&visitor->loop, UV_RUN_ONCE);
	assert_in_range(number, 1, reading.articles.count);
	text = mem_dup(reading.articles.items[number - 1].text);
	arena_free(reading.arena);
	return text;
}

static void on_time_over(uv_timer_t *timer)
{
	*(bool *)timer->data = true;
	uv_close((uv_handle_t *)timer, NULL);
}

void visitor_run(struct visitor *visitor, unsigned ms)
{
	bool is_over = false;
	uv_timer_t timer;

	if (visitor->store == NULL)
		open_roster(visitor);
	uv_timer_init(&visitor->loop, &timer);
	timer.data = &is_over;
	uv_timer_start(&timer, on_time_over, ms, 0);
	while (!is_over || uv_is_active((uv_handle_t *)&timer))
		uv_run(&visitor->loop, UV_RUN_ONCE);
	uv_run(&visitor->loop, UV_RUN_NOWAIT);
}

void visitor_run_until(struct visitor *visitor, size_t polled)
{
	for (int i = 0; i < LONGEST_WAIT_MS / STEP_MS && visitor->polled < polled; i++)
		visitor_run(visitor, STEP_MS);
	assert_int_equal(visitor->polled, polled);
}

void visitor_move(struct visitor *visitor, int64_t seconds)
{
	struct feed_state *none = mem_array(visitor->config.feed_count, sizeof(*none));

	clock_hold(clock_now_ms() + seconds * 1000);
	/* What is followed keeps its state, and the timer is set anew. */
	roster_apply(visitor->roster, &visitor->config, none);
	free(none);
}

void visitor_wait(struct visitor *visitor, int64_t seconds)
{
	close_all(visitor);
	clock_hold(clock_now_ms() + seconds * 1000);
}

size_t visitor_refresh(struct visitor *visitor, const struct subscription *feed)
{
	struct roster_refresh done;

	roster_refresh(visitor->roster, visitor->settings[feed - visitor->feeds].url, &done);
	return done.begun;
}

int64_t visitor_due_in(const struct subscription *feed)
{
	return feed->state.next_due - clock_now();
}

void visitor_answer(struct visitor *visitor, const char *path, int status, const char *headers,
		    const char *body)
{
	http_server_reply(visitor->server, &(struct http_reply){
		.path = path, .status = status, .headers = headers, .body = body,
	});
}

size_t visitor_requests(const struct visitor *visitor)
{
	return http_server_request_count(visitor->server);
}

const char *visitor_header(const struct visitor *visitor, const char *name)
{
	static char value[1024];
	const char *line = http_server_request(visitor->server, visitor_requests(visitor) - 1);

	while ((line = strstr(line, "\r\n")) != NULL) {
		line += 2;
		if (str_case_starts(line, name) && str_starts(line + strlen(name), ": ")) {
			line += strlen(name) + 2;
			snprintf(value, sizeof(value), "%.*s", (int)strcspn(line, "\r"), line);
			return value;
		}
	}
	return NULL;
}
