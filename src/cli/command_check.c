#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "cli/arguments.h"
#include "config/config.h"

static const char default_path[] = GRANOLA_SYSCONFDIR "/granola/granola.conf";

static void print_diagnostics(const struct diagnostics *diagnostics)
{
	size_t total = diagnostics->error_count + diagnostics->warning_count, i;

	for (i = 0; i < diagnostics->count; i++) {
		char *text = diagnostic_format(&diagnostics->items[i]);

		fputs(text, stderr);
		free(text);
	}
	if (total > diagnostics->count)
		fprintf(stderr, "and %zu more\n", total - diagnostics->count);
}

static size_t count_groups(const struct config *config)
{
	struct map *groups = map_new();
	size_t count, i;

	for (i = 0; i < config->feed_count; i++)
		map_put(groups, config->feeds[i].group, &config->feeds[i]);
	count = map_count(groups);
	map_free(groups);
	return count;
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static void print_summary(const struct config *config, size_t warnings)
{
	size_t feeds = config->feed_count, groups = count_groups(config);
	size_t digests = config->digest_count;

	printf("%s: %zu feed%s in %zu group%s, %zu digest%s; no errors", config->path, feeds,
	       plural(feeds), groups, plural(groups), digests, plural(digests));
	if (warnings > 0)
		printf(", %zu warning%s", warnings, plural(warnings));
	putchar('\n');
}

int command_check(const struct arguments *arguments, struct err *err)
{
	const char *path = arguments_get(arguments, "config");
	struct diagnostics diagnostics = {0};
	struct config *config = NULL;
	int result = config_load(&config, path != NULL ? path : default_path, &diagnostics, err);

	print_diagnostics(&diagnostics);
	if (result == 0 && !arguments_has(arguments, "quiet"))
		print_summary(config, diagnostics.warning_count);
	config_free(config);
	diagnostics_clear(&diagnostics);
	return result;
}
