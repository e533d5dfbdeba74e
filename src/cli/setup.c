#include "cli/setup.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/str.h"
#include "cli/arguments.h"
#include "config/config.h"
#include "text/date.h"

static const char default_path[] = GRANOLA_SYSCONFDIR "/granola/granola.conf";

static void print_diagnostics(const struct diagnostics *diagnostics, bool is_quiet)
{
	size_t i;

	for (i = 0; i < diagnostics->count; i++) {
		char *text;

		if (is_quiet && diagnostics->items[i].is_warning)
			continue;
		text = diagnostic_format(&diagnostics->items[i]);
		fputs(text, stderr);
		free(text);
	}
}

static int hold_clock(const struct arguments *arguments, struct err *err)
{
	int64_t now;

	if (!arguments_has(arguments, "now"))
		return 0;
	if (setup_time(&now, arguments, "now", 0, err) < 0)
		return -1;
	clock_hold(now * 1000);
	return 0;
}

static int load_config(struct config **out, const struct arguments *arguments, bool is_quiet,
		       struct err *err)
{
	const char *path = arguments_get(arguments, "config");
	struct diagnostics diagnostics = {0};
	int result;

	if (hold_clock(arguments, err) < 0)
		return -1;
	result = config_load(out, path != NULL ? path : default_path, &diagnostics, err);
	print_diagnostics(&diagnostics, is_quiet);
	diagnostics_clear(&diagnostics);
	return result;
}

int setup_config(struct config **out, const struct arguments *arguments, struct err *err)
{
	return load_config(out, arguments, arguments_has(arguments, "quiet"), err);
}

int setup_config_briefly(struct config **out, const struct arguments *arguments, struct err *err)
{
	return load_config(out, arguments, true, err);
}

int setup_time(int64_t *time, const struct arguments *arguments, const char *option,
	       int64_t otherwise, struct err *err)
{
	const char *text = arguments_get(arguments, option);
	int64_t age;

	if (text == NULL) {
		*time = otherwise;
		return 0;
	}
	if (date_parse_duration(text, &age)) {
		*time = clock_now() - age;
		return 0;
	}
	if (date_parse(text, time))
		return 0;
	return err_set(err, ERR_USAGE,
		       "--%s '%s' is no time; write 2026-11-22T07:00:00Z, or an age such as 24h",
		       option, text);
}

const struct digest_settings *setup_digest(const struct config *config, const char *name,
					   struct err *err)
{
	const char *nearest = config->digest_count > 0 ? config->digests[0].name : NULL;
	size_t i;

	for (i = 0; i < config->digest_count; i++) {
		const struct digest_settings *digest = &config->digests[i];

		if (str_case_equal(digest->name, name) || str_equal(digest->slug, name))
			return digest;
		if (str_distance(digest->name, name) < str_distance(nearest, name))
			nearest = digest->name;
	}
	if (nearest == NULL)
		err_set(err, ERR_USAGE, "the config has no digest; add a section [digest: NAME]");
	else
		err_set(err, ERR_USAGE, "no digest '%s' in the config (did you mean '%s'?)", name,
			nearest);
	return NULL;
}
