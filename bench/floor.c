/*
 * The least that polling costs: bench/floor STORE <URLS
 *
 * libcurl, libxml2 and SQLite do what they must and nothing more is done: no policy, no
 * dates, no cleaning, no search. What granola costs is told as a multiple of this. With
 * FLOOR_CA=FILE certificates are checked by these.
 */
#include <curl/curl.h>
#include <libxml/parser.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

enum {
	AT_ONCE		= 64,			/* requests, as granola has by default */
	COMMIT_AFTER	= 256,			/* feeds */
	EVENTS		= 64,
};

struct text {
	char *bytes;
	size_t length, room;
};

enum field { KEY, TITLE, LINK, DATE, BODY, FIELDS };

static const struct { const char *element; enum field field; } elements[] = {
	{ "guid", KEY }, { "id", KEY }, { "title", TITLE }, { "link", LINK }, { "pubDate", DATE },
	{ "updated", DATE }, { "description", BODY }, { "content", BODY },
};

struct feed {
	char url[256], etag[128], modified[64];
	struct text body;
	struct curl_slist *headers;
	CURL *curl;
};

/* An entry while it is read; field is FIELDS where text belongs to none. */
struct reading {
	struct text fields[FIELDS];
	const char *url;
	enum field field;
	bool in_entry;
};

static sqlite3 *db;
static sqlite3_stmt *find_feed, *save_feed, *save_entry;
static CURLM *multi;
static int epoll, pending, failed, under_way;
static long wait_ms = -1;

static void must(bool ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "floor: %s\n", what);
		exit(1);
	}
}

static void text_add(struct text *text, const char *bytes, size_t length)
{
	if (text->length + length > text->room) {
		text->room = 2 * (text->length + length);
		text->bytes = realloc(text->bytes, text->room);
		must(text->bytes != NULL, "out of memory");
	}
	memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
}

static void sql(const char *statement)
{
	must(sqlite3_exec(db, statement, NULL, NULL, NULL) == SQLITE_OK, statement);
}

static sqlite3_stmt *prepare(const char *statement)
{
	sqlite3_stmt *out = NULL;

	must(sqlite3_prepare_v2(db, statement, -1, &out, NULL) == SQLITE_OK, statement);
	return out;
}

static void run(sqlite3_stmt *statement)
{
	must(sqlite3_step(statement) == SQLITE_DONE, "the store cannot be written");
	sqlite3_reset(statement);
}

static void set_text(sqlite3_stmt *statement, int at, const char *string)
{
	sqlite3_bind_text(statement, at, string, -1, SQLITE_STATIC);
}

static void open_store(const char *path)
{
	must(sqlite3_open(path, &db) == SQLITE_OK, path);
	sql("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
	    "CREATE TABLE IF NOT EXISTS feeds (url TEXT PRIMARY KEY, etag TEXT, modified TEXT);"
	    "CREATE TABLE IF NOT EXISTS entries (id INTEGER PRIMARY KEY, feed TEXT, key TEXT,"
	    " title TEXT, link TEXT, date TEXT, body TEXT, UNIQUE (feed, key))");
	find_feed = prepare("SELECT etag, modified FROM feeds WHERE url = ?");
	save_feed = prepare("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?)");
	save_entry = prepare("INSERT OR IGNORE INTO entries (key, title, link, date, body, feed)"
			     " VALUES (?, ?, ?, ?, ?, ?)");
}

static void store_entry(struct reading *reading)
{
	for (int i = 0; i < FIELDS; i++)
		sqlite3_bind_text(save_entry, i + 1, reading->fields[i].bytes,
				  (int)reading->fields[i].length, SQLITE_STATIC);
	set_text(save_entry, FIELDS + 1, reading->url);
	run(save_entry);
}

static bool is_entry(const xmlChar *name)
{
	return strcmp((const char *)name, "item") == 0 || strcmp((const char *)name, "entry") == 0;
}

/* An Atom link is in its attribute: five pointers to each, of which the last two are the value. */
static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
		     int spaces, const xmlChar **space, int count, int defaults,
		     const xmlChar **attributes)
{
	struct reading *reading = ctx;

	(void)prefix, (void)uri, (void)spaces, (void)space, (void)defaults;
	reading->field = FIELDS;
	if (is_entry(name)) {
		reading->in_entry = true;
		for (int i = 0; i < FIELDS; i++)
			reading->fields[i].length = 0;
		return;
	}
	for (size_t i = 0; reading->in_entry && i < sizeof(elements) / sizeof(*elements); i++)
		if (strcmp((const char *)name, elements[i].element) == 0)
			reading->field = elements[i].field;
	for (int i = 0; reading->field == LINK && i < count; i++, attributes += 5)
		if (strcmp((const char *)attributes[0], "href") == 0)
			text_add(&reading->fields[LINK], (const char *)attributes[3],
				 (size_t)(attributes[4] - attributes[3]));
}

static void on_end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reading *reading = ctx;

	(void)prefix, (void)uri;
	reading->field = FIELDS;
	if (!is_entry(name))
		return;
	reading->in_entry = false;
	store_entry(reading);
}

static void on_text(void *ctx, const xmlChar *bytes, int length)
{
	struct reading *reading = ctx;

	if (reading->field != FIELDS)
		text_add(&reading->fields[reading->field], (const char *)bytes, (size_t)length);
}

static void store_feed(struct feed *feed)
{
	static struct reading reading;		/* keeps its room from feed to feed */
	xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC, .startElementNs = on_start,
			      .endElementNs = on_end, .characters = on_text, .cdataBlock = on_text };

	reading.url = feed->url;
	reading.in_entry = false;
	if (pending++ == 0)
		sql("BEGIN");
	if (xmlSAXUserParseMemory(&sax, &reading, feed->body.bytes, (int)feed->body.length) != 0)
		failed++;
	set_text(save_feed, 1, feed->url);
	set_text(save_feed, 2, feed->etag);
	set_text(save_feed, 3, feed->modified);
	run(save_feed);
	if (pending == COMMIT_AFTER) {
		sql("COMMIT");
		pending = 0;
	}
}

static size_t on_body(char *bytes, size_t size, size_t count, void *ctx)
{
	struct feed *feed = ctx;

	text_add(&feed->body, bytes, size * count);
	return size * count;
}

static void keep_header(char *out, size_t room, const char *value, size_t length)
{
	while (length > 0 && *value == ' ')
		value++, length--;
	while (length > 0 && (value[length - 1] == '\r' || value[length - 1] == '\n'))
		length--;
	snprintf(out, room, "%.*s", (int)length, value);
}

static size_t on_header(char *bytes, size_t size, size_t count, void *ctx)
{
	struct feed *feed = ctx;
	size_t length = size * count;

	if (length > 5 && curl_strnequal(bytes, "ETag:", 5))
		keep_header(feed->etag, sizeof(feed->etag), bytes + 5, length - 5);
	if (length > 14 && curl_strnequal(bytes, "Last-Modified:", 14))
		keep_header(feed->modified, sizeof(feed->modified), bytes + 14, length - 14);
	return length;
}

static void ask_if(struct feed *feed, const char *header, int column)
{
	const char *value = (const char *)sqlite3_column_text(find_feed, column);
	char line[256];

	if (value == NULL || *value == '\0')
		return;
	snprintf(line, sizeof(line), "%s: %s", header, value);
	feed->headers = curl_slist_append(feed->headers, line);
}

/* Begins the next request of the list, if there is one. */
static void start_next(struct feed *feed)
{
	if (fgets(feed->url, sizeof(feed->url), stdin) == NULL)
		return;
	feed->url[strcspn(feed->url, "\n")] = '\0';
	feed->etag[0] = feed->modified[0] = '\0';
	feed->body.length = 0;
	curl_slist_free_all(feed->headers);
	feed->headers = NULL;
	set_text(find_feed, 1, feed->url);
	if (sqlite3_step(find_feed) == SQLITE_ROW) {
		ask_if(feed, "If-None-Match", 0);
		ask_if(feed, "If-Modified-Since", 1);
	}
	sqlite3_reset(find_feed);
	curl_easy_setopt(feed->curl, CURLOPT_URL, feed->url);
	curl_easy_setopt(feed->curl, CURLOPT_HTTPHEADER, feed->headers);
	curl_multi_add_handle(multi, feed->curl);
	under_way++;
}

static void finish(CURL *curl, CURLcode result)
{
	struct feed *feed = NULL;
	long status = 0;

	curl_easy_getinfo(curl, CURLINFO_PRIVATE, (char **)&feed);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_multi_remove_handle(multi, curl);
	under_way--;
	if (result == CURLE_OK && status == 200)
		store_feed(feed);
	else if (result != CURLE_OK || status != 304)
		failed++;
	start_next(feed);
}

static int on_socket(CURL *curl, curl_socket_t socket, int what, void *ctx, void *known)
{
	struct epoll_event event = { .data.fd = socket };

	(void)curl, (void)ctx;
	event.events = (what & CURL_POLL_IN ? EPOLLIN : 0u) | (what & CURL_POLL_OUT ? EPOLLOUT : 0u);
	if (what == CURL_POLL_REMOVE)
		return epoll_ctl(epoll, EPOLL_CTL_DEL, socket, NULL), 0;
	epoll_ctl(epoll, known != NULL ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
	curl_multi_assign(multi, socket, multi);
	return 0;
}

static int on_timer(CURLM *ours, long ms, void *ctx)
{
	(void)ours, (void)ctx;
	wait_ms = ms;
	return 0;
}

/* Each feed is a host of its own, so neither connections nor addresses are worth keeping. */
static void prepare_request(struct feed *feed)
{
	const char *ca = getenv("FLOOR_CA");

	feed->curl = curl_easy_init();
	curl_easy_setopt(feed->curl, CURLOPT_PRIVATE, feed);
	curl_easy_setopt(feed->curl, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(feed->curl, CURLOPT_WRITEDATA, feed);
	curl_easy_setopt(feed->curl, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(feed->curl, CURLOPT_HEADERDATA, feed);
	curl_easy_setopt(feed->curl, CURLOPT_ACCEPT_ENCODING, "gzip");
	curl_easy_setopt(feed->curl, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(feed->curl, CURLOPT_DNS_CACHE_TIMEOUT, 0L);
	curl_easy_setopt(feed->curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(feed->curl, CURLOPT_TIMEOUT, 60L);
	if (ca != NULL) {
		curl_easy_setopt(feed->curl, CURLOPT_CAINFO, ca);
		curl_easy_setopt(feed->curl, CURLOPT_CAPATH, NULL);
	}
}

static void serve(void)
{
	struct epoll_event events[EVENTS];
	CURLMsg *message;
	int n, left;

	n = epoll_wait(epoll, events, EVENTS, wait_ms < 0 ? 1000 : (int)wait_ms);
	if (n <= 0 || wait_ms == 0) {
		wait_ms = -1;
		curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &left);
	}
	for (int i = 0; i < n; i++)
		curl_multi_socket_action(multi, events[i].data.fd, 0, &left);
	while ((message = curl_multi_info_read(multi, &left)) != NULL)
		if (message->msg == CURLMSG_DONE)
			finish(message->easy_handle, message->data.result);
}

int main(int argc, char **argv)
{
	static struct feed feeds[AT_ONCE];

	must(argc == 2, "usage: floor STORE <URLS");
	open_store(argv[1]);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	multi = curl_multi_init();
	epoll = epoll_create1(EPOLL_CLOEXEC);
	curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
	curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer);
	for (int i = 0; i < AT_ONCE; i++) {
		prepare_request(&feeds[i]);
		start_next(&feeds[i]);
	}
	while (under_way > 0)
		serve();
	if (pending > 0)
		sql("COMMIT");
	sqlite3_finalize(find_feed);
	sqlite3_finalize(save_feed);
	sqlite3_finalize(save_entry);
	sqlite3_close(db);
	if (failed > 0)
		fprintf(stderr, "floor: %d feeds failed\n", failed);
	return failed > 0;
}
