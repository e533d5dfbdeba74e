/*
 * What requests need to know about their URLs: whose turn a request takes, and
 * whether a redirect stays with those we began with.
 */
#pragma once

#include <stdbool.h>

enum address_kind {
	ADDRESS_WEB,			/* http or https */
	ADDRESS_FILE,
	ADDRESS_OTHER,
};

struct address {
	enum address_kind kind;
	char *scheme;			/* in lower case; "" if there is none */
	char *host;			/* in lower case, without port; "" if not of the web */
	char *key;			/* who is asked: host:port, or the URL if not of the web */
	bool is_usual_port;
};

/* To be cleared with address_clear(), whatever it is. */
void address_parse(struct address *address, const char *url);
void address_clear(struct address *address);

/* What people call it: the host, with its port only if that is unusual. */
const char *address_name(const struct address *address);

/* Whether secrets meant for one may be sent to the other: the same host, or its own https. */
bool address_may_share(const struct address *from, const struct address *to);

/* The path of a file: URL, to be freed; NULL if it is not of this machine. */
char *address_path(const char *url);
