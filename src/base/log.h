/*
 * What happened to which feed, and what happens next: one line each, to stderr.
 *
 *	error	someone must act
 *	warning	someone may wish to know
 *	info	what a day looks like
 *	debug	why
 *
 * Under systemd (JOURNAL_STREAM) lines begin with their priority, <3> to <7>;
 * the journal adds the time. Any thread may log. Control characters in the
 * text are printed as '?', so that a feed cannot forge a line.
 */
#pragma once

enum log_level {
	LOG_LEVEL_ERROR,
	LOG_LEVEL_WARNING,
	LOG_LEVEL_INFO,
	LOG_LEVEL_DEBUG,
};

void log_set_level(enum log_level most);	/* the default is LOG_LEVEL_WARNING */

void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_debug(const char *format, ...) __attribute__((format(printf, 1, 2)));
