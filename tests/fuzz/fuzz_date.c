/* Whatever the text, it is a length of time or none. */
#include <stdlib.h>

#include "base/mem.h"
#include "fuzz/fuzz.h"
#include "text/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	char *text = mem_dup_bytes((const char *)bytes, length);
	int64_t time = 0;

	if (date_parse_duration(text, &time) && time < 0)
		abort();
	free(text);
	return 0;
}
