/*
 * The command line: one table of options for all subcommands.
 *
 * The help, the manual page and completion are checked against it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct arguments;

/* A subcommand: its result goes to stdout; -1 with *err exits with err->code. */
typedef int (*command_cb)(const struct arguments *arguments, struct err *err);

struct command {
	const char *name;
	const char *operands;		/* "[URL]", for the help; "" if it takes none */
	const char *options;		/* names of those it takes besides the common ones */
	const char *summary;		/* one line, without a final point; NULL: not for people */
	size_t least_operands;
	size_t most_operands;
	command_cb run;
};

enum {
	MOST_OPERANDS	= 1024,
	MOST_OPTIONS	= 32,
};

struct arguments {
	const struct command *command;
	const char *operands[MOST_OPERANDS];
	size_t operand_count;
	const char *values[MOST_OPTIONS];	/* by place in the option table; NULL: not given */
};

/* The value of an option by its long name; "" for a switch; NULL if it was not given. */
const char *arguments_get(const struct arguments *arguments, const char *name);
bool arguments_has(const struct arguments *arguments, const char *name);

/* The program: finds the command, parses, runs, reports; returns the exit status. */
int arguments_main(int argc, char **argv, const struct command *commands, size_t count);
