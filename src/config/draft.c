#include "config/draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "config/config.h"
#include "config/review.h"
#include "config/section.h"
#include "text/url.h"

static const char default_state[] = "/var/lib/granola";

static char *copy(struct arena *arena, const struct stretch *stretch)
{
	return arena_dup_bytes(arena, stretch->start, (size_t)(stretch->end - stretch->start));
}

/* --- sections --- */

/* What a section may hold; NULL if it is none, which was reported. */
static const struct section_options *recognise(struct draft *draft,
					       const struct statement *statement)
{
	const char *name = copy(draft->scratch, &statement->name);
	const struct section_options *options = options_find_section(name);
	const char *names[SECTION_TYPES];
	int type;

	for (type = 0; type < SECTION_TYPES; type++)
		names[type] = options_of(type)->name;
	if (options == NULL)
		diagnostic_error(draft->diagnostics, &statement->name,
				 "unknown section '%s'%s; write [granola], [digest: NAME] or "
				 "[feeds: GROUP]", name,
				 diagnostic_guess(draft->scratch, name, names, SECTION_TYPES));
	else if (options->is_named == syntax_is_empty(&statement->value))
		diagnostic_error(draft->diagnostics, &statement->name, "[%s] %s; write %s", name,
				 options->is_named ? "needs a name" : "takes no name",
				 options->example);
	else
		return options;
	return NULL;
}

static struct section *new_section(struct draft *draft, enum section_type type, void *target)
{
	struct section *section = arena_alloc(draft->scratch, sizeof(*section));

	section->options = options_of(type);
	section->target = target;
	section_set_defaults(section, draft->config->arena);
	return section;
}

static struct section *begin_granola(struct draft *draft, const struct statement *statement)
{
	(void)statement;
	return draft->granola;
}

static struct section *begin_digest(struct draft *draft, const struct statement *statement)
{
	struct digest_settings *digest = arena_alloc(draft->scratch, sizeof(*digest));
	struct section *section = new_section(draft, SECTION_DIGEST, digest);

	section->heading = statement->value;
	digest->name = copy(draft->config->arena, &statement->value);
	digest->file = statement->name.line->file;
	digest->line = statement->name.line->number;
	draft->digests = mem_grow(draft->digests, &draft->digest_capacity, draft->digest_count,
				  sizeof(struct section *));
	draft->digests[draft->digest_count++] = section;
	return section;
}

static struct section *begin_feeds(struct draft *draft, const struct statement *statement)
{
	struct feed_settings *group = arena_alloc(draft->scratch, sizeof(*group));

	group->group = copy(draft->config->arena, &statement->value);
	map_put(draft->groups, group->group, group);
	return new_section(draft, SECTION_FEEDS, group);
}

/* --- feeds --- */

/*
 * What makes two feeds one: the URL but for the case of scheme and host, a
 * fragment, and the slash after a host alone. To be freed.
 */
static char *feed_key(const char *url)
{
	size_t length = strcspn(url, "#");
	const char *authority = strstr(url, "://");
	size_t host_end = 0, i;
	struct buf key = {0};

	if (authority != NULL)
		host_end = (size_t)(authority - url) + 3 + strcspn(authority + 3, "/?#");
	for (i = 0; i < length; i++)
		buf_add_char(&key, i < host_end ? str_lower(url[i]) : url[i]);
	if (host_end == length)
		buf_add_char(&key, '/');
	return buf_take(&key);
}

static bool has_host(const char *url)
{
	char *absolute = url_resolve(NULL, url);
	bool result = absolute != NULL;

	free(absolute);
	return result;
}

static bool has_password(const char *url)
{
	const char *authority = strstr(url, "://");
	const char *at = authority != NULL ? strchr(authority + 3, '@') : NULL;

	return at != NULL && at < authority + 3 + strcspn(authority + 3, "/?#");
}

/* Says what is wrong with a feed's URL, if anything is. */
static void check_url(struct draft *draft, const char *url, const struct stretch *where)
{
	if (str_case_starts(url, "file:")) {
		if (!str_starts(url + strlen("file:"), "///"))
			diagnostic_error(draft->diagnostics, where, "a file: URL has three "
					 "slashes and a whole path, as in file:///srv/feed.xml");
	} else if (!has_host(url)) {
		diagnostic_error(draft->diagnostics, where, "this URL has no host that could be "
				 "asked; write one as in https://example.org/feed");
	} else if (has_password(url)) {
		diagnostic_warning(draft->diagnostics, where, "a password does not belong here; "
				   "put user:password in a file and name it by auth-file=PATH");
	}
}

/* The section that a feed may stand in; NULL if this is none. */
static struct section *group_section(struct draft *draft, const struct stretch *where)
{
	struct section *section = draft->section;

	if (section != NULL && section->options == NULL)
		return NULL;
	if (section != NULL && section->options->type == SECTION_FEEDS)
		return section;
	diagnostic_error(draft->diagnostics, where,
			 "a feed belongs in a section [feeds: GROUP]; begin one above it");
	return NULL;
}

static void set_feed_options(struct draft *draft, struct feed_settings *feed,
			     const struct stretch *options, const char *directory)
{
	struct section section = {
		.options = options_of(SECTION_FEEDS),
		.target = feed,
		.is_feed = true,
	};
	struct section_context context = { directory, draft->config->arena, draft->diagnostics };
	struct stretch rest = *options, name, value;

	while (syntax_next_option(&rest, &name, &value, draft->diagnostics) > 0)
		section_set(&section, &name, &value, &context);
}

/* Keeps a feed unless it was given before. */
static void keep_feed(struct draft *draft, struct feed_settings *feed, const struct stretch *where)
{
	char *key = feed_key(feed->url);
	const struct feed_settings *first = map_get(draft->feeds, key);

	if (first == NULL)
		map_put(draft->feeds, key, feed);
	else
		diagnostic_warning(draft->diagnostics, where, "this feed was already given at "
				   "%s:%d%s%s; that one counts, remove this one", first->file,
				   first->line, str_equal(first->url, feed->url) ? "" : " as ",
				   str_equal(first->url, feed->url) ? "" : first->url);
	free(key);
}

/* --- the whole --- */

/* Where systemd says, or where it would. */
static const char *find_state(struct arena *arena)
{
	const char *given = getenv("STATE_DIRECTORY");

	if (str_is_empty(given) || *given != '/')
		return default_state;
	return arena_dup_bytes(arena, given, strcspn(given, ":"));
}

static void set_directories(struct config *config)
{
	char *output;

	if (config->state == NULL)
		config->state = find_state(config->arena);
	if (config->output != NULL)
		return;
	output = file_join(config->state, "digests");
	config->output = arena_dup(config->arena, output);
	free(output);
}

static void gather_feeds(struct draft *draft)
{
	struct config *config = draft->config;
	const struct feed_settings *feed;
	size_t position = 0;

	config->feeds = arena_array(config->arena, map_count(draft->feeds), sizeof(*feed));
	while ((feed = map_next(draft->feeds, &position)) != NULL)
		config->feeds[config->feed_count++] = *feed;
}

/* With an error among the lines, missing feeds are no news. */
static void check_feeds(struct draft *draft)
{
	const struct line line = { .file = draft->config->path };
	const struct stretch whole = { .line = &line };

	if (draft->config->feed_count == 0 && draft->diagnostics->error_count == 0)
		diagnostic_warning(draft->diagnostics, &whole, "there are no feeds; add some to a "
				   "section [feeds: GROUP], a URL to a line");
}

void draft_start(struct draft *draft, struct config *config, struct diagnostics *diagnostics)
{
	*draft = (struct draft){
		.config = config,
		.diagnostics = diagnostics,
		.scratch = arena_new(),
		.groups = map_new(),
		.feeds = map_new(),
	};
	draft->granola = new_section(draft, SECTION_GRANOLA, config);
}

void draft_begin_section(struct draft *draft, const struct statement *statement)
{
	static struct section *(*const begin[SECTION_TYPES])(struct draft *,
							     const struct statement *) = {
		[SECTION_GRANOLA] = begin_granola,
		[SECTION_DIGEST] = begin_digest,
		[SECTION_FEEDS] = begin_feeds,
	};
	const struct section_options *options = recognise(draft, statement);

	if (options != NULL)
		draft->section = begin[options->type](draft, statement);
	else
		draft->section = arena_alloc(draft->scratch, sizeof(*draft->section));
}

void draft_set_option(struct draft *draft, const struct statement *statement,
		      const char *directory)
{
	struct section_context context = { directory, draft->config->arena, draft->diagnostics };

	if (draft->section == NULL)
		diagnostic_error(draft->diagnostics, &statement->name, "an option belongs in a "
				 "section; begin one such as [granola] above it");
	else if (draft->section->options != NULL)
		section_set(draft->section, &statement->name, &statement->value, &context);
}

void draft_add_feed(struct draft *draft, const struct statement *statement, const char *directory)
{
	struct section *group = group_section(draft, &statement->name);
	struct feed_settings *feed;

	if (group == NULL)
		return;
	feed = arena_alloc(draft->scratch, sizeof(*feed));
	*feed = *(const struct feed_settings *)group->target;
	feed->url = copy(draft->config->arena, &statement->name);
	feed->file = statement->name.line->file;
	feed->line = statement->name.line->number;
	group->has_feeds = true;
	check_url(draft, feed->url, &statement->name);
	set_feed_options(draft, feed, &statement->value, directory);
	keep_feed(draft, feed, &statement->name);
}

void draft_finish(struct draft *draft)
{
	set_directories(draft->config);
	gather_feeds(draft);
	check_feeds(draft);
	review_digests(draft->config, draft->digests, draft->digest_count, draft->groups,
		       draft->diagnostics);
}

void draft_clear(struct draft *draft)
{
	arena_free(draft->scratch);
	map_free(draft->groups);
	map_free(draft->feeds);
	free(draft->digests);
}
