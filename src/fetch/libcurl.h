/*
 * libcurl, loaded when it is needed.
 *
 * libcurl brings some thirty libraries with it (TLS, Kerberos, LDAP, SSH, ...): loading
 * them takes longer than parsing most feeds, and a process that parses what strangers
 * wrote is safer without them. So granola is not linked with libcurl. Here are functions
 * of the names libcurl gives them, all that fetch/ calls, that pass on to the library.
 */
#pragma once

#include "base/err.h"

/*
 * Loads the library, for good. None of its functions may be called before; later
 * calls do nothing. From one thread at a time, before a second one is there.
 */
int libcurl_load(struct err *err);
