#include "job/poll.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/random.h"
#include "base/str.h"
#include "fetch/fetch.h"
#include "job/credentials.h"
#include "job/env.h"
#include "job/filter.h"
#include "job/subscription.h"
#include "job/twin.h"
#include "job/vigil.h"
#include "job/warden.h"
#include "job/worker.h"
#include "parse/document.h"
#include "parse/parcel.h"
#include "sandbox/inmate.h"
#include "schedule/ledger.h"
#include "schedule/outage.h"
#include "schedule/policy.h"
#include "schedule/rhythm.h"
#include "store/entries.h"
#include "store/feeds.h"
#include "store/writer.h"

/*
 *	poll_start --> on_fetched --> parse_later --> on_parsed --> store_later --> on_stored
 *	                   |                                            ^
 *	                   +------- failed, or nothing new -------------+
 *	                   +--> lost ..> on_judged: its own fault ------+
 *
 * Whatever happened is stored, failures too, so that how long to wait is known
 * after a restart; but for feeds that were unsubscribed meanwhile and polls that
 * our own stopping or an outage of ours cut off, which just finish. One whose feed
 * has become one with another asks nobody. `next` is the feed's state as it will be;
 * it replaces the subscription's only once it is on disk.
 */
enum {
	MOVE_TIMES	= 5,		/* a permanent redirect is believed after as many … */
	MOVE_SECONDS	= 24 * 3600,	/* … successes over this long */
	RETRY_STORE	= 5 * 60,	/* seconds until what could not be stored is polled again */
};

struct poll {
	const struct env *env;
	struct subscription *subscription;
	poll_done_cb done;
	void *ctx;

	struct feed_state next;
	struct poll_outcome outcome;
	struct policy_hints hints;
	int64_t every;
	double jitter;
	int64_t now;

	char *body;			/* of the answer, until it is parsed */
	size_t length;
	char *content_type;
	char *base_url;
	char *etag;
	char *last_modified;
	char *moved_to;
	struct hash body_hash;
	struct filter filter;
	struct arena *arena;
	struct feed_document *document;	/* NULL: none, or the same bytes as before */
	struct err parse_error;
	bool was_asked;			/* somebody was: it was a request */
	bool is_poisonous;		/* the parser did not survive it */
	bool has_body;			/* the answer brought one */
};

static void finish(struct poll *poll, const struct err *err)
{
	struct subscription *subscription = poll->subscription;

	subscription->is_polling = false;
	poll->done(poll->ctx, subscription, &poll->outcome, err);
	feed_state_clear(&poll->next);
	filter_clear(&poll->filter);
	arena_free(poll->arena);
	free(poll->body);
	free(poll->content_type);
	free(poll->base_url);
	free(poll->etag);
	free(poll->last_modified);
	free(poll->moved_to);
	free(poll);
}

static void replace(char **text, const char *with)
{
	char *copy = mem_dup(with);

	free(*text);
	*text = copy;
}

/*
 * ETag and Last-Modified are one set: both are replaced, or neither. A 304 need
 * not repeat them.
 */
static void keep_validators(struct poll *poll)
{
	bool has_any = poll->etag != NULL || poll->last_modified != NULL;

	if (poll->outcome.result == FEED_NOT_MODIFIED && !poll->has_body && !has_any)
		return;
	replace(&poll->next.etag, poll->etag);
	replace(&poll->next.last_modified, poll->last_modified);
}

static void forget_move(struct feed_state *next)
{
	replace(&next->moved_to, NULL);
	next->moved_count = 0;
}

/* A permanent redirect is followed at once but believed slowly: parked domains redirect too. */
static void note_move(struct poll *poll)
{
	struct feed_state *next = &poll->next;
	const char *moved_to = poll->moved_to;

	if (moved_to == NULL) {
		forget_move(next);
		return;
	}
	if (!str_equal(next->moved_to, moved_to)) {
		forget_move(next);
		replace(&next->moved_to, moved_to);
		next->moved_since = poll->now;
	}
	next->moved_count++;
	if (next->moved_count < MOVE_TIMES || poll->now - next->moved_since < MOVE_SECONDS)
		return;
	replace(&next->fetch_url, moved_to);
	poll->outcome.moved_to = moved_to;
	forget_move(next);
}

static void set_result(struct poll *poll, enum feed_result result, const char *error)
{
	poll->outcome.result = result;
	replace(&poll->next.last_error, error);
	poll->outcome.error = poll->next.last_error;
}

static void schedule(struct poll *poll)
{
	struct feed_state *next = &poll->next;
	int64_t added = (int64_t)poll->outcome.added;

	next->entries += added;
	policy_record(next, poll->outcome.result, added, poll->now);
	ledger_record(next, poll->was_asked, added, poll->now);
	next->next_due = policy_next_due(next, &poll->hints, poll->every, poll->jitter, poll->now);
}

static void on_stored(void *ctx, const struct err *err)
{
	struct poll *poll = ctx;
	struct subscription *subscription = poll->subscription;

	if (err != NULL) {
		subscription->state.next_due = poll->now + RETRY_STORE;
		subscription->state.due_reason = REASON_STORE;
	} else {
		struct feed_state before = subscription->state;
		char *url = poll->next.url;

		subscription->state = poll->next;
		poll->next = before;
		subscription->state.url = before.url;	/* the same text; others point there */
		poll->next.url = url;
		poll->outcome.error = subscription->state.last_error;
	}
	finish(poll, err);
}

/* On the writer's thread: how many entries are new is known only here, and moves the rhythm. */
static int store(struct store *store, void *ctx, struct err *err)
{
	struct poll *poll = ctx;
	const struct feed_document *document = poll->document;
	struct entry_batch batch = {.feed_id = poll->next.id, .now = poll->now};
	struct commit_counts counts = {0};

	if (document != NULL) {
		batch.entries = document->entries;
		batch.count = document->entry_count;
		if (entries_save(store, &batch, &counts, err) < 0)
			return -1;
	}
	poll->outcome.added = counts.added;
	poll->outcome.changed = counts.changed;
	schedule(poll);
	return feeds_save_state(store, &poll->next, err);
}

static void store_later(struct poll *poll)
{
	poll->jitter = random_unit() * 2 - 1;
	writer_submit_soon(poll->env->writer, store, on_stored, poll);
}

static void take_document(struct poll *poll)
{
	const struct feed_document *document = poll->document;
	struct feed_state *next = &poll->next;

	replace(&next->title, document->title);
	replace(&next->site_url, document->url);
	next->ttl = document->ttl > document->update_period ? document->ttl
							      : document->update_period;
	next->skip_hours = document->skip_hours;
	next->skip_days = document->skip_days;
	rhythm_note_dates(next, document, poll->now);
}

/*
 * The answer was a feed, or said that nothing changed. Only then is anything
 * else it said believed: what was not stored must be asked for again in full.
 */
static void accept_answer(struct poll *poll)
{
	keep_validators(poll);
	note_move(poll);
	if (poll->has_body)
		poll->next.body_hash = poll->body_hash;
	if (poll->document != NULL)
		take_document(poll);
}

static void reject_answer(struct poll *poll, enum feed_result result, const char *error)
{
	poll->document = NULL;
	set_result(poll, result, error);
}

static void on_parsed(void *ctx)
{
	struct poll *poll = ctx;

	if (poll->is_poisonous)
		reject_answer(poll, FEED_POISONOUS, poll->parse_error.text);
	else if (poll->document == NULL)
		reject_answer(poll, FEED_NOT_A_FEED, poll->parse_error.text);
	else if (poll->document->is_truncated)
		reject_answer(poll, FEED_CUT_SHORT, "the document ends in the middle");
	if (!feed_result_is_failure(poll->outcome.result))
		accept_answer(poll);
	store_later(poll);
}

static struct feed_source source_of(const struct poll *poll)
{
	return (struct feed_source){
		.bytes = poll->body,
		.length = poll->length,
		.content_type = poll->content_type,
		.base_url = poll->base_url,
		.text_only = true,
	};
}

static void read_body(struct poll *poll)
{
	const struct feed_source source = source_of(poll);

	poll->arena = arena_new();
	if (document_parse(&poll->document, poll->arena, &source, &poll->parse_error) < 0)
		return;
	filter_apply(&poll->filter, poll->document);
}

/* On the pool. The entries may wait for the writer; what they were made of need not. */
static void parse(void *ctx)
{
	struct poll *poll = ctx;

	read_body(poll);
	free(poll->body);
	poll->body = NULL;
}

/* On the pool. */
static void filter(void *ctx)
{
	struct poll *poll = ctx;

	filter_apply(&poll->filter, poll->document);
}

/* What the answer says is not to change while it is looked at: hence the copy. */
static void read_answer(struct poll *poll, const struct warden_result *result)
{
	const char *answer;

	poll->arena = arena_new();
	answer = arena_dup_bytes(poll->arena, result->answer, result->length);
	poll->is_poisonous = parcel_read(&poll->document, poll->arena, answer, result->length,
					 &poll->parse_error) < 0;
}

static void on_answered(void *ctx, const struct warden_result *result)
{
	struct poll *poll = ctx;

	free(poll->body);
	poll->body = NULL;
	if (result->end == WARDEN_ANSWERED) {
		read_answer(poll, result);
	} else {
		poll->is_poisonous = result->end == WARDEN_STOPPED;
		err_set(&poll->parse_error, ERR_DATA, "%s", result->why);
	}
	if (poll->document != NULL && !filter_is_empty(&poll->filter))
		worker_submit(poll->env->loop, filter, on_parsed, poll);
	else
		on_parsed(poll);
}

static void write_request(void *ctx, char *out)
{
	const struct feed_source source = source_of(ctx);

	parcel_write_request(out, &source);
}

static void send_to_parser(struct poll *poll)
{
	const struct feed_source source = source_of(poll);

	warden_submit(poll->env->warden, &(struct warden_errand){
		.work = INMATE_READ_FEED,
		.length = parcel_request_size(&source),
		.write = write_request,
		.done = on_answered,
		.ctx = poll,
	});
}

static void parse_later(struct poll *poll, const struct fetch_response *response)
{
	const struct feed_settings *settings = poll->subscription->settings;

	poll->body = mem_dup_bytes(response->body, response->length);
	poll->length = response->length;
	poll->content_type = mem_dup(response->content_type);
	poll->base_url = mem_dup(response->url);
	filter_init(&poll->filter, settings->include, settings->exclude);
	if (poll->env->warden != NULL)
		send_to_parser(poll);
	else
		worker_submit(poll->env->loop, parse, on_parsed, poll);
}

/*
 * Bytes that were parsed before need no parsing, whatever their validators. To
 * see that here takes a fraction of what handing them to the pool would.
 */
static bool is_known_body(struct poll *poll, const struct fetch_response *response)
{
	poll->has_body = true;
	poll->body_hash = hash128(response->body, response->length);
	return poll->next.last_success != 0 && hash_equal(poll->body_hash, poll->next.body_hash);
}

static void on_judged(void *ctx, bool is_ours)
{
	struct poll *poll = ctx;

	poll->outcome.is_excused = is_ours;
	if (is_ours || poll->subscription->is_removed)
		finish(poll, NULL);
	else
		store_later(poll);
}

/* Whose fault it is, as far as that is known by now, if nobody could be reached. */
static enum verdict judge(struct poll *poll, const struct fetch_response *response)
{
	struct vigil *vigil = poll->env->vigil;
	struct sighting sighting = {
		.contact = response->contact,
		.was_well = poll->subscription->state.failures == 0,
		.seconds = (response->elapsed_ms + 999) / 1000,
	};

	if (vigil == NULL)
		return VERDICT_THEIRS;
	sighting.host = hash64(response->host, strlen(response->host));
	if (response->contact == CONTACT_LOST)
		return vigil_ask(vigil, &sighting, response->error, on_judged, poll);
	vigil_note(vigil, &sighting);
	return VERDICT_THEIRS;
}

static void on_fetched(void *ctx, const struct fetch_response *response)
{
	struct poll *poll = ctx;
	bool is_cut_off = poll->env->is_stopping && feed_result_is_failure(response->result);
	enum verdict verdict;

	if (is_cut_off || poll->subscription->is_removed) {
		finish(poll, NULL);
		return;
	}
	poll->now = clock_now();
	poll->was_asked = response->result != FEED_THROTTLED || response->status != 0;
	poll->hints.retry_after = response->retry_after;
	poll->hints.max_age = response->max_age;
	set_result(poll, response->result, response->error);
	poll->etag = mem_dup(response->etag);
	poll->last_modified = mem_dup(response->last_modified);
	poll->moved_to = mem_dup(response->moved_to);
	verdict = judge(poll, response);
	if (verdict == VERDICT_OURS)
		on_judged(poll, true);
	if (verdict != VERDICT_THEIRS)
		return;
	if (response->result == FEED_OK && !is_known_body(poll, response)) {
		parse_later(poll, response);
		return;
	}
	if (response->result == FEED_OK)
		set_result(poll, FEED_NOT_MODIFIED, NULL);
	if (poll->outcome.result == FEED_NOT_MODIFIED)
		accept_answer(poll);
	store_later(poll);
}

static void fetch(struct poll *poll, const char *credentials)
{
	const struct feed_settings *settings = poll->subscription->settings;
	const struct feed_state *state = &poll->next;

	fetch_start(poll->env->fetcher, &(struct fetch_request){
		.url = state->fetch_url != NULL ? state->fetch_url : state->url,
		.etag = state->etag,
		.last_modified = state->last_modified,
		.user_agent = settings->user_agent,
		.headers = settings->headers,
		.header_count = settings->header_count,
		.credentials = credentials,
		.proxy = settings->proxy,
		.max_size = settings->max_size,
		.allow_private = settings->allow_private,
	}, on_fetched, poll);
}

void poll_start(const struct env *env, struct subscription *subscription, poll_done_cb done,
		void *ctx)
{
	struct poll *poll = mem_new(sizeof(*poll));
	char *credentials = NULL;
	struct err err;

	poll->env = env;
	poll->subscription = subscription;
	poll->done = done;
	poll->ctx = ctx;
	poll->now = clock_now();
	poll->every = subscription->settings->every;
	poll->hints = (struct policy_hints){.retry_after = -1, .max_age = -1};
	subscription->is_polling = true;
	feed_state_copy(&poll->next, &subscription->state);
	if (twin_find(env, subscription) != NULL) {
		set_result(poll, FEED_MERGED, NULL);
		store_later(poll);
		return;
	}
	if (credentials_read(subscription->settings->auth_file, &credentials, &err) < 0) {
		set_result(poll, FEED_UNREADABLE, err.text);
		store_later(poll);
		return;
	}
	fetch(poll, credentials);
	free(credentials);
}
