/*
 * Copies of a store, made beside whoever uses it.
 */
#pragma once

#include "base/err.h"

struct store;

/*
 * Writes the store as it is at this moment to a new file, and syncs it. Not
 * within a transaction. If it fails nothing is left of the file.
 */
int backup_write(struct store *store, const char *path, struct err *err);
