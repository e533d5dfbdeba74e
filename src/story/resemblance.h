/*
 * How much two articles seem to tell of one event.
 */
#pragma once

#include <stdint.h>

struct window;

/*
 * From 0 to 1: the likeness of what they are about, fading with the days between
 * them; nothing in different languages, or of different ones of a series.
 */
double resemblance_of(struct window *window, uint32_t a, uint32_t b);

/* How much the resemblance of two articles counts among those of others, up to 1. */
double resemblance_weight(struct window *window, uint32_t a, uint32_t b);
