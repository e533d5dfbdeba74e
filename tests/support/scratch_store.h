/*
 * A store in a directory of its own, for the tests of its verbs.
 */
#pragma once

#include "support/unit.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/arena.h"
#include "base/mem.h"
#include "model/feed.h"
#include "store/entries.h"
#include "store/feeds.h"
#include "store/store.h"

enum { NOON = 1795348800 };		/* when tests take place */

/* A test whose *state is a struct scratch with an empty store, open for writing. */
#define STORE_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

struct scratch {
	char *directory;
	struct store *store;
	struct arena *arena;
	struct err err;
};

static inline void scratch_reopen(struct scratch *scratch, enum store_mode mode)
{
	store_close(scratch->store);
	scratch->store = NULL;
	if (store_open(&scratch->store, scratch->directory, mode, &scratch->err) < 0)
		fail_msg("%s", scratch->err.text);
}

static inline int scratch_setup(void **state)
{
	struct scratch *scratch = mem_new(sizeof(*scratch));

	scratch->directory = mem_dup("/tmp/granola-test-XXXXXX");
	scratch->arena = arena_new();
	*state = scratch;
	if (mkdtemp(scratch->directory) == NULL)
		return -1;
	scratch_reopen(scratch, STORE_WRITE);
	return 0;
}

static inline int scratch_teardown(void **state)
{
	struct scratch *scratch = *state;
	char *command = mem_printf("rm -rf '%s'", scratch->directory);
	int result;

	store_close(scratch->store);
	result = system(command);
	free(command);
	arena_free(scratch->arena);
	free(scratch->directory);
	free(scratch);
	return result;
}

/* What a verb gave must be 0. */
static inline void scratch_expect(struct scratch *scratch, int result)
{
	if (result < 0)
		fail_msg("%s", scratch->err.text);
}

/* Makes this the only polled feed and gives its state, to be cleared. */
static inline struct feed_state scratch_feed(struct scratch *scratch, const char *url)
{
	const struct feed_settings settings = { .url = url };
	const struct feed_selection only = { .settings = &settings, .count = 1, .now = NOON };
	struct feed_state *states, state;

	scratch_expect(scratch, feeds_upsert(scratch->store, &only, &states, &scratch->err));
	state = states[0];
	free(states);
	return state;
}

/* An entry without times, told from others by its name, and from editions of it by its text. */
static inline struct entry scratch_entry(const char *name, const char *text)
{
	return (struct entry){
		.key = hash128_text(name),
		.content_hash = hash128_text(text),
		.title = name,
		.content_text = text,
		.published = TIME_UNKNOWN,
		.updated = TIME_UNKNOWN,
		.first_seen = TIME_UNKNOWN,
	};
}

static inline struct commit_counts scratch_save(struct scratch *scratch,
						const struct feed_state *state,
						const struct entry *entries, size_t count,
						int64_t now)
{
	const struct entry_batch batch = {
		.feed_id = state->id, .entries = entries, .count = count, .now = now,
	};
	struct commit_counts counts = {0};

	scratch_expect(scratch, entries_save(scratch->store, &batch, &counts, &scratch->err));
	return counts;
}

/* Makes writing past this size fail, as on a full disk; RLIM_INFINITY ends that. */
static inline void scratch_limit_files(rlim_t most)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = most == RLIM_INFINITY ? limit.rlim_max : most;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}
