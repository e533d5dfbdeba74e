#include "cli/commands.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/str.h"
#include "cli/arguments.h"
#include "cli/setup.h"
#include "config/config.h"
#include "job/composition.h"
#include "job/preview.h"
#include "render/builtin.h"
#include "render/render.h"
#include "store/store.h"

static const struct {
	const char *name;
	enum digest_format format;
} formats[] = {
	{ "text", FORMAT_TEXT },
	{ "html", FORMAT_HTML },
	{ "markdown", FORMAT_MARKDOWN },
	{ "atom", FORMAT_ATOM },
	{ "json", FORMAT_JSON },
};

/* NULL if nothing is called so. */
static const enum digest_format *find_format(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (str_equal(formats[i].name, name))
			return &formats[i].format;
	}
	return NULL;
}

static int read_format(enum digest_format *format, const struct arguments *arguments,
		       struct err *err)
{
	const char *name = arguments_get(arguments, "format");
	const enum digest_format *found = find_format(name != NULL ? name : "text");

	if (found == NULL)
		return err_set(err, ERR_USAGE, "--format '%s' is none of text, html, markdown, "
			       "atom, json", name);
	*format = *found;
	return 0;
}

static int print(const char *bytes, size_t length, struct err *err)
{
	fwrite(bytes, 1, length, stdout);
	if (fflush(stdout) != 0 || ferror(stdout))
		return err_set(err, ERR_IO, "cannot write the result");
	return 0;
}

static int print_edition(const struct edition *edition, enum digest_format format, struct err *err)
{
	struct buf out = {0};
	int result;

	render_to(&out, edition, format);
	result = print(buf_text(&out), out.length, err);
	buf_clear(&out);
	return result;
}

static int print_template(const char *name, struct err *err)
{
	const enum digest_format *format = find_format(name);
	const char *template = format != NULL ? builtin_template(*format) : NULL;

	if (template == NULL)
		return err_set(err, ERR_USAGE, "--print-template '%s' is none of text, html, "
			       "markdown, atom", name);
	return print(template, strlen(template), err);
}

static int show(struct store *store, const struct config *config,
		const struct arguments *arguments, struct err *err)
{
	const struct digest_settings *digest = setup_digest(config, arguments->operands[0], err);
	struct composition composition;
	enum digest_format format = FORMAT_TEXT;
	int result = -1;

	if (digest == NULL || read_format(&format, arguments, err) < 0)
		return -1;
	/* One second later, so that this one counts. */
	composition_init(&composition, digest, clock_now() + 1);
	if (setup_time(&composition.since, arguments, "since", 0, err) == 0 &&
	    preview_make(&composition, config, store, err) == 0)
		result = print_edition(&composition.edition, format, err);
	composition_clear(&composition);
	return result;
}

int command_digest(const struct arguments *arguments, struct err *err)
{
	const char *template = arguments_get(arguments, "print-template");
	struct config *config = NULL;
	struct store *store = NULL;
	int result = -1;

	if (template != NULL)
		return print_template(template, err);
	if (arguments->operand_count == 0)
		return err_set(err, ERR_USAGE, "which digest? Name one, as in 'granola digest "
			       "NAME'");
	if (setup_config(&config, arguments, err) == 0 &&
	    store_open(&store, config->state, STORE_READ, err) == 0)
		result = show(store, config, arguments, err);
	store_close(store);
	config_free(config);
	return result;
}
