/*
 * One run of a prepared statement: bind the parameters, step through the rows.
 *
 * Parameters are bound and columns read in the order in which they stand in the
 * statement; each call names the one it means, and is held to it. A query
 * lives on the stack and stays where it is until query_end(), which the last
 * row, query_run() and any failure imply. What is bound must live as long.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "store/statements.h"

struct arena;
struct sqlite3_stmt;
struct store;

enum {
	QUERY_MOST_HASHES	= 4,
	QUERY_HASH_LENGTH	= 16,
};

struct query {
	struct store *store;
	struct sqlite3_stmt *statement;
	struct arena *arena;		/* keeps what is read; NULL: valid until the next row */
	int parameter;
	int column;
	int hash_count;
	unsigned char hashes[QUERY_MOST_HASHES][QUERY_HASH_LENGTH];
};

void query_start(struct query *query, struct store *store, enum statement statement);

void query_bind_null(struct query *query, const char *name);
void query_bind_number(struct query *query, const char *name, int64_t value);
void query_bind_real(struct query *query, const char *name, double value);
void query_bind_text(struct query *query, const char *name, const char *text);	/* or NULL */
void query_bind_bytes(struct query *query, const char *name, const void *bytes, size_t length);
void query_bind_hash(struct query *query, const char *name, struct hash hash);	/* zero: NULL */

int query_run(struct query *query, struct err *err);	/* to its end; rows are dropped */
int query_next(struct query *query, struct err *err);	/* 1: a row; 0: no more; or -1 */
void query_end(struct query *query);

/*
 * Of what was just written. RETURNING says the same and more, at the price of
 * a temporary table for every run.
 */
int64_t query_added_id(const struct query *query);
bool query_has_changed(const struct query *query);	/* at least one row */

int64_t query_read_number(struct query *query, const char *name, int64_t if_null);
double query_read_real(struct query *query, const char *name);
const char *query_read_text(struct query *query, const char *name);	/* NULL if NULL */
const char *query_read_bytes(struct query *query, const char *name, size_t *length);
struct hash query_read_hash(struct query *query, const char *name);
