/*
 * Most URLs need no work: a quick look tells them from the rest.
 */
#pragma once

#include <stdbool.h>

/* Whether this is an http or https URL just as url_resolve() would write it. */
bool url_plain(const char *url);
