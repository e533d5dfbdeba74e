#include "base/file.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char temporary_prefix[] = ".granola-tmp-";

static int read_all(int fd, const char *path, size_t limit, struct buf *out, struct err *err)
{
	size_t start = out->length;

	for (;;) {
		ssize_t got;

		buf_reserve(out, 65536);
		got = read(fd, out->data + out->length, 65536);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set_errno(err, ERR_NO_INPUT, "cannot read %s", path);
		out->length += (size_t)got;
		out->data[out->length] = '\0';
		if (got == 0)
			return 0;
		if (out->length - start > limit)
			return err_set(err, ERR_DATA, "%s is larger than %zu bytes", path, limit);
	}
}

int file_read(const char *path, size_t limit, struct buf *out, struct err *err)
{
	int fd, result;

	if (str_equal(path, "-"))
		return read_all(STDIN_FILENO, "standard input", limit, out, err);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return err_set_errno(err, ERR_NO_INPUT, "cannot open %s", path);
	result = read_all(fd, path, limit, out, err);
	close(fd);
	return result;
}

static int sync_directory(const char *directory, struct err *err)
{
	int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = 0;

	if (fd < 0 || fsync(fd) < 0)
		result = err_set_errno(err, ERR_IO, "cannot sync %s", directory);
	if (fd >= 0)
		close(fd);
	return result;
}

static int write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t written = write(fd, bytes, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return -1;
		bytes += written;
		length -= (size_t)written;
	}
	return 0;
}

static int write_temporary(const char *path, const char *bytes, size_t length, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
	int failed;

	if (fd < 0)
		return err_set_errno(err, ERR_IO, "cannot create %s", path);
	failed = fchmod(fd, 0644) < 0 || write_all(fd, bytes, length) < 0 || fsync(fd) < 0;
	if (failed)
		err_set_errno(err, ERR_IO, "cannot write %s", path);
	if (close(fd) < 0 && !failed)
		failed = err_set_errno(err, ERR_IO, "cannot close %s", path);
	return failed ? -1 : 0;
}

static int rename_into_place(const char *temporary, const char *directory, const char *name,
			     struct err *err)
{
	char *path = file_join(directory, name);
	int result = 0;

	if (rename(temporary, path) < 0) {
		result = err_set_errno(err, ERR_IO, "cannot rename %s to %s", temporary, path);
		unlink(temporary);
	} else {
		result = sync_directory(directory, err);
	}
	free(path);
	return result;
}

int file_write(const char *directory, const char *name, const char *bytes, size_t length,
	       struct err *err)
{
	char *temporary = mem_printf("%s/%s%s", directory, temporary_prefix, name);
	int result = write_temporary(temporary, bytes, length, err);

	if (result < 0)
		unlink(temporary);
	else
		result = rename_into_place(temporary, directory, name, err);
	free(temporary);
	return result;
}

int file_make_directories(const char *path, struct err *err)
{
	char *partial = mem_dup(path);
	int result = 0;
	char *at;

	for (at = partial + 1; result == 0; at++) {
		char c = *at;

		if (c != '/' && c != '\0')
			continue;
		*at = '\0';
		if (mkdir(partial, 0755) < 0 && errno != EEXIST)
			result = err_set_errno(err, ERR_IO, "cannot make directory %s", partial);
		*at = c;
		if (c == '\0')
			break;
	}
	free(partial);
	return result;
}

void file_remove_leftovers(const char *directory)
{
	DIR *entries = opendir(directory);
	const struct dirent *entry;

	if (entries == NULL)
		return;
	while ((entry = readdir(entries)) != NULL) {
		if (str_starts(entry->d_name, temporary_prefix))
			unlinkat(dirfd(entries), entry->d_name, 0);
	}
	closedir(entries);
}

bool file_exists(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0;
}

char *file_join(const char *directory, const char *name)
{
	if (name[0] == '/')
		return mem_dup(name);
	return mem_printf("%s%s%s", directory, str_ends(directory, "/") ? "" : "/", name);
}
