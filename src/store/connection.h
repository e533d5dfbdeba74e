/*
 * The inside of a store, for the files of this folder.
 */
#pragma once

#include <stdbool.h>

#include <sqlite3.h>

#include "store/lock.h"
#include "store/statements.h"
#include "store/store.h"

struct store {
	sqlite3 *db;
	sqlite3_stmt *statements[STATEMENT_COUNT];
	struct lock lock;
	enum store_mode mode;
	int depth;			/* of transactions: the first is real, others savepoints */
	bool is_open;			/* all the way: identity known, statements prepared */
	bool is_suspect;		/* to be checked when it is opened again */
};
