#include "store/statements.h"

#include <sqlite3.h>
#include <stddef.h>

#include "store/fault.h"

#define FEED_COLUMNS								\
	"url, fetch_url, title, site_url, etag, last_modified, body_hash, "	\
	"next_due, last_fetch, last_success, failing_since, failures, "		\
	"last_result, last_error, is_gone, moved_count, moved_since, moved_to, "	\
	"rate_entries, rate_seconds, rate_time, hours, newest_entry, "		\
	"ttl, skip_hours, skip_days, due_reason, usual_gap, undated_since, "	\
	"entries, week, week_day, id "

/* What the three lists of entries have in common. */
#define LISTED_ENTRIES								\
	"SELECT e.id, e.key, e.url_key, e.content_hash, e.guid, e.url, e.title, "	\
	"       e.language, e.published, e.updated, e.first_seen, "		\
	"       f.url AS feed_url, e.story_id, a.result AS page "		\
	"FROM entry AS e JOIN feed AS f ON f.id = e.feed_id "			\
	"LEFT JOIN article AS a ON a.entry_id = e.id "				\
	"WHERE e.first_seen >= :since "

#define NEWEST_FIRST								\
	"ORDER BY e.first_seen DESC, e.id DESC LIMIT :limit"

/* Whichever the feed has more of. */
#define OWN_TEXT								\
	"iif(length(b.summary) > coalesce(length(b.content_text), 0), "		\
	"    b.summary, b.content_text) "

/*
 * What a feed without dates held when we first met it: in the hour after it was
 * added, or when its entries were first found to have none.
 */
#define IS_OF_ANY_AGE								\
	"e.published IS NULL AND e.first_seen <= max(f.undated_since, f.added + 3600)"

#define LANGUAGE								\
	"lower(substr(coalesce(e.language, a.language), 1, "				\
	"             instr(coalesce(e.language, a.language) || '-', '-') - 1)) "

/* A page of use is fuller than its entry was when it was read; that may have been edited since. */
#define FULLEST_TEXT								\
	"iif(a.text IS NOT NULL AND "						\
	"    length(a.text) > max(coalesce(length(b.summary), 0), "		\
	"                         coalesce(length(b.content_text), 0)), "		\
	"    a.text, " OWN_TEXT ") "

#define AUTHOR "coalesce(replace(b.authors, char(10), ', '), a.byline) "

#define ARTICLE_START								\
	"SELECT e.id, e.feed_id, "

/* What is compared: as it is now, … */
#define AS_IT_IS									\
	"e.url_key, coalesce(e.url, b.external_url) AS url, e.title, "		\
	FULLEST_TEXT "AS text, " LANGUAGE "AS language, " AUTHOR "AS author, "	\
	"a.credit, "

/* … or as it was when it was placed. */
#define AS_IT_WAS								\
	"iif(p.text IS NULL, e.url_key, p.url_key) AS url_key, "			\
	"coalesce(e.url, b.external_url) AS url, "				\
	"iif(p.text IS NULL, e.title, p.title) AS title, "			\
	"coalesce(p.text, " FULLEST_TEXT ") AS text, "				\
	"iif(p.text IS NULL, " LANGUAGE ", p.language) AS language, "		\
	"iif(p.text IS NULL, " AUTHOR ", p.author) AS author, "			\
	"iif(p.text IS NULL, a.credit, p.credit) AS credit, "

#define TIME_NOW									\
	"iif(" IS_OF_ANY_AGE ", NULL, "						\
	"    min(coalesce(e.published, e.first_seen), e.first_seen)) AS time, "

#define ARTICLE_END								\
	"e.first_seen, a.result AS page, "					\
	"e.story_id, e.role, e.of_id AS \"of\", e.signal, e.score, "		\
	"e.merged_with "

#define ARTICLES ARTICLE_START AS_IT_IS "b.tags, " TIME_NOW ARTICLE_END

/* CROSS keeps entry outermost, in the order of its ids. */
#define WITH_BODY								\
	"CROSS JOIN feed AS f ON f.id = e.feed_id AND f.is_polled = 1 "		\
	"LEFT JOIN entry_body AS b ON b.entry_id = e.id "			\
	"LEFT JOIN article AS a ON a.entry_id = e.id "

/* An entry whose page may yet come, or was not even thought of. */
#define AWAITS_PAGE								\
	"(e.id > (SELECT entry_id FROM article_considered) OR a.next_try IS NOT NULL) "

/* Looked up by digest: what was long ago costs nothing. */
#define LISTED_EDITIONS								\
	"SELECT e.id, e.digest, e.title, e.name, e.period_start, e.period_end, "	\
	"       (SELECT count(*) FROM told WHERE edition_id = e.id) AS story_count, "	\
	"       (SELECT headline FROM told WHERE edition_id = e.id AND place = 0) "	\
	"        AS headline "							\
	"FROM edition AS e WHERE e.digest = :digest "

#define WITHIN_WINDOW								\
	"AND e.first_seen >= :since AND e.first_seen < :until "

/* What a search reads of an entry. */
#define FOUND_ENTRIES								\
	"SELECT e.id, e.url, e.title, e.published, e.first_seen, "		\
	"       f.url AS feed_url, e.story_id, "					\
	"       coalesce(a.text, b.content_text, b.summary) AS text "

#define WITH_TEXT								\
	"CROSS JOIN feed AS f ON f.id = e.feed_id "				\
	"LEFT JOIN entry_body AS b ON b.entry_id = e.id "			\
	"LEFT JOIN article AS a ON a.entry_id = e.id "

static const char *const texts[STATEMENT_COUNT] = {
	[BEGIN_READ]	= "BEGIN",
	[BEGIN_WRITE]	= "BEGIN IMMEDIATE",
	[COMMIT]	= "COMMIT",
	[ROLLBACK]	= "ROLLBACK",
	[SAVEPOINT]	= "SAVEPOINT inner",
	[SAVEPOINT_KEEP] = "RELEASE inner",
	[SAVEPOINT_UNDO] = "ROLLBACK TO inner",

	[FEED_LIST] =
		"SELECT " FEED_COLUMNS "FROM feed WHERE is_polled = 1 ORDER BY id",

	[FEED_FIND] =
		"SELECT " FEED_COLUMNS "FROM feed WHERE url = :url",

	/* One that is polled already is not touched: a restart writes nothing. */
	[FEED_ADD] =
		"INSERT INTO feed (url, added) VALUES (:url, :now) "
		"ON CONFLICT (url) DO UPDATE SET is_polled = 1 WHERE is_polled = 0",

	[FEED_STOP] =
		"UPDATE feed SET is_polled = 0 WHERE id = :id",

	[FEED_UPDATE] =
		"UPDATE feed SET "
		" fetch_url = :fetch_url, title = :title, site_url = :site_url, etag = :etag, "
		" last_modified = :last_modified, body_hash = :body_hash, next_due = :next_due, "
		" last_fetch = :last_fetch, last_success = :last_success, "
		" failing_since = :failing_since, failures = :failures, "
		" last_result = :last_result, last_error = :last_error, is_gone = :is_gone, "
		" moved_count = :moved_count, moved_since = :moved_since, moved_to = :moved_to, "
		" rate_entries = :rate_entries, rate_seconds = :rate_seconds, "
		" rate_time = :rate_time, hours = :hours, newest_entry = :newest_entry, "
		" ttl = :ttl, skip_hours = :skip_hours, skip_days = :skip_days, "
		" due_reason = :due_reason, usual_gap = :usual_gap, "
		" undated_since = :undated_since, entries = :entries, week = :week, "
		" week_day = :week_day "
		"WHERE id = :id",

	[REST_SAVE] =
		"INSERT INTO host_rest (host, until) VALUES (:host, :until) "
		"ON CONFLICT (host) DO UPDATE SET until = max(until, excluded.until)",

	[REST_LIST] =
		"SELECT host, until FROM host_rest ORDER BY host",

	[REST_FORGET] =
		"DELETE FROM host_rest WHERE until <= :now",

	[ENTRY_FIND] =
		"SELECT id, content_hash FROM entry WHERE feed_id = :feed_id AND key = :key",

	[ENTRY_ADD] =
		"INSERT INTO entry (feed_id, first_seen, key, url_key, content_hash, guid, url, "
		"                   title, language, published, updated) "
		"VALUES (:feed_id, :now, :key, :url_key, :content_hash, :guid, :url, "
		"        :title, :language, :published, :updated)",

	[ENTRY_EDIT] =
		"UPDATE entry SET "
		" url_key = :url_key, content_hash = :content_hash, guid = :guid, url = :url, "
		" title = :title, language = :language, "
		" published = coalesce(:published, published), "
		" updated = coalesce(:updated, updated), revision = revision + 1 "
		"WHERE id = :id",

	[ENTRY_STORE_BODY] =
		"INSERT INTO entry_body (entry_id, authors, tags, enclosures, external_url, "
		"                        comments_url, image_url, source_title, source_url, "
		"                        summary, content_text) "
		"VALUES (:entry_id, :authors, :tags, :enclosures, :external_url, "
		"        :comments_url, :image_url, :source_title, :source_url, "
		"        :summary, :content_text) "
		"ON CONFLICT (entry_id) DO UPDATE SET "
		" authors = excluded.authors, tags = excluded.tags, "
		" enclosures = excluded.enclosures, external_url = excluded.external_url, "
		" comments_url = excluded.comments_url, image_url = excluded.image_url, "
		" source_title = excluded.source_title, source_url = excluded.source_url, "
		" summary = excluded.summary, content_text = excluded.content_text",

	[ENTRY_LOAD] =
		"SELECT e.id, e.key, e.url_key, e.content_hash, e.guid, e.url, e.title, "
		"       e.language, e.published, e.updated, e.first_seen, "
		"       b.external_url, b.comments_url, b.image_url, b.source_title, "
		"       b.source_url, b.summary, b.content_text, b.tags, b.authors, "
		"       b.enclosures "
		"FROM entry AS e LEFT JOIN entry_body AS b ON b.entry_id = e.id "
		"WHERE e.id = :id",

	[ENTRY_LIST] =
		LISTED_ENTRIES NEWEST_FIRST,

	[ENTRY_LIST_OF_FEED] =
		LISTED_ENTRIES
		"AND (:story_id = 0 OR e.story_id = :story_id) AND f.url = :feed_url "
		NEWEST_FIRST,

	[ENTRY_LIST_OF_STORY] =
		LISTED_ENTRIES "AND e.story_id = :story_id " NEWEST_FIRST,

	/* Few are unplaced at any time; their index is what makes looking for them cheap. */
	[ENTRY_LOAD_UNPLACED] =
		ARTICLES
		"FROM entry AS e INDEXED BY entry_unplaced " WITH_BODY
		"WHERE e.story_id IS NULL AND e.id > :after_id " WITHIN_WINDOW
		"AND NOT (e.first_seen >= :await_since AND " AWAITS_PAGE ") "
		"ORDER BY e.id LIMIT :limit",

	[ENTRY_ANY_AWAITED] =
		"SELECT EXISTS ("
		" SELECT 1 FROM entry AS e INDEXED BY entry_unplaced "
		" CROSS JOIN feed AS f ON f.id = e.feed_id AND f.is_polled = 1 "
		" LEFT JOIN article AS a ON a.entry_id = e.id "
		" WHERE e.story_id IS NULL AND e.first_seen >= :await_since AND " AWAITS_PAGE
		") AS is_awaited",

	[ENTRY_LOAD_PLACED] =
		ARTICLE_START AS_IT_WAS "b.tags, p.time, " ARTICLE_END
		"FROM placed AS p CROSS JOIN entry AS e ON e.id = p.entry_id " WITH_BODY
		"WHERE p.number > coalesce((SELECT number FROM placed "
		"                           WHERE entry_id = :after_id), 0) "
		"ORDER BY p.number LIMIT :limit",

	/* Starts at the first of the window, found by time: a store is much longer than that. */
	[ENTRY_LOAD_ARTICLES] =
		ARTICLES
		"FROM entry AS e " WITH_BODY
		"WHERE e.id > max(:after_id, "
		"                 coalesce((SELECT min(id) "
		"                           FROM entry INDEXED BY entry_by_first_seen "
		"                           WHERE first_seen >= :since), 0) - 1) "
		WITHIN_WINDOW
		"ORDER BY e.id LIMIT :limit",

	/* An entry older than the first of those to keep is not to keep, whatever the clock did. */
	[ENTRY_FORGET_TEXTS] =
		"DELETE FROM entry_body WHERE entry_id IN ("
		" SELECT entry_id FROM entry_body "
		" WHERE entry_id < coalesce((SELECT min(id) "
		"                            FROM entry INDEXED BY entry_by_first_seen "
		"                            WHERE first_seen >= :before), 9223372036854775807) "
		" ORDER BY entry_id LIMIT :most) "
		"RETURNING entry_id",

	/* What is news: new to us, and not by its own account old. */
	[ARTICLE_CANDIDATES] =
		"SELECT e.id AS entry_id, e.feed_id, " OWN_TEXT "AS text "
		"FROM entry AS e "
		"CROSS JOIN feed AS f ON f.id = e.feed_id AND f.is_polled = 1 "
		"LEFT JOIN entry_body AS b ON b.entry_id = e.id "
		"WHERE e.id > (SELECT entry_id FROM article_considered) AND e.url IS NOT NULL "
		"AND e.first_seen >= :since AND coalesce(e.published, e.first_seen) >= :since "
		"ORDER BY e.id LIMIT :limit",

	[ARTICLE_LAST_ENTRY] =
		"SELECT coalesce(max(id), 0) AS id FROM entry",

	[ARTICLE_PLAN] =
		"INSERT INTO article (entry_id, feed_id, url_key, next_try) "
		"SELECT id, feed_id, url_key, :now FROM entry WHERE id = :entry_id "
		"ON CONFLICT (entry_id) DO NOTHING",

	[ARTICLE_ADVANCE] =
		"UPDATE article_considered SET entry_id = :entry_id WHERE entry_id < :entry_id",

	[ARTICLE_DROP_LATE] =
		"UPDATE article SET next_try = NULL, "
		" result = iif(times_had > 0, result, :result) "
		"WHERE next_try < :since",

	[ARTICLE_DUE] =
		"SELECT a.entry_id, a.feed_id, e.url "
		"FROM article AS a INDEXED BY article_awaited "
		"CROSS JOIN entry AS e ON e.id = a.entry_id "
		"CROSS JOIN feed AS f ON f.id = a.feed_id AND f.is_polled = 1 "
		"WHERE a.next_try <= :now AND e.url IS NOT NULL "
		"ORDER BY a.next_try, a.entry_id LIMIT :limit",

	[ARTICLE_TWIN] =
		"SELECT o.result, o.byline, o.credit, o.language, o.text "
		"FROM article AS a CROSS JOIN article AS o ON o.url_key = a.url_key "
		"WHERE a.entry_id = :entry_id AND a.times_had = 0 AND o.entry_id <> a.entry_id "
		"AND o.times_had > 0 "
		"ORDER BY o.asked DESC, o.entry_id LIMIT 1",

	[ARTICLE_LOAD] =
		"SELECT e.url, " OWN_TEXT "AS text, a.failures, a.times_had > 0 AS was_had, "
		"       a.etag, a.last_modified "
		"FROM article AS a JOIN entry AS e ON e.id = a.entry_id "
		"LEFT JOIN entry_body AS b ON b.entry_id = a.entry_id "
		"WHERE a.entry_id = :entry_id AND a.next_try IS NOT NULL AND e.url IS NOT NULL",

	[ARTICLE_RECORD] =
		"SELECT count(*) AS had, count(text) AS of_use FROM article "
		"WHERE feed_id = :feed_id AND asked >= :since AND times_had > 0",

	[ARTICLE_SAVE] =
		"UPDATE article SET result = :result, times_had = times_had + 1, failures = 0, "
		" asked = :now, next_try = NULL, error = :error, etag = :etag, "
		" last_modified = :last_modified, byline = :byline, credit = :credit, "
		" language = :language, lines = :lines, text = :text "
		"WHERE entry_id = :entry_id",

	/* What was had before stays, and was asked for once more. */
	[ARTICLE_PUT_OFF] =
		"UPDATE article SET result = iif(times_had > 0, result, :result), "
		" times_had = times_had + (times_had > 0), failures = :failures, "
		" asked = :now, next_try = :next_try, error = :error "
		"WHERE entry_id = :entry_id",

	/* An hour after it was last asked for, and three times in all. */
	[ARTICLE_ASK_AGAIN] =
		"UPDATE article SET next_try = asked + 3600 "
		"WHERE entry_id = :entry_id AND next_try IS NULL AND times_had BETWEEN 1 AND 2",

	[ARTICLE_NEIGHBOURS] =
		"SELECT entry_id, lines, text FROM article "
		"WHERE feed_id = :feed_id AND lines IS NOT NULL AND entry_id <> :entry_id "
		"ORDER BY asked DESC, entry_id DESC LIMIT :limit",

	[ARTICLE_RETEXT] =
		"UPDATE article SET text = :text WHERE entry_id = :entry_id",

	[ARTICLE_FORGET] =
		"DELETE FROM article WHERE entry_id IN ("
		" SELECT entry_id FROM article "
		" WHERE entry_id < coalesce((SELECT min(id) "
		"                            FROM entry INDEXED BY entry_by_first_seen "
		"                            WHERE first_seen >= :before), 9223372036854775807) "
		" ORDER BY entry_id LIMIT :most) ",

	[ROBOTS_LOAD] =
		"SELECT until, is_known, rules FROM robots WHERE site = :site AND until > :now",

	[ROBOTS_SAVE] =
		"INSERT INTO robots (site, until, is_known, rules) "
		"VALUES (:site, :until, :is_known, :rules) "
		"ON CONFLICT (site) DO UPDATE SET until = excluded.until, "
		" is_known = excluded.is_known, rules = excluded.rules",

	[ROBOTS_FORGET] =
		"DELETE FROM robots WHERE until < :before",

	[SEARCH_UNINDEXED] =
		"SELECT id, title FROM entry "
		"WHERE id > (SELECT entry_id FROM title_indexed) ORDER BY id LIMIT :most",

	[SEARCH_INDEXED_TITLE] =
		"SELECT title FROM entry "
		"WHERE id = :id AND id <= (SELECT entry_id FROM title_indexed)",

	[SEARCH_ADD] =
		"INSERT INTO title_index (rowid, words) VALUES (:id, :words)",

	[SEARCH_DROP] =
		"INSERT INTO title_index (title_index, rowid, words) "
		"VALUES ('delete', :id, :words)",

	[SEARCH_ADVANCE] =
		"UPDATE title_indexed SET entry_id = :id",

	[SEARCH_TITLES] =
		FOUND_ENTRIES
		"FROM title_index AS t CROSS JOIN entry AS e ON e.id = t.rowid " WITH_TEXT
		"WHERE title_index MATCH :match ORDER BY t.rowid DESC LIMIT :most",

	[SEARCH_NEWEST] =
		FOUND_ENTRIES "FROM entry AS e " WITH_TEXT "ORDER BY e.id DESC LIMIT :most",

	[STORY_PLACE] =
		"UPDATE entry SET story_id = :story_id, role = :role, of_id = :of, "
		" signal = :signal, score = :score, merged_with = :merged_with "
		"WHERE id = :id",

	[STORY_REMEMBER] =
		"INSERT INTO placed (entry_id, time) SELECT id, :time FROM entry WHERE id = :id "
		"ON CONFLICT (entry_id) DO NOTHING",

	[STORY_KEEP_AS_PLACED] =
		"UPDATE placed SET (url_key, title, language, author, credit, text) = "
		" (SELECT e.url_key, coalesce(e.title, ''), " LANGUAGE ", " AUTHOR ", "
		"         a.credit, coalesce(" FULLEST_TEXT ", '') "
		"  FROM entry AS e LEFT JOIN entry_body AS b ON b.entry_id = e.id "
		"  LEFT JOIN article AS a ON a.entry_id = e.id WHERE e.id = :id) "
		"WHERE entry_id = :id AND text IS NULL",

	[STORY_FORGET] =
		"DELETE FROM placed "
		"WHERE (SELECT first_seen FROM entry WHERE id = entry_id) < :before",

	[STORY_NEXT_ID] =
		"SELECT next_id FROM story_number",

	[STORY_RAISE_NEXT_ID] =
		"UPDATE story_number SET next_id = :next_id WHERE next_id < :next_id",

	/* Kind 0: it was merged. */
	[STORY_ADD_CHANGE] =
		"INSERT INTO story_change (time, kind, story_id, other_id, articles, signal, "
		"                          score, article_id, other_article_id, became_id) "
		"VALUES (:time, :kind, :story_id, :other_id, :articles, :signal, "
		"        :score, :article_id, :other_article_id, iif(:kind = 0, :other_id, NULL))",

	[STORY_RENAME] =
		"UPDATE entry SET story_id = :other_id WHERE story_id = :story_id",

	[STORY_INHERIT] =
		"UPDATE story_change SET became_id = :other_id WHERE became_id = :story_id",

	[STORY_CURRENT_ID] =
		"SELECT coalesce((SELECT became_id FROM story_change "
		"                 WHERE story_id = :id AND became_id IS NOT NULL), :id) AS id",

	[STORY_CHANGES] =
		"WITH family (id) AS ("
		" SELECT :id UNION ALL SELECT story_id FROM story_change WHERE became_id = :id"
		") SELECT time, kind, story_id, other_id, articles, signal, score, article_id, "
		"         other_article_id "
		"FROM story_change WHERE story_id IN family OR other_id IN family ORDER BY id",

	[EDITION_ADD] =
		"INSERT INTO edition (digest, title, name, period_start, period_end) "
		"VALUES (:digest, :title, :name, :period_start, :period_end) "
		"ON CONFLICT (digest, name) DO NOTHING "
		"RETURNING id",

	[EDITION_ADD_STORY] =
		"INSERT INTO told (edition_id, place, story_id, headline, slug, independents, "
		"                  articles, post_id) "
		"VALUES (:edition_id, :place, :story_id, :headline, :slug, :independents, "
		"        :articles, :post_id)",

	[EDITION_ADD_FILE] =
		"INSERT INTO edition_file (edition_id, place, path, bytes) "
		"VALUES (:edition_id, :place, :path, :bytes)",

	[EDITION_PLANNED] =
		"SELECT id FROM edition WHERE is_written = 0 ORDER BY id LIMIT 1",

	[EDITION_FILES] =
		"SELECT path, bytes FROM edition_file "
		"WHERE edition_id = :edition_id ORDER BY place",

	[EDITION_FINISH] =
		"UPDATE edition SET is_written = 1 WHERE id = :id AND is_written = 0",

	[EDITION_DROP_FILES] =
		"DELETE FROM edition_file WHERE edition_id = :id",

	[EDITION_LIST] =
		LISTED_EDITIONS
		"AND e.period_end <= :until "
		"ORDER BY e.period_end DESC, e.id DESC LIMIT :limit",

	/* A name begins with its month, and a tilde comes after all that may follow it. */
	[EDITION_LIST_MONTH] =
		LISTED_EDITIONS
		"AND e.name >= :month AND e.name < :month || '~' "
		"ORDER BY e.period_end DESC, e.id DESC",

	/* One look into the index a month, however many editions it has. */
	[EDITION_MONTHS] =
		"WITH RECURSIVE found (month) AS ("
		" SELECT substr(max(name), 1, 7) FROM edition WHERE digest = :digest "
		" UNION ALL "
		" SELECT (SELECT substr(max(name), 1, 7) FROM edition "
		"         WHERE digest = :digest AND name < found.month) "
		" FROM found WHERE found.month IS NOT NULL"
		") SELECT month FROM found WHERE month IS NOT NULL",

	/* Beside max(), SQLite takes the other columns from the row that has it. */
	[EDITION_TOLD] =
		"SELECT coalesce(c.became_id, t.story_id) AS story_id, t.headline, t.slug, "
		"       t.independents, t.articles, t.post_id, "
		"       max(e.period_end) AS told_at, e.name AS edition "
		"FROM edition AS e JOIN told AS t ON t.edition_id = e.id "
		"LEFT JOIN story_change AS c "
		"       ON c.story_id = t.story_id AND c.became_id IS NOT NULL "
		"WHERE e.digest = :digest AND e.period_end >= :since "
		"GROUP BY t.story_id ORDER BY told_at DESC, t.story_id",

	/* One that is told again becomes the newest: a new row takes the place of its old one. */
	[FEED_POST_ADD] =
		"INSERT OR REPLACE INTO feed_post (digest, post_id, updated, bytes) "
		"VALUES (:digest, :post_id, :updated, :bytes)",

	[FEED_POST_TRIM] =
		"DELETE FROM feed_post WHERE digest = :digest AND id <= "
		" (SELECT id FROM feed_post WHERE digest = :digest "
		"  ORDER BY id DESC LIMIT 1 OFFSET :most)",

	[FEED_POST_LIST] =
		"SELECT post_id, updated, bytes FROM feed_post WHERE digest = :digest "
		"ORDER BY id DESC",

	[REWRITE_LOAD] =
		"SELECT text FROM rewrite WHERE key = :key",

	[REWRITE_SAVE] =
		"INSERT INTO rewrite (key, text, made) VALUES (:key, :text, :made) "
		"ON CONFLICT (key) DO UPDATE SET text = excluded.text, made = excluded.made",

	[REWRITE_FORGET] =
		"DELETE FROM rewrite WHERE made < :before",

	[OUTBOX_ADD] =
		"INSERT INTO mail (edition_id, queued, next_try, sender, recipient, message) "
		"VALUES (:edition_id, :now, :now, :sender, :recipient, :message) "
		"ON CONFLICT (edition_id, recipient) DO NOTHING",

	[OUTBOX_DUE] =
		"SELECT m.id, e.title AS digest, e.name AS edition, m.sender, m.recipient, "
		"       m.message, m.error, m.queued, m.failures "
		"FROM mail AS m JOIN edition AS e ON e.id = m.edition_id "
		"WHERE m.over IS NULL AND m.next_try <= :now ORDER BY m.next_try, m.id LIMIT 1",

	[OUTBOX_COUNT] =
		"SELECT count(*) AS count FROM mail WHERE over IS NULL",

	[OUTBOX_COUNT_TROUBLES] =
		"SELECT sum(over IS NULL AND failures > 0) AS failing, "
		"       sum(is_sent = 0 AND over > :since) AS given_up FROM mail",

	[OUTBOX_MARK_SENT] =
		"UPDATE mail SET over = :now, is_sent = 1, message = NULL WHERE id = :id",

	[OUTBOX_GIVE_UP] =
		"UPDATE mail SET over = :now, error = :error, failures = failures + 1, "
		" message = NULL WHERE id = :id",

	[OUTBOX_POSTPONE] =
		"UPDATE mail SET error = :error, next_try = :next_try, failures = failures + 1 "
		"WHERE id = :id",

	[OUTBOX_POSTPONE_ALL] =
		"UPDATE mail SET error = :error, next_try = :next_try, failures = failures + 1 "
		"WHERE over IS NULL AND next_try <= :now",

	[OUTBOX_HASTEN] =
		"UPDATE mail SET next_try = :now WHERE over IS NULL AND next_try > :now",

	[OUTBOX_LIST] =
		"SELECT e.title AS digest, e.name AS edition, m.recipient, m.error, m.queued, "
		"       m.next_try, m.failures, m.over AS given_up "
		"FROM mail AS m JOIN edition AS e ON e.id = m.edition_id "
		"WHERE m.over IS NULL OR (m.is_sent = 0 AND m.over > :since) ORDER BY m.id",

	[OUTBOX_FORGET] =
		"DELETE FROM mail WHERE over < :before",
};

int statements_prepare(struct sqlite3_stmt *statements[STATEMENT_COUNT], struct sqlite3 *db,
		       struct err *err)
{
	int i;

	for (i = 0; i < STATEMENT_COUNT; i++) {
		if (sqlite3_prepare_v3(db, texts[i], -1, SQLITE_PREPARE_PERSISTENT,
				       &statements[i], NULL) != SQLITE_OK)
			return fault_set(err, db, "prepare");
	}
	return 0;
}

void statements_finalize(struct sqlite3_stmt *statements[STATEMENT_COUNT])
{
	int i;

	for (i = 0; i < STATEMENT_COUNT; i++) {
		sqlite3_finalize(statements[i]);
		statements[i] = NULL;
	}
}
