#include "config/review.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "config/config.h"
#include "config/section.h"
#include "text/slug.h"
#include "text/url.h"

enum { SLUG_MOST = 60 };

/* The names of all groups: what a misspelt one may have meant. */
static const char **list_groups(const struct map *groups, struct arena *arena)
{
	const char **names = arena_array(arena, map_count(groups), sizeof(*names));
	const struct feed_settings *group;
	size_t position = 0, count = 0;

	while ((group = map_next(groups, &position)) != NULL)
		names[count++] = group->group;
	return names;
}

static void check_groups(const struct section *section, const struct map *groups,
			 struct diagnostics *diagnostics)
{
	const struct stretch *value = section_given(section, "feeds");
	struct stretch rest = value != NULL ? *value : (struct stretch){0}, item;
	struct arena *arena = arena_new();
	const char **names = list_groups(groups, arena);

	while (syntax_next_item(&rest, &item)) {
		const char *name = syntax_text(&item, arena, diagnostics);
		const char *guess;

		if (name == NULL || map_get(groups, name) != NULL)
			continue;
		guess = diagnostic_guess(arena, name, names, map_count(groups));
		diagnostic_error(diagnostics, &item, "there is no group '%s'%s; groups are the "
				 "names of [feeds: GROUP] sections", name, guess);
	}
	arena_free(arena);
}

/* Either at fixed times or at intervals. */
static void settle_times(struct digest_settings *digest, const struct section *section,
			 struct diagnostics *diagnostics)
{
	const struct stretch *every = section_given(section, "every");

	if (every == NULL)
		return;
	if (section_given(section, "at") != NULL)
		diagnostic_error(diagnostics, every, "a digest has either 'at' or 'every'; "
				 "remove one of them");
	digest->at_count = 0;		/* which was the default */
}

static void check_rewrite(const struct config *config, const struct digest_settings *digest,
			  const struct section *section, struct diagnostics *diagnostics)
{
	const struct stretch *rewrite = section_given(section, "rewrite");

	if (digest->rewrite && rewrite != NULL && config->summarizer.endpoint == NULL)
		diagnostic_warning(diagnostics, rewrite, "there is no summarizer to reword with; "
				   "give [summarizer] an endpoint");
}

static void check_mail_to(const struct config *config, const struct digest_settings *digest,
			  const struct section *section, struct diagnostics *diagnostics)
{
	const struct mail_settings *mail = &config->mail;
	const struct stretch *mail_to = section_given(section, "mail-to");

	if (digest->mail_to_count == 0)
		return;
	if (mail->server == NULL && mail->sendmail == NULL)
		diagnostic_error(diagnostics, mail_to, "there is nothing to send mail with; give "
				 "[mail] a server or a sendmail");
	if (mail->from == NULL)
		diagnostic_error(diagnostics, mail_to, "mail needs a sender; give [mail] an "
				 "address as from");
}

/* The slug is the digest's directory, so no two may have the same. */
static void settle_slug(struct digest_settings *digest, const struct section *section,
			struct map *slugs, struct diagnostics *diagnostics)
{
	const struct digest_settings *other = map_get(slugs, digest->slug);

	if (other != NULL)
		diagnostic_error(diagnostics, &section->heading,
				 "digest '%s' would share the directory '%s' with '%s' at %s:%d; "
				 "give it another name", digest->name, digest->slug, other->name,
				 other->file, other->line);
	else
		map_put(slugs, digest->slug, digest);
}

/* Who writes no [digest] gets one of everything. */
static void add_default_digest(struct config *config)
{
	struct section section = { .options = options_of(SECTION_DIGEST) };

	config->digests = arena_alloc(config->arena, sizeof(*config->digests));
	config->digest_count = 1;
	section.target = config->digests;
	section_set_defaults(&section, config->arena);
	config->digests->name = "News";
	config->digests->slug = "news";
	config->digests->owner = config->owner;
	config->digests->file = config->path;
}

void review_digests(struct config *config, struct section *const *sections, size_t count,
		    const struct map *groups, struct diagnostics *diagnostics)
{
	struct map *slugs = map_new();
	size_t i;

	config->digests = arena_array(config->arena, count, sizeof(*config->digests));
	config->digest_count = count;
	for (i = 0; i < count; i++) {
		struct digest_settings *digest = &config->digests[i];

		*digest = *(const struct digest_settings *)sections[i]->target;
		digest->owner = config->owner;
		digest->slug = slug_make(config->arena, digest->name, SLUG_MOST);
		settle_times(digest, sections[i], diagnostics);
		settle_slug(digest, sections[i], slugs, diagnostics);
		check_groups(sections[i], groups, diagnostics);
		check_rewrite(config, digest, sections[i], diagnostics);
		check_mail_to(config, digest, sections[i], diagnostics);
	}
	if (count == 0)
		add_default_digest(config);
	map_free(slugs);
}

/* What people see in an address bar is often more than what was registered. */
static void check_domain(const char *domain, const struct stretch *where,
			 struct diagnostics *diagnostics)
{
	struct arena *arena = arena_new();
	char *registrable = url_registrable_domain(arena_printf(arena, "https://%s/", domain));

	if (registrable == NULL)
		diagnostic_error(diagnostics, where, "'%s' is no domain; write one as in "
				 "example.org", domain);
	else if (!str_equal(registrable, domain))
		diagnostic_error(diagnostics, where, "'%s' is not a whole domain; write '%s'",
				 domain, registrable);
	free(registrable);
	arena_free(arena);
}

static void check_domains(const struct publisher_settings *publisher,
			  const struct section *section, struct map *owners,
			  struct diagnostics *diagnostics)
{
	const struct stretch *value = section_given(section, "domains");
	struct stretch rest = value != NULL ? *value : (struct stretch){0}, item;
	size_t i;

	for (i = 0; i < publisher->domain_count && syntax_next_item(&rest, &item); i++) {
		const struct publisher_settings *owner = map_get(owners, publisher->domains[i]);

		check_domain(publisher->domains[i], &item, diagnostics);
		if (owner != NULL)
			diagnostic_error(diagnostics, &item, "'%s' is a domain of '%s' already; "
					 "a domain has one publisher", publisher->domains[i],
					 owner->name);
		else
			map_put(owners, publisher->domains[i], (void *)publisher);
	}
	if (publisher->domain_count == 0)
		diagnostic_warning(diagnostics, &section->heading, "publisher '%s' has no domains; "
				   "give it some, as in domains = example.org, example.com",
				   publisher->name);
}

void review_publishers(struct config *config, struct section *const *sections, size_t count,
		       struct diagnostics *diagnostics)
{
	struct publisher_list *publishers = &config->publishers;
	struct map *owners = map_new();
	size_t i;

	publishers->items = arena_array(config->arena, count, sizeof(*publishers->items));
	publishers->count = count;
	for (i = 0; i < count; i++) {
		publishers->items[i] = *(const struct publisher_settings *)sections[i]->target;
		check_domains(&publishers->items[i], sections[i], owners, diagnostics);
	}
	map_free(owners);
}

/* A server is a host, and perhaps a port. */
static void check_mail_server(const char *url, const struct stretch *where,
			      struct diagnostics *diagnostics)
{
	const char *host = strstr(url, "://") + strlen("://");

	if (strchr(host, '@') != NULL)
		diagnostic_error(diagnostics, where, "who we are to the server does not belong "
				 "here; put user:password in a file and name it by auth-file");
	else if (host[strcspn(host, "/?#")] != '\0')
		diagnostic_error(diagnostics, where, "a mail server is a host and perhaps a port; "
				 "write one as in smtps://mail.example.org:465");
}

/* What may be there by the time it is needed. */
static void check_access(const char *path, int mode, const struct stretch *where,
			 struct diagnostics *diagnostics)
{
	if (path != NULL && access(path, mode) < 0)
		diagnostic_warning(diagnostics, where, "%s: %s; until that changes nothing is "
				   "mailed", path, strerror(errno));
}

void review_mail(const struct config *config, const struct section *section,
		 struct diagnostics *diagnostics)
{
	const struct stretch *sendmail = section_given(section, "sendmail");

	check_access(config->mail.sendmail, X_OK, sendmail, diagnostics);
	check_access(config->mail.ca_file, R_OK, section_given(section, "ca-file"), diagnostics);
	if (config->mail.server != NULL)
		check_mail_server(config->mail.server, section_given(section, "server"),
				  diagnostics);
	if (config->mail.server != NULL && config->mail.sendmail != NULL)
		diagnostic_error(diagnostics, sendmail, "mail is sent either by a 'server' or by a "
				 "'sendmail'; remove one of them");
}
