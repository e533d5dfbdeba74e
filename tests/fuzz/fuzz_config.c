/* Whatever the bytes, they are a config or a list of what is wrong with it, fit to be shown. */
#include <stdlib.h>
#include <string.h>

#include "config/config.h"
#include "fuzz/fuzz.h"
#include "text/utf8.h"

static void check_diagnostics(const struct diagnostics *diagnostics)
{
	size_t i;

	for (i = 0; i < diagnostics->count; i++) {
		char *text = diagnostic_format(&diagnostics->items[i]);

		if (!utf8_is_valid(text, strlen(text)))
			abort();
		free(text);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const struct config_text from = {"fuzz.conf", (const char *)bytes, length};
	struct diagnostics diagnostics = {0};
	struct config *config = NULL;
	struct err err;
	int result = config_load_text(&config, &from, &diagnostics, &err);

	if ((result == 0) != (diagnostics.error_count == 0) || (result == 0) != (config != NULL))
		abort();
	check_diagnostics(&diagnostics);
	config_free(config);
	diagnostics_clear(&diagnostics);
	return 0;
}
