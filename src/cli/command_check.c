#include "cli/commands.h"

#include <stdio.h>

#include "base/map.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "config/config.h"

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

static void print_summary(const struct config *config)
{
	size_t feeds = config->feed_count, groups = count_groups(config);
	size_t digests = config->digest_count, warnings = config->warning_count;

	printf("%s: %zu feed%s in %zu group%s, %zu digest%s; no errors", config->path, feeds,
	       output_plural(feeds), groups, output_plural(groups), digests,
	       output_plural(digests));
	if (warnings > 0)
		printf(", %zu warning%s", warnings, output_plural(warnings));
	putchar('\n');
}

int command_check(const struct arguments *arguments, struct err *err)
{
	struct config *config;

	if (setup_config(&config, arguments, err) < 0)
		return -1;
	if (!arguments_has(arguments, "quiet"))
		print_summary(config);
	config_free(config);
	return 0;
}
