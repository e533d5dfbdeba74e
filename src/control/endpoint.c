#include "control/endpoint.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

static const char name[] = "control.sock";

enum {
	FIRST_PASSED_FD	= 3,		/* sd_listen_fds(3) */
	BACKLOG		= 64,
	SOCKET_MODE	= 0660,
};

/*
 * A path may be longer than an address has room for: then the directory is
 * opened, into *directory, and named by its descriptor.
 */
static int fill_address(struct sockaddr_un *address, int *directory, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *parent;

	*directory = -1;
	*address = (struct sockaddr_un){.sun_family = AF_UNIX};
	if (strlen(path) < sizeof(address->sun_path)) {
		memcpy(address->sun_path, path, strlen(path));
		return 0;
	}
	parent = mem_dup_bytes(path, (size_t)(slash - path));
	*directory = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(parent);
	snprintf(address->sun_path, sizeof(address->sun_path), "/proc/self/fd/%d%s", *directory,
		 slash);
	return *directory < 0 ? -1 : 0;
}

typedef int (*use_address)(int fd, const struct sockaddr *address, socklen_t length);

/* bind() or connect() */
static int use(use_address call, int fd, const char *path)
{
	struct sockaddr_un address;
	int directory, result = -1, saved;

	if (fill_address(&address, &directory, path) == 0)
		result = call(fd, (struct sockaddr *)&address, sizeof(address));
	saved = errno;
	if (directory >= 0)
		close(directory);
	errno = saved;
	return result;
}

/* What systemd opened for us, for once: processes of ours do not inherit it. */
static int passed_fd(void)
{
	const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
	int64_t ours = getpid(), number = 0;
	socklen_t length = sizeof(int);
	int listens = 0;

	if (pid == NULL || count == NULL || !str_to_int64(pid, ours, ours, &ours) ||
	    !str_to_int64(count, 1, INT32_MAX, &number))
		return -1;
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDS");
	if (getsockopt(FIRST_PASSED_FD, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) < 0 ||
	    listens == 0)
		return -1;
	fcntl(FIRST_PASSED_FD, F_SETFD, FD_CLOEXEC);
	return FIRST_PASSED_FD;
}

/* The path a socket was bound to, to be freed; NULL if it has none. */
static char *path_of(int fd)
{
	struct sockaddr_un address = {0};
	socklen_t length = sizeof(address) - 1;

	if (getsockname(fd, (struct sockaddr *)&address, &length) < 0 ||
	    address.sun_family != AF_UNIX || address.sun_path[0] != '/')
		return NULL;
	return mem_dup(address.sun_path);
}

/* The first of the directories that systemd made for us; NULL: none. */
static char *runtime_path(void)
{
	const char *given = getenv("RUNTIME_DIRECTORY");
	char *directory, *path;

	if (given == NULL || *given == '\0')
		return NULL;
	directory = mem_dup_bytes(given, strcspn(given, ":"));
	path = file_join(directory, name);
	free(directory);
	return path;
}

/* Nobody can connect before listen(), so that its mode may follow its birth. */
static int bind_socket(const char *path, struct err *err)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd >= 0 && unlink(path) < 0 && errno != ENOENT) {
		close(fd);
		fd = -1;
	}
	if (fd < 0 || use(bind, fd, path) < 0 || chmod(path, SOCKET_MODE) < 0 ||
	    listen(fd, BACKLOG) < 0) {
		err_set_errno(err, ERR_IO, "cannot listen on %s", path);
		if (fd >= 0)
			close(fd);
		return -1;
	}
	return fd;
}

static int open_own(struct endpoint *endpoint, struct err *err)
{
	endpoint->path = runtime_path();
	if (endpoint->path == NULL)
		endpoint->path = mem_dup(endpoint->link);
	endpoint->fd = bind_socket(endpoint->path, err);
	return endpoint->fd < 0 ? -1 : 0;
}

/* Without the link the daemon works all the same. */
static void make_link(const struct endpoint *endpoint, const char *path)
{
	if (path == NULL || str_equal(path, endpoint->link))
		return;
	unlink(endpoint->link);
	if (symlink(path, endpoint->link) < 0)
		log_warning("cannot lead from %s to the control socket: %s", endpoint->link,
			    strerror(errno));
}

int endpoint_open(struct endpoint *out, const char *state, struct err *err)
{
	struct endpoint endpoint = {.fd = passed_fd(), .link = file_join(state, name)};
	char *path;

	if (endpoint.fd < 0 && open_own(&endpoint, err) < 0) {
		free(endpoint.link);
		free(endpoint.path);
		return -1;
	}
	path = endpoint.path != NULL ? mem_dup(endpoint.path) : path_of(endpoint.fd);
	make_link(&endpoint, path);
	free(path);
	*out = endpoint;
	return 0;
}

void endpoint_close(struct endpoint *endpoint)
{
	if (endpoint->link != NULL)
		unlink(endpoint->link);
	if (endpoint->path != NULL)
		unlink(endpoint->path);
	free(endpoint->link);
	free(endpoint->path);
	*endpoint = (struct endpoint){0};
}

static int try(const char *path)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), saved;

	if (fd < 0 || use(connect, fd, path) == 0)
		return fd;
	saved = errno;
	close(fd);
	errno = saved;
	return -1;
}

int endpoint_connect(const char *state, struct err *err)
{
	char *runtime = runtime_path(), *path = file_join(state, name);
	int fd = runtime != NULL ? try(runtime) : -1;

	if (fd < 0)
		fd = try(path);
	if (fd < 0 && (errno == ENOENT || errno == ECONNREFUSED || errno == ENOTDIR))
		err_set(err, ERR_UNAVAILABLE, "no daemon runs: nobody listens on %s; start one "
			"with granola run", path);
	else if (fd < 0)
		err_set_errno(err, ERR_UNAVAILABLE, "cannot ask the daemon at %s", path);
	free(runtime);
	free(path);
	return fd;
}
