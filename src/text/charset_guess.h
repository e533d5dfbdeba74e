/*
 * What encoding bytes are in that say nothing and are not UTF-8.
 */
#pragma once

#include "text/span.h"

/*
 * A label: Cyrillic and Thai are known by which letters are common; everything
 * else is taken for windows-1252. Never NULL.
 */
const char *charset_guess(struct span bytes);
