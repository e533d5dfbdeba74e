#include "daemon/notify.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"

/* A path, or an abstract name that is written with '@' for its first NUL. */
static socklen_t fill_address(struct sockaddr_un *address, const char *name)
{
	size_t length = strlen(name);

	if ((name[0] != '/' && name[0] != '@') || length >= sizeof(address->sun_path))
		return 0;
	*address = (struct sockaddr_un){.sun_family = AF_UNIX};
	memcpy(address->sun_path, name, length);
	if (name[0] == '@')
		address->sun_path[0] = '\0';
	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
}

static void send_message(const char *message)
{
	const char *name = getenv("NOTIFY_SOCKET");
	struct sockaddr_un address;
	socklen_t length;
	int fd;

	if (name == NULL)
		return;
	length = fill_address(&address, name);
	fd = length != 0 ? socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0) : -1;
	if (fd < 0)
		return;
	(void)sendto(fd, message, strlen(message), MSG_NOSIGNAL, (struct sockaddr *)&address,
		     length);
	close(fd);
}

void notify_ready(void)
{
	send_message("READY=1");
}

/* The time lets systemd tell this reload from an earlier one (Type=notify-reload). */
void notify_reloading(void)
{
	struct timespec now;
	char message[80];

	clock_gettime(CLOCK_MONOTONIC, &now);
	snprintf(message, sizeof(message), "RELOADING=1\nMONOTONIC_USEC=%lld",
		 (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000);
	send_message(message);
}

void notify_stopping(void)
{
	send_message("STOPPING=1");
}

void notify_alive(void)
{
	send_message("WATCHDOG=1");
}

void notify_status(const char *format, ...)
{
	char message[256] = "STATUS=";
	size_t start = strlen(message);
	va_list args;

	va_start(args, format);
	vsnprintf(message + start, sizeof(message) - start, format, args);
	va_end(args);
	send_message(message);
}

uint64_t notify_watchdog_ms(void)
{
	const char *interval = getenv("WATCHDOG_USEC"), *pid = getenv("WATCHDOG_PID");
	int64_t microseconds = 0, ours = getpid();

	if (interval == NULL || (pid != NULL && !str_to_int64(pid, ours, ours, &ours)))
		return 0;
	if (!str_to_int64(interval, 1, INT64_MAX, &microseconds))
		return 0;
	return (uint64_t)microseconds / 1000;
}
