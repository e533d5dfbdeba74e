/*
 * How editions are mailed, and what may come of it.
 */
#pragma once

#include <stddef.h>

enum mail_tls {
	MAIL_TLS_AUTO,			/* yes, but for a server on this machine */
	MAIL_TLS_YES,
	MAIL_TLS_NO,
};

/* Strings belong to the configuration; NULL where not given. */
struct mail_settings {
	const char *from;		/* as mailbox_parse() reads it */
	const char *server;		/* smtp:// or smtps:// URL */
	enum mail_tls tls;
	const char *auth_file;		/* holds user:password for it */
	const char *ca_file;		/* certificates to trust in place of the system's */
	const char *sendmail;		/* a program, in place of a server; absolute */
	const char *unsubscribe;	/* a URL for those who want no more */
};

/* A message and for whom it is; its lines end with CRLF. */
struct mail_letter {
	const char *sender;
	const char *recipient;
	const char *message;
	size_t length;
};

/* How an attempt to hand a message on ended: who is to act, and when to try again. */
enum mail_end {
	MAIL_ACCEPTED,			/* it is somebody else's now */
	MAIL_REFUSED,			/* this message, for good */
	MAIL_DEFERRED,			/* this message, for now */
	MAIL_UNSENDABLE,		/* no message can be handed on now */
};

struct mail_result {
	enum mail_end end;
	const char *error;		/* one line, unless it was accepted; of the call */
};
