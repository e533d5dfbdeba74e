/*
 * All SQL there is, but for the schema.
 */
#pragma once

#include "base/err.h"

struct sqlite3;
struct sqlite3_stmt;

enum statement {
	BEGIN_READ,
	BEGIN_WRITE,
	COMMIT,
	ROLLBACK,
	SAVEPOINT,
	SAVEPOINT_KEEP,
	SAVEPOINT_UNDO,

	FEED_LIST,
	FEED_FIND,
	FEED_ADD,
	FEED_STOP,
	FEED_UPDATE,
	FEED_COUNT_ENTRIES,

	ENTRY_FIND,
	ENTRY_ADD,
	ENTRY_EDIT,
	ENTRY_STORE_BODY,
	ENTRY_LOAD,
	ENTRY_LIST,
	ENTRY_LIST_OF_FEED,
	ENTRY_LIST_OF_STORY,
	ENTRY_LOAD_UNPLACED,
	ENTRY_LOAD_ARTICLES,
	ENTRY_FORGET_TEXTS,

	STORY_PLACE,
	STORY_NEXT_ID,
	STORY_RAISE_NEXT_ID,

	EDITION_ADD,
	EDITION_ADD_STORY,
	EDITION_ADD_FILE,
	EDITION_PLANNED,
	EDITION_FILES,
	EDITION_FINISH,
	EDITION_DROP_FILES,
	EDITION_LIST,
	EDITION_TOLD,

	REWRITE_LOAD,
	REWRITE_SAVE,
	REWRITE_FORGET,

	BACKUP,

	STATEMENT_COUNT,
};

/* Prepares them all; what was prepared before a failure is left in the array. */
int statements_prepare(struct sqlite3_stmt *statements[STATEMENT_COUNT], struct sqlite3 *db,
		       struct err *err);
void statements_finalize(struct sqlite3_stmt *statements[STATEMENT_COUNT]);
