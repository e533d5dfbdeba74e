/*
 * What happened to which feed, and what happens next: one line each, to stderr.
 *
 *	error	someone must act
 *	warning	someone may wish to know
 *	info	what a day looks like
 *	debug	why
 *
 * Where stderr is systemd's journal (JOURNAL_STREAM, systemd.exec(5)) lines begin
 * with their priority, <3> to <7>; after log_open_journal() they are entries
 * with fields instead (systemd's "Native Journal Protocol"). The journal adds the
 * time. Any thread may log. Control characters in the text are printed as '?',
 * so that a feed cannot forge a line.
 */
#pragma once

enum log_level {
	LOG_LEVEL_ERROR,
	LOG_LEVEL_WARNING,
	LOG_LEVEL_INFO,
	LOG_LEVEL_DEBUG,
};

/* What a line is about: fields by which the journal can be asked; NULL: not about any. */
struct log_subject {
	const char *feed;		/* FEED=, its URL */
	const char *digest;		/* DIGEST=, its name */
};

void log_set_level(enum log_level most);	/* the default is LOG_LEVEL_WARNING */

/* For a daemon, once, while it has one thread. Nothing changes where there is no journal. */
void log_open_journal(void);

/* Text before the line is the subject's: "FEED: " or "digest DIGEST: ". */
void log_about(enum log_level level, const struct log_subject *subject, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_debug(const char *format, ...) __attribute__((format(printf, 1, 2)));
