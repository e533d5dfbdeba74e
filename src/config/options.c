#include "config/options.h"

#include "base/str.h"
#include "config/config.h"
#include "model/digest.h"
#include "model/feed.h"
#include "model/mailing.h"
#include "model/publisher.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define CONFIG(field) offsetof(struct config, field)
#define DIGEST(field) offsetof(struct digest_settings, field)
#define PUBLISHER(field) offsetof(struct publisher_settings, field)
#define FEED(field) offsetof(struct feed_settings, field)

static const struct choice automatic[] = { { "auto", 0 }, { NULL, 0 } };

static const struct choice yes_no[] = { { "yes", true }, { "no", false }, { NULL, 0 } };

static const struct choice full_text[] = {
	{ "auto", FULL_TEXT_AUTO },
	{ "yes", FULL_TEXT_YES },
	{ "no", FULL_TEXT_NO },
	{ NULL, 0 },
};

static const struct choice formats[] = {
	{ "text", FORMAT_TEXT },
	{ "html", FORMAT_HTML },
	{ "markdown", FORMAT_MARKDOWN },
	{ "atom", FORMAT_ATOM },
	{ "json", FORMAT_JSON },
	{ NULL, 0 },
};

static const struct choice contact_schemes[] = {
	{ "https://", 0 }, { "http://", 0 }, { "mailto:", 0 }, { NULL, 0 },
};

static const struct choice web_schemes[] = {
	{ "https://", 0 }, { "http://", 0 }, { NULL, 0 },
};

static const struct choice mail_schemes[] = {
	{ "smtps://", 0 }, { "smtp://", 0 }, { NULL, 0 },
};

static const struct choice unsubscribe_schemes[] = {
	{ "mailto:", 0 }, { "https://", 0 }, { NULL, 0 },
};

static const struct choice mail_tls[] = {
	{ "auto", MAIL_TLS_AUTO },
	{ "yes", MAIL_TLS_YES },
	{ "no", MAIL_TLS_NO },
	{ NULL, 0 },
};

static const struct choice proxy_schemes[] = {
	{ "http://", 0 },  { "https://", 0 },  { "socks4://", 0 }, { "socks4a://", 0 },
	{ "socks5://", 0 }, { "socks5h://", 0 }, { NULL, 0 },
};

static const struct option granola_options[] = {
	{
		.name = "owner", .type = VALUE_TEXT, .field = CONFIG(owner),
		.fallback = "Its Owner",
		.help = "who signs the digests",
	}, {
		.name = "contact", .type = VALUE_URL, .field = CONFIG(contact),
		.choices = contact_schemes,
		.help = "where publishers can reach you; part of the User-Agent",
	}, {
		.name = "state", .type = VALUE_PATH, .field = CONFIG(state),
		.help = "the directory of granola.db",
	}, {
		.name = "output", .type = VALUE_PATH, .field = CONFIG(output),
		.help = "the directory that digests are written to",
	}, {
		.name = "keep", .type = VALUE_DURATION, .field = CONFIG(keep),
		.fallback = "30d", .least = "1d", .most = "520w",
		.help = "how long the text of an entry is kept",
	}, {
		.name = "connections", .type = VALUE_NUMBER, .field = CONFIG(connections),
		.fallback = "64", .least = "1", .most = "1000",
		.help = "how many requests may be under way at once",
	}, {
		.name = "host-connections", .type = VALUE_NUMBER, .field = CONFIG(host_connections),
		.fallback = "1", .least = "1", .most = "8",
		.help = "how many of these may go to one host",
	}, {
		.name = "page-wait", .type = VALUE_DURATION, .field = CONFIG(page_wait),
		.fallback = "1m", .least = "1s", .most = "1h",
		.help = "how long 'once' and a first edition wait for articles' pages",
	}, {
		.name = "sandbox", .type = VALUE_SWITCH, .field = CONFIG(sandbox),
		.fallback = "yes", .choices = yes_no,
		.help = "whether feeds are parsed by processes without rights",
	}, {
		.name = "metrics", .type = VALUE_PATH, .field = CONFIG(metrics),
		.help = "a file for what the daemon counts, in Prometheus' format",
	},
};

static const struct option digest_options[] = {
	{
		.name = "feeds", .type = VALUE_NAMES, .field = DIGEST(groups),
		.count_field = DIGEST(group_count),
		.help = "the groups it draws from; all if left out",
	}, {
		.name = "match", .type = VALUE_TERMS, .field = DIGEST(matches),
		.count_field = DIGEST(match_count),
		.help = "the words and phrases it is about; everything if left out",
	}, {
		.name = "languages", .type = VALUE_LANGUAGES, .field = DIGEST(languages),
		.count_field = DIGEST(language_count),
		.help = "the languages it draws from; all if left out",
	}, {
		.name = "at", .type = VALUE_TIMES, .field = DIGEST(at),
		.count_field = DIGEST(at_count), .fallback = "07:00",
		.help = "the local times at which it appears",
	}, {
		.name = "every", .type = VALUE_DURATION, .field = DIGEST(every),
		.least = "10m", .most = "4w",
		.help = "how often it appears, in place of 'at'",
	}, {
		.name = "stories", .type = VALUE_COUNT, .field = DIGEST(stories),
		.fallback = "10", .least = "1", .most = "100",
		.help = "how many stories an edition has at most",
	}, {
		.name = "words", .type = VALUE_COUNT, .field = DIGEST(words),
		.fallback = "250", .least = "20", .most = "2000",
		.help = "how long a story is told",
	}, {
		.name = "formats", .type = VALUE_FORMATS, .field = DIGEST(formats),
		.fallback = "text, html", .choices = formats,
		.help = "what it is written as",
	}, {
		.name = "text-template", .type = VALUE_PATH,
		.field = DIGEST(template_files[FORMAT_TEXT]),
		.help = "the file that says what it is like as text",
	}, {
		.name = "html-template", .type = VALUE_PATH,
		.field = DIGEST(template_files[FORMAT_HTML]),
		.help = "the file that says what it is like as HTML",
	}, {
		.name = "markdown-template", .type = VALUE_PATH,
		.field = DIGEST(template_files[FORMAT_MARKDOWN]),
		.help = "the file that says what it is like as Markdown",
	}, {
		.name = "atom-template", .type = VALUE_PATH,
		.field = DIGEST(template_files[FORMAT_ATOM]),
		.help = "the file that says what a story is like in Atom and JSON",
	}, {
		.name = "empty", .type = VALUE_SWITCH, .field = DIGEST(write_empty),
		.fallback = "no", .choices = yes_no,
		.help = "whether an edition without stories is written",
	}, {
		.name = "footer", .type = VALUE_FOOTER, .field = DIGEST(footer),
		.fallback = "Trending {topic} Article Identified & Digested via Granola "
			    "by {owner}; a Machine-Driven RSS Bot",
		.help = "the last line of a post, with {topic} and {owner}",
	}, {
		.name = "rewrite", .type = VALUE_SWITCH, .field = DIGEST(rewrite),
		.fallback = "no", .choices = yes_no,
		.help = "whether the [summarizer] may reword its stories",
	}, {
		.name = "mail-to", .type = VALUE_MAILBOXES, .field = DIGEST(mail_to),
		.count_field = DIGEST(mail_to_count),
		.help = "the addresses that it is mailed to",
	},
};

static const struct option summarizer_options[] = {
	{
		.name = "endpoint", .type = VALUE_URL, .field = CONFIG(summarizer.endpoint),
		.choices = web_schemes,
		.help = "the URL of a chat completions API, up to its version",
	}, {
		.name = "model", .type = VALUE_TEXT, .field = CONFIG(summarizer.model),
		.fallback = "default",
		.help = "which of its models is asked",
	}, {
		.name = "key-file", .type = VALUE_SECRET, .field = CONFIG(summarizer.key_file),
		.help = "the file that holds the key for it",
	}, {
		.name = "timeout", .type = VALUE_DURATION, .field = CONFIG(summarizer.timeout),
		.fallback = "2m", .least = "1s", .most = "1h",
		.help = "how long an edition waits for it, at most",
	}, {
		.name = "max-tokens", .type = VALUE_COUNT, .field = CONFIG(summarizer.max_tokens),
		.fallback = "1000", .least = "50", .most = "100000",
		.help = "how long an answer may be",
	},
};

static const struct option mail_options[] = {
	{
		.name = "from", .type = VALUE_MAILBOX, .field = CONFIG(mail.from),
		.help = "whom editions are from",
	}, {
		.name = "server", .type = VALUE_URL, .field = CONFIG(mail.server),
		.choices = mail_schemes,
		.help = "the mail server that takes them",
	}, {
		.name = "tls", .type = VALUE_CHOICE, .field = CONFIG(mail.tls),
		.fallback = "auto", .choices = mail_tls,
		.help = "whether the way to the server must be encrypted",
	}, {
		.name = "auth-file", .type = VALUE_SECRET, .field = CONFIG(mail.auth_file),
		.help = "the file that holds user:password for it",
	}, {
		.name = "ca-file", .type = VALUE_PATH, .field = CONFIG(mail.ca_file),
		.help = "the certificates that it may be known by, in place of the system's",
	}, {
		.name = "sendmail", .type = VALUE_PATH, .field = CONFIG(mail.sendmail),
		.help = "the program that takes them, in place of a server",
	}, {
		.name = "unsubscribe", .type = VALUE_URL, .field = CONFIG(mail.unsubscribe),
		.choices = unsubscribe_schemes,
		.help = "where readers can ask for no more of it",
	},
};

static const struct option publisher_options[] = {
	{
		.name = "domains", .type = VALUE_NAMES, .field = PUBLISHER(domains),
		.count_field = PUBLISHER(domain_count),
		.help = "the domains that are all this publisher's",
	}, {
		.name = "agency", .type = VALUE_SWITCH, .field = PUBLISHER(is_agency),
		.fallback = "no", .choices = yes_no,
		.help = "whether its reports are for others to print",
	},
};

static const struct option feed_options[] = {
	{
		.name = "every", .type = VALUE_DURATION, .field = FEED(every),
		.fallback = "auto", .least = "10m", .most = "7d", .choices = automatic,
		.help = "how often it is polled",
	}, {
		.name = "title", .type = VALUE_TEXT, .field = FEED(title), .is_feed_only = true,
		.help = "its name, in place of what its publisher calls it",
	}, {
		.name = "publisher", .type = VALUE_TEXT, .field = FEED(publisher),
		.help = "who is behind it; feeds of one publisher have one voice",
	}, {
		.name = "weight", .type = VALUE_FACTOR, .field = FEED(weight),
		.fallback = "1", .least = "0", .most = "100",
		.help = "how much it counts when stories are ranked",
	}, {
		.name = "tags", .type = VALUE_NAMES, .field = FEED(tags),
		.count_field = FEED(tag_count),
		.help = "words that all its entries are tagged with",
	}, {
		.name = "lang", .type = VALUE_LANGUAGE, .field = FEED(language),
		.help = "its language, in place of the declared or detected one",
	}, {
		.name = "include", .type = VALUE_TEXT, .field = FEED(include),
		.help = "only entries that match are kept",
	}, {
		.name = "exclude", .type = VALUE_TEXT, .field = FEED(exclude),
		.help = "entries that match are dropped",
	}, {
		.name = "full-text", .type = VALUE_CHOICE, .field = FEED(full_text),
		.fallback = "auto", .choices = full_text,
		.help = "whether articles are fetched from their own pages",
	}, {
		.name = "max-size", .type = VALUE_SIZE, .field = FEED(max_size),
		.fallback = "10M", .least = "1k", .most = "256M",
		.help = "how large it may be once decompressed",
	}, {
		.name = "user-agent", .type = VALUE_TEXT, .field = FEED(user_agent),
		.help = "what to call ourselves there, in place of granola's own name",
	}, {
		.name = "header", .type = VALUE_HEADERS, .field = FEED(headers),
		.count_field = FEED(header_count),
		.help = "a further line of the request",
	}, {
		.name = "auth-file", .type = VALUE_SECRET, .field = FEED(auth_file),
		.help = "the file that holds user:password for it",
	}, {
		.name = "proxy", .type = VALUE_URL, .field = FEED(proxy), .choices = proxy_schemes,
		.help = "the proxy that it is fetched through",
	}, {
		.name = "allow-private", .type = VALUE_SWITCH, .field = FEED(allow_private),
		.fallback = "no", .choices = yes_no,
		.help = "whether it may live at a private address",
	},
};

_Static_assert(LENGTH(granola_options) <= OPTIONS_MOST, "[granola] has too many options");
_Static_assert(LENGTH(digest_options) <= OPTIONS_MOST, "[digest] has too many options");
_Static_assert(LENGTH(summarizer_options) <= OPTIONS_MOST, "[summarizer] has too many options");
_Static_assert(LENGTH(mail_options) <= OPTIONS_MOST, "[mail] has too many options");
_Static_assert(LENGTH(publisher_options) <= OPTIONS_MOST, "[publisher] has too many options");
_Static_assert(LENGTH(feed_options) <= OPTIONS_MOST, "[feeds] has too many options");

static const struct section_options sections[SECTION_TYPES] = {
	[SECTION_GRANOLA] = {
		SECTION_GRANOLA, "granola", "[granola]", false,
		granola_options, LENGTH(granola_options),
	},
	[SECTION_DIGEST] = {
		SECTION_DIGEST, "digest", "[digest: NAME]", true,
		digest_options, LENGTH(digest_options),
	},
	[SECTION_SUMMARIZER] = {
		SECTION_SUMMARIZER, "summarizer", "[summarizer]", false,
		summarizer_options, LENGTH(summarizer_options),
	},
	[SECTION_MAIL] = {
		SECTION_MAIL, "mail", "[mail]", false,
		mail_options, LENGTH(mail_options),
	},
	[SECTION_PUBLISHER] = {
		SECTION_PUBLISHER, "publisher", "[publisher: NAME]", true,
		publisher_options, LENGTH(publisher_options),
	},
	[SECTION_FEEDS] = {
		SECTION_FEEDS, "feeds", "[feeds: GROUP]", true,
		feed_options, LENGTH(feed_options),
	},
};

const struct section_options *options_of(enum section_type type)
{
	return &sections[type];
}

const struct section_options *options_find_section(const char *name)
{
	size_t i;

	for (i = 0; i < SECTION_TYPES; i++) {
		if (str_equal(sections[i].name, name))
			return &sections[i];
	}
	return NULL;
}

const struct option *options_find(const struct section_options *section, const char *name)
{
	size_t i;

	for (i = 0; i < section->count; i++) {
		if (str_equal(section->options[i].name, name))
			return &section->options[i];
	}
	return NULL;
}
