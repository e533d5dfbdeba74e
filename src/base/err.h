/*
 * One shape for every failure: who must act, and one line of text for a person.
 *
 * A function that can fail returns 0, or -1 with *err filled in. On success
 * *err is untouched and nobody reads it.
 */
#pragma once

#include <stdarg.h>

/* Who must act. The values are those of sysexits(3), so that main() can exit with them. */
enum err_code {
	ERR_USAGE	= 64,	/* the caller of the command: wrong arguments */
	ERR_DATA	= 65,	/* whoever made the input: it is not what it should be */
	ERR_NO_INPUT	= 66,	/* the user: a file is missing or unreadable */
	ERR_UNAVAILABLE	= 69,	/* the operator: the daemon does not answer */
	ERR_INTERNAL	= 70,	/* us */
	ERR_IO		= 74,	/* the operator: disk, permissions, quota */
	ERR_TRY_LATER	= 75,	/* nobody: it may work later */
	ERR_CONFIG	= 78,	/* the user: the configuration file */
};

struct err {
	enum err_code code;
	char text[1000];
};

/* Fills in *err, which may be NULL, and returns -1. The text has no final point or newline. */
int err_set(struct err *err, enum err_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* As err_set(), followed by ": " and what errno says. */
int err_set_errno(struct err *err, enum err_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Puts what the caller was doing, and ": ", before the text; returns -1. */
int err_wrap(struct err *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
