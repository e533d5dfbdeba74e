#include "model/feed.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"

const char *feed_result_text(enum feed_result result)
{
	static const char *const texts[] = {
		[FEED_NEVER_POLLED]	= "not polled yet",
		[FEED_OK]		= "ok",
		[FEED_NOT_MODIFIED]	= "not modified",
		[FEED_UNREACHABLE]	= "unreachable",
		[FEED_TLS_TROUBLE]	= "TLS trouble",
		[FEED_HTTP_ERROR]	= "HTTP error",
		[FEED_GONE]		= "gone",
		[FEED_THROTTLED]	= "throttled",
		[FEED_NOT_A_FEED]	= "not a feed",
		[FEED_CUT_SHORT]	= "cut short",
		[FEED_TOO_LARGE]	= "too large",
		[FEED_REFUSED]		= "refused",
		[FEED_UNREADABLE]	= "unreadable",
		[FEED_MERGED]		= "merged",
		[FEED_POISONOUS]	= "poisonous",
		[FEED_QUARANTINED]	= "quarantined",
	};

	if ((size_t)result >= sizeof(texts) / sizeof(texts[0]))
		return "unknown";
	return texts[result];
}

const char *feed_reason_text(enum feed_reason reason)
{
	static const char *const texts[] = {
		[REASON_NEW]		= "new",
		[REASON_RHYTHM]		= "rhythm",
		[REASON_EVERY]		= "every=",
		[REASON_HINT]		= "its hint",
		[REASON_ASKED]		= "told to",
		[REASON_BACK_OFF]	= "back-off",
		[REASON_SKIPPED]	= "skip hours",
		[REASON_MERGED]		= "merged",
		[REASON_STORE]		= "store",
	};

	if ((size_t)reason >= sizeof(texts) / sizeof(texts[0]))
		return "unknown";
	return texts[reason];
}

bool feed_result_is_failure(enum feed_result result)
{
	return result > FEED_NOT_MODIFIED && result != FEED_MERGED;
}

const char *feed_title(const struct feed_settings *settings, const struct feed_state *state)
{
	return settings != NULL && settings->title != NULL ? settings->title : state->title;
}

char *feed_key(const char *url)
{
	size_t length = strcspn(url, "#");
	const char *authority = strstr(url, "://");
	size_t host_end = 0, i;
	struct buf key = {0};

	if (authority != NULL)
		host_end = (size_t)(authority - url) + 3 + strcspn(authority + 3, "/?#");
	for (i = 0; i < host_end && i < length; i++)
		buf_add_char(&key, str_lower(url[i]));
	buf_add(&key, url + i, length - i);
	if (host_end == length)
		buf_add_char(&key, '/');
	return buf_take(&key);
}

void feed_state_copy(struct feed_state *copy, const struct feed_state *state)
{
	*copy = *state;
	copy->url = mem_dup(state->url);
	copy->fetch_url = mem_dup(state->fetch_url);
	copy->title = mem_dup(state->title);
	copy->site_url = mem_dup(state->site_url);
	copy->etag = mem_dup(state->etag);
	copy->last_modified = mem_dup(state->last_modified);
	copy->last_error = mem_dup(state->last_error);
	copy->moved_to = mem_dup(state->moved_to);
}

void feed_state_clear(struct feed_state *state)
{
	free(state->url);
	free(state->fetch_url);
	free(state->title);
	free(state->site_url);
	free(state->etag);
	free(state->last_modified);
	free(state->last_error);
	free(state->moved_to);
	*state = (struct feed_state){0};
}
