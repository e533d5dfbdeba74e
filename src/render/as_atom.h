/*
 * Atom (RFC 4287): the stories as posts, for feed readers.
 *
 * A post's entry is written once, when its edition is made; feeds of later
 * editions copy its bytes, so that nothing seems new that is not.
 */
#pragma once

#include <stddef.h>

struct arena;
struct edition;
struct pen;
struct post;
struct posted;

void as_atom_entry(const struct pen *pen, const struct post *post);

/* The digest's feed of these entries, newest first. */
void as_atom_feed(const struct pen *pen, const struct posted *posted, size_t count);

/* One edition alone. */
void as_atom_edition(const struct pen *pen);

/* An id for a post that has none: a tag: URI (RFC 4151) of digest, day and slug. In the arena. */
const char *as_atom_new_id(struct arena *arena, const struct edition *edition,
			   const struct post *post);
