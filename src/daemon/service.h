/*
 * The daemon: polls and publishes until it is told to stop. For `granola run`.
 *
 *	SIGTERM, SIGINT	stop: cancel requests, store what was fetched, exit 0
 *	SIGHUP		read the configuration again; a bad one is refused
 *
 * The configuration is read again, too, when it was saved.
 */
#pragma once

#include "base/err.h"

struct config;

/* Takes the config. Returns when it was stopped. */
int service_run(struct config *config, struct err *err);
