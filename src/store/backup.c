#include "store/backup.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/file.h"
#include "base/mem.h"
#include "store/connection.h"
#include "store/fault.h"
#include "store/schema.h"

/* SQLite leaves the copy to the system's leisure. */
static int sync_file(const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int result = 0;

	if (fd < 0 || fsync(fd) < 0)
		result = err_set_errno(err, ERR_IO, "cannot sync %s", path);
	if (fd >= 0)
		close(fd);
	return result;
}

/* Prepared here: before an upgrade, those of store/statements.h cannot be. */
static int copy(struct sqlite3 *db, const char *path, struct err *err)
{
	sqlite3_stmt *statement = NULL;
	int result = 0;

	if (sqlite3_prepare_v2(db, "VACUUM INTO :path", -1, &statement, NULL) != SQLITE_OK ||
	    sqlite3_bind_text(statement, 1, path, -1, SQLITE_STATIC) != SQLITE_OK ||
	    sqlite3_step(statement) != SQLITE_DONE)
		result = fault_set(err, db, "copy");
	sqlite3_finalize(statement);
	return result;
}

/* A disk may take what it cannot give back. */
static int verify(const char *path, struct err *err)
{
	sqlite3 *db = NULL;
	int version, result = 0;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_EXRESCODE, NULL) !=
	    SQLITE_OK)
		result = fault_set(err, db, "open it");
	if (result == 0)
		result = schema_identify(db, &version, err);
	if (result == 0)
		result = schema_check(db, err);
	sqlite3_close(db);
	return result;
}

static int copy_safely(struct sqlite3 *db, const char *path, struct err *err)
{
	if (copy(db, path, err) == 0 && sync_file(path, err) == 0 && verify(path, err) == 0)
		return 0;
	unlink(path);
	return -1;
}

static char *former_path(struct sqlite3 *db, int version)
{
	return mem_printf("%s.v%d", sqlite3_db_filename(db, "main"), version);
}

/* One is enough: whoever goes back goes back by one release. */
static void drop_older(struct sqlite3 *db, int version)
{
	while (--version > 0) {
		char *path = former_path(db, version);

		unlink(path);
		free(path);
	}
}

int backup_keep_former(struct sqlite3 *db, int version, struct err *err)
{
	char *path = former_path(db, version);
	char *half_made = mem_printf("%s.new", path);
	int result;

	unlink(half_made);
	result = copy_safely(db, half_made, err);
	if (result == 0 && rename(half_made, path) < 0)
		result = err_set_errno(err, ERR_IO, "cannot rename it");
	if (result < 0)
		err_wrap(err, "copy to %s before an upgrade", path);
	else
		drop_older(db, version);
	free(half_made);
	free(path);
	return result;
}

int backup_write(struct store *store, const char *path, struct err *err)
{
	if (file_exists(path))
		return err_set(err, ERR_IO, "backup %s: it exists already", path);
	if (copy_safely(store->db, path, err) < 0)
		return err_wrap(err, "backup %s", path);
	return 0;
}
