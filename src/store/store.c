#include "store/store.h"

#include <assert.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "store/backup.h"
#include "store/connection.h"
#include "store/fault.h"
#include "store/query.h"
#include "store/schema.h"

static const char file_name[] = "granola.db";
static const char lock_name[] = "granola.lock";

enum { BUSY_MILLISECONDS = 5000 };

/* What a page is like is settled before the first one is written. */
static const char first_settings[] =
	"PRAGMA page_size = 8192;"
	"PRAGMA auto_vacuum = INCREMENTAL;";

static const char settings[] =
	"PRAGMA foreign_keys = ON;"
	"PRAGMA trusted_schema = OFF;"
	"PRAGMA cell_size_check = ON;"
	"PRAGMA temp_store = MEMORY;"
	"PRAGMA cache_size = -8192;";	/* KiB; the system caches too, and 64 MiB are no faster */

/* FULL: what a callback was told is stored survives a power cut. */
static const char write_settings[] =
	"PRAGMA journal_mode = WAL;"
	"PRAGMA synchronous = FULL;"
	"PRAGMA secure_delete = OFF;"
	"PRAGMA wal_autocheckpoint = 8000;"	/* 64 MB: each costs some syncs */
	"PRAGMA journal_size_limit = 67108864;";

static const char read_settings[] =
	"PRAGMA wal_autocheckpoint = 0;";

static int execute(struct store *store, const char *sql, struct err *err)
{
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return fault_set(err, store->db, "open it");
	return 0;
}

static int take_lock(struct store *store, const char *directory, struct err *err)
{
	char *path = file_join(directory, lock_name);
	int result = file_make_directories(directory, err);

	if (result == 0)
		result = lock_take(&store->lock, path, err);
	free(path);
	return result;
}

/*
 * Until we know what the file is, closing it must not checkpoint it. Its WAL
 * and index files stay for good: without them a reader who may not write to the
 * directory could not open it.
 */
static int open_file(struct store *store, const char *path, struct err *err)
{
	int flags = store->mode == STORE_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
					       : SQLITE_OPEN_READONLY;
	int keep = 1;

	if (store->mode == STORE_READ && access(path, R_OK) < 0)
		return err_set_errno(err, ERR_NO_INPUT, "cannot open it");
	if (sqlite3_open_v2(path, &store->db,
			    flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL) != SQLITE_OK)
		return fault_set(err, store->db, "open it");
	sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_file_control(store->db, NULL, SQLITE_FCNTL_PERSIST_WAL, &keep);
	return execute(store, settings, err);
}

static int prepare_to_read(struct store *store, int version, struct err *err)
{
	if (schema_require_newest(version, err) < 0)
		return -1;
	return execute(store, read_settings, err);
}

static int prepare_to_write(struct store *store, int version, struct err *err)
{
	if (version > 0 && store->lock.was_unclean && schema_check(store->db, err) < 0)
		return -1;
	if (version == 0 && execute(store, first_settings, err) < 0)
		return -1;
	if (execute(store, write_settings, err) < 0)
		return -1;
	if (version > 0 && schema_is_old(version) &&
	    backup_keep_former(store->db, version, err) < 0)
		return -1;
	if (schema_upgrade(store->db, version, err) < 0)
		return -1;
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
	return 0;
}

static int open_database(struct store *store, const char *path, struct err *err)
{
	int version, result;

	if (open_file(store, path, err) < 0 || schema_identify(store->db, &version, err) < 0)
		return -1;
	result = store->mode == STORE_WRITE ? prepare_to_write(store, version, err)
					    : prepare_to_read(store, version, err);
	if (result < 0)
		return -1;
	return statements_prepare(store->statements, store->db, err);
}

static int run(struct store *store, enum statement statement, struct err *err)
{
	struct query query;

	query_start(&query, store, statement);
	return query_run(&query, err);
}

/* A full disk or an I/O error makes SQLite undo everything at once, savepoints and all. */
static bool is_lost(const struct store *store)
{
	return store->depth > 0 && sqlite3_get_autocommit(store->db);
}

static int explain_loss(struct err *err)
{
	return err_set(err, ERR_TRY_LATER, "undone with the rest of its transaction");
}

static enum statement beginning(const struct store *store)
{
	if (store->depth > 0)
		return SAVEPOINT;
	return store->mode == STORE_WRITE ? BEGIN_WRITE : BEGIN_READ;
}

int store_open(struct store **out, const char *directory, enum store_mode mode, struct err *err)
{
	struct store *store = mem_new(sizeof(*store));
	char *path = file_join(directory, file_name);

	store->mode = mode;
	store->lock.fd = -1;
	if (mode == STORE_WRITE && take_lock(store, directory, err) < 0)
		goto fail;
	if (open_database(store, path, err) < 0)
		goto fail;
	store->is_open = true;
	free(path);
	*out = store;
	return 0;
fail:
	store_close(store);
	err_wrap(err, "store %s", path);
	free(path);
	return -1;
}

void store_close(struct store *store)
{
	if (store == NULL)
		return;
	if (store->depth > 0 && !sqlite3_get_autocommit(store->db))
		run(store, ROLLBACK, NULL);
	statements_finalize(store->statements);
	sqlite3_close(store->db);
	lock_release(&store->lock, store->is_open && !store->is_suspect);
	free(store);
}

bool store_find_writer(const char *directory, int64_t *pid, int64_t *since)
{
	char *path = file_join(directory, lock_name);
	int64_t holder = lock_holder(path, since);

	free(path);
	if (holder != 0)
		*pid = holder;
	return holder != 0;
}

int store_begin(struct store *store, struct err *err)
{
	if (is_lost(store))
		return explain_loss(err);
	if (run(store, beginning(store), err) < 0)
		return -1;
	store->depth++;
	return 0;
}

int store_commit(struct store *store, struct err *err)
{
	assert(store->depth > 0);
	if (is_lost(store)) {
		store->depth--;
		return explain_loss(err);
	}
	if (run(store, store->depth > 1 ? SAVEPOINT_KEEP : COMMIT, err) < 0) {
		store_rollback(store);
		return -1;
	}
	store->depth--;
	return 0;
}

void store_rollback(struct store *store)
{
	assert(store->depth > 0);
	if (!is_lost(store) && store->depth > 1) {
		run(store, SAVEPOINT_UNDO, NULL);
		run(store, SAVEPOINT_KEEP, NULL);
	} else if (!is_lost(store)) {
		run(store, ROLLBACK, NULL);
	}
	store->depth--;
}
