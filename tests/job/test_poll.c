/*
 * Polling with the outside world replaced: what is fetched is scripted, what
 * would be stored is caught, and the clock stands still.
 */
#include "support/unit.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "fetch/fetch.h"
#include "job/env.h"
#include "job/poll.h"
#include "job/subscription.h"
#include "job/vigil.h"
#include "schedule/outage.h"
#include "store/entries.h"
#include "store/feeds.h"
#include "store/writer.h"
#include "text/xml.h"

static const int64_t now = 1795370400;		/* 2026-11-22T18:00:00Z */

static const char feed[] =
	"<rss version='2.0'><channel><title>T</title><link>https://t.example/</link>"
	"<item><guid>1</guid><title>One</title></item>"
	"<item><guid>2</guid><title>Two</title></item></channel></rss>";

/* What the fakes are told, and what they saw. */
static struct {
	struct fetch_response response;
	char *asked_url;
	char *asked_etag;
	char *asked_with;		/* agent, credentials, proxy, header, size, private */
	int asked;
	size_t saved_entries;
	size_t new_entries;
	struct feed_state saved_state;
	bool store_fails;
	int called_back;
	struct poll_outcome outcome;
	char *outcome_error;
	bool had_error;
} world;

struct pending {
	uv_timer_t timer;
	fetch_done_cb fetched;
	writer_work_cb work;
	writer_done_cb stored;
	void *ctx;
};

static void on_closed(uv_handle_t *handle)
{
	free(handle->data);
}

static struct pending *later(uv_loop_t *loop, uv_timer_cb run)
{
	struct pending *pending = mem_new(sizeof(*pending));

	uv_timer_init(loop, &pending->timer);
	pending->timer.data = pending;
	uv_timer_start(&pending->timer, run, 0, 0);
	return pending;
}

static void on_fetch_time(uv_timer_t *timer)
{
	struct pending *pending = timer->data;

	uv_close((uv_handle_t *)timer, on_closed);
	pending->fetched(pending->ctx, &world.response);
}

static void on_write_time(uv_timer_t *timer)
{
	struct pending *pending = timer->data;
	struct err err;
	int result = pending->work(NULL, pending->ctx, &err);

	uv_close((uv_handle_t *)timer, on_closed);
	pending->stored(pending->ctx, result < 0 ? &err : NULL);
}

static uv_loop_t loop;

static const char *or_dash(const char *text)
{
	return text != NULL ? text : "-";
}

void fetch_start(struct fetcher *fetcher, const struct fetch_request *request,
		 fetch_done_cb done, void *ctx)
{
	struct pending *pending = later(&loop, on_fetch_time);

	(void)fetcher;
	free(world.asked_url);
	free(world.asked_etag);
	world.asked_url = mem_dup(request->url);
	world.asked_etag = mem_dup(request->etag);
	free(world.asked_with);
	world.asked_with = mem_printf("%s|%s|%s|%s|%lld|%d", or_dash(request->user_agent),
				      or_dash(request->credentials), or_dash(request->proxy),
				      request->header_count > 0 ? request->headers[0] : "-",
				      (long long)request->max_size, request->allow_private);
	world.asked++;
	pending->fetched = done;
	pending->ctx = ctx;
}

size_t fetcher_active(const struct fetcher *fetcher)
{
	(void)fetcher;
	return 0;
}

void writer_submit_soon(struct writer *writer, writer_work_cb work, writer_done_cb done, void *ctx)
{
	struct pending *pending = later(&loop, on_write_time);

	(void)writer;
	pending->work = work;
	pending->stored = done;
	pending->ctx = ctx;
}

int entries_save(struct store *store, const struct entry_batch *batch,
		 struct commit_counts *counts, struct err *err)
{
	(void)store;
	(void)err;
	world.saved_entries += batch->count;
	counts->added = world.new_entries;
	return 0;
}

int feeds_save_state(struct store *store, const struct feed_state *state, struct err *err)
{
	(void)store;
	if (world.store_fails)
		return err_set(err, ERR_IO, "disk full");
	feed_state_clear(&world.saved_state);
	feed_state_copy(&world.saved_state, state);
	return 0;
}

static void on_polled(void *ctx, struct subscription *subscription,
		      const struct poll_outcome *outcome, const struct err *err)
{
	(void)ctx;
	(void)subscription;
	world.called_back++;
	world.outcome = *outcome;
	free(world.outcome_error);
	world.outcome_error = mem_dup(outcome->error);
	world.had_error = err != NULL;
}

static const struct feed_settings settings = {.url = "https://t.example/feed", .weight = 1};

static int set_up(void **state)
{
	struct subscription *subscription = mem_new(sizeof(*subscription));

	xml_init();
	clock_hold(now * 1000);
	uv_loop_init(&loop);
	subscription->settings = &settings;
	subscription->state.id = 7;
	subscription->state.url = mem_dup(settings.url);
	*state = subscription;
	return 0;
}

static int tear_down(void **state)
{
	struct subscription *subscription = *state;

	feed_state_clear(&subscription->state);
	free(subscription);
	feed_state_clear(&world.saved_state);
	free(world.asked_url);
	free(world.asked_etag);
	free(world.asked_with);
	free(world.outcome_error);
	memset(&world, 0, sizeof(world));
	uv_run(&loop, UV_RUN_DEFAULT);
	return uv_loop_close(&loop);
}

static struct fetch_response answer(enum feed_result result, const char *body)
{
	return (struct fetch_response){
		.result = result,
		.error = feed_result_is_failure(result) ? "t.example is unwell" : NULL,
		.status = 200,
		.url = settings.url,
		.host = "t.example:443",
		.body = body,
		.length = strlen(body),
		.retry_after = -1,
		.max_age = -1,
	};
}

static void poll(struct subscription *subscription, struct fetch_response response,
		 bool is_stopping)
{
	struct env env = {.loop = &loop, .is_stopping = is_stopping};
	int before = world.called_back;

	world.response = response;
	poll_start(&env, subscription, on_polled, NULL);
	assert_int_equal(world.called_back, before);
	assert_true(subscription->is_polling);
	uv_run(&loop, UV_RUN_DEFAULT);
	assert_int_equal(world.called_back, before + 1);
	assert_false(subscription->is_polling);
}

static void a_feed_is_stored_with_its_validators(void **state)
{
	struct subscription *subscription = *state;
	struct fetch_response response = answer(FEED_OK, feed);

	response.etag = "W/\"a\"";
	response.last_modified = "yesterday, as they say";
	world.new_entries = 2;
	poll(subscription, response, false);
	assert_int_equal(world.saved_entries, 2);
	assert_int_equal(world.outcome.result, FEED_OK);
	assert_int_equal(world.outcome.added, 2);
	assert_string_equal(world.saved_state.etag, "W/\"a\"");
	assert_string_equal(subscription->state.last_modified, "yesterday, as they say");
	assert_string_equal(subscription->state.title, "T");
	assert_true(subscription->state.next_due > now);
	assert_null(world.asked_etag);

	poll(subscription, answer(FEED_NOT_MODIFIED, ""), false);
	assert_string_equal(world.asked_etag, "W/\"a\"");
	assert_string_equal(subscription->state.etag, "W/\"a\"");
}

static void equal_bytes_are_not_parsed_again_but_new_validators_count(void **state)
{
	struct subscription *subscription = *state;
	struct fetch_response response = answer(FEED_OK, feed);

	poll(subscription, response, false);
	response.etag = "\"b\"";
	poll(subscription, response, false);
	assert_int_equal(world.saved_entries, 2);
	assert_int_equal(world.outcome.result, FEED_NOT_MODIFIED);
	assert_string_equal(subscription->state.etag, "\"b\"");
}

static void a_304_with_new_validators_replaces_both(void **state)
{
	struct subscription *subscription = *state;
	struct fetch_response response = answer(FEED_OK, feed);

	response.etag = "\"a\"";
	response.last_modified = "Monday";
	poll(subscription, response, false);
	response = answer(FEED_NOT_MODIFIED, "");
	response.etag = "\"b\"";
	poll(subscription, response, false);
	assert_string_equal(subscription->state.etag, "\"b\"");
	assert_null(subscription->state.last_modified);
}

static void what_is_no_feed_or_cut_short_leaves_everything_as_it_was(void **state)
{
	static const struct {
		const char *body;
		enum feed_result result;
	} cases[] = {
		{"<html><title>Wait</title></html>", FEED_NOT_A_FEED},
		{"", FEED_NOT_A_FEED},
		{"<rss version='2.0'><channel><item><title>Thr", FEED_CUT_SHORT},
	};
	struct subscription *subscription = *state;
	struct fetch_response response = answer(FEED_OK, feed);
	struct hash hash;
	size_t i;

	response.etag = "\"a\"";
	poll(subscription, response, false);
	hash = subscription->state.body_hash;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		response = answer(FEED_OK, cases[i].body);
		response.etag = "\"broken\"";
		poll(subscription, response, false);
		assert_int_equal(world.outcome.result, cases[i].result);
		assert_non_null(world.outcome_error);
		assert_string_equal(subscription->state.etag, "\"a\"");
		assert_true(hash_equal(subscription->state.body_hash, hash));
		assert_int_equal(subscription->state.failures, (int64_t)i + 1);
		assert_int_equal(world.saved_entries, 2);
	}
}

static void a_feed_is_asked_for_as_its_user_wants_it(void **state)
{
	static const char *headers[] = {"X-Token: t"};
	struct subscription *subscription = *state;
	char auth[] = "/tmp/granola-auth-XXXXXX";
	struct feed_settings wanted = settings;
	int file = mkstemp(auth);

	assert_true(file >= 0);
	assert_int_equal(write(file, " jane:s3:cret \n", 15), 15);
	close(file);
	poll(subscription, answer(FEED_OK, feed), false);
	assert_string_equal(world.asked_with, "-|-|-|-|0|0");

	wanted.user_agent = "Reader/1";
	wanted.auth_file = auth;
	wanted.proxy = "socks5h://127.0.0.1:9050";
	wanted.headers = headers;
	wanted.header_count = 1;
	wanted.max_size = 4096;
	wanted.allow_private = true;
	subscription->settings = &wanted;
	poll(subscription, answer(FEED_OK, feed), false);
	assert_string_equal(world.asked_with, "Reader/1|jane:s3:cret|socks5h://127.0.0.1:9050|"
					      "X-Token: t|4096|1");
	unlink(auth);
}

/* Nobody is told less than they are owed: without its secret a feed is not asked for. */
static void a_secret_that_cannot_be_read_is_that_feeds_failure(void **state)
{
	struct subscription *subscription = *state;
	struct feed_settings wanted = settings;
	struct env env = {.loop = &loop};

	wanted.auth_file = "/nowhere/granola/secret";
	subscription->settings = &wanted;
	poll_start(&env, subscription, on_polled, NULL);
	uv_run(&loop, UV_RUN_DEFAULT);
	assert_int_equal(world.called_back, 1);
	assert_int_equal(world.asked, 0);
	assert_int_equal(world.outcome.result, FEED_UNREADABLE);
	assert_non_null(strstr(world.outcome_error, "/nowhere/granola/secret"));
	assert_int_equal(subscription->state.failures, 1);
	assert_null(strstr(world.outcome_error, "jane"));
}

static void a_failure_is_remembered_and_success_forgets_it(void **state)
{
	struct subscription *subscription = *state;

	poll(subscription, answer(FEED_UNREACHABLE, ""), false);
	assert_int_equal(world.saved_state.failures, 1);
	assert_int_equal(world.saved_state.failing_since, now);
	assert_string_equal(world.saved_state.last_error, "t.example is unwell");
	poll(subscription, answer(FEED_OK, feed), false);
	assert_int_equal(world.saved_state.failures, 0);
	assert_int_equal(world.saved_state.failing_since, 0);
	assert_null(world.saved_state.last_error);
}

static void a_permanent_redirect_is_believed_after_five_feeds_in_a_day(void **state)
{
	struct subscription *subscription = *state;
	struct fetch_response moved = answer(FEED_OK, feed);
	int i;

	moved.moved_to = "https://new.example/feed";
	for (i = 0; i < 6; i++)
		poll(subscription, moved, false);
	assert_null(subscription->state.fetch_url);	/* often enough, not long enough */
	poll(subscription, answer(FEED_OK, feed), false);
	assert_int_equal(subscription->state.moved_count, 0);
	for (i = 0; i < 5; i++) {
		assert_null(subscription->state.fetch_url);
		clock_hold((now + i * 6 * 3600) * 1000);
		poll(subscription, moved, false);
		assert_string_equal(world.asked_url, settings.url);
	}
	assert_string_equal(subscription->state.fetch_url, "https://new.example/feed");
	poll(subscription, answer(FEED_OK, feed), false);
	assert_string_equal(world.asked_url, "https://new.example/feed");
}

static void a_redirect_to_no_feed_is_never_believed(void **state)
{
	struct subscription *subscription = *state;
	struct fetch_response parked = answer(FEED_OK, "<html><title>For sale</title></html>");
	int i;

	parked.moved_to = "https://parked.example/";
	for (i = 0; i < 9; i++) {
		clock_hold((now + i * 6 * 3600) * 1000);
		poll(subscription, parked, false);
	}
	assert_null(subscription->state.fetch_url);
	assert_int_equal(subscription->state.moved_count, 0);
}

static void what_cannot_be_stored_is_asked_for_again_soon(void **state)
{
	struct subscription *subscription = *state;
	struct fetch_response response = answer(FEED_OK, feed);

	world.store_fails = true;
	response.etag = "\"a\"";
	poll(subscription, response, false);
	assert_true(world.had_error);
	assert_null(subscription->state.etag);
	assert_int_equal(subscription->state.failures, 0);
	assert_in_range(subscription->state.next_due, now + 60, now + 3600);
}

static void a_poll_that_stopping_cut_off_is_no_failure(void **state)
{
	struct subscription *subscription = *state;

	poll(subscription, answer(FEED_UNREACHABLE, ""), true);
	assert_int_equal(subscription->state.failures, 0);
	assert_null(world.saved_state.url);
}

static void ignore(void *ctx, bool is_ours)
{
	(void)ctx;
	(void)is_ours;
}

static void on_network(void *ctx, const struct vigil_news *news)
{
	(void)news;
	(*(int *)ctx)++;
}

static struct fetch_response lost(void)
{
	struct fetch_response response = answer(FEED_UNREACHABLE, "");

	response.status = 0;
	response.contact = CONTACT_LOST;
	return response;
}

/* Polls with a vigil that knows of another host that was lost, and hurries. */
static void poll_under_vigil(struct subscription *subscription, size_t followed, int *changes)
{
	struct env env = {.loop = &loop};
	const struct sighting other = {.contact = CONTACT_LOST, .host = 1, .was_well = true};

	env.vigil = vigil_new(&env, on_network, changes);
	vigil_expect(env.vigil, followed, true);
	vigil_hurry(env.vigil, 60);
	world.response = lost();
	poll_start(&env, subscription, on_polled, NULL);
	assert_int_equal(vigil_ask(env.vigil, &other, "gone", ignore, NULL),
			 VERDICT_OPEN);
	while (world.called_back == 0)
		uv_run(&loop, UV_RUN_ONCE);
	vigil_close(env.vigil);
	uv_run(&loop, UV_RUN_DEFAULT);
}

static void an_outage_of_ours_is_no_failure(void **state)
{
	struct subscription *subscription = *state;
	int changes = 0;

	poll_under_vigil(subscription, 2, &changes);
	assert_int_equal(changes, 1);
	assert_int_equal(world.called_back, 1);
	assert_true(world.outcome.is_excused);
	assert_string_equal(world.outcome_error, "t.example is unwell");
	assert_int_equal(subscription->state.failures, 0);
	assert_int_equal(subscription->state.last_fetch, 0);
	assert_int_equal(world.saved_state.id, 0);
}

static void a_host_that_is_gone_while_others_are_there_has_failed(void **state)
{
	struct subscription *subscription = *state;
	int changes = 0;

	poll_under_vigil(subscription, 3, &changes);
	assert_int_equal(changes, 0);
	assert_false(world.outcome.is_excused);
	assert_int_equal(subscription->state.failures, 1);
	assert_int_equal(world.saved_state.failures, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_feed_is_stored_with_its_validators,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			equal_bytes_are_not_parsed_again_but_new_validators_count,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_304_with_new_validators_replaces_both,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_is_no_feed_or_cut_short_leaves_everything_as_it_was,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_feed_is_asked_for_as_its_user_wants_it,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_secret_that_cannot_be_read_is_that_feeds_failure,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_failure_is_remembered_and_success_forgets_it,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_permanent_redirect_is_believed_after_five_feeds_in_a_day,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_redirect_to_no_feed_is_never_believed,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_cannot_be_stored_is_asked_for_again_soon,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_outage_of_ours_is_no_failure, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_host_that_is_gone_while_others_are_there_has_failed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_poll_that_stopping_cut_off_is_no_failure,
						set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
