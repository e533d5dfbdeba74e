/*
 * What most subcommands begin with.
 */
#pragma once

#include <stdint.h>

#include "base/err.h"

struct arguments;
struct config;
struct digest_settings;

/*
 * Holds the clock for --now, then loads the config; everything wrong with it
 * is printed to stderr.
 */
int setup_config(struct config **out, const struct arguments *arguments, struct err *err);

/* The same, for commands that only want to know where things are: warnings are not printed. */
int setup_config_briefly(struct config **out, const struct arguments *arguments, struct err *err);

/*
 * The value of an option that is a date or an age ("24h"), in UTC seconds;
 * `otherwise` if it was not given.
 */
int setup_time(int64_t *time, const struct arguments *arguments, const char *option,
	       int64_t otherwise, struct err *err);

/* The digest of this name, as the config writes it or as its directory is called; NULL if none. */
const struct digest_settings *setup_digest(const struct config *config, const char *name,
					   struct err *err);
