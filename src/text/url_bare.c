#include "text/url_bare.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"

/* Not where a dot would be left, which means another path. */
static bool cut_tail(struct buf *path, size_t root, const char *tail)
{
	size_t length = strlen(tail);

	if (path->length < root + length || !buf_ends_with(path, tail))
		return false;
	if (path->length > root + length && path->data[path->length - length - 1] == '.')
		return false;
	buf_truncate(path, path->length - length);
	return true;
}

static bool says_amp(struct span name, struct span value)
{
	return span_is(name, "amp") || (span_is(name, "outputtype") && span_is(value, "amp"));
}

static bool cut_head(struct span *host, const char *head)
{
	size_t length = strlen(head);
	struct span rest;

	if (host->length <= length || memcmp(host->at, head, length) != 0)
		return false;
	rest = (struct span){host->at + length, host->length - length};
	if (memchr(rest.at, '.', rest.length) == NULL)
		return false;
	*host = rest;
	return true;
}

/* Whether what begins here begins with a host of more than one label. */
static bool is_dotted(const char *page)
{
	size_t dot = strcspn(page, "./?#");

	return dot > 0 && page[dot] == '.';
}

struct span url_bare_host(struct span host)
{
	if (host.length > 1 && host.at[host.length - 1] == '.')
		host.length--;
	while (cut_head(&host, "www.") || cut_head(&host, "amp."))
		;
	return host;
}

void url_bare_path(struct buf *out, struct span path)
{
	size_t root = out->length;

	buf_add(out, path.at, path.length);
	while (cut_tail(out, root, "/") || cut_tail(out, root, "/amp") || cut_tail(out, root, ".amp"))
		;
	while (cut_tail(out, root, ".amp.html"))
		buf_add_text(out, ".html");
}

bool url_bare_is_tracking(struct span name)
{
	static const char *const prefixes[] = {
		"utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "at_", "ns_", "oly_", "vero_",
		"__hs", "_hs", "guce_", "guccounter",
	};
	static const char *const names[] = {
		"fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid",
		"ttclid", "yclid", "ysclid", "igshid", "igsh", "li_fat_id", "mc_cid", "mc_eid",
		"mkt_tok", "_ga", "_gl", "_openstat", "wickedid", "rb_clickid", "s_cid", "srsltid",
		"cmp", "cmpid", "ncid", "ocid", "xtor", "ftag", "soc_src", "soc_trk", "sr_share",
		"smid", "smtyp", "spm", "taid", "wt_mc", "wt.mc_id", "maca", "ref_src", "ref_url",
		"hsctatracking", "__twitter_impression", "cvid", "sref", "campaign_id",
	};
	size_t i;

	for (i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		size_t size = strlen(prefixes[i]);

		if (name.length >= size && span_is((struct span){name.at, size}, prefixes[i]))
			return true;
	}
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (span_is(name, names[i]))
			return true;
	}
	return false;
}

void url_bare_query(struct buf *out, struct span query)
{
	const char *at = query.at, *end = query.length > 0 ? query.at + query.length : at;
	char mark = '?';

	while (at < end) {
		const char *stop = memchr(at, '&', (size_t)(end - at));
		struct span pair = span_between(at, stop != NULL ? stop : end);
		const char *equals = memchr(pair.at, '=', pair.length);
		struct span name = span_between(at, equals != NULL ? equals : pair.at + pair.length);
		struct span value = span_between(equals != NULL ? equals + 1 : name.at + name.length,
						 pair.at + pair.length);

		at = stop != NULL ? stop + 1 : end;
		if (pair.length == 0 || says_amp(name, value) ||
		    url_bare_is_tracking(name))
			continue;
		buf_add_char(out, mark);
		buf_add(out, pair.at, pair.length);
		mark = '&';
	}
}

const char *url_bare_page(const char *url)
{
	static const struct {
		const char *host, *path;
	} caches[] = {
		{".cdn.ampproject.org/", "c/s/"}, {".cdn.ampproject.org/", "v/s/"},
		{".cdn.ampproject.org/", "c/"}, {".cdn.ampproject.org/", "v/"},
		{".cdn.ampproject.org./", "c/s/"}, {".cdn.ampproject.org./", "v/s/"},
		{".cdn.ampproject.org./", "c/"}, {".cdn.ampproject.org./", "v/"},
		{"//www.google.com/", "amp/s/"}, {"//www.google.com/", "amp/"},
		{"//www.google.com./", "amp/s/"}, {"//www.google.com./", "amp/"},
	};
	size_t i;

	for (i = 0; i < sizeof(caches) / sizeof(caches[0]); i++) {
		const char *found = strstr(url, caches[i].host);
		const char *path = found != NULL ? found + strlen(caches[i].host) : NULL;
		const char *slash = strchr(strchr(url, ':') + 3, '/');

		if (path != NULL && slash == path - 1 && str_starts(path, caches[i].path) &&
		    is_dotted(path + strlen(caches[i].path)))
			return path + strlen(caches[i].path);
	}
	return NULL;
}
