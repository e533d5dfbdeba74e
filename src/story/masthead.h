/*
 * The name of a house, from how its feeds are called: "Meridian Post" of "Meridian
 * Post: Technology", or of "Technology | Meridian Post".
 *
 * A part of a title is the house's if another feed of the house has it too, or if
 * the house's domain is called so (meridianpost.example).
 */
#pragma once

#include <stddef.h>

struct arena;

/*
 * The house of a feed with this title, at a registrable domain; `titles` are those of
 * all feeds there that are known, in any order, this one among them. In the arena;
 * the title itself if it has no such part.
 */
const char *masthead_find(struct arena *arena, const char *title, const char *domain,
			  const char *const *titles, size_t count);
