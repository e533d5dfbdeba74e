/*
 * Records: which member of a struct is which column, said once in a table.
 *
 * One table serves writing and reading, so that the two cannot disagree; its
 * order is that of the parameters or columns in the statement.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"

struct query;

enum field_kind {
	FIELD_NUMBER,		/* integer of any size, bool or enum */
	FIELD_REAL,		/* double */
	FIELD_TIME,		/* int64_t; NULL is TIME_UNKNOWN */
	FIELD_ID,		/* int64_t; NULL is 0 */
	FIELD_HASH,		/* struct hash; NULL is zero */
	FIELD_TEXT,		/* const char *; NULL is NULL */
	FIELD_WORDS,		/* const char *; NULL is read as "" */
	FIELD_LINES,		/* const char **, count beside it; read only, needs an arena */
	FIELD_WHOLE,		/* an array of bytes; NULL, or another size, is zero */
	FIELD_BYTES,		/* const char *, length beside it; NULL is NULL */
};

struct field {
	const char *name;	/* of the parameter and of the column */
	enum field_kind kind;
	size_t offset;
	size_t size;
	size_t beside;		/* offset of the size_t that goes with it */
};

#define FIELD(kind, thing, member) FIELD_BESIDE(kind, thing, member, member)

#define FIELD_BESIDE(kind, thing, member, count)				\
	{ #member, FIELD_##kind, offsetof(struct thing, member),		\
	  sizeof(((struct thing *)0)->member), offsetof(struct thing, count) }

struct record {
	size_t size;		/* of the struct */
	const struct field *fields;
	size_t field_count;
};

#define RECORD(thing, table)							\
	{ sizeof(struct thing), table, sizeof(table) / sizeof((table)[0]) }

struct records {
	void *items;		/* an array of the record's struct */
	size_t count;
};

void record_bind(struct query *query, const struct record *record, const void *thing);
void record_read(struct query *query, const struct record *record, void *thing);

/* Reads all rows that are left into the query's arena, which it must have. */
int record_read_all(struct query *query, const struct record *record, struct records *out,
		    struct err *err);
