#include "store/fault.h"

#include <sqlite3.h>
#include <string.h>

enum { PRIMARY_CODE = 0xff };	/* the rest of an SQLite result is detail */

static const struct {
	int result;
	enum err_code code;
} meanings[] = {
	{ SQLITE_BUSY,		ERR_TRY_LATER },
	{ SQLITE_LOCKED,	ERR_TRY_LATER },
	{ SQLITE_CORRUPT,	ERR_DATA },
	{ SQLITE_NOTADB,	ERR_DATA },
	{ SQLITE_CANTOPEN,	ERR_IO },
	{ SQLITE_FULL,		ERR_IO },
	{ SQLITE_IOERR,		ERR_IO },
	{ SQLITE_PERM,		ERR_IO },
	{ SQLITE_READONLY,	ERR_IO },
};

static enum err_code meaning_of(int result)
{
	size_t i;

	for (i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++) {
		if (meanings[i].result == result)
			return meanings[i].code;
	}
	return ERR_INTERNAL;
}

/* SQLite says "disk I/O error" where the system knows which. */
static const char *system_reason(sqlite3 *db, int result)
{
	bool has_reason = result == SQLITE_IOERR || result == SQLITE_CANTOPEN;
	int reason = sqlite3_system_errno(db);

	return has_reason && reason != 0 ? strerror(reason) : NULL;
}

int fault_set(struct err *err, struct sqlite3 *db, const char *doing)
{
	int result = sqlite3_errcode(db) & PRIMARY_CODE;
	const char *reason = system_reason(db, result);

	return err_set(err, meaning_of(result), "cannot %s: %s%s%s", doing, sqlite3_errmsg(db),
		       reason != NULL ? ": " : "", reason != NULL ? reason : "");
}

bool fault_is_damage(struct sqlite3 *db)
{
	int result = sqlite3_errcode(db) & PRIMARY_CODE;

	return result == SQLITE_CORRUPT || result == SQLITE_NOTADB || result == SQLITE_IOERR;
}
