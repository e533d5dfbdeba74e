/*
 * Host names as they are looked up: lower case, ASCII, addresses spelt one way.
 */
#pragma once

#include <stdbool.h>

#include "text/span.h"

struct buf;

/*
 * Appends the host of an http URL (WHATWG URL Standard, section 3.5): escapes
 * decoded, IDNA (UTS 46) applied, IPv4 numbers in any base and IPv6 evened out.
 * false, and nothing appended, if this cannot be a host.
 */
bool hostname_to_ascii(struct buf *out, struct span host);

bool hostname_is_address(struct span host);	/* after hostname_to_ascii(): IPv4 or [IPv6] */
