#include "config/section.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "config/value.h"

enum { LONGEST_NAME = 64 };		/* of an option; what is longer is none */

static void set_default(const struct option *option, void *target, struct arena *arena)
{
	struct line nowhere = { .file = option->name };
	struct diagnostics diagnostics = {0};
	struct setting setting = {
		.option = option,
		.value = { &nowhere, option->fallback, option->fallback + strlen(option->fallback) },
		.target = target,
		.arena = arena,
		.diagnostics = &diagnostics,
	};
	int result = value_set(&setting);

	assert(result == 0);
	(void)result;
}

/* The section that an option belongs in, if it is not this one. */
static const struct section_options *find_home(const char *name)
{
	int type;

	for (type = 0; type < SECTION_TYPES; type++) {
		if (options_find(options_of(type), name) != NULL)
			return options_of(type);
	}
	return NULL;
}

static void report_unknown(const struct section *section, const char *name,
			   const struct stretch *where, const struct section_context *context)
{
	const struct section_options *options = section->options, *home = find_home(name);
	const char *names[OPTIONS_MOST], *guess;
	struct buf all = {0};
	size_t i;

	for (i = 0; i < options->count; i++) {
		names[i] = options->options[i].name;
		buf_printf(&all, "%s%s", i == 0 ? "" : ", ", names[i]);
	}
	guess = diagnostic_guess(context->arena, name, names, options->count);
	if (*guess != '\0')
		diagnostic_error(context->diagnostics, where, "unknown option '%s'%s", name, guess);
	else if (home != NULL)
		diagnostic_error(context->diagnostics, where, "'%s' belongs in a section %s; move "
				 "it there", name, home->example);
	else
		diagnostic_error(context->diagnostics, where, "unknown option '%s'; [%s] has %s",
				 name, options->name, buf_text(&all));
	buf_clear(&all);
}

/* Whether the option may be given here: once, and where it belongs. */
static bool may_set(const struct section *section, const struct option *option,
		    const struct stretch *before, const struct stretch *name,
		    const struct section_context *context)
{
	if (option->is_feed_only && !section->is_feed) {
		diagnostic_error(context->diagnostics, name, "'%s' belongs on a feed's own line, "
				 "as in https://example.org/feed %s=\"…\"", option->name,
				 option->name);
		return false;
	}
	if (before->start != NULL && !value_adds_up(option)) {
		diagnostic_error(context->diagnostics, name,
				 "'%s' was already given at %s:%d; keep one of them", option->name,
				 before->line->file, before->line->number);
		return false;
	}
	if (section->has_feeds)
		diagnostic_warning(context->diagnostics, name, "'%s' is not for the feeds above "
				   "it; options of a group stand before its feeds", option->name);
	return true;
}

void section_set_defaults(struct section *section, struct arena *arena)
{
	size_t i;

	for (i = 0; i < section->options->count; i++) {
		const struct option *option = &section->options->options[i];

		if (option->fallback != NULL)
			set_default(option, section->target, arena);
	}
}

void section_set(struct section *section, const struct stretch *name, const struct stretch *value,
		 const struct section_context *context)
{
	char text[LONGEST_NAME];
	const struct option *option;
	struct setting setting = {
		.value = *value,
		.target = section->target,
		.directory = context->directory,
		.arena = context->arena,
		.diagnostics = context->diagnostics,
	};
	struct stretch *before;

	snprintf(text, sizeof(text), "%.*s", (int)(name->end - name->start), name->start);
	option = options_find(section->options, text);
	if (option == NULL) {
		report_unknown(section, text, name, context);
		return;
	}
	before = &section->given[option - section->options->options];
	if (!may_set(section, option, before, name, context))
		return;
	if (before->start == NULL)
		value_clear(option, section->target);
	*before = *value;
	setting.option = option;
	value_set(&setting);
}

const struct stretch *section_given(const struct section *section, const char *name)
{
	const struct option *option = options_find(section->options, name);
	const struct stretch *value = &section->given[option - section->options->options];

	return value->start != NULL ? value : NULL;
}
