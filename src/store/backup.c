#include "store/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "store/query.h"

/* SQLite leaves the copy to the system's leisure. */
static int sync_file(const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int result = 0;

	if (fd < 0 || fsync(fd) < 0)
		result = err_set_errno(err, ERR_IO, "cannot sync %s", path);
	if (fd >= 0)
		close(fd);
	return result;
}

static int copy(struct store *store, const char *path, struct err *err)
{
	struct query query;

	query_start(&query, store, BACKUP);
	query_bind_text(&query, "path", path);
	return query_run(&query, err);
}

int backup_write(struct store *store, const char *path, struct err *err)
{
	if (file_exists(path))
		return err_set(err, ERR_IO, "backup %s: it exists already", path);
	if (copy(store, path, err) < 0 || sync_file(path, err) < 0) {
		unlink(path);
		return err_wrap(err, "backup %s", path);
	}
	return 0;
}
