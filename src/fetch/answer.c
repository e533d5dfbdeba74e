#include "fetch/answer.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "fetch/fetch.h"

struct trouble {
	CURLcode code;
	enum feed_result result;
	const char *text;		/* follows the name; NULL: libcurl says it best */
};

static const struct trouble troubles[] = {
	{CURLE_COULDNT_RESOLVE_HOST,	FEED_UNREACHABLE,	"cannot be found (DNS)"},
	{CURLE_COULDNT_RESOLVE_PROXY,	FEED_UNREACHABLE,
	 "needs a proxy that cannot be found (DNS)"},
	{CURLE_GOT_NOTHING,		FEED_UNREACHABLE,
	 "closed the connection without an answer"},
	{CURLE_RECV_ERROR,		FEED_UNREACHABLE,	"broke the connection off"},
	{CURLE_SEND_ERROR,		FEED_UNREACHABLE,	"broke the connection off"},
	{CURLE_HTTP2,			FEED_UNREACHABLE,	"broke the HTTP/2 connection off"},
	{CURLE_HTTP2_STREAM,		FEED_UNREACHABLE,	"broke the HTTP/2 transfer off"},
	{CURLE_WEIRD_SERVER_REPLY,	FEED_UNREACHABLE,	"does not answer in HTTP"},
	{CURLE_UNSUPPORTED_PROTOCOL,	FEED_UNREACHABLE,	"does not answer in HTTP"},
	{CURLE_PARTIAL_FILE,		FEED_CUT_SHORT,		"ended the transfer early"},
	{CURLE_BAD_CONTENT_ENCODING,	FEED_CUT_SHORT,
	 "sends what cannot be decompressed"},
	/* Its limit for a line of a header; where memory really runs out, we end elsewhere. */
	{CURLE_OUT_OF_MEMORY,		FEED_TOO_LARGE,
	 "sends a header line of more than 100 KiB"},
#if LIBCURL_VERSION_NUM >= 0x080600
	{CURLE_TOO_LARGE,		FEED_TOO_LARGE,
	 "sends a header line of more than 100 KiB"},
#endif
	{CURLE_SSL_CONNECT_ERROR,	FEED_TLS_TROUBLE,	NULL},
	{CURLE_PEER_FAILED_VERIFICATION, FEED_TLS_TROUBLE,	NULL},
	{CURLE_SSL_ENGINE_NOTFOUND,	FEED_TLS_TROUBLE,	NULL},
	{CURLE_SSL_ENGINE_SETFAILED,	FEED_TLS_TROUBLE,	NULL},
	{CURLE_SSL_CERTPROBLEM,		FEED_TLS_TROUBLE,	NULL},
	{CURLE_SSL_CIPHER,		FEED_TLS_TROUBLE,	NULL},
	{CURLE_USE_SSL_FAILED,		FEED_TLS_TROUBLE,	NULL},
	{CURLE_SSL_CACERT_BADFILE,	FEED_TLS_TROUBLE,	NULL},
	{CURLE_SSL_CRL_BADFILE,		FEED_TLS_TROUBLE,	NULL},
	{CURLE_SSL_ISSUER_ERROR,	FEED_TLS_TROUBLE,	NULL},
	{CURLE_SSL_INVALIDCERTSTATUS,	FEED_TLS_TROUBLE,	NULL},
};

struct status {
	long status;
	enum feed_result result;
	const char *text;
};

/* What is said here of a status goes before what is said of its class. */
static const struct status statuses[] = {
	{301, FEED_HTTP_ERROR,	"Moved Permanently, but not where to"},
	{302, FEED_HTTP_ERROR,	"Found, but not where"},
	{303, FEED_HTTP_ERROR,	"See Other, but not what"},
	{307, FEED_HTTP_ERROR,	"Temporary Redirect, but not where to"},
	{308, FEED_HTTP_ERROR,	"Permanent Redirect, but not where to"},
	{400, FEED_HTTP_ERROR,	"Bad Request"},
	{401, FEED_HTTP_ERROR,	"Unauthorized"},
	{402, FEED_HTTP_ERROR,	"Payment Required"},
	{403, FEED_HTTP_ERROR,	"Forbidden"},
	{404, FEED_HTTP_ERROR,	"Not Found"},
	{405, FEED_HTTP_ERROR,	"Method Not Allowed"},
	{406, FEED_HTTP_ERROR,	"Not Acceptable"},
	{408, FEED_HTTP_ERROR,	"Request Timeout"},
	{410, FEED_GONE,	"Gone"},
	{421, FEED_HTTP_ERROR,	"Misdirected Request"},
	{429, FEED_THROTTLED,	"Too Many Requests"},
	{451, FEED_HTTP_ERROR,	"Unavailable For Legal Reasons"},
	{500, FEED_HTTP_ERROR,	"Internal Server Error"},
	{501, FEED_HTTP_ERROR,	"Not Implemented"},
	{502, FEED_HTTP_ERROR,	"Bad Gateway"},
	{503, FEED_THROTTLED,	"Service Unavailable"},
	{504, FEED_HTTP_ERROR,	"Gateway Timeout"},
};

static int whole_seconds(CURL *easy)
{
	curl_off_t elapsed = 0;

	curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &elapsed);
	return (int)((elapsed + 999999) / 1000000);
}

static bool has_passed(CURL *easy, CURLINFO moment)
{
	curl_off_t time = 0;

	curl_easy_getinfo(easy, moment, &time);
	return time > 0;
}

static enum feed_result timed_out(const struct answer *answer, struct buf *text)
{
	int seconds = whole_seconds(answer->easy);

	if (!has_passed(answer->easy, CURLINFO_PRETRANSFER_TIME_T))
		buf_printf(text, "%s cannot be reached: no answer within %d s", answer->name,
			   seconds);
	else if (!has_passed(answer->easy, CURLINFO_STARTTRANSFER_TIME_T))
		buf_printf(text, "%s did not answer within %d s", answer->name, seconds);
	else
		buf_printf(text, "%s sends too slowly: given up after %d s", answer->name,
			   seconds);
	return FEED_UNREACHABLE;
}

static enum feed_result not_connected(const struct answer *answer, struct buf *text)
{
	long number = 0;

	curl_easy_getinfo(answer->easy, CURLINFO_OS_ERRNO, &number);
	buf_printf(text, "%s cannot be reached: %s", answer->name,
		   number != 0 ? strerror((int)number) : "connection failed");
	return FEED_UNREACHABLE;
}

static enum feed_result too_large(const struct answer *answer, struct buf *text)
{
	static const int64_t kib = 1024, mib = 1024 * 1024;
	int64_t unit = answer->limit % mib == 0 ? mib : answer->limit % kib == 0 ? kib : 1;

	buf_printf(text, "%s sends more than %lld %s%s", answer->name,
		   (long long)(answer->limit / unit),
		   unit == mib ? "MiB" : unit == kib ? "KiB" : "bytes",
		   answer->excess == EXCESS_HEAD ? " of headers" : "");
	return FEED_TOO_LARGE;
}

static enum feed_result overpacked(const struct answer *answer, struct buf *text)
{
	buf_printf(text, "%s sends a decompression bomb: megabytes of next to nothing",
		   answer->name);
	return FEED_TOO_LARGE;
}

static enum feed_result refused(const struct answer *answer, struct buf *text)
{
	buf_printf(text, "%s leads to a private address (%s); allow-private=yes permits that",
		   answer->name, answer->refused_address);
	return FEED_REFUSED;
}

/*
 * What libcurl says, less the layers that passed it on: "certificate has expired"
 * of "SSL certificate problem: certificate has expired".
 */
static const char *gist(const struct answer *answer)
{
	const char *text = answer->detail, *colon;

	if (*text == '\0')
		return curl_easy_strerror(answer->code);
	colon = strrchr(text, ':');
	if (colon != NULL && (colon[1] == ' ' || (colon > text && colon[-1] == ':')))
		text = colon + 1 + (colon[1] == ' ');
	return text;
}

/* The rest of what can go wrong below HTTP. */
static enum feed_result failed(const struct answer *answer, struct buf *text)
{
	static const size_t count = sizeof(troubles) / sizeof(troubles[0]);
	size_t i = 0;

	while (i < count && troubles[i].code != answer->code)
		i++;
	if (i < count && troubles[i].text != NULL)
		buf_printf(text, "%s %s", answer->name, troubles[i].text);
	else
		buf_printf(text, "%s: %s", answer->name, gist(answer));
	return i < count ? troubles[i].result : FEED_UNREACHABLE;
}

static enum feed_result answered(const struct answer *answer, long status, struct buf *text)
{
	if (status >= 200 && status < 300)
		return FEED_OK;
	if (status == 304 && answer->was_conditional)
		return FEED_NOT_MODIFIED;
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		if (statuses[i].status != status)
			continue;
		buf_printf(text, "%s answered %ld %s", answer->name, status, statuses[i].text);
		return statuses[i].result;
	}
	buf_printf(text, "%s answered %ld", answer->name, status);
	return FEED_HTTP_ERROR;
}

static enum feed_result judge(const struct answer *answer, long status, struct buf *text)
{
	if (answer->refused_address != NULL)
		return refused(answer, text);
	if (answer->code == CURLE_OK || answer->has_all_that_matters)
		return answered(answer, status, text);
	if (answer->excess == EXCESS_PACKED)
		return overpacked(answer, text);
	if (answer->excess != EXCESS_NONE)
		return too_large(answer, text);
	if (answer->code == CURLE_OPERATION_TIMEDOUT)
		return timed_out(answer, text);
	if (answer->code == CURLE_COULDNT_CONNECT)
		return not_connected(answer, text);
	return failed(answer, text);
}

/* A refused connection may be the work of a host far away, or of our own machine. */
static bool has_no_way(CURL *easy)
{
	long number = 0;

	curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number);
	return number != ECONNREFUSED;
}

static bool is_lost(const struct answer *answer)
{
	switch (answer->code) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
		return true;
	case CURLE_COULDNT_CONNECT:
		return has_no_way(answer->easy);
	case CURLE_OPERATION_TIMEDOUT:
		return !has_passed(answer->easy, CURLINFO_CONNECT_TIME_T);
	default:
		return false;
	}
}

static enum contact contact_of(const struct answer *answer, long status)
{
	if (answer->refused_address != NULL)
		return CONTACT_NONE;
	if (is_lost(answer))
		return CONTACT_LOST;
	if (status == 0 && !has_passed(answer->easy, CURLINFO_CONNECT_TIME_T))
		return CONTACT_NONE;
	return answer->is_near ? CONTACT_NEAR : CONTACT_FAR;
}

void answer_judge(const struct answer *answer, struct fetch_response *response, struct buf *text)
{
	long status = 0;

	curl_easy_getinfo(answer->easy, CURLINFO_RESPONSE_CODE, &status);
	response->status = status;
	response->contact = contact_of(answer, status);
	response->result = judge(answer, status, text);
	response->error = text->length > 0 ? buf_text(text) : NULL;
}
