/*
 * What SQLite's failures mean to whoever must act.
 */
#pragma once

#include <stdbool.h>

#include "base/err.h"

struct sqlite3;

/* Fills in *err with what the connection last reported; returns -1. */
int fault_set(struct err *err, struct sqlite3 *db, const char *doing);

/* Whether that failure makes the file itself suspect: it wants checking before further use. */
bool fault_is_damage(struct sqlite3 *db);
