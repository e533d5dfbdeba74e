#include "job/rewording.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "fetch/fetch.h"
#include "job/env.h"
#include "job/worker.h"
#include "model/digest.h"
#include "store/rewrites.h"
#include "store/writer.h"
#include "story/chat.h"
#include "story/gate.h"
#include "story/summary.h"

/*
 *	rewording_start --> load --> on_loaded --> next --> on_answer --> judge --> on_judged
 *	                                         |  ^                                 |
 *	                                  end <--+  +---- on_saved <--- save <--------+
 *
 * The caller is called back when the last post was looked at, or when time is
 * up; then a step may still be under way, after which nothing but the end
 * comes: neither fetcher nor writer need be there any more. The job has an
 * arena of its own, for the caller's may be gone by then.
 */
enum {
	KEY_FILE_SIZE	= 4096,
	ANSWER_SIZE	= 1 << 20,
	MOST_SOURCES	= 8,
};

/* A post, with what of it must outlive the caller's. */
struct candidate {
	const char *headline;
	const char *language;
	const char *extract;		/* its paragraphs, one on each line */
	size_t words;			/* of it */
	struct summary_source sources[MOST_SOURCES];
	size_t source_count;
	const char *answer;		/* of the model */
	const char *flaw;		/* why it is refused; NULL: it is not */
};

struct rewording {
	const struct env *env;
	struct rewording_order order;	/* not to be touched once done was called */
	int64_t now;
	rewording_done_cb done;
	void *ctx;
	struct arena *arena;
	char *url;
	char *authorization;		/* a header, or NULL */
	char *model;
	size_t max_tokens;
	struct candidate *candidates;	/* as the edition's posts */
	struct stored_rewrite *stored;	/* … and so are these */
	size_t count;
	size_t current;
	uv_timer_t *timer;
	uint64_t deadline;		/* of the loop's clock, in ms */
	bool is_late;			/* done was called before the end */
};

static void next(struct rewording *rewording);

static void on_timer_closed(uv_handle_t *timer)
{
	free(timer);
}

static void call_back(struct rewording *rewording)
{
	uv_close((uv_handle_t *)rewording->timer, on_timer_closed);
	rewording->done(rewording->ctx);
}

static void end(struct rewording *rewording)
{
	if (!rewording->is_late)
		call_back(rewording);
	arena_free(rewording->arena);
	free(rewording->url);
	free(rewording->authorization);
	free(rewording->model);
	free(rewording);
}

static void on_late(uv_timer_t *timer)
{
	struct rewording *rewording = timer->data;

	log_info("summarizer: its time is up; %zu of %zu stories stay as they are",
		 rewording->count - rewording->current, rewording->count);
	rewording->is_late = true;
	call_back(rewording);
}

/* The post in other words: each line is a paragraph. */
static void replace(struct rewording *rewording, size_t number, const char *text)
{
	struct post *post = &rewording->order.edition->posts[number];
	char *rest = arena_dup(rewording->order.arena, text), *line;
	size_t lines = 1, i;

	for (i = 0; text[i] != '\0'; i++)
		lines += text[i] == '\n';
	post->paragraphs = arena_array(rewording->order.arena, lines, sizeof(*post->paragraphs));
	post->paragraph_count = 0;
	while ((line = strsep(&rest, "\n")) != NULL)
		post->paragraphs[post->paragraph_count++] = line;
}

static void go_on(struct rewording *rewording)
{
	rewording->current++;
	next(rewording);
}

static void log_refusal(const struct rewording *rewording, const char *why)
{
	log_info("summarizer: '%s' stays as it is: %s",
		 rewording->candidates[rewording->current].headline, why);
}

static void give_up(struct rewording *rewording, const char *why)
{
	if (!rewording->is_late)
		log_refusal(rewording, why);
	go_on(rewording);
}

static void on_saved(void *ctx, const struct err *err)
{
	if (err != NULL)
		log_warning("summarizer: %s", err->text);
	go_on(ctx);
}

static int save(struct store *store, void *ctx, struct err *err)
{
	struct rewording *rewording = ctx;

	return rewrites_save(store, &rewording->stored[rewording->current], 1, rewording->now, err);
}

static void on_judged(void *ctx)
{
	struct rewording *rewording = ctx;
	const struct candidate *candidate = &rewording->candidates[rewording->current];

	if (rewording->is_late) {
		end(rewording);
		return;
	}
	if (candidate->flaw != NULL)
		log_refusal(rewording, candidate->flaw);
	else
		replace(rewording, rewording->current, candidate->answer);
	rewording->stored[rewording->current].text =
		candidate->flaw == NULL ? candidate->answer : "";
	writer_submit(rewording->env->writer, save, on_saved, rewording);
}

/* On the pool. */
static void judge(void *ctx)
{
	struct rewording *rewording = ctx;
	struct candidate *candidate = &rewording->candidates[rewording->current];
	struct gate *gate = gate_new(rewording->arena, candidate->sources, candidate->source_count,
				     candidate->language);

	candidate->flaw = gate_refuse(gate, candidate->answer, candidate->extract,
				      candidate->words + candidate->words / 10);
	gate_free(gate);
}

static void on_answer(void *ctx, const struct fetch_response *response)
{
	struct rewording *rewording = ctx;
	struct candidate *candidate = &rewording->candidates[rewording->current];
	struct err err;

	if (response->result != FEED_OK) {
		give_up(rewording, response->error != NULL ? response->error : "no answer");
		return;
	}
	candidate->answer = chat_answer(rewording->arena, response->body, response->length, &err);
	if (candidate->answer == NULL)
		give_up(rewording, err.text);
	else
		worker_submit(rewording->env->loop, judge, on_judged, rewording);
}

static void ask(struct rewording *rewording)
{
	const struct candidate *candidate = &rewording->candidates[rewording->current];
	uint64_t now = uv_now(rewording->env->loop);
	const char *const headers[] = { rewording->authorization };
	struct buf question = {0};

	chat_ask(&question, &(struct chat_question){
		.model = rewording->model,
		.text = candidate->extract,
		.words = candidate->words,
		.max_tokens = rewording->max_tokens,
	});
	fetch_start(rewording->env->fetcher, &(struct fetch_request){
		.url = rewording->url,
		.accept = "application/json",
		.headers = headers,
		.header_count = rewording->authorization != NULL,
		.post = buf_text(&question),
		.max_size = ANSWER_SIZE,
		.timeout_ms = rewording->deadline > now ? (long)(rewording->deadline - now) : 1,
		.allow_private = true,		/* the config names it */
	}, on_answer, rewording);
	buf_clear(&question);
}

/* Goes on with the first post that nobody was asked about. */
static void next(struct rewording *rewording)
{
	while (rewording->current < rewording->count && !rewording->is_late &&
	       !rewording->env->is_stopping) {
		const char *text = rewording->stored[rewording->current].text;

		if (text == NULL) {
			ask(rewording);
			return;
		}
		if (*text != '\0')
			replace(rewording, rewording->current, text);
		rewording->current++;
	}
	end(rewording);
}

static void on_loaded(void *ctx, const struct err *err)
{
	if (err != NULL) {
		log_warning("summarizer: %s", err->text);
		end(ctx);
		return;
	}
	next(ctx);
}

static int load(struct store *store, void *ctx, struct err *err)
{
	struct rewording *rewording = ctx;

	return rewrites_load(store, rewording->arena, rewording->stored, rewording->count, err);
}

static void copy_sources(struct candidate *candidate, struct arena *arena,
			 const struct post *post)
{
	size_t i;

	for (i = 0; i < post->article_count && candidate->source_count < MOST_SOURCES; i++) {
		const char *text = post->articles[i]->text;

		if (!str_is_empty(text))
			candidate->sources[candidate->source_count++] = (struct summary_source){
				.text = arena_dup(arena, text),
				.language = candidate->language,
			};
	}
}

static size_t count_words(const char *text)
{
	size_t count = 1;

	for (; *text != '\0'; text++)
		count += *text == ' ' || *text == '\n';
	return count;
}

static void copy_post(struct candidate *candidate, struct arena *arena, const struct post *post)
{
	struct buf extract = {0};
	size_t i;

	for (i = 0; i < post->paragraph_count; i++) {
		if (i > 0)
			buf_add_char(&extract, '\n');
		buf_add_text(&extract, post->paragraphs[i]);
	}
	candidate->headline = arena_dup(arena, post->headline);
	candidate->language = arena_dup(arena, post->language);
	candidate->extract = arena_dup(arena, buf_text(&extract));
	candidate->words = count_words(candidate->extract);
	copy_sources(candidate, arena, post);
	buf_clear(&extract);
}

/* Of all that an answer and the judgement on it depend on. */
static struct hash key_of(const struct rewording *rewording, const struct candidate *candidate)
{
	struct buf all = {0};
	struct hash key;
	size_t i;

	buf_printf(&all, "%s\n%s\n%zu\n%s\n", rewording->url, rewording->model,
		   rewording->max_tokens, candidate->extract);
	for (i = 0; i < candidate->source_count; i++)
		buf_add_text(&all, candidate->sources[i].text);
	key = hash128(all.data, all.length);
	buf_clear(&all);
	return key;
}

static char *read_authorization(const char *path)
{
	struct buf bytes = {0};
	const char *start, *end;
	char *header = NULL;
	struct err err;

	if (path == NULL)
		return NULL;
	if (file_read(path, KEY_FILE_SIZE, &bytes, &err) < 0) {
		log_warning("summarizer: %s", err.text);
	} else {
		start = buf_text(&bytes);
		end = start + strcspn(start, "\r\n");
		str_trim(&start, &end);
		header = mem_printf("Authorization: Bearer %.*s", (int)(end - start), start);
	}
	buf_clear(&bytes);
	return header;
}

static char *url_of(const char *endpoint)
{
	size_t length = strlen(endpoint);

	while (length > 0 && endpoint[length - 1] == '/')
		length--;
	return mem_printf("%.*s/chat/completions", (int)length, endpoint);
}

static void copy_posts(struct rewording *rewording)
{
	const struct edition *edition = rewording->order.edition;
	size_t i;

	rewording->count = edition->post_count;
	rewording->candidates = arena_array(rewording->arena, rewording->count,
					  sizeof(*rewording->candidates));
	rewording->stored = arena_array(rewording->arena, rewording->count,
					sizeof(*rewording->stored));
	for (i = 0; i < rewording->count; i++) {
		copy_post(&rewording->candidates[i], rewording->arena, &edition->posts[i]);
		rewording->stored[i].key = key_of(rewording, &rewording->candidates[i]);
	}
}

void rewording_start(const struct env *env, const struct rewording_order *order,
		   rewording_done_cb done, void *ctx)
{
	const struct summarizer_settings *summarizer = order->summarizer;
	struct rewording *rewording = mem_new(sizeof(*rewording));
	uint64_t wait = (uint64_t)summarizer->timeout * 1000;

	rewording->env = env;
	rewording->order = *order;
	rewording->now = order->now;
	rewording->done = done;
	rewording->ctx = ctx;
	rewording->arena = arena_new();
	rewording->url = url_of(summarizer->endpoint);
	rewording->authorization = read_authorization(summarizer->key_file);
	rewording->model = mem_dup(summarizer->model);
	rewording->max_tokens = summarizer->max_tokens;
	rewording->timer = mem_new(sizeof(*rewording->timer));
	copy_posts(rewording);
	uv_timer_init(env->loop, rewording->timer);
	rewording->timer->data = rewording;
	uv_timer_start(rewording->timer, on_late, wait, 0);
	rewording->deadline = uv_now(env->loop) + wait;
	writer_submit(env->writer, load, on_loaded, rewording);
}
