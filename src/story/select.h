/*
 * Which stories an edition tells: the best, but not all from one publisher.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct story;

struct selected {
	const struct story *story;
	double rank;
	int is_update;
};

/*
 * Sorts by rank and keeps at most `most`, in that order; returns how many. A
 * publisher alone with its stories gets no more than a share of the places as
 * long as others have something to tell.
 */
size_t select_stories(struct selected *list, size_t count, size_t most);
