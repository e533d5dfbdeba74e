/*
 * The tables, as steps from one version of the store to the next.
 */
#pragma once

#include <stdbool.h>

#include "base/err.h"

struct sqlite3;

/* The version of the store found; 0: empty. ERR_DATA if it is not ours or newer than we know. */
int schema_identify(struct sqlite3 *db, int *version, struct err *err);

bool schema_is_old(int version);		/* schema_upgrade() would change it */

/* ERR_TRY_LATER unless it is of the version this program reads. */
int schema_require_newest(int version, struct err *err);

/* Takes the missing steps in one transaction: all of them or none. */
int schema_upgrade(struct sqlite3 *db, int version, struct err *err);

int schema_check(struct sqlite3 *db, struct err *err);	/* ERR_DATA if it is damaged; slow */
