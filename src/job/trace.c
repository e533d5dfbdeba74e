#include "job/trace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

enum { LONGEST = 200 };		/* of what is in the file; keys are shorter */

static bool was_accepted(int fd, const char *key)
{
	char text[LONGEST + 1];
	ssize_t got = pread(fd, text, LONGEST, 0);
	size_t length = strlen(key);

	text[got > 0 ? got : 0] = '\0';
	return str_starts(text, key) && str_equal(text + length, "\naccepted\n");
}

/* Where the shell goes on. */
static int note(int fd, const char *key)
{
	char *line = mem_printf("%s\n", key);
	size_t length = strlen(line);
	bool is_noted = ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0 &&
			write(fd, line, length) == (ssize_t)length;

	free(line);
	return is_noted ? 0 : -1;
}

int trace_take(const char *path, const char *key, enum trace_state *state, int *fd,
	       struct err *err)
{
	int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	*fd = -1;
	if (file < 0)
		return err_set_errno(err, ERR_IO, "cannot open %s", path);
	*state = TRACE_BUSY;
	if (flock(file, LOCK_EX | LOCK_NB) < 0) {
		if (errno != EWOULDBLOCK)
			goto fail;
	} else if (was_accepted(file, key)) {
		*state = TRACE_ACCEPTED;
	} else {
		if (note(file, key) < 0)
			goto fail;
		*state = TRACE_FREE;
		*fd = file;
		return 0;
	}
	close(file);
	return 0;
fail:
	err_set_errno(err, ERR_IO, "cannot note in %s what is mailed", path);
	close(file);
	return -1;
}

void trace_accept(int fd)
{
	static const char line[] = "accepted\n";
	ssize_t written = write(fd, line, sizeof(line) - 1);

	(void)written;			/* without it, it is as if we had been killed before */
}
