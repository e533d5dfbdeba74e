/*
 * When is an entry the one we already have?
 *
 * By its guid, else by its canonical link, else by its content; so that nothing
 * appears twice and nothing is lost when it is edited.
 */
#pragma once

#include <stddef.h>

struct entry;

/*
 * Fills in key, url_key and content_hash of all entries of one feed. Entries
 * that share a guid yet link to different articles are told apart by link.
 */
void identity_set(struct entry *entries, size_t count);

/* Likewise, and of entries with equal keys only the first stays: returns how many are left. */
size_t identity_assign(struct entry *entries, size_t count);
