-- A store as version 11 left it, with a feed, an entry and an edition in it.
PRAGMA page_size = 8192;

CREATE TABLE feed (
	id INTEGER PRIMARY KEY,
	url TEXT NOT NULL UNIQUE,
	is_polled INTEGER NOT NULL DEFAULT 1 CHECK (is_polled IN (0, 1)),
	added INTEGER NOT NULL,
	fetch_url TEXT,
	title TEXT,
	site_url TEXT,
	etag TEXT,
	last_modified TEXT,
	body_hash BLOB,
	next_due INTEGER NOT NULL DEFAULT 0,
	last_fetch INTEGER NOT NULL DEFAULT 0,
	last_success INTEGER NOT NULL DEFAULT 0,
	failing_since INTEGER NOT NULL DEFAULT 0,
	failures INTEGER NOT NULL DEFAULT 0,
	last_result INTEGER NOT NULL DEFAULT 0,
	last_error TEXT,
	is_gone INTEGER NOT NULL DEFAULT 0 CHECK (is_gone IN (0, 1)),
	moved_count INTEGER NOT NULL DEFAULT 0,
	moved_since INTEGER NOT NULL DEFAULT 0,
	moved_to TEXT,
	rate_entries REAL NOT NULL DEFAULT 0,
	rate_seconds REAL NOT NULL DEFAULT 0,
	rate_time INTEGER NOT NULL DEFAULT 0,
	newest_entry INTEGER NOT NULL DEFAULT 0,
	ttl INTEGER NOT NULL DEFAULT 0,
	skip_hours INTEGER NOT NULL DEFAULT 0,
	skip_days INTEGER NOT NULL DEFAULT 0,
	hours BLOB,
	due_reason INTEGER NOT NULL DEFAULT 1,
	usual_gap INTEGER NOT NULL DEFAULT 0,
	undated_since INTEGER NOT NULL DEFAULT 0,
	entries INTEGER NOT NULL DEFAULT 0,
	week BLOB,
	week_day INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE entry (
	id INTEGER PRIMARY KEY,
	feed_id INTEGER NOT NULL REFERENCES feed (id),
	key BLOB NOT NULL,
	url_key BLOB,
	content_hash BLOB,
	guid TEXT,
	url TEXT,
	title TEXT,
	language TEXT,
	published INTEGER,
	updated INTEGER,
	first_seen INTEGER NOT NULL,
	revision INTEGER NOT NULL DEFAULT 0,
	story_id INTEGER,
	role INTEGER NOT NULL DEFAULT 0,
	of_id INTEGER,
	signal INTEGER NOT NULL DEFAULT 0,
	score REAL NOT NULL DEFAULT 0,
	merged_with INTEGER,
	UNIQUE (feed_id, key)
) STRICT;

CREATE INDEX entry_by_first_seen ON entry (first_seen);

CREATE INDEX entry_by_story ON entry (story_id) WHERE story_id IS NOT NULL;

CREATE INDEX entry_unplaced ON entry (id) WHERE story_id IS NULL;

CREATE TABLE entry_body (
	entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
	authors TEXT,
	tags TEXT,
	enclosures TEXT,
	external_url TEXT,
	comments_url TEXT,
	image_url TEXT,
	source_title TEXT,
	source_url TEXT,
	summary TEXT,
	content_text TEXT
) STRICT;

CREATE TABLE story_number (next_id INTEGER NOT NULL) STRICT;

INSERT INTO story_number (next_id) VALUES (1);

CREATE TABLE edition (
	id INTEGER PRIMARY KEY,
	digest TEXT NOT NULL,
	title TEXT NOT NULL,
	name TEXT NOT NULL,
	period_start INTEGER NOT NULL,
	period_end INTEGER NOT NULL,
	is_written INTEGER NOT NULL DEFAULT 0 CHECK (is_written IN (0, 1)),
	UNIQUE (digest, name)
) STRICT;

CREATE INDEX edition_by_period ON edition (digest, period_end);

CREATE INDEX edition_planned ON edition (id) WHERE is_written = 0;

CREATE TABLE told (
	edition_id INTEGER NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
	place INTEGER NOT NULL,
	story_id INTEGER NOT NULL,
	headline TEXT NOT NULL,
	slug TEXT NOT NULL,
	independents INTEGER NOT NULL,
	articles INTEGER NOT NULL,
	post_id TEXT,
	PRIMARY KEY (edition_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE edition_file (
	id INTEGER PRIMARY KEY,
	edition_id INTEGER NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
	place INTEGER NOT NULL,
	path TEXT NOT NULL,
	bytes BLOB NOT NULL,
	UNIQUE (edition_id, place)
) STRICT;

CREATE TABLE rewrite (
	key BLOB PRIMARY KEY,
	text TEXT NOT NULL,
	made INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO rewrite (key, text, made) VALUES (x'00', 'Ships pass.', 1795327200);

CREATE TABLE feed_post (
	id INTEGER PRIMARY KEY,
	digest TEXT NOT NULL,
	post_id TEXT NOT NULL,
	updated INTEGER NOT NULL,
	bytes BLOB NOT NULL,
	UNIQUE (digest, post_id)
) STRICT;

CREATE INDEX feed_post_by_age ON feed_post (digest, id);

CREATE VIRTUAL TABLE title_index USING fts5
	(words, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
CREATE TABLE title_indexed (entry_id INTEGER NOT NULL) STRICT;
INSERT INTO title_indexed (entry_id) VALUES (0);

CREATE TABLE host_rest (
	host TEXT PRIMARY KEY,
	until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE article (
	entry_id INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
	feed_id INTEGER NOT NULL,
	result INTEGER NOT NULL DEFAULT 0,
	times_had INTEGER NOT NULL DEFAULT 0,
	failures INTEGER NOT NULL DEFAULT 0,
	asked INTEGER,
	next_try INTEGER,
	error TEXT,
	etag TEXT,
	last_modified TEXT,
	byline TEXT,
	language TEXT,
	lines BLOB,
	text TEXT,
	url_key BLOB
) STRICT;

CREATE INDEX article_awaited ON article (next_try) WHERE next_try IS NOT NULL;

CREATE INDEX article_by_url ON article (url_key) WHERE url_key IS NOT NULL;

CREATE INDEX article_by_feed ON article (feed_id, asked);

CREATE TABLE article_considered (entry_id INTEGER NOT NULL) STRICT;

INSERT INTO article_considered (entry_id) VALUES (1);

CREATE TABLE robots (
	site TEXT PRIMARY KEY,
	until INTEGER NOT NULL,
	is_known INTEGER NOT NULL CHECK (is_known IN (0, 1)),
	rules TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mail (
	id INTEGER PRIMARY KEY,
	edition_id INTEGER NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
	sender TEXT NOT NULL,
	recipient TEXT NOT NULL,
	queued INTEGER NOT NULL,
	next_try INTEGER NOT NULL,
	failures INTEGER NOT NULL DEFAULT 0,
	error TEXT,
	over INTEGER,
	is_sent INTEGER NOT NULL DEFAULT 0 CHECK (is_sent IN (0, 1)),
	message BLOB,
	UNIQUE (edition_id, recipient)
) STRICT;

CREATE INDEX mail_waiting ON mail (next_try) WHERE over IS NULL;

CREATE TABLE story_change (
	id INTEGER PRIMARY KEY,
	time INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	story_id INTEGER NOT NULL,
	other_id INTEGER NOT NULL,
	became_id INTEGER,
	articles INTEGER NOT NULL,
	signal INTEGER NOT NULL,
	score REAL NOT NULL,
	article_id INTEGER,
	other_article_id INTEGER
) STRICT;

CREATE INDEX story_change_by_story ON story_change (story_id);

CREATE INDEX story_change_by_other ON story_change (other_id);

CREATE INDEX story_change_by_heir ON story_change (became_id) WHERE became_id IS NOT NULL;

CREATE TABLE placed (
	number INTEGER PRIMARY KEY,
	entry_id INTEGER NOT NULL UNIQUE REFERENCES entry (id) ON DELETE CASCADE,
	time INTEGER,
	url_key BLOB,
	title TEXT,
	language TEXT,
	author TEXT,
	text TEXT
) STRICT;

PRAGMA application_id = 0x67726e6c;
PRAGMA user_version = 11;

INSERT INTO feed (url, added, title, etag, last_modified, next_due, last_fetch, last_success,
	last_result, rate_entries, rate_seconds, rate_time)
VALUES ('https://example.org/feed', 1795284000, 'Old Acquaintance', 'W/"first"',
	'Sat, 21 Nov 2026 18:00:00 GMT', 1795330800, 1795327200, 1795327200, 1, 4.5, 43200.0,
	1795327200);

INSERT INTO entry (feed_id, key, content_hash, url, title, first_seen)
VALUES (1, x'000102030405060708090a0b0c0d0e0f', x'0f0e0d0c0b0a09080706050403020100',
	'https://example.org/harbour', 'Harbour Reopens', 1795327200);

INSERT INTO entry_body (entry_id, content_text) VALUES (1, 'Ships may pass.');

INSERT INTO edition (digest, title, name, period_start, period_end, is_written)
VALUES ('news', 'News', '2026-11-22T0700', 1795244400, 1795330800, 1);

INSERT INTO told (edition_id, place, story_id, headline, slug, independents, articles)
VALUES (1, 0, 1, 'Harbour Reopens', 'harbour-reopens', 1, 1);

UPDATE feed SET entries = 1;

UPDATE entry SET url_key = x'101112131415161718191a1b1c1d1e1f';

INSERT INTO article (entry_id, feed_id, result, times_had, asked, url_key)
VALUES (1, 1, 3, 1, 1795327200, x'101112131415161718191a1b1c1d1e1f');

UPDATE entry SET story_id = 1;

INSERT INTO story_change (time, kind, story_id, other_id, became_id, articles, signal, score)
VALUES (1795327200, 0, 2, 1, 1, 1, 0, 0);

UPDATE story_number SET next_id = 3;

INSERT INTO placed (entry_id, time) VALUES (1, 1795327200);
