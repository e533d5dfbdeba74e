#include "base/err.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

int err_set(struct err *err, enum err_code code, const char *format, ...)
{
	va_list args;

	if (err == NULL)
		return -1;
	err->code = code;
	va_start(args, format);
	vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	return -1;
}

int err_set_errno(struct err *err, enum err_code code, const char *format, ...)
{
	int saved = errno;
	va_list args;
	size_t used;

	if (err == NULL)
		return -1;
	err->code = code;
	va_start(args, format);
	vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	used = strlen(err->text);
	snprintf(err->text + used, sizeof(err->text) - used, ": %s", strerror(saved));
	return -1;
}

int err_wrap(struct err *err, const char *format, ...)
{
	char before[sizeof(err->text)];
	va_list args;
	size_t used;

	if (err == NULL)
		return -1;
	memcpy(before, err->text, sizeof(before));
	va_start(args, format);
	vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	used = strlen(err->text);
	snprintf(err->text + used, sizeof(err->text) - used, ": %s", before);
	return -1;
}
