#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Atomic int most = LOG_LEVEL_WARNING;

static const struct {
	const char *journal;
	const char *plain;
} prefixes[] = {
	[LOG_LEVEL_ERROR]	= {"<3>", "granola: error: "},
	[LOG_LEVEL_WARNING]	= {"<4>", "granola: warning: "},
	[LOG_LEVEL_INFO]	= {"<6>", "granola: "},
	[LOG_LEVEL_DEBUG]	= {"<7>", "granola: debug: "},
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

__attribute__((format(printf, 2, 0)))
static void log_line(enum log_level level, const char *format, va_list args)
{
	const char *prefix;
	char line[2048];
	size_t start, length, i;

	if ((int)level > atomic_load_explicit(&most, memory_order_relaxed))
		return;
	prefix = getenv("JOURNAL_STREAM") != NULL ? prefixes[level].journal
						  : prefixes[level].plain;
	start = strlen(prefix);
	memcpy(line, prefix, start);
	vsnprintf(line + start, sizeof(line) - start - 1, format, args);
	length = strlen(line);
	for (i = start; i < length; i++) {
		if ((unsigned char)line[i] < 0x20 || line[i] == 0x7f)
			line[i] = '?';
	}
	line[length++] = '\n';
	write_line(line, length);
}

void log_set_level(enum log_level level)
{
	atomic_store_explicit(&most, (int)level, memory_order_relaxed);
}

#define DEFINE_LOG(name, level)					\
	void name(const char *format, ...)			\
	{							\
		va_list args;					\
								\
		va_start(args, format);				\
		log_line(level, format, args);			\
		va_end(args);					\
	}

DEFINE_LOG(log_error, LOG_LEVEL_ERROR)
DEFINE_LOG(log_warning, LOG_LEVEL_WARNING)
DEFINE_LOG(log_info, LOG_LEVEL_INFO)
DEFINE_LOG(log_debug, LOG_LEVEL_DEBUG)
