/*
 * What can only be judged once all of a config file has been read: digests,
 * which may name groups that come after them and be mailed by what does,
 * publishers, of which no two may have the same domain, and how mail is sent.
 */
#pragma once

#include <stddef.h>

struct config;
struct diagnostics;
struct map;
struct section;

/*
 * Completes the config's digests from their sections, in the file's order, and
 * checks them. `groups` knows the groups by name.
 */
void review_digests(struct config *config, struct section *const *sections, size_t count,
		    const struct map *groups, struct diagnostics *diagnostics);

/* The same of the config's publishers. */
void review_publishers(struct config *config, struct section *const *sections, size_t count,
		       struct diagnostics *diagnostics);

/* Checks what [mail] says of itself. */
void review_mail(const struct config *config, const struct section *section,
		 struct diagnostics *diagnostics);
