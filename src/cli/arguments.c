#include "config.h"

#include "cli/arguments.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"

struct option_spec {
	const char *name;
	char letter;			/* 0: none */
	const char *argument;		/* NULL: a switch */
	const char *help;
};

static const struct option_spec options[] = {
	{"config",	'c', "FILE",	"the config (" GRANOLA_SYSCONFDIR
					"/granola/granola.conf)"},
	{"quiet",	'q', NULL,	"say only what went wrong"},
	{"verbose",	'v', NULL,	"say what happens; twice: and why"},
	{"help",	'h', NULL,	"print this"},
	{"version",	'V', NULL,	"print the version"},
	{"allow-private", 0, NULL,	"go to addresses of private networks too"},
	{"base-url",	0, "URL",	"where the document came from, for relative links"},
	{"check",	0, NULL,	"say in one line whether all is well"},
	{"content-type", 0, "TYPE",	"the Content-Type it was served with"},
	{"failing",	0, NULL,	"only feeds whose last poll failed"},
	{"feed",	0, "URL",	"only entries of this feed"},
	{"feeds-only",	0, NULL,	"poll, but write no digests"},
	{"force",	0, NULL,	"poll all feeds, due or not (still conditionally)"},
	{"format",	0, "FORMAT",	"text (unless given), html, markdown, atom or json"},
	{"json",	0, NULL,	"print one JSON document"},
	{"limit",	0, "N",		"at most so many, 20 unless given"},
	{"metrics",	0, NULL,	"print what the daemon counts, in Prometheus' format"},
	{"now",		0, "TIME",	"act as if it were TIME"},
	{"print-template", 0, "FORMAT",	"print the template that granola comes with"},
	{"sentences",	0, "N",		"length of the summary in sentences"},
	{"since",	0, "TIME",	"only what is newer: a date, or an age such as 24h"},
	{"story",	0, "ID",	"only entries of this story"},
	{"url",		0, "URL",	"where the page came from, for relative links"},
	{"words",	0, "N",		"length of the summary in words"},
};

enum { OPTION_COUNT = sizeof(options) / sizeof(options[0]) };

static_assert((int)OPTION_COUNT <= (int)MOST_OPTIONS, "struct arguments has too few values");

static const char common_options[] = "config quiet verbose help version";

/* Whether a space-separated list has a word. */
static bool has_word(const char *list, const char *word)
{
	size_t length = strlen(word);
	const char *at;

	for (at = list; (at = strstr(at, word)) != NULL; at += length) {
		if ((at == list || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
			return true;
	}
	return false;
}

static bool takes(const struct command *command, const struct option_spec *option)
{
	return has_word(common_options, option->name) || has_word(command->options, option->name);
}

static int option_index(const char *name)
{
	int i = 0;

	while (i < OPTION_COUNT - 1 && !str_equal(options[i].name, name))
		i++;
	assert(str_equal(options[i].name, name));
	return i;
}

static void print_option(const struct option_spec *option)
{
	char letter[] = {'-', option->letter, ',', '\0'};
	char left[40];

	snprintf(left, sizeof(left), "%s --%s%s%s", option->letter != 0 ? letter : "   ",
		 option->name, option->argument != NULL ? " " : "",
		 option->argument != NULL ? option->argument : "");
	printf("  %-26s %s\n", left, option->help);
}

static void print_command_help(const struct command *command)
{
	int i;

	printf("usage: granola %s [options]%s%s\n\n%s.\n\noptions:\n", command->name,
	       *command->operands != '\0' ? " " : "", command->operands, command->summary);
	for (i = 0; i < OPTION_COUNT; i++) {
		if (takes(command, &options[i]))
			print_option(&options[i]);
	}
}

static void print_help(const struct command *commands, size_t count)
{
	size_t i;

	printf("usage: granola COMMAND [options]\n\ncommands:\n");
	for (i = 0; i < count; i++) {
		char left[40];

		if (commands[i].summary == NULL)
			continue;
		snprintf(left, sizeof(left), "%s %s", commands[i].name, commands[i].operands);
		printf("  %-24s %s\n", left, commands[i].summary);
	}
	printf("\nEach takes --help and -c CONFIG. See granola(1) and granola.conf(5).\n");
}

/* The nearest of some names, or NULL if none is near. */
static const char *nearest(const char *word, const char *best, const char *candidate)
{
	unsigned limit = strlen(word) > 4 ? 2 : 1;

	if (str_distance(word, candidate) > limit)
		return best;
	if (best != NULL && str_distance(word, best) <= str_distance(word, candidate))
		return best;
	return candidate;
}

static int fail_unknown(struct err *err, const char *what, const char *word, const char *guess)
{
	if (guess == NULL)
		return err_set(err, ERR_USAGE, "unknown %s '%s'; see granola --help", what, word);
	return err_set(err, ERR_USAGE, "unknown %s '%s' (did you mean '%s'?)", what, word, guess);
}

static int fail_option(struct err *err, const struct command *command, const char *word)
{
	const char *guess = NULL;
	char shown[80];
	int i;

	snprintf(shown, sizeof(shown), "%.*s", (int)strcspn(word, "="), word);
	for (i = 0; i < OPTION_COUNT; i++) {
		const char *near;
		char dashed[40];

		snprintf(dashed, sizeof(dashed), "--%s", options[i].name);
		if (str_equal(dashed, shown))
			return err_set(err, ERR_USAGE, "%s takes no %s; see granola %s --help",
				       command->name, shown, command->name);
		near = nearest(shown + 2, guess, options[i].name);
		if (near != NULL && takes(command, &options[i]))
			guess = near;
	}
	if (guess != NULL)
		return err_set(err, ERR_USAGE, "unknown option '%s' (did you mean '--%s'?)",
			       shown, guess);
	return fail_unknown(err, "option", shown, NULL);
}

/* What getopt_long() should know of: the options of this command only. */
static void list_options(const struct command *command, struct option *longs, char *letters)
{
	int i;

	*letters++ = ':';
	for (i = 0; i < OPTION_COUNT; i++) {
		if (!takes(command, &options[i]))
			continue;
		*longs++ = (struct option){
			.name = options[i].name,
			.has_arg = options[i].argument != NULL,
			.val = 256 + i,
		};
		if (options[i].letter != 0)
			*letters++ = options[i].letter;
		if (options[i].letter != 0 && options[i].argument != NULL)
			*letters++ = ':';
	}
	*longs = (struct option){0};
	*letters = '\0';
}

static int letter_index(int letter)
{
	int i;

	for (i = 0; i < OPTION_COUNT && options[i].letter != letter; i++)
		continue;
	return i;
}

static int parse_options(struct arguments *arguments, int argc, char **argv, struct err *err)
{
	struct option longs[OPTION_COUNT + 1];
	char letters[2 * OPTION_COUNT + 2];
	int found;

	list_options(arguments->command, longs, letters);
	opterr = 0;
	optind = 0;
	while ((found = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		int index = found >= 256 ? found - 256 : letter_index(found);

		if (found == ':')
			return err_set(err, ERR_USAGE, "%s needs a value", argv[optind - 1]);
		if (found == '?' && optopt > 0 && optopt < 256)
			return err_set(err, ERR_USAGE,
				       "unknown option '-%c'; see granola %s --help",
				       optopt, arguments->command->name);
		if (found == '?')
			return fail_option(err, arguments->command, argv[optind - 1]);
		if (str_equal(options[index].name, "verbose") && arguments->values[index] != NULL)
			log_set_level(LOG_LEVEL_DEBUG);
		else if (str_equal(options[index].name, "verbose"))
			log_set_level(LOG_LEVEL_INFO);
		arguments->values[index] = optarg != NULL ? optarg : "";
	}
	return 0;
}

static int take_operands(struct arguments *arguments, int argc, char **argv, struct err *err)
{
	const struct command *command = arguments->command;
	size_t count = (size_t)(argc - optind);

	if (count > command->most_operands)
		return err_set(err, ERR_USAGE, "unexpected '%s'; usage: granola %s [options] %s",
			       argv[optind + (int)command->most_operands], command->name,
			       command->operands);
	if (count < command->least_operands)
		return err_set(err, ERR_USAGE, "usage: granola %s [options] %s", command->name,
			       command->operands);
	memcpy(arguments->operands, argv + optind, count * sizeof(*argv));
	arguments->operand_count = count;
	return 0;
}

static const struct command *find_command(const char *name, const struct command *commands,
					  size_t count, struct err *err)
{
	const char *guess = NULL;
	size_t i;

	for (i = 0; i < count; i++) {
		if (str_equal(commands[i].name, name))
			return &commands[i];
		guess = nearest(name, guess, commands[i].name);
	}
	fail_unknown(err, "command", name, guess);
	return NULL;
}

/* Buffered output that could not be written is a failure too: a full disk, a closed pipe. */
static int flush_output(struct err *err)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return 0;
	if (errno == EPIPE)
		return 0;
	return err_set_errno(err, ERR_IO, "cannot write the result");
}

static int run_command(struct arguments *arguments, int argc, char **argv, struct err *err)
{
	if (parse_options(arguments, argc, argv, err) < 0)
		return -1;
	if (arguments_has(arguments, "help")) {
		print_command_help(arguments->command);
		return 0;
	}
	if (arguments_has(arguments, "version")) {
		printf("granola %s\n", PACKAGE_VERSION);
		return 0;
	}
	if (take_operands(arguments, argc, argv, err) < 0)
		return -1;
	return arguments->command->run(arguments, err);
}

const char *arguments_get(const struct arguments *arguments, const char *name)
{
	return arguments->values[option_index(name)];
}

bool arguments_has(const struct arguments *arguments, const char *name)
{
	return arguments_get(arguments, name) != NULL;
}

int arguments_main(int argc, char **argv, const struct command *commands, size_t count)
{
	struct arguments arguments = {0};
	const char *name = argc > 1 ? argv[1] : "--help";
	struct err err;

	if (str_equal(name, "--help") || str_equal(name, "-h") || str_equal(name, "help")) {
		print_help(commands, count);
		return argc > 1 ? 0 : ERR_USAGE;
	}
	if (str_equal(name, "--version") || str_equal(name, "-V")) {
		printf("granola %s\n", PACKAGE_VERSION);
		return 0;
	}
	arguments.command = find_command(name, commands, count, &err);
	if (arguments.command != NULL &&
	    run_command(&arguments, argc - 1, argv + 1, &err) == 0 && flush_output(&err) == 0)
		return 0;
	fflush(stdout);
	log_error("%s", err.text);
	return (int)err.code;
}
