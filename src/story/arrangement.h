/*
 * Sentences in an order in which they can be read, in paragraphs.
 *
 * The order is that of the first report of which there is something; what
 * others add is told after what it resembles most.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct passages;
struct summary;

/* The summary that these `count` chosen ones of the passages make, in their arena. */
struct summary arrangement_make(const struct passages *passages, const bool *is_chosen,
				size_t count);
