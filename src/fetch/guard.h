/*
 * Which addresses strangers have no business sending us to: this machine, the
 * networks around it, and what stands for either (RFC 6890 and its kin).
 */
#pragma once

#include <stdbool.h>
#include <sys/socket.h>

enum { GUARD_TEXT_SIZE = 64 };

/* Anything but a public internet address is refused, other families too. */
bool guard_allows(const struct sockaddr *address);

/*
 * The same of a host as a URL spells it: numbers in every form that resolvers
 * take ("127.1", "0x7f000001", "[::1]"), and localhost. Other names are allowed,
 * for it is their addresses that count.
 */
bool guard_allows_host(const char *host);

/* The address as people write it, without port. Returns `out`. */
const char *guard_format(const struct sockaddr *address, char out[GUARD_TEXT_SIZE]);
