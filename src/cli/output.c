#include "cli/output.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "model/entry.h"
#include "text/date.h"
#include "text/utf8.h"

static bool is_known(int64_t time)
{
	return time != TIME_UNKNOWN && time != 0 && time != INT64_MAX;
}

json_t *output_json_time(int64_t time)
{
	char text[DATE_SIZE];

	return is_known(time) ? json_string(date_format(time, text)) : json_null();
}

json_t *output_json_text(const char *text)
{
	return text != NULL ? json_string(text) : json_null();
}

void output_json(json_t *document)
{
	json_dumpf(document, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(document);
}

void output_print(const char *format, ...)
{
	struct buf made = {0}, plain = {0};
	const char *at, *end;
	va_list args;

	va_start(args, format);
	buf_vprintf(&made, format, args);
	va_end(args);
	at = buf_text(&made);
	end = at + made.length;
	while (at < end) {
		uint32_t c = utf8_next(&at, end);

		if (c == '\n' || c == '\t' || !utf8_is_steering(c))
			utf8_add(&plain, c);
	}
	fputs(buf_text(&plain), stdout);
	buf_clear(&plain);
	buf_clear(&made);
}

const char *output_plural(size_t count)
{
	return count == 1 ? "" : "s";
}

const char *output_when(char out[OUTPUT_WHEN_SIZE], int64_t time, int64_t now)
{
	static const struct {
		int64_t seconds;
		const char *unit;
	} units[] = {{86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}};
	int64_t distance = time > now ? time - now : now - time;
	size_t i = 0;

	if (!is_known(time)) {
		snprintf(out, OUTPUT_WHEN_SIZE, "-");
		return out;
	}
	while (i + 1 < sizeof(units) / sizeof(units[0]) && distance < units[i].seconds * 2)
		i++;
	snprintf(out, OUTPUT_WHEN_SIZE, "%s%lld %s%s", time > now ? "in " : "",
		 (long long)(distance / units[i].seconds), units[i].unit,
		 time > now ? "" : " ago");
	return out;
}
