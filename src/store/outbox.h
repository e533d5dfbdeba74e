/*
 * Messages on their way: each edition's to each of its readers, queued by
 * editions_plan(), kept until it is known what became of it.
 *
 * The bytes of a message go when it was sent or given up; that it was there is
 * remembered for a month.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct arena;
struct store;

/* A message to queue; addresses without names. */
struct outbox_letter {
	const char *sender;
	const char *recipient;
	const char *message;
	size_t length;
};

struct outbox_batch {
	const struct outbox_letter *letters;
	size_t count;
	int64_t now;
};

/* A message that is due. */
struct outbox_due {
	int64_t id;			/* 0: none is */
	const char *digest;		/* the digest's name */
	const char *edition;
	const char *sender;
	const char *recipient;
	const char *message;
	size_t length;
	const char *error;		/* of the last attempt; "" if none failed */
	int64_t queued;
	size_t failures;		/* in a row */
};

struct outbox_failure {
	const char *error;
	int64_t next_try;
};

/* A message as status shows it. */
struct outbox_item {
	const char *digest;		/* the digest's name */
	const char *edition;
	const char *recipient;
	const char *error;		/* of the last attempt; "" if none failed */
	int64_t queued;
	int64_t next_try;
	size_t failures;
	int64_t given_up;		/* when; 0: it waits */
};

struct outbox_list {
	struct outbox_item *items;
	size_t count;
};

/*
 * Part of a transaction: see editions_plan(). A recipient that is there twice gets
 * the first. Forgets what is long over.
 */
int outbox_add(struct store *store, int64_t edition, const struct outbox_batch *batch,
	       struct err *err);

/* The oldest message that is due at `now`. */
int outbox_load_due(struct store *store, struct arena *arena, int64_t now,
		    struct outbox_due *out, struct err *err);

/* How many wait, due or not. */
int outbox_count(struct store *store, size_t *count, struct err *err);

int outbox_mark_sent(struct store *store, int64_t id, int64_t now, struct err *err);
int outbox_give_up(struct store *store, int64_t id, int64_t now, const char *error,
		   struct err *err);

/* One message is to be tried later, or all that are due at `now`. */
int outbox_postpone(struct store *store, int64_t id, const struct outbox_failure *failure,
		    struct err *err);
int outbox_postpone_all(struct store *store, int64_t now, const struct outbox_failure *failure,
			struct err *err);

enum { OUTBOX_NEWS = 7 * 24 * 3600 };	/* seconds for which it matters what was given up */

/* How many could not be sent so far, and were given up after `since`. */
struct outbox_troubles {
	size_t failing;
	size_t given_up;
};

int outbox_count_troubles(struct store *store, int64_t since, struct outbox_troubles *out,
			  struct err *err);

/* All that waits is due at `now`. */
int outbox_hasten(struct store *store, int64_t now, struct err *err);

/* What waits, and what was given up after `since`, oldest first. */
int outbox_load(struct store *store, struct arena *arena, int64_t since,
		struct outbox_list *out, struct err *err);
