#include "job/approach.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "extract/extract.h"
#include "fetch/address.h"
#include "job/credentials.h"
#include "model/feed.h"
#include "text/url.h"

enum { PATIENCE_MS = 30 * 1000 };	/* with a page, however slowly it comes */

static bool is_own(const struct feed_settings *settings, const char *url)
{
	struct address feed, page;
	bool is_same;

	address_parse(&feed, settings->url);
	address_parse(&page, url);
	is_same = feed.kind == ADDRESS_WEB && address_may_share(&feed, &page);
	address_clear(&feed);
	address_clear(&page);
	return is_same;
}

/* The settings may be gone before the request is made. */
static int take_own(struct approach *approach, const struct feed_settings *settings,
		    struct err *err)
{
	struct fetch_request *request = &approach->request;
	const char **headers = mem_array(settings->header_count, sizeof(*headers));

	request->headers = headers;
	for (; request->header_count < settings->header_count; request->header_count++)
		headers[request->header_count] =
			mem_dup(settings->headers[request->header_count]);
	request->user_agent = mem_dup(settings->user_agent);
	request->allow_private = settings->allow_private;
	if (credentials_read(settings->auth_file, &approach->credentials, err) < 0)
		return -1;
	request->credentials = approach->credentials;
	return 0;
}

int approach_init(struct approach *approach, const struct feed_settings *settings,
		  const char *url, struct err *err)
{
	*approach = (struct approach){0};
	if (!url_is_web(url))
		return err_set(err, ERR_DATA, "%s is no web page", url);
	approach->request = (struct fetch_request){
		.url = mem_dup(url),
		.accept = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
		.proxy = mem_dup(settings->proxy),
		.max_size = EXTRACT_MOST_BYTES,
		.timeout_ms = PATIENCE_MS,
		.stays = true,
	};
	return is_own(settings, url) ? take_own(approach, settings, err) : 0;
}

void approach_clear(struct approach *approach)
{
	struct fetch_request *request = &approach->request;
	size_t i;

	for (i = 0; i < request->header_count; i++)
		free((char *)request->headers[i]);
	free((char **)request->headers);
	free((char *)request->url);
	free((char *)request->proxy);
	free((char *)request->user_agent);
	free(approach->credentials);
	*approach = (struct approach){0};
}

struct fetch_request approach_aside(const struct approach *approach, const char *url)
{
	struct fetch_request request = approach->request;

	request.url = url;
	request.accept = "text/plain, */*;q=0.1";
	request.stays = false;
	return request;
}
