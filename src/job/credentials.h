/*
 * What an auth-file holds.
 */
#pragma once

#include "base/err.h"

/* "user:password", to be freed; of no file (NULL) NULL. */
int credentials_read(const char *path, char **credentials, struct err *err);
