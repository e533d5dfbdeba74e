#include "text/url_tidy.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "text/span.h"

/* Whole families: nobody but their makers' tools uses such names. */
static const char *const prefixes[] = {
	"utm_", "mtm_", "matomo_", "piwik_", "pk_campaign", "pk_kwd", "pk_source", "pk_medium",
	"pk_content", "hsa_", "__hs", "_hs", "oly_", "vero_", "guce_", "at_campaign", "at_medium",
	"at_custom", "at_link_", "at_format", "at_bbc_", "at_ptr_", "ns_campaign", "ns_mchannel",
	"ns_source", "ns_linkname", "ns_fee",
};

static const char *const names[] = {
	"fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid",
	"yclid", "ysclid", "igshid", "igsh", "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "_ga",
	"_gl", "_openstat", "rb_clickid", "srsltid", "guccounter", "xtor", "wt_mc", "wt.mc_id",
	"hsctatracking", "__twitter_impression", "soc_src", "soc_trk", "smid", "ref_src",
};

static bool is_tracking(struct span pair)
{
	const char *equals = memchr(pair.at, '=', pair.length);
	struct span name = {pair.at, equals != NULL ? (size_t)(equals - pair.at) : pair.length};
	size_t i;

	for (i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		if (name.length >= strlen(prefixes[i]) && str_case_starts(pair.at, prefixes[i]))
			return true;
	}
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (name.length == strlen(names[i]) && str_case_starts(pair.at, names[i]))
			return true;
	}
	return false;
}

/* What follows `mark`; the mark goes as well if nothing of it is left. */
static void add_pairs(struct buf *out, char mark, struct span pairs)
{
	const char *at = pairs.at, *end = pairs.at + pairs.length, *stop;
	bool has_dropped = false;

	for (; at <= end; at = stop + 1) {
		struct span pair;

		stop = memchr(at, '&', (size_t)(end - at));
		stop = stop != NULL ? stop : end;
		pair = span_between(at, stop);
		if (is_tracking(pair)) {
			has_dropped = true;
			continue;
		}
		if (has_dropped && pair.length == 0 && stop == end)
			break;
		buf_add_char(out, mark);
		buf_add(out, pair.at, pair.length);
		mark = '&';
	}
}

void url_tidy(struct buf *out, const char *url)
{
	size_t length = strlen(url), body = strcspn(url, "?#");
	size_t query = body + strcspn(url + body, "#");

	buf_add(out, url, body);
	if (body < query)
		add_pairs(out, '?', span_between(url + body + 1, url + query));
	if (query < length)
		add_pairs(out, '#', span_between(url + query + 1, url + length));
}
