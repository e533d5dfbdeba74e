#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { LINE_SIZE = 2048, ENTRY_SIZE = 3 * LINE_SIZE };

static _Atomic int most = LOG_LEVEL_WARNING;
static _Atomic int journal = -1;		/* a connected socket */

static const struct {
	int priority;			/* as in syslog(3) */
	const char *prefix;
} levels[] = {
	[LOG_LEVEL_ERROR]	= {3, "granola: error: "},
	[LOG_LEVEL_WARNING]	= {4, "granola: warning: "},
	[LOG_LEVEL_INFO]	= {6, "granola: "},
	[LOG_LEVEL_DEBUG]	= {7, "granola: debug: "},
};

static void write_line(const char *line, size_t length)
{
	while (length > 0) {
		ssize_t written = write(STDERR_FILENO, line, length);

		if (written <= 0)
			return;		/* there is nobody left to tell */
		line += written;
		length -= (size_t)written;
	}
}

static void clean(char *text)
{
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			*text = '?';
	}
}

/* Whatever does not fit is cut off. */
__attribute__((format(printf, 4, 5)))
static void append(char *out, size_t size, size_t *length, const char *format, ...)
{
	va_list args;
	int added;

	va_start(args, format);
	added = vsnprintf(out + *length, size - *length, format, args);
	va_end(args);
	if (added > 0)
		*length += (size_t)added < size - *length ? (size_t)added : size - *length - 1;
}

/* An entry: a line "NAME=value" each, since no value has a line end in it. */
static bool send_entry(enum log_level level, const struct log_subject *subject, const char *text)
{
	char entry[ENTRY_SIZE], value[LINE_SIZE];
	const struct {
		const char *name, *value;
	} fields[] = {{"FEED", subject->feed}, {"DIGEST", subject->digest}};
	int socket = atomic_load_explicit(&journal, memory_order_relaxed);
	size_t length = 0, i;

	if (socket < 0)
		return false;
	append(entry, sizeof(entry), &length, "PRIORITY=%d\nSYSLOG_IDENTIFIER=granola\n"
	       "MESSAGE=%s\n", levels[level].priority, text);
	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (fields[i].value == NULL)
			continue;
		snprintf(value, sizeof(value), "%s", fields[i].value);
		clean(value);
		append(entry, sizeof(entry), &length, "%s=%s\n", fields[i].name, value);
	}
	return send(socket, entry, length, MSG_NOSIGNAL) == (ssize_t)length;
}

__attribute__((format(printf, 3, 0)))
static void log_line(enum log_level level, const struct log_subject *subject, const char *format,
		     va_list args)
{
	char text[LINE_SIZE], line[LINE_SIZE + 32];
	size_t length = 0, start = 0;

	if ((int)level > atomic_load_explicit(&most, memory_order_relaxed))
		return;
	if (subject->feed != NULL)
		append(text, sizeof(text), &start, "%s: ", subject->feed);
	if (subject->digest != NULL)
		append(text, sizeof(text), &start, "digest %s: ", subject->digest);
	vsnprintf(text + start, sizeof(text) - start, format, args);
	clean(text);
	if (send_entry(level, subject, text))
		return;
	if (getenv("JOURNAL_STREAM") != NULL)
		append(line, sizeof(line), &length, "<%d>%s\n", levels[level].priority, text);
	else
		append(line, sizeof(line), &length, "%s%s\n", levels[level].prefix, text);
	write_line(line, length);
}

void log_set_level(enum log_level level)
{
	atomic_store_explicit(&most, (int)level, memory_order_relaxed);
}

/* JOURNAL_STREAM may be inherited by who has sent its stderr elsewhere since. */
static bool is_journal(const char *stream)
{
	struct stat file;
	char ours[48];

	if (stream == NULL || fstat(STDERR_FILENO, &file) < 0)
		return false;
	snprintf(ours, sizeof(ours), "%llu:%llu", (unsigned long long)file.st_dev,
		 (unsigned long long)file.st_ino);
	return strcmp(stream, ours) == 0;
}

void log_open_journal(void)
{
	const struct sockaddr_un address = {AF_UNIX, "/run/systemd/journal/socket"};
	int opened;

	if (!is_journal(getenv("JOURNAL_STREAM")))
		return;
	opened = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (opened >= 0 && connect(opened, (const void *)&address, sizeof(address)) < 0) {
		close(opened);
		opened = -1;
	}
	atomic_store_explicit(&journal, opened, memory_order_relaxed);
}

void log_about(enum log_level level, const struct log_subject *subject, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_line(level, subject, format, args);
	va_end(args);
}

#define DEFINE_LOG(name, level)						\
	void name(const char *format, ...)				\
	{								\
		va_list args;						\
									\
		va_start(args, format);					\
		log_line(level, &(struct log_subject){0}, format, args);	\
		va_end(args);						\
	}

DEFINE_LOG(log_error, LOG_LEVEL_ERROR)
DEFINE_LOG(log_warning, LOG_LEVEL_WARNING)
DEFINE_LOG(log_info, LOG_LEVEL_INFO)
DEFINE_LOG(log_debug, LOG_LEVEL_DEBUG)
