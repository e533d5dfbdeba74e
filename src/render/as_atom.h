/*
 * Atom (RFC 4287): the stories as posts, for feed readers.
 */
#pragma once

struct arena;
struct edition;
struct pen;
struct post;

void as_atom_edition(const struct pen *pen);

/*
 * The id of a post by which feed readers know it: a tag: URI (RFC 4151) that
 * names digest and post and never changes. In the arena.
 */
const char *as_atom_id(struct arena *arena, const struct edition *edition,
		       const struct post *post);
