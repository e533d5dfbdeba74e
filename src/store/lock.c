#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"

enum {
	PID_LENGTH	= 24,
	MOST_TRIES	= 5,
};

/* The pid of the holder, or "" if there is none to read. */
static void read_pid(int fd, char pid[PID_LENGTH])
{
	ssize_t got = pread(fd, pid, PID_LENGTH - 1, 0);

	pid[got > 0 ? got : 0] = '\0';
	pid[strcspn(pid, "\n")] = '\0';
}

static int refuse(int fd, const char *path, struct err *err)
{
	char pid[PID_LENGTH];

	if (errno != EWOULDBLOCK)
		return err_set_errno(err, ERR_IO, "cannot lock %s", path);
	read_pid(fd, pid);
	return err_set(err, ERR_TRY_LATER, "another process (pid %s) writes to it",
		       pid[0] != '\0' ? pid : "unknown");
}

/* Synced, because a power cut is the stop that most needs noticing. */
static int write_pid(int fd, const char *path, struct err *err)
{
	char pid[PID_LENGTH];
	int length = snprintf(pid, sizeof(pid), "%ld\n", (long)getpid());

	if (ftruncate(fd, 0) < 0 || pwrite(fd, pid, (size_t)length, 0) != length || fsync(fd) < 0)
		return err_set_errno(err, ERR_IO, "cannot write %s", path);
	return 0;
}

/* Whoever only looks, in lock_holder(), is in the way for an instant and must not stop us. */
static int lock_patiently(int fd)
{
	const struct timespec pause = { .tv_nsec = 20 * 1000 * 1000 };
	int tries;

	for (tries = 0; flock(fd, LOCK_EX | LOCK_NB) < 0; tries++) {
		if (errno != EWOULDBLOCK || tries == MOST_TRIES)
			return -1;
		nanosleep(&pause, NULL);
	}
	return 0;
}

int lock_take(struct lock *lock, const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
	char pid[PID_LENGTH];
	int result;

	if (fd < 0)
		return err_set_errno(err, ERR_IO, "cannot open %s", path);
	if (lock_patiently(fd) < 0) {
		result = refuse(fd, path, err);
		goto fail;
	}
	read_pid(fd, pid);
	result = write_pid(fd, path, err);
	if (result < 0)
		goto fail;
	lock->fd = fd;
	lock->was_unclean = pid[0] != '\0';
	return 0;
fail:
	close(fd);
	return result;
}

/*
 * A shared lock, tried for a moment, tells whether the exclusive one is held.
 * It is the time of the file, written once when it was taken, that says since when.
 */
int64_t lock_holder(const char *path, int64_t *since)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	char text[PID_LENGTH];
	struct stat status;
	int64_t pid = 0;

	if (fd < 0)
		return 0;
	if (flock(fd, LOCK_SH | LOCK_NB) < 0 && fstat(fd, &status) == 0) {
		read_pid(fd, text);
		if (str_to_int64(text, 1, INT64_MAX, &pid))
			*since = status.st_mtime;
	}
	close(fd);
	return pid;
}

void lock_release(struct lock *lock, bool is_clean)
{
	if (lock->fd < 0)
		return;
	/* Should this fail, the next opening checks the store once more than needed. */
	if (is_clean && ftruncate(lock->fd, 0) < 0)
		lock->was_unclean = true;
	close(lock->fd);
	lock->fd = -1;
}
