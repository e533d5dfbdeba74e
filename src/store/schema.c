#include "store/schema.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

#include "store/fault.h"

/*
 * Only ever added to: a step that was released stays as it is. Its number is
 * the version it leads to.
 *
 * Times are UTC seconds. What is unknown is NULL. Lists of short texts are one
 * per line. Bodies stand apart from entries, so that lists and duplicate
 * checks read narrow rows.
 */
static const char *const steps[] = {
	"CREATE TABLE feed ("
	" id INTEGER PRIMARY KEY,"
	" url TEXT NOT NULL UNIQUE,"
	" is_polled INTEGER NOT NULL DEFAULT 1 CHECK (is_polled IN (0, 1)),"
	" added INTEGER NOT NULL,"
	" fetch_url TEXT,"
	" title TEXT,"
	" site_url TEXT,"
	" etag TEXT,"
	" last_modified TEXT,"
	" body_hash BLOB,"
	" next_due INTEGER NOT NULL DEFAULT 0,"
	" last_fetch INTEGER NOT NULL DEFAULT 0,"
	" last_success INTEGER NOT NULL DEFAULT 0,"
	" failing_since INTEGER NOT NULL DEFAULT 0,"
	" failures INTEGER NOT NULL DEFAULT 0,"
	" last_result INTEGER NOT NULL DEFAULT 0,"
	" last_error TEXT,"
	" is_gone INTEGER NOT NULL DEFAULT 0 CHECK (is_gone IN (0, 1)),"
	" moved_count INTEGER NOT NULL DEFAULT 0,"
	" moved_since INTEGER NOT NULL DEFAULT 0,"
	" moved_to TEXT,"
	" rate_entries REAL NOT NULL DEFAULT 0,"
	" rate_seconds REAL NOT NULL DEFAULT 0,"
	" rate_time INTEGER NOT NULL DEFAULT 0,"
	" newest_entry INTEGER NOT NULL DEFAULT 0,"
	" ttl INTEGER NOT NULL DEFAULT 0,"
	" skip_hours INTEGER NOT NULL DEFAULT 0,"
	" skip_days INTEGER NOT NULL DEFAULT 0"
	") STRICT;"

	"CREATE TABLE entry ("
	" id INTEGER PRIMARY KEY,"
	" feed_id INTEGER NOT NULL REFERENCES feed (id),"
	" key BLOB NOT NULL,"
	" url_key BLOB,"
	" content_hash BLOB,"
	" guid TEXT,"
	" url TEXT,"
	" title TEXT,"
	" language TEXT,"
	" published INTEGER,"
	" updated INTEGER,"
	" first_seen INTEGER NOT NULL,"
	" revision INTEGER NOT NULL DEFAULT 0,"
	" story_id INTEGER,"
	" role INTEGER NOT NULL DEFAULT 0,"
	" of_id INTEGER,"
	" signal INTEGER NOT NULL DEFAULT 0,"
	" score REAL NOT NULL DEFAULT 0,"
	" merged_with INTEGER,"
	" UNIQUE (feed_id, key)"
	") STRICT;"
	"CREATE INDEX entry_by_first_seen ON entry (first_seen);"
	"CREATE INDEX entry_by_story ON entry (story_id) WHERE story_id IS NOT NULL;"
	"CREATE INDEX entry_unplaced ON entry (id) WHERE story_id IS NULL;"

	"CREATE TABLE entry_body ("
	" entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,"
	" authors TEXT,"
	" tags TEXT,"
	" enclosures TEXT,"			/* JSON */
	" external_url TEXT,"
	" comments_url TEXT,"
	" image_url TEXT,"
	" source_title TEXT,"
	" source_url TEXT,"
	" summary TEXT,"
	" content_text TEXT"
	") STRICT;"

	"CREATE TABLE story_number (next_id INTEGER NOT NULL) STRICT;"
	"INSERT INTO story_number (next_id) VALUES (1);"

	"CREATE TABLE edition ("
	" id INTEGER PRIMARY KEY,"
	" digest TEXT NOT NULL,"
	" title TEXT NOT NULL,"
	" name TEXT NOT NULL,"
	" period_start INTEGER NOT NULL,"
	" period_end INTEGER NOT NULL,"
	" is_written INTEGER NOT NULL DEFAULT 0 CHECK (is_written IN (0, 1)),"
	" UNIQUE (digest, name)"
	") STRICT;"
	"CREATE INDEX edition_by_period ON edition (digest, period_end);"
	"CREATE INDEX edition_planned ON edition (id) WHERE is_written = 0;"

	"CREATE TABLE told ("
	" edition_id INTEGER NOT NULL REFERENCES edition (id) ON DELETE CASCADE,"
	" place INTEGER NOT NULL,"
	" story_id INTEGER NOT NULL,"
	" headline TEXT NOT NULL,"
	" slug TEXT NOT NULL,"
	" independents INTEGER NOT NULL,"
	" articles INTEGER NOT NULL,"
	" PRIMARY KEY (edition_id, place)"
	") STRICT, WITHOUT ROWID;"

	"CREATE TABLE edition_file ("
	" id INTEGER PRIMARY KEY,"
	" edition_id INTEGER NOT NULL REFERENCES edition (id) ON DELETE CASCADE,"
	" place INTEGER NOT NULL,"
	" path TEXT NOT NULL,"
	" bytes BLOB NOT NULL,"
	" UNIQUE (edition_id, place)"
	") STRICT;"

	"PRAGMA application_id = 0x67726e6c;"	/* "grnl" */
	"PRAGMA user_version = 1;",

	"ALTER TABLE feed ADD COLUMN hours BLOB;"
	"PRAGMA user_version = 2;",

	"CREATE TABLE rewrite ("
	" key BLOB PRIMARY KEY,"
	" text TEXT NOT NULL,"
	" made INTEGER NOT NULL"
	") STRICT, WITHOUT ROWID;"
	"PRAGMA user_version = 3;",

	/* Titles, as words; without the titles themselves, which are in entry. */
	"CREATE VIRTUAL TABLE title_index USING fts5"
	" (words, content = '', columnsize = 0, detail = none, tokenize = 'ascii');"
	"CREATE TABLE title_indexed (entry_id INTEGER NOT NULL) STRICT;"	/* the last one */
	"INSERT INTO title_indexed (entry_id) VALUES (0);"
	"PRAGMA user_version = 4;",

	"ALTER TABLE told ADD COLUMN post_id TEXT;"
	"CREATE TABLE feed_post ("
	" id INTEGER PRIMARY KEY,"		/* the higher, the newer */
	" digest TEXT NOT NULL,"
	" post_id TEXT NOT NULL,"
	" updated INTEGER NOT NULL,"
	" bytes BLOB NOT NULL,"			/* its entry in the digest's feed */
	" UNIQUE (digest, post_id)"
	") STRICT;"
	"CREATE INDEX feed_post_by_age ON feed_post (digest, id);"
	"PRAGMA user_version = 5;",

	"ALTER TABLE feed ADD COLUMN due_reason INTEGER NOT NULL DEFAULT 1;"
	"ALTER TABLE feed ADD COLUMN usual_gap INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE feed ADD COLUMN undated_since INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE feed ADD COLUMN entries INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE feed ADD COLUMN week BLOB;"
	"ALTER TABLE feed ADD COLUMN week_day INTEGER NOT NULL DEFAULT 0;"
	"UPDATE feed SET entries = (SELECT count(*) FROM entry WHERE feed_id = feed.id);"
	"UPDATE feed SET due_reason = 0 WHERE last_fetch = 0;"
	"CREATE TABLE host_rest ("
	" host TEXT PRIMARY KEY,"
	" until INTEGER NOT NULL"
	") STRICT, WITHOUT ROWID;"
	"PRAGMA user_version = 6;",

	/*
	 * Web pages of entries, and which sites let us ask for theirs. A page is to be
	 * asked for while next_try is not NULL; its text is there if it is of use, and
	 * of each of its lines the hash, also of those that were left out.
	 */
	"CREATE TABLE article ("
	" entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,"
	" feed_id INTEGER NOT NULL,"
	" result INTEGER NOT NULL DEFAULT 0,"
	" times_had INTEGER NOT NULL DEFAULT 0,"
	" failures INTEGER NOT NULL DEFAULT 0,"
	" asked INTEGER,"
	" next_try INTEGER,"
	" error TEXT,"
	" etag TEXT,"
	" last_modified TEXT,"
	" byline TEXT,"
	" language TEXT,"
	" lines BLOB,"
	" text TEXT"
	") STRICT;"
	"CREATE INDEX article_awaited ON article (next_try) WHERE next_try IS NOT NULL;"
	"CREATE INDEX article_by_feed ON article (feed_id, asked);"
	"CREATE TABLE article_considered (entry_id INTEGER NOT NULL) STRICT;"	/* the last one */
	"INSERT INTO article_considered (entry_id) SELECT coalesce(max(id), 0) FROM entry;"
	"CREATE TABLE robots ("
	" site TEXT PRIMARY KEY,"
	" until INTEGER NOT NULL,"
	" is_known INTEGER NOT NULL CHECK (is_known IN (0, 1)),"
	" rules TEXT NOT NULL"
	") STRICT, WITHOUT ROWID;"
	"PRAGMA user_version = 7;",

	/* Until it is over a message waits; the bytes are last, so that lists pass them by. */
	"CREATE TABLE mail ("
	" id INTEGER PRIMARY KEY,"
	" edition_id INTEGER NOT NULL REFERENCES edition (id) ON DELETE CASCADE,"
	" sender TEXT NOT NULL,"
	" recipient TEXT NOT NULL,"
	" queued INTEGER NOT NULL,"
	" next_try INTEGER NOT NULL,"
	" failures INTEGER NOT NULL DEFAULT 0,"
	" error TEXT,"
	" over INTEGER,"
	" is_sent INTEGER NOT NULL DEFAULT 0 CHECK (is_sent IN (0, 1)),"
	" message BLOB,"
	" UNIQUE (edition_id, recipient)"
	") STRICT;"
	"CREATE INDEX mail_waiting ON mail (next_try) WHERE over IS NULL;"
	"PRAGMA user_version = 8;",

	/* Entries of several feeds that lead to one page. */
	"ALTER TABLE article ADD COLUMN url_key BLOB;"
	"UPDATE article SET url_key = (SELECT url_key FROM entry WHERE id = entry_id);"
	"CREATE INDEX article_by_url ON article (url_key) WHERE url_key IS NOT NULL;"
	"PRAGMA user_version = 9;",

	/* What became of stories; of one that was merged also what it is by now. */
	"CREATE TABLE story_change ("
	" id INTEGER PRIMARY KEY,"
	" time INTEGER NOT NULL,"
	" kind INTEGER NOT NULL,"
	" story_id INTEGER NOT NULL,"
	" other_id INTEGER NOT NULL,"
	" became_id INTEGER,"
	" articles INTEGER NOT NULL,"
	" signal INTEGER NOT NULL,"
	" score REAL NOT NULL,"
	" article_id INTEGER,"
	" other_article_id INTEGER"
	") STRICT;"
	"CREATE INDEX story_change_by_story ON story_change (story_id);"
	"CREATE INDEX story_change_by_other ON story_change (other_id);"
	"CREATE INDEX story_change_by_heir ON story_change (became_id) WHERE became_id IS NOT NULL;"
	"PRAGMA user_version = 10;",

	/*
	 * The articles with which new ones are compared, in the order in which they were
	 * placed. What was edited since has here what it was then; its text is not NULL.
	 */
	"CREATE TABLE placed ("
	" number INTEGER PRIMARY KEY,"
	" entry_id INTEGER NOT NULL UNIQUE REFERENCES entry (id) ON DELETE CASCADE,"
	" time INTEGER,"
	" url_key BLOB,"
	" title TEXT,"
	" language TEXT,"
	" author TEXT,"
	" text TEXT"
	") STRICT;"
	"INSERT INTO placed (entry_id, time) "
	" SELECT e.id, iif(e.published IS NULL AND"
	"                  e.first_seen <= max(f.undated_since, f.added + 3600), NULL,"
	"                  min(coalesce(e.published, e.first_seen), e.first_seen))"
	" FROM entry AS e JOIN feed AS f ON f.id = e.feed_id"
	" WHERE e.story_id IS NOT NULL"
	" AND e.first_seen > (SELECT max(first_seen) FROM entry) - 864000"
	" ORDER BY e.id;"
	"PRAGMA user_version = 11;",

	/* Whom a page says that its article was taken over from. */
	"ALTER TABLE article ADD COLUMN credit TEXT;"
	"ALTER TABLE placed ADD COLUMN credit TEXT;"
	"PRAGMA user_version = 12;",
};

enum {
	APPLICATION_ID	= 0x67726e6c,
	NEWEST_VERSION	= sizeof(steps) / sizeof(steps[0]),
};

struct identity {
	int application;
	int version;
	int tables;
};

static int read_identity(sqlite3 *db, struct identity *identity, struct err *err)
{
	sqlite3_stmt *statement = NULL;
	int result = 0;

	if (sqlite3_prepare_v2(db,
			       "SELECT application_id, user_version, "
			       "       (SELECT count(*) FROM sqlite_schema) "
			       "FROM pragma_application_id, pragma_user_version",
			       -1, &statement, NULL) != SQLITE_OK ||
	    sqlite3_step(statement) != SQLITE_ROW) {
		result = fault_set(err, db, "read");
	} else {
		identity->application = sqlite3_column_int(statement, 0);
		identity->version = sqlite3_column_int(statement, 1);
		identity->tables = sqlite3_column_int(statement, 2);
	}
	sqlite3_finalize(statement);
	return result;
}

int schema_identify(struct sqlite3 *db, int *version, struct err *err)
{
	struct identity found = {0};
	bool is_empty;

	if (read_identity(db, &found, err) < 0)
		return -1;
	is_empty = found.application == 0 && found.version == 0 && found.tables == 0;
	if (!is_empty && found.application != APPLICATION_ID)
		return err_set(err, ERR_DATA, "not made by granola: it is left as it is");
	if (found.version > NEWEST_VERSION)
		return err_set(err, ERR_DATA,
			       "of version %d, made by a newer granola; this one knows up to %d",
			       found.version, NEWEST_VERSION);
	*version = found.version;
	return 0;
}

bool schema_is_old(int version)
{
	return version < NEWEST_VERSION;
}

int schema_require_newest(int version, struct err *err)
{
	if (version == NEWEST_VERSION)
		return 0;
	return err_set(err, ERR_TRY_LATER, "of version %d; granola will bring it to %d when it "
		       "next runs", version, NEWEST_VERSION);
}

static int run(sqlite3 *db, const char *sql, struct err *err)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 :
	       fault_set(err, db, "upgrade");
}

static int take_steps(sqlite3 *db, int version, struct err *err)
{
	for (; version < NEWEST_VERSION; version++) {
		if (run(db, steps[version], err) < 0)
			return -1;
	}
	return 0;
}

int schema_upgrade(struct sqlite3 *db, int version, struct err *err)
{
	if (!schema_is_old(version))
		return 0;
	if (run(db, "BEGIN IMMEDIATE", err) == 0 && take_steps(db, version, err) == 0 &&
	    run(db, "COMMIT", err) == 0)
		return 0;
	sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	return -1;
}

int schema_check(struct sqlite3 *db, struct err *err)
{
	sqlite3_stmt *statement = NULL;
	int result = 0;

	if (sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &statement, NULL) != SQLITE_OK ||
	    sqlite3_step(statement) != SQLITE_ROW) {
		result = fault_set(err, db, "check");
	} else {
		const char *verdict = (const char *)sqlite3_column_text(statement, 0);

		if (verdict == NULL || strcmp(verdict, "ok") != 0)
			result = err_set(err, ERR_DATA, "damaged: %s; restore a backup of it",
					 verdict != NULL ? verdict : "unknown");
	}
	sqlite3_finalize(statement);
	return result;
}
