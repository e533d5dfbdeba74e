/*
 * What a mail server answers: one reply at a time out of the bytes that came
 * (RFC 5321, section 4.2).
 */
#pragma once

#include <stddef.h>

struct buf;

enum { REPLY_TEXT_SIZE = 300 };

struct reply {
	int code;			/* 200 to 599; 0: what came is no reply */
	char text[REPLY_TEXT_SIZE];	/* code and text in one line, fit to be shown */
};

/*
 * Takes the first whole reply off *bytes: 1. Or 0 if more has to come. Replies that
 * do not end, or make no sense, are taken as far as they came, with the code 0.
 */
int reply_take(struct reply *out, struct buf *bytes);

/* The line as it may be shown: one line, without controls, cut to its size. */
void reply_show(char out[REPLY_TEXT_SIZE], const char *bytes, size_t length);
