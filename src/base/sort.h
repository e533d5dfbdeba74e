/*
 * Sorting by a number, without asking a function about one pair after the other.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What is sorted: a number, and where in its own list the thing is that has it. */
struct sort_key {
	uint32_t number;
	uint32_t index;
};

/* Puts keys in ascending order of their numbers; equal ones stay in their order. */
void sort_keys(struct sort_key *keys, size_t count);
