/*
 * Copies of a store, made beside whoever uses it.
 */
#pragma once

#include "base/err.h"

struct sqlite3;
struct store;

/*
 * Before a store of this version is upgraded: keeps it as granola.db.vN beside
 * itself, and drops those of earlier versions.
 */
int backup_keep_former(struct sqlite3 *db, int version, struct err *err);

/*
 * Writes the store as it is at this moment to a new file, syncs it, and reads it
 * back to see that it is whole. Not within a transaction. If it fails nothing is left of the file.
 */
int backup_write(struct store *store, const char *path, struct err *err);
