/*
 * A library to be loaded before all others, which has time run as a test wants it.
 *
 *	CLOCK_SPEED	how many times as fast, and waits end as much sooner
 *	CLOCK_START	what the wall's clock shows at first, in seconds since 1970
 *	CLOCK_SHIFT	a file of eight bytes, an int64_t: seconds by which the wall's
 *			clock is off; to be written to while the program runs
 *	CLOCK_REPORT	a file that gets a line every ten minutes of that clock: how many
 *			they were, the heap's bytes in use, those of them that are
 *			SQLite's, and the open descriptors
 *
 * Only the first process lives by it, not those that it starts; and what it uses of
 * the processor is counted as ever.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const char owner_variable[] = "CLOCK_OWNER";
static const int64_t NANO = 1000 * 1000 * 1000;

static int64_t speed = 1;
static int64_t start_real;		/* all in nanoseconds */
static int64_t start_monotonic;
static int64_t start_shown;
static const volatile int64_t *shift;
static const char *report;
static int64_t reported;		/* how many times */

/* What stands behind ours; ISO C has no cast from an object to a function. */
#define NEXT(next, name)						\
	static typeof(&name) next;					\
	if (next == NULL)						\
		*(void **)&next = dlsym(RTLD_NEXT, #name)

static int64_t to_number(const struct timespec *time)
{
	return (int64_t)time->tv_sec * NANO + time->tv_nsec;
}

static struct timespec to_time(int64_t number)
{
	return (struct timespec){.tv_sec = number / NANO, .tv_nsec = number % NANO};
}

static int64_t read_true(clockid_t clock)
{
	struct timespec now;

	NEXT(next, clock_gettime);
	next(clock, &now);
	return to_number(&now);
}

__attribute__((constructor)) static void begin(void)
{
	const char *start = getenv("CLOCK_START"), *factor = getenv("CLOCK_SPEED");
	const char *path = getenv("CLOCK_SHIFT");
	int fd = path != NULL ? open(path, O_RDONLY | O_CLOEXEC) : -1;

	start_real = read_true(CLOCK_REALTIME);
	start_monotonic = read_true(CLOCK_MONOTONIC);
	start_shown = start_real;
	if (getenv(owner_variable) != NULL)
		return;
	setenv(owner_variable, "", 1);
	report = getenv("CLOCK_REPORT");
	if (factor != NULL)
		speed = strtol(factor, NULL, 10);
	if (start != NULL)
		start_shown = strtol(start, NULL, 10) * NANO;
	if (fd >= 0)
		shift = mmap(NULL, sizeof(*shift), PROT_READ, MAP_SHARED, fd, 0);
}

static int64_t shown(void)
{
	int64_t off = shift != NULL && (const void *)shift != MAP_FAILED ? *shift : 0;

	return start_shown + (read_true(CLOCK_REALTIME) - start_real) * speed + off * NANO;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
	NEXT(next, clock_gettime);
	if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)
		*now = to_time(shown());
	else if (clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_COARSE)
		*now = to_time(start_monotonic +
			       (read_true(CLOCK_MONOTONIC) - start_monotonic) * speed);
	else
		return next(clock, now);
	return 0;
}

time_t time(time_t *out)
{
	time_t now = shown() / NANO;

	if (out != NULL)
		*out = now;
	return now;
}

int gettimeofday(struct timeval *now, void *zone)
{
	int64_t number = shown();

	(void)zone;
	*now = (struct timeval){.tv_sec = number / NANO, .tv_usec = number % NANO / 1000};
	return 0;
}

static int count_descriptors(void)
{
	DIR *directory = opendir("/proc/self/fd");
	int count = -3;			/* itself, and the entries that every directory has */

	while (directory != NULL && readdir(directory) != NULL)
		count++;
	if (directory != NULL)
		closedir(directory);
	return count;
}

static long long count_sqlite(void)
{
	long long (*used)(void);

	*(void **)&used = dlsym(RTLD_DEFAULT, "sqlite3_memory_used");
	return used != NULL ? used() : 0;
}

/* When the loop waits, nothing is half-done. */
static void report_if_due(void)
{
	const int64_t every = 600 * NANO;
	struct mallinfo2 heap;
	FILE *file;

	if (report == NULL || shown() < start_shown + (reported + 1) * every)
		return;
	heap = mallinfo2();
	file = fopen(report, "a");
	if (file == NULL)
		return;
	fprintf(file, "%lld %zu %lld %d\n", (long long)++reported,
		heap.uordblks + heap.hblkhd, count_sqlite(), count_descriptors() - 1);
	fclose(file);
}

static int shorten(int timeout_ms)
{
	return timeout_ms > 0 ? (int)((timeout_ms + speed - 1) / speed) : timeout_ms;
}

int epoll_wait(int fd, struct epoll_event *events, int most, int timeout_ms)
{
	NEXT(next, epoll_wait);
	report_if_due();
	return next(fd, events, most, shorten(timeout_ms));
}

int epoll_pwait(int fd, struct epoll_event *events, int most, int timeout_ms,
		const sigset_t *signals)
{
	NEXT(next, epoll_pwait);
	report_if_due();
	return next(fd, events, most, shorten(timeout_ms), signals);
}

/* Of conditions that wait by the steady clock, as libuv's do. */
int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex,
			   const struct timespec *until)
{
	const struct timespec sooner =
		to_time(start_monotonic + (to_number(until) - start_monotonic) / speed);

	NEXT(next, pthread_cond_timedwait);
	return next(condition, mutex, &sooner);
}

int nanosleep(const struct timespec *wait, struct timespec *left)
{
	const struct timespec shorter = to_time(to_number(wait) / speed);

	NEXT(next, nanosleep);
	return next(&shorter, left);
}

int usleep(useconds_t wait)
{
	const struct timespec shorter = to_time((int64_t)wait * 1000 / speed);

	NEXT(next, nanosleep);
	return next(&shorter, NULL);
}
