/*
 * The page that tells how the feeds are: those that need attention, then each
 * with its last week and the times of day at which it brings something.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct pen;
struct render_context;

enum { HEALTH_DAYS = 7, HEALTH_HOURS = 24 };

struct health_day {
	size_t polls;
	size_t failures;		/* of these */
	size_t entries;			/* that were new */
};

struct feed_health {
	const char *title;		/* or its URL */
	const char *url;
	struct health_day days[HEALTH_DAYS];	/* UTC; the last one is today */
	uint8_t hours[HEALTH_HOURS];	/* UTC: shares of any sum */
};

void health_page(const struct pen *pen, const struct render_context *context);
