/*
 * A library to be loaded before all others, which makes one call to the system
 * fail, or take long, or be the moment of a signal, for tests of what a program
 * does then.
 *
 *	FAULT_CALL	write, sync, open, rename, socket or memory
 *	FAULT_AT	which call of that kind fails, from 1; 0: none
 *	FAULT_ERRNO	how, as a number
 *	FAULT_SIGNAL	if set, it does not fail, but the process gets this signal
 *	FAULT_DELAY_MS	if set, it does not fail, but takes so much longer
 *	FAULT_LASTING	if set, all later ones fail as well
 *	FAULT_COUNT	a file that is told, at the end, how many there were
 *
 * Only the first process is made to fail, not those that it starts.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char owner_variable[] = "FAULT_OWNER";

static const char *wanted;
static long fail_at;
static int fail_errno;
static int fail_signal;
static long delay_ms;
static bool is_lasting;
static atomic_long calls;

static bool fails(const char *call)
{
	long number;

	if (wanted == NULL || strcmp(wanted, call) != 0)
		return false;
	number = atomic_fetch_add(&calls, 1) + 1;
	if (fail_at == 0 || number < fail_at || (number > fail_at && !is_lasting))
		return false;
	if (fail_signal != 0)
		kill(getpid(), fail_signal);
	if (delay_ms != 0)
		nanosleep(&(struct timespec){delay_ms / 1000, delay_ms % 1000 * 1000000}, NULL);
	errno = fail_errno;
	return fail_signal == 0 && delay_ms == 0;
}

static long read_number(const char *variable, long otherwise)
{
	const char *text = getenv(variable);

	return text != NULL ? strtol(text, NULL, 10) : otherwise;
}

__attribute__((constructor)) static void begin(void)
{
	if (getenv(owner_variable) != NULL)
		return;
	setenv(owner_variable, "", 1);
	fail_at = read_number("FAULT_AT", 0);
	fail_errno = (int)read_number("FAULT_ERRNO", EIO);
	fail_signal = (int)read_number("FAULT_SIGNAL", 0);
	delay_ms = read_number("FAULT_DELAY_MS", 0);
	is_lasting = getenv("FAULT_LASTING") != NULL;
	wanted = getenv("FAULT_CALL");
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("FAULT_COUNT");
	FILE *file;

	if (wanted == NULL || path == NULL)
		return;
	wanted = NULL;
	file = fopen(path, "w");
	if (file == NULL)
		return;
	fprintf(file, "%ld\n", atomic_load(&calls));
	fclose(file);
}

/* What stands behind ours; ISO C has no cast from an object to a function. */
#define NEXT(next, name)						\
	static typeof(&name) next;					\
	if (next == NULL)						\
		*(void **)&next = dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *bytes, size_t length)
{
	NEXT(next, write);
	return fails("write") ? -1 : next(fd, bytes, length);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset)
{
	NEXT(next, pwrite);
	return fails("write") ? -1 : next(fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset)
{
	NEXT(next, pwrite64);
	return fails("write") ? -1 : next(fd, bytes, length, offset);
}

int fsync(int fd)
{
	NEXT(next, fsync);
	return fails("sync") ? -1 : next(fd);
}

int fdatasync(int fd)
{
	NEXT(next, fdatasync);
	return fails("sync") ? -1 : next(fd);
}

static int mode_of(int flags, va_list arguments)
{
	return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg(arguments, int) : 0;
}

int open(const char *path, int flags, ...)
{
	va_list arguments;
	int mode;

	NEXT(next, open);
	va_start(arguments, flags);
	mode = mode_of(flags, arguments);
	va_end(arguments);
	return fails("open") ? -1 : next(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	va_list arguments;
	int mode;

	NEXT(next, open64);
	va_start(arguments, flags);
	mode = mode_of(flags, arguments);
	va_end(arguments);
	return fails("open") ? -1 : next(path, flags, mode);
}

int rename(const char *from, const char *to)
{
	NEXT(next, rename);
	return fails("rename") ? -1 : next(from, to);
}

int socket(int domain, int type, int protocol)
{
	NEXT(next, socket);
	return fails("socket") ? -1 : next(domain, type, protocol);
}

/* dlsym() allocates itself: these are asked for by name. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
	return fails("memory") ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails("memory") ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return fails("memory") ? NULL : __libc_realloc(old, size);
}
