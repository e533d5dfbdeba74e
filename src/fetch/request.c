#include "fetch/request.h"

#include <stddef.h>
#include <stdlib.h>

#include "base/mem.h"
#include "fetch/fetch.h"

static const size_t strings[] = {
	offsetof(struct fetch_request, url),
	offsetof(struct fetch_request, etag),
	offsetof(struct fetch_request, last_modified),
	offsetof(struct fetch_request, accept),
	offsetof(struct fetch_request, user_agent),
	offsetof(struct fetch_request, credentials),
	offsetof(struct fetch_request, proxy),
	offsetof(struct fetch_request, post),
};

enum { STRINGS = sizeof(strings) / sizeof(strings[0]) };

static const char **string_of(struct fetch_request *copy, size_t i)
{
	return (const char **)(void *)((char *)copy + strings[i]);
}

static char **copy_headers(const struct fetch_request *request)
{
	char **headers = mem_array(request->header_count, sizeof(*headers));

	for (size_t i = 0; i < request->header_count; i++)
		headers[i] = mem_dup(request->headers[i]);
	return headers;
}

static void drop_headers(struct fetch_request *copy)
{
	for (size_t i = 0; i < copy->header_count; i++)
		free((char *)copy->headers[i]);
	free((char **)copy->headers);
	copy->headers = NULL;
	copy->header_count = 0;
}

void request_copy(struct fetch_request *copy, const struct fetch_request *request)
{
	*copy = *request;
	for (size_t i = 0; i < STRINGS; i++)
		*string_of(copy, i) = mem_dup(*string_of(copy, i));
	copy->headers = (const char *const *)copy_headers(request);
}

void request_clear(struct fetch_request *copy)
{
	for (size_t i = 0; i < STRINGS; i++)
		free((char *)*string_of(copy, i));
	drop_headers(copy);
	*copy = (struct fetch_request){0};
}

void request_set_url(struct fetch_request *copy, const char *url)
{
	char *old = (char *)copy->url;

	copy->url = mem_dup(url);
	free(old);
}

void request_drop_secrets(struct fetch_request *copy)
{
	free((char *)copy->credentials);
	copy->credentials = NULL;
	drop_headers(copy);
}
