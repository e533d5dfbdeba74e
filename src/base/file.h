/*
 * Files that are there whole or not at all.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct buf;

/*
 * Appends a whole file to *out. "-" is standard input. A file longer than
 * `limit` bytes is ERR_DATA; one that cannot be opened ERR_NO_INPUT.
 */
int file_read(const char *path, size_t limit, struct buf *out, struct err *err);

/*
 * Replaces directory/name by these bytes: a temporary file, fsync, rename,
 * fsync of the directory. After a crash either the old or the new file is
 * there. The mode is 0644 whatever the umask, because digests are for reading.
 */
int file_write(const char *directory, const char *name, const char *bytes, size_t length,
	       struct err *err);

int file_make_directories(const char *path, struct err *err);	/* as mkdir -p, mode 0755 */

/* Removes the temporary files that an interrupted file_write() left in a directory. */
void file_remove_leftovers(const char *directory);

bool file_exists(const char *path);

/* directory + "/" + name, to be freed; an absolute name stands alone. */
char *file_join(const char *directory, const char *name);
