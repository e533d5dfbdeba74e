/*
 * The store: every feed, entry, story and edition, in one SQLite file.
 *
 * A store is used by one thread at a time. Exactly one process may have it open
 * for writing: that one holds a lock file and is the only one that writes or
 * checkpoints (sqlite.org/wal.html, the WAL-reset bug). Verbs live in feeds.h,
 * entries.h, stories.h and editions.h; each is all or nothing.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct store;			/* opaque */

enum store_mode {
	STORE_READ,		/* beside a running daemon or not; changes nothing */
	STORE_WRITE,		/* creates and upgrades it */
};

/*
 * Opens DIRECTORY/granola.db. ERR_TRY_LATER if another process writes to it
 * (the text names its pid), ERR_NO_INPUT if there is none to read, ERR_DATA if
 * it is damaged, not ours, or of a newer version; all leave it as it is.
 */
int store_open(struct store **out, const char *directory, enum store_mode mode, struct err *err);
void store_close(struct store *store);		/* accepts NULL and the half-built */

/*
 * Who has DIRECTORY open for writing: false if nobody does, else the process
 * and since when (UTC seconds).
 */
bool store_find_writer(const char *directory, int64_t *pid, int64_t *since);

/*
 * Makes what follows one transaction, however many verbs it is. Verbs called
 * outside of one make their own; inside one each is a savepoint, as is a
 * transaction inside another.
 */
int store_begin(struct store *store, struct err *err);
int store_commit(struct store *store, struct err *err);	/* rolls back if it fails */
void store_rollback(struct store *store);
