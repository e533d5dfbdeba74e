#include "store/query.h"

#include <assert.h>
#include <sqlite3.h>
#include <string.h>

#include "base/arena.h"
#include "store/connection.h"
#include "store/fault.h"

/* A bind can fail only by our mistake, or for a value past SQLite's limits, which step reports. */
static int next_parameter(struct query *query, const char *name)
{
	int parameter = ++query->parameter;
	const char *expected = sqlite3_bind_parameter_name(query->statement, parameter);

	assert(expected != NULL && strcmp(expected + 1, name) == 0);
	(void)expected;
	(void)name;
	return parameter;
}

static int next_column(struct query *query, const char *name)
{
	int column = query->column++;

	assert(strcmp(sqlite3_column_name(query->statement, column), name) == 0);
	(void)name;
	return column;
}

static void hash_encode(unsigned char bytes[QUERY_HASH_LENGTH], struct hash hash)
{
	int i;

	for (i = 0; i < 8; i++) {
		bytes[i] = (unsigned char)(hash.high >> (56 - 8 * i));
		bytes[8 + i] = (unsigned char)(hash.low >> (56 - 8 * i));
	}
}

static struct hash hash_decode(const unsigned char bytes[QUERY_HASH_LENGTH])
{
	struct hash hash = {0};
	int i;

	for (i = 0; i < 8; i++) {
		hash.high = hash.high << 8 | bytes[i];
		hash.low = hash.low << 8 | bytes[8 + i];
	}
	return hash;
}

static int fail(struct query *query, struct err *err)
{
	struct store *store = query->store;

	fault_set(err, store->db, sqlite3_stmt_readonly(query->statement) ? "read" : "write");
	if (fault_is_damage(store->db))
		store->is_suspect = true;
	query_end(query);
	return -1;
}

void query_start(struct query *query, struct store *store, enum statement statement)
{
	*query = (struct query){ .store = store, .statement = store->statements[statement] };
	assert(!sqlite3_stmt_busy(query->statement));
}

void query_bind_null(struct query *query, const char *name)
{
	sqlite3_bind_null(query->statement, next_parameter(query, name));
}

void query_bind_number(struct query *query, const char *name, int64_t value)
{
	sqlite3_bind_int64(query->statement, next_parameter(query, name), value);
}

void query_bind_real(struct query *query, const char *name, double value)
{
	sqlite3_bind_double(query->statement, next_parameter(query, name), value);
}

void query_bind_text(struct query *query, const char *name, const char *text)
{
	sqlite3_bind_text(query->statement, next_parameter(query, name), text, -1, SQLITE_STATIC);
}

void query_bind_bytes(struct query *query, const char *name, const void *bytes, size_t length)
{
	sqlite3_bind_blob64(query->statement, next_parameter(query, name), bytes, length,
			    SQLITE_STATIC);
}

void query_bind_hash(struct query *query, const char *name, struct hash hash)
{
	unsigned char *bytes;

	if (hash_equal(hash, (struct hash){0})) {
		query_bind_null(query, name);
		return;
	}
	assert(query->hash_count < QUERY_MOST_HASHES);
	bytes = query->hashes[query->hash_count++];
	hash_encode(bytes, hash);
	query_bind_bytes(query, name, bytes, QUERY_HASH_LENGTH);
}

int query_run(struct query *query, struct err *err)
{
	int result = query_next(query, err);

	query_end(query);
	return result < 0 ? -1 : 0;
}

int query_next(struct query *query, struct err *err)
{
	assert(query->parameter == sqlite3_bind_parameter_count(query->statement));
	query->column = 0;
	switch (sqlite3_step(query->statement)) {
	case SQLITE_ROW:
		return 1;
	case SQLITE_DONE:
		query_end(query);
		return 0;
	default:
		return fail(query, err);
	}
}

void query_end(struct query *query)
{
	sqlite3_reset(query->statement);
}

int64_t query_added_id(const struct query *query)
{
	return sqlite3_last_insert_rowid(query->store->db);
}

bool query_has_changed(const struct query *query)
{
	return sqlite3_changes(query->store->db) > 0;
}

int64_t query_read_number(struct query *query, const char *name, int64_t if_null)
{
	int column = next_column(query, name);

	if (sqlite3_column_type(query->statement, column) == SQLITE_NULL)
		return if_null;
	return sqlite3_column_int64(query->statement, column);
}

double query_read_real(struct query *query, const char *name)
{
	return sqlite3_column_double(query->statement, next_column(query, name));
}

const char *query_read_text(struct query *query, const char *name)
{
	int column = next_column(query, name);
	const char *text = (const char *)sqlite3_column_text(query->statement, column);
	size_t length = (size_t)sqlite3_column_bytes(query->statement, column);

	if (text == NULL || query->arena == NULL)
		return text;
	return arena_dup_bytes(query->arena, text, length);
}

const char *query_read_bytes(struct query *query, const char *name, size_t *length)
{
	int column = next_column(query, name);
	const char *bytes = sqlite3_column_blob(query->statement, column);

	*length = (size_t)sqlite3_column_bytes(query->statement, column);
	if (sqlite3_column_type(query->statement, column) == SQLITE_NULL)
		return NULL;
	if (*length == 0)
		return "";		/* SQLite gives NULL for no bytes as well */
	return query->arena != NULL ? arena_dup_bytes(query->arena, bytes, *length) : bytes;
}

struct hash query_read_hash(struct query *query, const char *name)
{
	int column = next_column(query, name);
	const unsigned char *bytes = sqlite3_column_blob(query->statement, column);

	if (sqlite3_column_bytes(query->statement, column) != QUERY_HASH_LENGTH)
		return (struct hash){0};
	return hash_decode(bytes);
}
