/* The first line is a page, the rest a robots.txt. Its rules are the rules of themselves. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "fetch/robots.h"
#include "fuzz/fuzz.h"

/* The rules, written as a file again. */
static void write_file(struct buf *file, const char *rules)
{
	buf_add_text(file, "User-agent: granola\n");
	while (*rules != '\0') {
		size_t length = strcspn(rules, "\n");

		buf_add_text(file, *rules == '+' ? "Allow: " : "Disallow: ");
		buf_add(file, rules + 1, length - 1);
		buf_add_char(file, '\n');
		rules += length + 1;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	char *text = mem_dup_bytes((const char *)bytes, length);
	char *line = memchr(text, '\n', length), *page;
	struct buf rules = {0}, file = {0}, again = {0};
	const char *end = text + length;

	if (line != NULL)
		*line++ = '\0';
	page = mem_printf("https://paper.example/%s", text);
	if (line != NULL)
		robots_select(&rules, line, (size_t)(end - line), "granola");
	write_file(&file, buf_text(&rules));
	robots_select(&again, buf_text(&file), file.length, "granola");
	if (strcmp(buf_text(&again), buf_text(&rules)) != 0 ||
	    robots_allow(buf_text(&again), page) != robots_allow(buf_text(&rules), page))
		abort();
	buf_clear(&rules);
	buf_clear(&file);
	buf_clear(&again);
	free(page);
	free(text);
	return 0;
}
