#include "cli/output.h"

#include <stdio.h>

#include "model/entry.h"
#include "text/date.h"

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

const char *output_plural(size_t count)
{
	return count == 1 ? "" : "s";
}

const char *output_when(char out[32], int64_t time, int64_t now)
{
	static const struct {
		int64_t seconds;
		const char *unit;
	} units[] = {{86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}};
	int64_t distance = time > now ? time - now : now - time;
	size_t i = 0;

	if (!is_known(time)) {
		snprintf(out, 32, "-");
		return out;
	}
	while (i + 1 < sizeof(units) / sizeof(units[0]) && distance < units[i].seconds * 2)
		i++;
	snprintf(out, 32, "%s%lld %s%s", time > now ? "in " : "",
		 (long long)(distance / units[i].seconds), units[i].unit,
		 time > now ? "" : " ago");
	return out;
}
