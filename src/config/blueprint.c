#include "config/blueprint.h"

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
#include "text/percent.h"
#include "text/url.h"

static const char default_state[] = "/var/lib/granola";

static char *copy(struct arena *arena, const struct stretch *stretch)
{
	return arena_dup_bytes(arena, stretch->start, (size_t)(stretch->end - stretch->start));
}

/* --- sections --- */

/* What a section may hold; NULL if it is none, which was reported. */
static const struct section_options *recognise(struct blueprint *blueprint,
					       const struct statement *statement)
{
	const char *name = copy(blueprint->scratch, &statement->name);
	const struct section_options *options = options_find_section(name);
	const char *names[SECTION_TYPES];
	int type;

	for (type = 0; type < SECTION_TYPES; type++)
		names[type] = options_of(type)->name;
	if (options == NULL)
		diagnostic_error(blueprint->diagnostics, &statement->name,
				 "unknown section '%s'%s; write [granola], [digest: NAME], "
				 "[summarizer], [mail], [publisher: NAME] or [feeds: GROUP]", name,
				 diagnostic_guess(blueprint->scratch, name, names, SECTION_TYPES));
	else if (options->is_named == syntax_is_empty(&statement->value))
		diagnostic_error(blueprint->diagnostics, &statement->name, "[%s] %s; write %s",
				 name, options->is_named ? "needs a name" : "takes no name",
				 options->example);
	else
		return options;
	return NULL;
}

static struct section *new_section(struct blueprint *blueprint, enum section_type type,
				   void *target)
{
	struct section *section = arena_alloc(blueprint->scratch, sizeof(*section));

	section->options = options_of(type);
	section->target = target;
	section_set_defaults(section, blueprint->config->arena);
	return section;
}

static struct section *begin_granola(struct blueprint *blueprint, const struct statement *statement)
{
	(void)statement;
	return blueprint->granola;
}

static struct section *begin_summarizer(struct blueprint *blueprint,
					const struct statement *statement)
{
	(void)statement;
	return blueprint->summarizer;
}

static struct section *begin_mail(struct blueprint *blueprint, const struct statement *statement)
{
	(void)statement;
	return blueprint->mail;
}

static struct section *begin_digest(struct blueprint *blueprint, const struct statement *statement)
{
	struct digest_settings *digest = arena_alloc(blueprint->scratch, sizeof(*digest));
	struct section *section = new_section(blueprint, SECTION_DIGEST, digest);

	section->heading = statement->value;
	digest->name = copy(blueprint->config->arena, &statement->value);
	digest->file = statement->name.line->file;
	digest->line = statement->name.line->number;
	blueprint->digests = mem_grow(blueprint->digests, &blueprint->digest_capacity,
				      blueprint->digest_count, sizeof(struct section *));
	blueprint->digests[blueprint->digest_count++] = section;
	return section;
}

static struct section *begin_publisher(struct blueprint *blueprint,
				       const struct statement *statement)
{
	struct publisher_settings *publisher = arena_alloc(blueprint->scratch, sizeof(*publisher));
	struct section *section = new_section(blueprint, SECTION_PUBLISHER, publisher);

	section->heading = statement->value;
	publisher->name = copy(blueprint->config->arena, &statement->value);
	blueprint->publishers = mem_grow(blueprint->publishers, &blueprint->publisher_capacity,
					 blueprint->publisher_count, sizeof(struct section *));
	blueprint->publishers[blueprint->publisher_count++] = section;
	return section;
}

static struct section *begin_feeds(struct blueprint *blueprint, const struct statement *statement)
{
	struct feed_settings *group = arena_alloc(blueprint->scratch, sizeof(*group));

	group->group = copy(blueprint->config->arena, &statement->value);
	map_put(blueprint->groups, group->group, group);
	return new_section(blueprint, SECTION_FEEDS, group);
}

/* --- feeds --- */

static bool has_password(const char *url)
{
	const char *authority = strstr(url, "://");
	const char *at = authority != NULL ? strchr(authority + 3, '@') : NULL;

	return at != NULL && at < authority + 3 + strcspn(authority + 3, "/?#");
}

/* The URL as written, but for a file: relative to the config file, which is made absolute. */
static const char *read_url(const struct blueprint *blueprint, const struct stretch *written,
			    const char *directory)
{
	static const size_t scheme_length = sizeof("file:") - 1;
	const char *url = copy(blueprint->config->arena, written);
	struct buf absolute = {0};

	if (!str_case_starts(url, "file:") || strchr("/", url[scheme_length]) != NULL)
		return url;
	buf_add_text(&absolute, "file://");
	percent_encode(&absolute, span_of(directory), "%?#");
	buf_printf(&absolute, "/%s", url + scheme_length);
	url = arena_dup(blueprint->config->arena, absolute.data);
	buf_clear(&absolute);
	return url;
}

/* Says what is wrong with a feed's URL, if anything is. */
static void check_url(struct blueprint *blueprint, const char *url, const struct stretch *where)
{
	static const char scheme[] = "file:", local[] = "//localhost/";

	if (str_case_starts(url, scheme)) {
		const char *path = url + strlen(scheme);

		if (*path != '/' || (str_starts(path, "//") && path[2] != '/' &&
				     !str_case_starts(path, local)))
			diagnostic_error(blueprint->diagnostics, where, "a file: feed is a file of "
					 "this machine; write file:///srv/feed.xml or "
					 "file:feed.xml");
	} else if (!url_is_web(url)) {
		diagnostic_error(blueprint->diagnostics, where, "this URL has no host that could "
				 "be asked; write one as in https://example.org/feed");
	} else if (has_password(url)) {
		diagnostic_warning(blueprint->diagnostics, where, "a password does not belong "
				   "here; put user:password in a file and name it by "
				   "auth-file=PATH");
	}
}

/* The section that a feed may stand in; NULL if this is none. */
static struct section *group_section(struct blueprint *blueprint, const struct stretch *where)
{
	struct section *section = blueprint->section;

	if (section != NULL && section->options == NULL)
		return NULL;
	if (section != NULL && section->options->type == SECTION_FEEDS)
		return section;
	diagnostic_error(blueprint->diagnostics, where,
			 "a feed belongs in a section [feeds: GROUP]; begin one above it");
	return NULL;
}

static void set_feed_options(struct blueprint *blueprint, struct feed_settings *feed,
			     const struct stretch *options, const char *directory)
{
	struct section section = {
		.options = options_of(SECTION_FEEDS),
		.target = feed,
		.is_feed = true,
	};
	struct section_context context = {
		.directory = directory,
		.arena = blueprint->config->arena,
		.diagnostics = blueprint->diagnostics,
	};
	struct stretch rest = *options, name, value;

	while (syntax_next_option(&rest, &name, &value, blueprint->diagnostics) > 0)
		section_set(&section, &name, &value, &context);
}

/* Keeps a feed unless it was given before. */
static void keep_feed(struct blueprint *blueprint, struct feed_settings *feed,
		      const struct stretch *where)
{
	char *key = feed_key(feed->url);
	const struct feed_settings *first = map_get(blueprint->feeds, key);

	if (first == NULL)
		map_put(blueprint->feeds, key, feed);
	else
		diagnostic_warning(blueprint->diagnostics, where, "this feed was already given at "
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

	if (given == NULL || *given != '/')
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

static void gather_feeds(struct blueprint *blueprint)
{
	struct config *config = blueprint->config;
	const struct feed_settings *feed;
	size_t position = 0;

	config->feeds = arena_array(config->arena, map_count(blueprint->feeds), sizeof(*feed));
	while ((feed = map_next(blueprint->feeds, &position)) != NULL) {
		config->feeds[config->feed_count] = *feed;
		config->feeds[config->feed_count++].publishers = &config->publishers;
	}
}

/* With an error among the lines, missing feeds are no news. */
static void check_feeds(struct blueprint *blueprint)
{
	const struct line line = { .file = blueprint->config->path };
	const struct stretch whole = { .line = &line };

	if (blueprint->config->feed_count == 0 && blueprint->diagnostics->error_count == 0)
		diagnostic_warning(blueprint->diagnostics, &whole, "there are no feeds; add some "
				   "to a section [feeds: GROUP], a URL to a line");
}

void blueprint_start(struct blueprint *blueprint, struct config *config,
		     struct diagnostics *diagnostics)
{
	*blueprint = (struct blueprint){
		.config = config,
		.diagnostics = diagnostics,
		.scratch = arena_new(),
		.groups = map_new(),
		.feeds = map_new(),
	};
	blueprint->granola = new_section(blueprint, SECTION_GRANOLA, config);
	blueprint->summarizer = new_section(blueprint, SECTION_SUMMARIZER, config);
	blueprint->mail = new_section(blueprint, SECTION_MAIL, config);
}

void blueprint_begin_section(struct blueprint *blueprint, const struct statement *statement)
{
	static struct section *(*const begin[SECTION_TYPES])(struct blueprint *,
							     const struct statement *) = {
		[SECTION_GRANOLA] = begin_granola,
		[SECTION_DIGEST] = begin_digest,
		[SECTION_SUMMARIZER] = begin_summarizer,
		[SECTION_MAIL] = begin_mail,
		[SECTION_PUBLISHER] = begin_publisher,
		[SECTION_FEEDS] = begin_feeds,
	};
	const struct section_options *options = recognise(blueprint, statement);

	if (options != NULL)
		blueprint->section = begin[options->type](blueprint, statement);
	else
		blueprint->section = arena_alloc(blueprint->scratch, sizeof(*blueprint->section));
}

void blueprint_set_option(struct blueprint *blueprint, const struct statement *statement,
			  const char *directory)
{
	struct section_context context = {
		.directory = directory,
		.arena = blueprint->config->arena,
		.diagnostics = blueprint->diagnostics,
	};

	if (blueprint->section == NULL)
		diagnostic_error(blueprint->diagnostics, &statement->name, "an option belongs in a "
				 "section; begin one such as [granola] above it");
	else if (blueprint->section->options != NULL)
		section_set(blueprint->section, &statement->name, &statement->value, &context);
}

void blueprint_add_feed(struct blueprint *blueprint, const struct statement *statement,
			const char *directory)
{
	struct section *group = group_section(blueprint, &statement->name);
	struct feed_settings *feed;

	if (group == NULL)
		return;
	feed = arena_alloc(blueprint->scratch, sizeof(*feed));
	*feed = *(const struct feed_settings *)group->target;
	feed->url = read_url(blueprint, &statement->name, directory);
	feed->file = statement->name.line->file;
	feed->line = statement->name.line->number;
	group->has_feeds = true;
	check_url(blueprint, feed->url, &statement->name);
	set_feed_options(blueprint, feed, &statement->value, directory);
	keep_feed(blueprint, feed, &statement->name);
}

static void load_templates(struct blueprint *blueprint)
{
	const struct section_context context = {
		.arena = blueprint->config->arena,
		.diagnostics = blueprint->diagnostics,
	};
	size_t i;

	for (i = 0; i < blueprint->digest_count; i++)
		templates_load(&blueprint->config->digests[i], blueprint->digests[i],
			       &blueprint->templates, &context);
}

void blueprint_finish(struct blueprint *blueprint)
{
	set_directories(blueprint->config);
	gather_feeds(blueprint);
	check_feeds(blueprint);
	review_mail(blueprint->config, blueprint->mail, blueprint->diagnostics);
	review_publishers(blueprint->config, blueprint->publishers, blueprint->publisher_count,
			  blueprint->diagnostics);
	review_digests(blueprint->config, blueprint->digests, blueprint->digest_count,
		       blueprint->groups, blueprint->diagnostics);
	if (!blueprint->is_in_memory)
		load_templates(blueprint);
}

void blueprint_clear(struct blueprint *blueprint)
{
	arena_free(blueprint->scratch);
	map_free(blueprint->groups);
	map_free(blueprint->feeds);
	templates_clear(&blueprint->templates);
	free(blueprint->digests);
	free(blueprint->publishers);
}
