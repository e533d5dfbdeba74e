#include "render/as_mail.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "model/digest.h"
#include "render/escape.h"
#include "render/mime.h"
#include "render/render.h"
#include "render/wording.h"
#include "text/date.h"
#include "text/utf8.h"

enum { LONGEST_HEADLINE = 100 };	/* characters of it in the subject */

static const char *domain_of(const struct mailbox *mailbox)
{
	return strchr(mailbox->address, '@') + 1;
}

/* With "=_", which no encoded body has (RFC 2045, section 6.7). */
static const char *boundary_of(struct arena *arena, const struct edition *edition)
{
	return arena_printf(arena, "=_granola-%016" PRIx64,
			    hash64(edition->name, strlen(edition->name)));
}

static void add_part(struct buf *out, const struct edition *edition, enum digest_format format,
		     const char *type)
{
	struct buf text = {0};

	render_to(&text, edition, format);
	buf_printf(out, "Content-Type: %s; charset=utf-8\r\n", type);
	mime_add_body(out, buf_text(&text));
	buf_clear(&text);
}

/* As many characters as a list of messages shows, up to a space if there is one. */
static const char *shorten(struct arena *arena, const char *headline)
{
	const char *end = headline + strlen(headline), *at = headline, *cut;
	int count;

	for (count = 0; at < end && count < LONGEST_HEADLINE; count++)
		utf8_next(&at, end);
	if (at == end)
		return headline;
	for (cut = at; cut > headline && *cut != ' '; cut--)
		;
	return arena_printf(arena, "%.*s…", (int)((cut > headline ? cut : at) - headline),
			    headline);
}

static const char *plain(struct arena *arena, const char *text)
{
	struct buf out = {0};
	const char *copy;

	escape_plain(&out, text);
	copy = arena_dup(arena, buf_text(&out));
	buf_clear(&out);
	return copy;
}

static const char *subject_of(struct arena *arena, const struct edition *edition)
{
	const char *topic = edition->digest->name, *headline;

	if (edition->post_count == 0)
		return arena_printf(arena, "%s: %s", topic, wording_stories(arena, 0));
	headline = shorten(arena, plain(arena, wording_marked_headline(arena, edition->posts)));
	if (edition->post_count == 1)
		return arena_printf(arena, "%s: %s", topic, headline);
	return arena_printf(arena, "%s: %s and %zu more", topic, headline,
			    edition->post_count - 1);
}

/* "Sun, 22 Nov 2026 07:00:00 +0100" (RFC 5322, section 3.3) */
static const char *date_of(struct arena *arena, int64_t time, int utc_offset)
{
	static const char weekdays[][4] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char months[][4] = {
		"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
		"Dec",
	};
	struct civil civil = date_to_civil(time, utc_offset);
	int minutes = abs(utc_offset) / 60;

	return arena_printf(arena, "%s, %d %s %04d %02d:%02d:%02d %c%02d%02d",
			    weekdays[civil.weekday], civil.day, months[civil.month], civil.year,
			    civil.hour, civil.minute, civil.second, utc_offset < 0 ? '-' : '+',
			    minutes / 60, minutes % 60);
}

static void add_people(struct buf *out, const struct letter *letter)
{
	mime_add_named(out, "From", letter->from.name, letter->from.address);
	mime_add_named(out, "To", letter->to.name, letter->to.address);
}

static void add_identity(struct buf *out, struct arena *arena, const struct letter *letter)
{
	const char *parent;

	buf_printf(out, "Message-ID: %s\r\n",
		   as_mail_id(arena, letter, letter->edition->name));
	if (letter->follows == NULL)
		return;
	parent = as_mail_id(arena, letter, letter->follows);
	buf_printf(out, "In-Reply-To: %s\r\nReferences: %s\r\n", parent, parent);
}

/* RFC 2919, RFC 2369, RFC 3834. */
static void add_list(struct buf *out, struct arena *arena, const struct letter *letter)
{
	const struct digest_settings *digest = letter->edition->digest;

	mime_add_named(out, "List-Id", digest->name,
		       arena_printf(arena, "%s.granola.%s", digest->slug,
				    domain_of(&letter->from)));
	if (letter->unsubscribe != NULL)
		mime_add_named(out, "List-Unsubscribe", "", letter->unsubscribe);
	buf_add_text(out, "Auto-Submitted: auto-generated\r\n");
}

void as_mail_content(struct buf *out, const struct edition *edition)
{
	struct arena *arena = arena_new();
	const char *boundary = boundary_of(arena, edition);
	struct edition alone = *edition;

	alone.name = "";		/* so that it has no links to files beside it */
	buf_printf(out, "Content-Type: multipart/alternative; boundary=\"%s\"\r\n\r\n--%s\r\n",
		   boundary, boundary);
	add_part(out, &alone, FORMAT_TEXT, "text/plain");
	buf_printf(out, "--%s\r\n", boundary);
	add_part(out, &alone, FORMAT_HTML, "text/html");
	buf_printf(out, "--%s--\r\n", boundary);
	arena_free(arena);
}

void as_mail(struct buf *out, const struct letter *letter)
{
	struct arena *arena = arena_new();
	const struct edition *edition = letter->edition;

	add_people(out, letter);
	mime_add_text(out, "Subject", subject_of(arena, edition));
	buf_printf(out, "Date: %s\r\n", date_of(arena, letter->time, edition->utc_offset));
	add_identity(out, arena, letter);
	add_list(out, arena, letter);
	buf_add_text(out, "MIME-Version: 1.0\r\n");
	buf_add_text(out, letter->content);
	arena_free(arena);
}

const char *as_mail_id(struct arena *arena, const struct letter *letter, const char *edition)
{
	const char *slug = letter->edition->digest->slug;
	const char *all = arena_printf(arena, "%s\n%s\n%s\n%s", edition, slug,
				       letter->from.address, letter->to.address);

	return arena_printf(arena, "<%s.%s.%016" PRIx64 "@%s>", edition, slug,
			    hash64(all, strlen(all)), domain_of(&letter->from));
}
