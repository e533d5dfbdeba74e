#include "text/url.h"

#include "config.h"

#ifdef HAVE_LIBPSL
#include <libpsl.h>
#endif
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/hostname.h"
#include "text/percent.h"
#include "text/span.h"
#include "text/url_bare.h"
#include "text/url_parts.h"
#include "text/url_plain.h"

/* What may not stand bare in which part (WHATWG URL Standard, section 1.3). */
static const char unsafe_user[] = "\"#<>?[]^`{|}/@\\", unsafe_path[] = "\"#<>?^`{}",
		  unsafe_query[] = "\"#<>", unsafe_fragment[] = "\"<>`", unsafe_opaque[] = "";

/* Trims blanks and controls, and drops tabs and line ends inside. */
static void clean(struct buf *out, const char *text)
{
	const char *at = text, *end = text + strlen(text);

	while (at < end && (unsigned char)*at <= ' ')
		at++;
	while (end > at && (unsigned char)end[-1] <= ' ')
		end--;
	for (; at < end; at++) {
		if (*at != '\t' && *at != '\n' && *at != '\r')
			buf_add_char(out, *at);
	}
}

/* Before query and fragment, http's backslashes are slashes. */
static void straighten(struct buf *text)
{
	char *at = text->data;

	for (; at != NULL && *at != '\0' && *at != '?' && *at != '#'; at++) {
		if (*at == '\\')
			*at = '/';
	}
}

static struct url_parts split(struct buf *text, bool is_special)
{
	struct span whole = {buf_text(text), text->length};
	struct url_parts parts = url_parts_split(whole);

	if (parts.scheme.at != NULL ? !url_parts_is_special(parts.scheme) : !is_special)
		return parts;
	straighten(text);
	return url_parts_split(whole);
}

static bool is_hierarchical(const struct url_parts *parts)
{
	return parts->host.at != NULL || (parts->path.length > 0 && parts->path.at[0] == '/');
}

/* The base's path up to its last slash, and the reference's after it. */
static struct span merge_paths(struct buf *merged, const struct url_parts *base, struct span path)
{
	size_t keep = base->path.length;

	while (keep > 0 && base->path.at[keep - 1] != '/')
		keep--;
	buf_add(merged, base->path.at, keep);
	if (keep == 0 && base->host.at != NULL)
		buf_add_char(merged, '/');
	buf_add(merged, path.at, path.length);
	return (struct span){buf_text(merged), merged->length};
}

/* RFC 3986, section 5.2.2. A path that had to be made is in *merged. */
static bool resolve_against(struct url_parts *url, const struct url_parts *base, struct buf *merged)
{
	struct span path = url->path;

	if (base->scheme.at == NULL || (!is_hierarchical(base) && (path.length > 0 || url->query.at != NULL)))
		return false;
	url->scheme = base->scheme;
	if (url->host.at != NULL)
		return true;
	url->user = base->user;
	url->host = base->host;
	url->port = base->port;
	if (path.length == 0) {
		url->path = base->path;
		if (url->query.at == NULL)
			url->query = base->query;
	} else if (path.at[0] != '/') {
		url->path = merge_paths(merged, base, path);
	}
	return true;
}

/* 1 for ".", 2 for "..", escaped or not; 0 for other segments. */
static int count_dots(struct span segment)
{
	const char *at = segment.at, *end = at + segment.length;
	int dots = 0;

	while (at < end) {
		if (*at == '.')
			at++;
		else if (end - at >= 3 && at[0] == '%' && at[1] == '2' && str_lower(at[2]) == 'e')
			at += 3;
		else
			return 0;
		dots++;
	}
	return dots <= 2 ? dots : 0;
}

/* Appends a path that begins with a slash, without its dot segments. */
static void add_path(struct buf *out, struct span path)
{
	const char *at = path.at, *end = at + path.length;
	size_t root = out->length;

	while (at < end) {
		const char *slash = memchr(at + 1, '/', (size_t)(end - at - 1));
		const char *stop = slash != NULL ? slash : end;
		int dots = count_dots(span_between(at + 1, stop));

		if (dots == 0)
			percent_encode(out, span_between(at, stop), unsafe_path);
		while (dots == 2 && out->length > root && out->data[out->length - 1] != '/')
			buf_truncate(out, out->length - 1);
		if (dots == 2 && out->length > root)
			buf_truncate(out, out->length - 1);
		if (dots != 0 && stop == end)
			buf_add_char(out, '/');
		at = stop;
	}
}

static bool add_port(struct buf *out, const struct url_parts *parts)
{
	int64_t port = 0;
	size_t i;

	if (parts->port.length == 0)
		return true;
	for (i = 0; i < parts->port.length && port <= UINT16_MAX; i++) {
		if (!str_is_digit(parts->port.at[i]))
			return false;
		port = port * 10 + (parts->port.at[i] - '0');
	}
	if (port != url_parts_default_port(parts->scheme))
		buf_printf(out, ":%d", (int)port);
	return port <= UINT16_MAX;
}

static bool add_authority(struct buf *out, const struct url_parts *parts)
{
	buf_add_text(out, "//");
	if (parts->user.length > 0) {
		percent_encode(out, parts->user, unsafe_user);
		buf_add_char(out, '@');
	}
	if (!url_parts_is_special(parts->scheme))
		percent_encode(out, parts->host, unsafe_path);
	else if (!hostname_to_ascii(out, parts->host))
		return false;
	return add_port(out, parts);
}

static void add_part(struct buf *out, char mark, struct span part, const char *unsafe)
{
	if (part.at == NULL)
		return;
	buf_add_char(out, mark);
	percent_encode(out, part, unsafe);
}

/* A path of two slashes at first, where there is no host, must not look like one. */
static void add_path_of(struct buf *out, const struct url_parts *parts)
{
	struct buf path = {0};

	add_path(&path, parts->path);
	if (parts->host.at == NULL && str_starts(buf_text(&path), "//"))
		buf_add_text(out, "/.");
	buf_add(out, buf_text(&path), path.length);
	buf_clear(&path);
}

static bool compose(struct buf *out, const struct url_parts *parts)
{
	size_t i;

	for (i = 0; i < parts->scheme.length; i++)
		buf_add_char(out, str_lower(parts->scheme.at[i]));
	buf_add_char(out, ':');
	if (parts->host.at != NULL && !add_authority(out, parts))
		return false;
	if (is_hierarchical(parts) && parts->path.length > 0)
		add_path_of(out, parts);
	else if (url_parts_is_special(parts->scheme))
		buf_add_char(out, '/');
	else
		percent_encode(out, parts->path, unsafe_opaque);
	add_part(out, '?', parts->query, unsafe_query);
	add_part(out, '#', parts->fragment, unsafe_fragment);
	return true;
}

/* "http:page" is relative to a base that is http, and else means "http://page". */
static void settle_missing_slashes(struct url_parts *url, const struct url_parts *base)
{
	if (!url_parts_is_special(url->scheme) || url->host.at != NULL)
		return;
	if (base->host.at != NULL && base->scheme.length == url->scheme.length &&
	    strncasecmp(base->scheme.at, url->scheme.at, url->scheme.length) == 0)
		url->scheme.at = NULL;
	else
		url_parts_find_host(url);
}

/* Splits a URL, whose cleaned text is kept in *text; an absolute one has a host. */
static struct url_parts split_absolute(struct buf *text, const char *url)
{
	struct url_parts parts;

	clean(text, url != NULL ? url : "");
	parts = split(text, false);
	settle_missing_slashes(&parts, &(struct url_parts){0});
	return parts;
}

static bool is_web(const struct url_parts *parts)
{
	return span_is(parts->scheme, "http") || span_is(parts->scheme, "https");
}

#ifdef HAVE_LIBPSL
static const char *registrable_part(const char *host)
{
	const char *domain = psl_registrable_domain(psl_builtin(), host);

	return domain != NULL ? domain : host;
}
#else
static const char *last_labels(const char *host, int count)
{
	const char *at = host + strlen(host);

	for (; at > host; at--) {
		if (at[-1] == '.' && --count == 0)
			break;
	}
	return at;
}

/* A guess: "co.uk" and "com.au" are suffixes, as is any last label alone. */
static const char *registrable_part(const char *host)
{
	const char *two = last_labels(host, 2);
	const char *dot = strchr(two, '.');
	bool is_suffix = dot != NULL && dot - two <= 3 && strlen(dot + 1) == 2;

	return last_labels(host, is_suffix ? 3 : 2);
}
#endif

/* A resolved URL, which it frees, with each escape spelt one way. */
static char *even_out(char *url)
{
	struct buf even = {0};

	percent_even_out(&even, span_of(url));
	free(url);
	return buf_take(&even);
}

/* The page's own URL for that of an AMP cache, which it frees; any other as it is. */
static char *leave_caches(char *url)
{
	const char *page;

	while ((page = url_bare_page(url)) != NULL) {
		char *own = mem_printf("https://%s", page);
		char *resolved = url_resolve(NULL, own);

		free(own);
		if (resolved == NULL)
			return url;
		free(url);
		url = even_out(resolved);
	}
	return url;
}

char *url_resolve(const char *base, const char *reference)
{
	struct buf base_text = {0}, text = {0}, merged = {0}, out = {0};
	struct url_parts from, url;
	bool good;

	if (url_plain(reference))
		return mem_dup(reference);
	clean(&base_text, base != NULL ? base : "");
	clean(&text, reference);
	from = split(&base_text, false);
	settle_missing_slashes(&from, &(struct url_parts){0});
	url = split(&text, url_parts_is_special(from.scheme));
	settle_missing_slashes(&url, &from);
	good = (url.scheme.at != NULL || resolve_against(&url, &from, &merged)) && compose(&out, &url);
	buf_clear(&base_text);
	buf_clear(&text);
	buf_clear(&merged);
	if (!good)
		buf_clear(&out);
	return good ? buf_take(&out) : NULL;
}

bool url_is_web(const char *url)
{
	struct buf text = {0}, host = {0};
	struct url_parts parts;
	bool good;

	if (url != NULL && url_plain(url))
		return true;
	parts = split_absolute(&text, url);
	good = is_web(&parts) && hostname_to_ascii(&host, parts.host) && add_port(&host, &parts);

	buf_clear(&text);
	buf_clear(&host);
	return good;
}

char *url_host(const char *url)
{
	struct buf text = {0}, host = {0};
	struct url_parts parts = split_absolute(&text, url);
	bool good = parts.scheme.at != NULL && parts.host.length > 0 &&
		    hostname_to_ascii(&host, parts.host);

	buf_clear(&text);
	if (good)
		return buf_take(&host);
	buf_clear(&host);
	return NULL;
}

char *url_registrable_domain(const char *url)
{
	char *host = url_host(url), *domain;

	if (host == NULL || hostname_is_address(span_of(host)))
		return host;
	domain = mem_dup(registrable_part(host));
	free(host);
	return domain;
}

bool url_is_tracking_parameter(const char *name, size_t length)
{
	return url_bare_is_tracking((struct span){name, length});
}

char *url_canonical(const char *url)
{
	char *resolved = url_is_web(url) ? url_resolve(NULL, url) : NULL;
	struct buf out = {0};
	struct url_parts parts;
	struct span host;

	if (resolved == NULL)
		return NULL;
	resolved = leave_caches(even_out(resolved));
	parts = url_parts_split(span_of(resolved));
	host = url_bare_host(parts.host);
	buf_add_text(&out, "https://");
	buf_add(&out, host.at, host.length);
	if (parts.port.length > 0) {
		buf_add_char(&out, ':');
		buf_add(&out, parts.port.at, parts.port.length);
	}
	url_bare_path(&out, parts.path);
	url_bare_query(&out, parts.query);
	free(resolved);
	return buf_take(&out);
}
