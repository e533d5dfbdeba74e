/* Whatever the text: a date or none, and what was read can be written and read again. */
#include <stdlib.h>

#include "base/mem.h"
#include "fuzz/fuzz.h"
#include "text/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	char *text = mem_dup_bytes((const char *)bytes, length);
	char first[DATE_SIZE];
	int64_t time = 0, again = 0;

	if (date_parse_duration(text, &time) && time < 0)
		abort();
	if (date_parse(text, &time)) {
		if (!date_parse(date_format(time, first), &again) || again != time)
			abort();
	}
	free(text);
	return 0;
}
