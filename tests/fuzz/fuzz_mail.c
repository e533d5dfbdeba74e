/*
 * Whatever the bytes: as what a mail server answers they are replies that may be
 * shown; as an address they are none, or one that stays the same; as a title, a
 * name or a text they are one field, or one body, of mail.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "fetch/reply.h"
#include "fuzz/fuzz.h"
#include "render/mime.h"
#include "text/mailbox.h"
#include "text/utf8.h"

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check_replies(const char *bytes, size_t length)
{
	struct buf left = {0};
	struct reply reply;
	size_t before;

	buf_add(&left, bytes, length);
	for (before = left.length + 1; reply_take(&reply, &left); before = left.length) {
		const char *at = reply.text;

		must(left.length < before);
		must(reply.code == 0 || (reply.code >= 200 && reply.code <= 599));
		must(utf8_is_valid(at, strlen(at)));
		for (; *at != '\0'; at++)
			must((unsigned char)*at >= ' ' && *at != 0x7f);
	}
	must(left.length <= length);
	buf_clear(&left);
}

static void check_address(const char *text)
{
	struct arena *arena = arena_new();
	struct mailbox mailbox, again;

	if (mailbox_parse(&mailbox, arena, text)) {
		const char *at = mailbox.address;

		must(mailbox_parse(&again, arena, mailbox.address));
		must(str_equal(again.address, mailbox.address) && *again.name == '\0');
		must(*at != '-');
		for (; *at != '\0'; at++)
			must(*at > ' ' && *at <= '~' && strchr("<>\"(),:;\\[]", *at) == NULL);
	}
	arena_free(arena);
}

/* Lines of ASCII that end with CRLF; those of a field go on with a space. */
static void check_lines(const struct buf *out, size_t longest, bool is_field)
{
	const char *at = buf_text(out), *end;
	bool is_first = true;

	for (; *at != '\0'; at = end + 2) {
		end = strstr(at, "\r\n");
		must(end != NULL && (size_t)(end - at) <= longest);
		must(*at != '.' && !str_starts(at, "From "));
		must(!is_field || is_first == (*at != ' '));
		is_first = false;
		for (; at < end; at++)
			must(*at == '\t' || (*at >= ' ' && *at <= '~'));
	}
}

static void check_mime(const char *text)
{
	struct buf out = {0};

	mime_add_text(&out, "Subject", text);
	check_lines(&out, 78, true);
	buf_truncate(&out, 0);
	mime_add_named(&out, "To", text, "jane@example.org");
	check_lines(&out, 78, true);
	must(buf_ends_with(&out, " <jane@example.org>\r\n"));
	buf_truncate(&out, 0);
	mime_add_body(&out, text);
	check_lines(&out, 76, false);
	must(strstr(strstr(buf_text(&out), "\r\n\r\n"), "=_") == NULL);
	buf_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct buf text = {0};

	buf_add(&text, (const char *)bytes, length);
	check_replies((const char *)bytes, length);
	check_address(buf_text(&text));
	check_mime(buf_text(&text));
	buf_clear(&text);
	return 0;
}
