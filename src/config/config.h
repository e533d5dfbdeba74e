/*
 * The feeds config file: what the people who run granola edit.
 *
 * A config never changes once loaded; reloading makes another one. It and all
 * its strings live in one arena. granola.conf(5) describes the syntax.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "config/diagnostic.h"
#include "model/digest.h"
#include "model/feed.h"
#include "model/mailing.h"
#include "model/publisher.h"

struct arena;

struct config {
	const char *path;
	const char *owner;
	const char *contact;		/* URL in the User-Agent; NULL: none */
	const char *state;		/* directory of granola.db; absolute */
	const char *output;		/* directory of the digests; absolute */
	int64_t keep;			/* seconds an entry's text is kept */
	int64_t connections;		/* requests under way at once */
	int64_t host_connections;	/* … to one host */
	int64_t page_wait;		/* seconds a first edition waits for pages of entries */
	const char *metrics;		/* file for what the daemon counts; NULL: none */
	bool sandbox;			/* feeds are parsed by processes of their own, in a jail */
	struct summarizer_settings summarizer;
	struct mail_settings mail;
	struct feed_settings *feeds;	/* in the file's order, each URL once */
	size_t feed_count;
	struct publisher_list publishers;
	struct digest_settings *digests;
	size_t digest_count;
	const char **directories;	/* of all files it is made of: what to watch; absolute */
	size_t directory_count;
	struct hash contents;		/* of all files it is made of: has anything changed? */
	size_t warning_count;		/* said about it when it was loaded */
	struct arena *arena;
};

/*
 * Reads a config and all it includes, relative to where it stands. Everything
 * wrong with it is in *diagnostics, in order, whether it loads or not; with an
 * error among them the result is ERR_CONFIG and *out is untouched. A file that
 * cannot be read is ERR_NO_INPUT for the main file.
 */
int config_load(struct config **out, const char *path, struct diagnostics *diagnostics,
		struct err *err);

/* What a file would hold, were it one. */
struct config_text {
	const char *name;		/* for messages */
	const char *text;
	size_t length;
};

/* The same from memory, where `include` is an error and templates are not read. */
int config_load_text(struct config **out, const struct config_text *from,
		     struct diagnostics *diagnostics, struct err *err);

void config_free(struct config *config);		/* accepts NULL */
