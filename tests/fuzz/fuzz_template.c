/*
 * Whatever a template is: it is refused with a reason and a place, or what it
 * writes has the same marks whether strangers' texts are hostile or harmless. The
 * first byte chooses the format.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "fuzz/fuzz.h"
#include "model/digest.h"
#include "render/invented.h"
#include "render/pen.h"
#include "render/template.h"
#include "render/typeset.h"
#include "text/utf8.h"

enum { MOST_BYTES = 8192 };		/* of a template: lists within lists make it longer */

static const char hostile[] = "x\"'<img>&]`";
static const char harmless[] = "x";

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void write_page(struct buf *out, const struct template *template, const char *text,
		       bool is_alone)
{
	struct arena *arena = arena_new();
	const struct edition *edition = invented_hostile(arena, text);
	const struct pen pen = {.out = out, .arena = arena, .edition = edition};

	typeset_page(&pen, template, is_alone ? &edition->posts[0] : NULL);
	arena_free(arena);
}

static size_t count_marks(const struct buf *out, const char *marks)
{
	size_t count = 0, i;

	for (i = 0; i < out->length; i++) {
		if (out->data[i] != '\0' && strchr(marks, out->data[i]) != NULL)
			count++;
	}
	return count;
}

static void check_pages(const struct template *template, bool is_alone)
{
	static const char *const marks[FORMAT_COUNT] = {
		[FORMAT_TEXT] = "\r\033",
		[FORMAT_HTML] = "<>\"'\n",
		[FORMAT_MARKDOWN] = "<>\n",
		[FORMAT_ATOM] = "<>\"'\n",
	};
	struct buf bad = {0}, good = {0};

	write_page(&bad, template, hostile, is_alone);
	write_page(&good, template, harmless, is_alone);
	must(utf8_is_valid(buf_text(&bad), bad.length));
	must(count_marks(&bad, marks[template->format]) ==
	     count_marks(&good, marks[template->format]));
	buf_clear(&bad);
	buf_clear(&good);
}

static void check_faults(const struct template_faults *faults, size_t length)
{
	size_t i;

	must(faults->count > 0);
	for (i = 0; i < faults->count; i++) {
		const struct template_fault *fault = &faults->items[i];

		must(fault->offset <= length);
		must(utf8_is_valid(fault->text, strlen(fault->text)));
		must(strpbrk(fault->text, "\r\n") == NULL);
		must(fault->name == NULL || fault->name_count > 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct template_faults faults;
	const struct template *template;
	struct buf text = {0};

	if (length > 0 && length <= MOST_BYTES) {
		buf_add(&text, (const char *)bytes + 1, length - 1);
		template = template_compile(arena, buf_text(&text), text.length,
					    (enum digest_format)(bytes[0] % FORMAT_JSON), &faults);
		if (template != NULL) {
			check_pages(template, false);
			check_pages(template, true);
		} else {
			check_faults(&faults, text.length);
		}
	}
	buf_clear(&text);
	arena_free(arena);
	return 0;
}
