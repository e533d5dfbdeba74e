/*
 * Mail addresses as people write them: "Jane Example <jane@example.org>", or
 * the address alone (RFC 5322, section 3.4, without comments and quoted local parts).
 */
#pragma once

#include <stdbool.h>

struct arena;

struct mailbox {
	const char *name;		/* "" if there is none */
	const char *address;		/* ASCII, without white space, quotes and brackets */
};

/*
 * The domain may be written in any script and comes out in ASCII (IDNA); what
 * stands before the "@" is a dot-atom (RFC 5322, section 3.2.3) in ASCII, of at
 * most 64 characters, that begins with no "-". False if it is none.
 */
bool mailbox_parse(struct mailbox *out, struct arena *arena, const char *text);
