#include "fetch/transfer.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "fetch/address.h"
#include "fetch/answer.h"
#include "fetch/fetch.h"
#include "fetch/freshness.h"
#include "fetch/guard.h"
#include "text/url.h"

enum {
	SLOWEST = 10,			/* bytes per second … */
	SLOWEST_SECONDS = 20,		/* … for that long is too slow */
	DULL_BODY = 64 * 1024,		/* of an error page; past that it is cheaper to hang up */
	LONGEST_HEAD = 256 * 1024,	/* below libcurl's own limit, whose words are not ours */
	UNPACKED_MOST = 2 * 1024 * 1024,	/* past that, what was sent must have grown … */
	TIMES_MOST = 200,		/* … this much at most: feeds shrink to a tenth, bombs to
					   a thousandth */
	READ_BYTES = 16 * 1024,		/* libcurl reads that much at once, and counts it later */
	WIRE_SLACK = 64 * 1024,		/* compressing may make things longer, but not by much */
};

static const char accept_feeds[] =
	"application/atom+xml, application/rss+xml, application/feed+json, "
	"application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1";

struct transfer {
	CURL *easy;
	const struct fetch_request *request;
	const struct address *address;
	struct curl_slist *headers;
	int64_t limit;
	int64_t head_length;		/* bytes received of headers … */
	int64_t received;		/* … and of body, decoded */
	struct buf body;
	struct buf text;
	struct buf link;
	bool has_head;			/* all of the answer's headers are here */
	enum excess excess;
	bool has_socket;
	bool is_near;			/* who we are connected to is; a proxy never is */
	char refused[GUARD_TEXT_SIZE];	/* what the guard stopped, or "" */
	char detail[CURL_ERROR_SIZE];
};

/* With a proxy the peer is the proxy, and that is the user's word. */
static bool is_guarded(const struct transfer *transfer)
{
	return !transfer->request->allow_private && str_is_empty(transfer->request->proxy);
}

static curl_socket_t on_open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct transfer *transfer = ctx;
	bool is_near = str_is_empty(transfer->request->proxy) && !guard_allows(&address->addr);
	curl_socket_t opened;

	(void)purpose;
	if (is_near && is_guarded(transfer)) {
		guard_format(&address->addr, transfer->refused);
		return CURL_SOCKET_BAD;
	}
	opened = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
	if (opened >= 0) {
		transfer->has_socket = true;
		transfer->is_near = is_near;
	}
	return opened;
}

/* Before every request; one that reuses a connection opens no socket. */
static int on_connected(void *ctx, char *peer, char *local, int peer_port, int local_port)
{
	struct transfer *transfer = ctx;
	bool is_near = str_is_empty(transfer->request->proxy) && !guard_allows_host(peer);

	(void)local;
	(void)peer_port;
	(void)local_port;
	transfer->is_near = is_near;
	if (!is_near || !is_guarded(transfer))
		return CURL_PREREQFUNC_OK;
	snprintf(transfer->refused, sizeof(transfer->refused), "%s", peer);
	transfer->has_socket = false;
	return CURL_PREREQFUNC_ABORT;
}

static long status_of(CURL *easy)
{
	long status = 0;

	curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
	return status;
}

/* Whether the body of such an answer is of no interest. */
static bool is_dull(long status)
{
	return status >= 300;
}

/* Line by line, of interim answers and trailers too; an empty line ends the head. */
static size_t on_header(char *line, size_t size, size_t count, void *ctx)
{
	struct transfer *transfer = ctx;

	transfer->has_head = count > 0 && (line[0] == '\r' || line[0] == '\n');
	transfer->head_length += (int64_t)count;
	if (transfer->head_length > LONGEST_HEAD) {
		transfer->excess = EXCESS_HEAD;
		return 0;
	}
	return size * count;
}

/* Anything but `length` ends the transfer. */
/* Several bombs at once shall not take what several large feeds may. */
static bool is_bomb(const struct transfer *transfer)
{
	curl_off_t sent = 0;

	if (transfer->received <= UNPACKED_MOST)
		return false;
	curl_easy_getinfo(transfer->easy, CURLINFO_SIZE_DOWNLOAD_T, &sent);
	return transfer->received / TIMES_MOST > sent + READ_BYTES;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *ctx)
{
	struct transfer *transfer = ctx;
	size_t length = size * count;

	transfer->received += (int64_t)length;
	if (is_dull(status_of(transfer->easy)))
		return transfer->received > DULL_BODY ? 0 : length;
	if (transfer->received > transfer->limit)
		transfer->excess = EXCESS_BODY;
	else if (is_bomb(transfer))
		transfer->excess = EXCESS_PACKED;
	if (transfer->excess != EXCESS_NONE)
		return 0;
	buf_add(&transfer->body, bytes, length);
	return length;
}

/*
 * Counts bytes as they are sent, for what decompresses to nothing never gets to
 * on_body(); and hangs up at once on who announces too much.
 */
static int on_progress(void *ctx, curl_off_t total, curl_off_t now, curl_off_t up_total,
		       curl_off_t up_now)
{
	struct transfer *transfer = ctx;
	curl_off_t most = transfer->limit + WIRE_SLACK;

	(void)up_total;
	(void)up_now;
	if (now <= most && (total <= most || is_dull(status_of(transfer->easy))))
		return 0;
	transfer->excess = EXCESS_BODY;
	return 1;
}

static void add_header(struct transfer *transfer, const char *name, const char *value)
{
	struct buf line = {0};

	if (value == NULL)
		return;
	buf_printf(&line, "%s: %s", name, value);
	transfer->headers = curl_slist_append(transfer->headers, buf_text(&line));
	buf_clear(&line);
}

static bool brings_header(const struct fetch_request *request, const char *name)
{
	for (size_t i = 0; i < request->header_count; i++) {
		const char *header = request->headers[i];

		if (str_case_starts(header, name) && header[strlen(name)] == ':')
			return true;
	}
	return false;
}

static void set_headers(struct transfer *transfer)
{
	const struct fetch_request *request = transfer->request;

	if (!brings_header(request, "Accept"))
		add_header(transfer, "Accept",
			   request->accept != NULL ? request->accept : accept_feeds);
	if (request->post != NULL)
		add_header(transfer, "Content-Type", "application/json");
	add_header(transfer, "If-None-Match", request->etag);
	add_header(transfer, "If-Modified-Since", request->last_modified);
	for (size_t i = 0; i < request->header_count; i++)
		transfer->headers = curl_slist_append(transfer->headers, request->headers[i]);
	curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->headers);
}

static void set_numbers(CURL *easy, const struct transfer_limits *limits)
{
	const struct {
		CURLoption option;
		long value;
	} numbers[] = {
		{CURLOPT_NOSIGNAL,		1},
		{CURLOPT_QUICK_EXIT,		1},	/* wait for no name server */
		{CURLOPT_FOLLOWLOCATION,	0},	/* each hop is admitted anew */
		{CURLOPT_PATH_AS_IS,		1},
		{CURLOPT_CONNECTTIMEOUT_MS,	limits->connect_ms},
		{CURLOPT_TIMEOUT_MS,		limits->total_ms},
		{CURLOPT_LOW_SPEED_LIMIT,	SLOWEST},
		{CURLOPT_LOW_SPEED_TIME,	SLOWEST_SECONDS},
		{CURLOPT_FORBID_REUSE,		limits->is_last},
		{CURLOPT_NOPROGRESS,		0},
		{CURLOPT_DNS_CACHE_TIMEOUT,	0},	/* searched whole after each transfer */
		{CURLOPT_HTTP_VERSION,		CURL_HTTP_VERSION_2TLS},
		{CURLOPT_HTTP09_ALLOWED,	0},
	};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		curl_easy_setopt(easy, numbers[i].option, numbers[i].value);
}

static void set_callbacks(struct transfer *transfer)
{
	CURL *easy = transfer->easy;

	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_connected);
	curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(easy, CURLOPT_XFERINFODATA, transfer);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->detail);
}

/* Who answers with thought is silent meanwhile. */
static void set_post(CURL *easy, const struct fetch_request *request)
{
	if (request->post == NULL)
		return;
	curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->post);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, 0L);
}

static void set_request(CURL *easy, const struct fetch_request *request, const char *user_agent)
{
	curl_easy_setopt(easy, CURLOPT_URL, request->url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");	/* all that can be decoded */
	curl_easy_setopt(easy, CURLOPT_USERAGENT,
			 request->user_agent != NULL ? request->user_agent : user_agent);
	curl_easy_setopt(easy, CURLOPT_USERPWD, request->credentials);
	/* "" rather than NULL, which would be whatever the environment says. */
	curl_easy_setopt(easy, CURLOPT_PROXY, request->proxy != NULL ? request->proxy : "");
	curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
}

/*
 * libcurl up to 8.16 keeps the certificates of a bundle between connections,
 * but not when it also has a directory of them, as Debian's does: reading them
 * anew takes 30 ms and 1 MB each time. Later ones ignore the NULL.
 */
static void set_trust(CURL *easy)
{
	const curl_version_info_data *curl = curl_version_info(CURLVERSION_NOW);

	if (curl->age < CURLVERSION_SEVENTH || curl->cainfo == NULL || curl->capath == NULL ||
	    access(curl->cainfo, R_OK) != 0)
		return;
	curl_easy_setopt(easy, CURLOPT_CAINFO, curl->cainfo);
	curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
}

/* As sent, and valid as long as the transfer. */
static const char *header(CURL *easy, const char *name)
{
	struct curl_header *found;

	if (curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK)
		return NULL;
	return found->value;
}

static const char *join_links(struct transfer *transfer)
{
	struct curl_header *found;
	size_t i;

	for (i = 0; curl_easy_header(transfer->easy, "Link", i, CURLH_HEADER, -1, &found) ==
		    CURLHE_OK; i++) {
		if (i > 0)
			buf_add_text(&transfer->link, ", ");
		buf_add_text(&transfer->link, found->value);
	}
	return i > 0 ? buf_text(&transfer->link) : NULL;
}

struct transfer *transfer_new(const struct fetch_request *request, const struct address *address,
			      const struct transfer_limits *limits, const char *user_agent,
			      void *owner)
{
	struct transfer *transfer = mem_new(sizeof(*transfer));
	CURL *easy = curl_easy_init();

	transfer->easy = easy;
	transfer->request = request;
	transfer->address = address;
	transfer->limit = limits->size;
	curl_easy_setopt(easy, CURLOPT_PRIVATE, owner);
	set_request(easy, request, user_agent);
	set_numbers(easy, limits);
	set_post(easy, request);
	set_callbacks(transfer);
	set_headers(transfer);
	if (str_starts(request->url, "https:"))
		set_trust(easy);
	return transfer;
}

void transfer_free(struct transfer *transfer)
{
	if (transfer == NULL)
		return;
	curl_easy_cleanup(transfer->easy);
	curl_slist_free_all(transfer->headers);
	buf_clear(&transfer->body);
	buf_clear(&transfer->text);
	buf_clear(&transfer->link);
	free(transfer);
}

CURL *transfer_handle(struct transfer *transfer)
{
	return transfer->easy;
}

char *transfer_redirect(struct transfer *transfer)
{
	const char *location = header(transfer->easy, "Location");

	return !str_is_empty(location) ? url_resolve(transfer->request->url, location) : NULL;
}

const char *transfer_peer(struct transfer *transfer)
{
	const char *peer = NULL;

	if (!str_is_empty(transfer->request->proxy))
		return NULL;
	curl_easy_getinfo(transfer->easy, CURLINFO_PRIMARY_IP, &peer);
	return str_is_empty(peer) ? NULL : peer;
}

void transfer_conclude(struct transfer *transfer, CURLcode code, int64_t now,
		       struct fetch_response *response)
{
	CURL *easy = transfer->easy;
	const struct answer answer = {
		.easy = easy,
		.code = code,
		.name = address_name(transfer->address),
		.detail = transfer->detail,
		.refused_address = *transfer->refused != '\0' && !transfer->has_socket ?
			transfer->refused : NULL,
		.excess = transfer->excess,
		.limit = transfer->excess == EXCESS_HEAD ? LONGEST_HEAD : transfer->limit,
		.has_all_that_matters = transfer->has_head && is_dull(status_of(easy)),
		.was_conditional = transfer->request->etag != NULL ||
			transfer->request->last_modified != NULL,
		.is_near = transfer->is_near,
	};

	*response = (struct fetch_response){
		.url = transfer->request->url,
		.body = "",
		.content_type = header(easy, "Content-Type"),
		.etag = header(easy, "ETag"),
		.last_modified = header(easy, "Last-Modified"),
		.link = join_links(transfer),
		.retry_after = freshness_retry_after(header(easy, "Retry-After"), now),
	};
	response->max_age = freshness_max_age(header(easy, "Cache-Control"),
					      header(easy, "Expires"), header(easy, "Date"), now);
	answer_judge(&answer, response, &transfer->text);
	if (response->result == FEED_OK) {
		response->body = buf_text(&transfer->body);
		response->length = transfer->body.length;
	}
}
