#include "support/unit.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/digest.h"
#include "render/as_mail.h"
#include "render/invented.h"
#include "render/render.h"

enum { WRITTEN = 1795345202 };	/* 2026-11-22T11:00:02Z */

static struct letter letter_of(struct arena *arena, struct edition *edition)
{
	struct buf content = {0};
	struct letter letter = {
		.edition = edition,
		.from = { "Jane Example", "jane@example.org" },
		.to = { "", "joe@example.net" },
		.time = WRITTEN,
	};

	as_mail_content(&content, edition);
	letter.content = arena_dup(arena, buf_text(&content));
	buf_clear(&content);
	return letter;
}

static char *write_letter(struct arena *arena, const struct letter *letter)
{
	struct buf out = {0};
	char *copy;

	as_mail(&out, letter);
	copy = arena_dup(arena, buf_text(&out));
	buf_clear(&out);
	return copy;
}

/* The message up to its first part. */
static char *head_of(struct arena *arena, const struct letter *letter)
{
	char *head = write_letter(arena, letter), *end = strstr(head, "\r\n\r\n");

	assert_non_null(end);
	end[2] = '\0';
	return head;
}

static void a_message_says_what_it_is_from_whom_and_of_when(void **state)
{
	struct arena *arena = arena_new();
	struct letter letter = letter_of(arena, invented_small(arena));

	(void)state;
	assert_string_equal(head_of(arena, &letter),
		"From: Jane Example <jane@example.org>\r\n"
		"To: <joe@example.net>\r\n"
		"Subject: AI/ML: Harbour Town Votes to Rebuild Its Lighthouse With Wind-Driven\r\n"
		" Lamps and 1 more\r\n"
		"Date: Sun, 22 Nov 2026 12:00:02 +0100\r\n"
		"Message-ID: <2026-11-22T1200.ai-ml.77f1596c68d5f870@example.org>\r\n"
		"List-Id: AI/ML <ai-ml.granola.example.org>\r\n"
		"Auto-Submitted: auto-generated\r\n"
		"MIME-Version: 1.0\r\n"
		"Content-Type: multipart/alternative; boundary=\"=_granola-62de5576ad9995cb\"\r\n");
	arena_free(arena);
}

static void an_update_answers_the_message_it_updates(void **state)
{
	struct arena *arena = arena_new();
	struct edition *edition = invented_small(arena);
	struct letter before = letter_of(arena, edition), after;
	const char *id, *head;

	(void)state;
	edition->name = "2026-11-21T1200";
	id = as_mail_id(arena, &before, edition->name);
	edition->name = "2026-11-22T1200";
	after = letter_of(arena, edition);
	after.follows = "2026-11-21T1200";
	head = head_of(arena, &after);
	assert_non_null(strstr(head, arena_printf(arena,
						  "\r\nIn-Reply-To: %s\r\nReferences: %s\r\n",
						  id, id)));
	assert_null(strstr(head, arena_printf(arena, "Message-ID: %s", id)));
	arena_free(arena);
}

static void each_recipient_edition_and_sender_has_an_id_of_its_own(void **state)
{
	struct arena *arena = arena_new();
	struct letter letter = letter_of(arena, invented_small(arena)), other = letter;
	const char *id = as_mail_id(arena, &letter, "2026-11-22T1200");

	(void)state;
	assert_string_equal(as_mail_id(arena, &other, "2026-11-22T1200"), id);
	assert_string_not_equal(as_mail_id(arena, &other, "2026-11-23T1200"), id);
	other.to.address = "jim@example.net";
	assert_string_not_equal(as_mail_id(arena, &other, "2026-11-22T1200"), id);
	other = letter;
	other.from.address = "jim@example.org";
	assert_string_not_equal(as_mail_id(arena, &other, "2026-11-22T1200"), id);
	arena_free(arena);
}

static void nobody_is_told_to_unsubscribe_where_nobody_listens(void **state)
{
	struct arena *arena = arena_new();
	struct letter letter = letter_of(arena, invented_small(arena));

	(void)state;
	assert_null(strstr(head_of(arena, &letter), "List-Unsubscribe"));
	letter.unsubscribe = "mailto:jane@example.org?subject=stop";
	assert_non_null(strstr(head_of(arena, &letter),
			       "\r\nList-Unsubscribe: <mailto:jane@example.org?subject=stop>\r\n"));
	arena_free(arena);
}

static int from_hex(char c)
{
	return str_is_digit(c) ? c - '0' : c - 'A' + 10;
}

/* The part that begins with this field, decoded from quoted-printable; lines end with LF. */
static char *decode_part(struct arena *arena, const char *message, const char *field)
{
	const char *at = strstr(message, field), *end;
	char *text, *out;

	assert_non_null(at);
	assert_non_null(strstr(at, "quoted-printable\r\n\r\n"));
	at = strstr(at, "\r\n\r\n") + 4;
	end = strstr(at, "\r\n--=_granola-");
	assert_non_null(end);
	text = out = arena_alloc(arena, (size_t)(end - at) + 3);
	for (end += 2; at < end; at++) {
		if (str_starts(at, "=\r\n")) {
			at += 2;
		} else if (*at == '=') {
			*out++ = (char)(from_hex(at[1]) * 16 + from_hex(at[2]));
			at += 2;
		} else if (*at != '\r') {
			*out++ = *at;
		}
	}
	return text;
}

static void both_parts_are_the_edition_without_links_to_files_beside_it(void **state)
{
	struct arena *arena = arena_new();
	struct edition *edition = invented_small(arena), alone = *edition;
	struct letter letter = letter_of(arena, edition);
	const char *message = write_letter(arena, &letter), *html;
	struct buf text = {0}, page = {0};

	(void)state;
	alone.name = "";
	render_to(&text, &alone, FORMAT_TEXT);
	render_to(&page, &alone, FORMAT_HTML);
	html = decode_part(arena, message, "text/html; charset=utf-8");
	assert_string_equal(decode_part(arena, message, "text/plain; charset=utf-8"),
			    buf_text(&text));
	assert_string_equal(html, buf_text(&page));
	assert_null(strstr(html, "href=\"stories/"));
	assert_null(strstr(html, "href=\"index.html"));
	buf_clear(&text);
	buf_clear(&page);
	arena_free(arena);
}

static void hostile_titles_add_no_field_and_no_part(void **state)
{
	static const char *const headlines[] = {
		"x\r\nBcc: jack@example.net", "x\r\n\r\n<script>", ("\xe2\x80\xa8" "Bcc: jack"),
		"x\n--=_granola-0\n", "=?UTF-8?Q?a=0ABcc:_jack?=", "\r", "\xc2\x85To: jack",
	};
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(headlines) / sizeof(headlines[0]); i++) {
		struct edition *edition = invented_small(arena);
		struct letter letter;
		const char *head;
		size_t lines = 0;

		edition->posts[0].headline = headlines[i];
		letter = letter_of(arena, edition);
		for (head = head_of(arena, &letter); *head != '\0'; head = strchr(head, '\n') + 1)
			lines += *head != ' ';
		assert_int_equal(lines, 9);
		assert_null(strstr(letter.content, "\r\nBcc"));
	}
	arena_free(arena);
}

static void every_line_is_short_ascii_and_begins_with_no_point(void **state)
{
	struct arena *arena = arena_new();
	struct edition *editions[] = { invented_small(arena), invented_long(arena) };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(editions) / sizeof(editions[0]); i++) {
		struct letter letter = letter_of(arena, editions[i]);
		const char *at = write_letter(arena, &letter), *end;

		for (; *at != '\0'; at = end + 2) {
			end = strstr(at, "\r\n");
			assert_non_null(end);
			assert_true(end - at <= 78);
			assert_true(*at != '.');
			for (; at < end; at++)
				assert_true(*at >= ' ' && *at <= '~');
		}
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_says_what_it_is_from_whom_and_of_when),
		cmocka_unit_test(an_update_answers_the_message_it_updates),
		cmocka_unit_test(each_recipient_edition_and_sender_has_an_id_of_its_own),
		cmocka_unit_test(nobody_is_told_to_unsubscribe_where_nobody_listens),
		cmocka_unit_test(both_parts_are_the_edition_without_links_to_files_beside_it),
		cmocka_unit_test(hostile_titles_add_no_field_and_no_part),
		cmocka_unit_test(every_line_is_short_ascii_and_begins_with_no_point),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
