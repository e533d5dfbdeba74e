/*
 * An edition as mail: a message with the edition as text and as HTML (RFC 5322,
 * RFC 2046 section 5.1.4), to one recipient.
 *
 * All of it is ASCII, in lines that end with CRLF, and none of them begins with a
 * point. The same letter gives the same bytes.
 */
#pragma once

#include <stdint.h>

#include "text/mailbox.h"

struct arena;
struct buf;
struct edition;

struct letter {
	const struct edition *edition;
	const char *content;		/* of as_mail_content() */
	struct mailbox from;
	struct mailbox to;
	const char *unsubscribe;	/* a URL; NULL: nobody answers such a wish */
	const char *follows;		/* name of the edition that this updates; NULL: none */
	int64_t time;			/* when it was written, UTC seconds */
};

/* What the messages to all recipients have in common: the edition, alone. */
void as_mail_content(struct buf *out, const struct edition *edition);

/*
 * The Message-ID is of the edition, the sender and the recipient, and of nothing
 * else: whoever gets a message twice can know it by that.
 */
void as_mail(struct buf *out, const struct letter *letter);

/* The same for any edition of its digest; with the brackets, in the arena. */
const char *as_mail_id(struct arena *arena, const struct letter *letter, const char *edition);
