/*
 * The only door to time.
 *
 * A test, or `--now`, can hold it still or move it; pure code never comes here
 * and is told the time instead.
 */
#pragma once

#include <stdint.h>

int64_t clock_now(void);		/* UTC, seconds since 1970 */
int64_t clock_now_ms(void);		/* UTC, milliseconds since 1970 */
int64_t clock_monotonic_ms(void);	/* never goes back; from an arbitrary start */

/* What another process has used of the processor so far; -1 if there is none. */
int64_t clock_cpu_ms(int process);

/* How far local time is ahead of UTC at that moment, in seconds (TZ, or the system's zone). */
int clock_utc_offset(int64_t time);

/*
 * Holds the time at `now_ms` until the next call, for every thread; a
 * negative number lets them run again. Call it before there are threads.
 */
void clock_hold(int64_t now_ms);
