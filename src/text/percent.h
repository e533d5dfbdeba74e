/*
 * Percent-escapes in URLs (RFC 3986, section 2).
 */
#pragma once

#include "text/span.h"

struct buf;

int percent_hex_digit(char c);		/* -1 if it is none */

void percent_decode(struct buf *out, struct span text);

/* Appends text with blanks, controls, non-ASCII and what is in `unsafe` escaped; escapes stay. */
void percent_encode(struct buf *out, struct span text, const char *unsafe);

/* Appends text so that spellings of the same compare equal: only what must is escaped, as %2F. */
void percent_even_out(struct buf *out, struct span text);
