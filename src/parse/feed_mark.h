/*
 * What tells a link to a feed from other links: its type, or an address such as
 * common software gives to feeds.
 */
#pragma once

#include <stdbool.h>

/*
 * The type of a link as one of those that feeds have, without parameters; NULL
 * if no feed has it. With one that is *is_sure false it may still be another thing.
 */
const char *feed_mark_by_type(const char *type, bool *is_sure);

/* Whether a URL or a relative link looks like a feed's, and of which type; NULL: it may be any. */
bool feed_mark_in_address(const char *url, const char **type);

/* The type of a document whose feed_document has this format; NULL if there is none. */
const char *feed_mark_type_of(const char *format);
