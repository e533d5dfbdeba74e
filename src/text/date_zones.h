/*
 * Zones that go by a place: how far from UTC they are on a given day.
 *
 * Only the places and rules that feeds name are here; what a clock showed
 * before 2007 in America or before 1996 in Europe is not.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "europe/brussels", "et", … in lower case, for date_zones_offset(); -1 if unknown. */
int date_zones_find(const char *name, size_t length);

/* Minutes east of UTC when clocks there show `local` seconds since 1970-01-01 00:00. */
int date_zones_offset(int zone, int64_t local);
