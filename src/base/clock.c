#include "base/clock.h"

#include <stdatomic.h>
#include <time.h>

static _Atomic int64_t held_ms = -1;

static int64_t read_ms(clockid_t id)
{
	int64_t held = atomic_load_explicit(&held_ms, memory_order_relaxed);
	struct timespec now;

	if (held >= 0)
		return held;
	clock_gettime(id, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_now(void)
{
	return clock_now_ms() / 1000;
}

int64_t clock_now_ms(void)
{
	return read_ms(CLOCK_REALTIME);
}

int64_t clock_monotonic_ms(void)
{
	return read_ms(CLOCK_MONOTONIC);
}

int64_t clock_cpu_ms(int process)
{
	clockid_t clock;

	return clock_getcpuclockid(process, &clock) == 0 ? read_ms(clock) : -1;
}

int clock_utc_offset(int64_t time)
{
	time_t seconds = (time_t)time;
	struct tm local;

	if (localtime_r(&seconds, &local) == NULL)
		return 0;
	return (int)local.tm_gmtoff;
}

void clock_hold(int64_t now_ms)
{
	atomic_store_explicit(&held_ms, now_ms, memory_order_relaxed);
}
