#include "text/charset.h"

#include <stdint.h>
#include <string.h>

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include "base/buf.h"
#include "base/str.h"
#include "text/charset_guess.h"
#include "text/charset_label.h"
#include "text/span.h"
#include "text/utf8.h"

enum {
	HEAD		= 1024,
	ROOM		= 4096,
	REPLACEMENT	= 0xfffd,
	SLIPS		= 20,		/* characters that make up for a malformed one */
};

static const struct charset_label utf8 = {"utf-8", "UTF-8", CHARSET_UTF8};

/* Byte order marks, the longer first. */
static const struct mark {
	const char *bytes;
	size_t length;
	const char *label;
} marks[] = {
	{"\xff\xfe\0\0", 4, "utf-32le"},
	{"\0\0\xfe\xff", 4, "utf-32be"},
	{"\xff\xfe", 2, "utf-16le"},
	{"\xfe\xff", 2, "utf-16be"},
	{"\xef\xbb\xbf", 3, "utf-8"},
};

/* What the bytes are, taken as UTF-8. */
struct survey {
	size_t characters;	/* well-formed, of more than one byte */
	size_t malformed;
	bool has_nul;
};

static struct survey survey(struct span in)
{
	const char *at = in.at, *end = in.at + in.length;
	struct survey found = {.has_nul = memchr(in.at, '\0', in.length) != NULL};

	while ((at = utf8_skip_ascii(at, end)) < end) {
		const char *start = at;

		if (utf8_next(&at, end) != REPLACEMENT ||
		    utf8_is_valid(start, (size_t)(at - start)))
			found.characters++;
		else
			found.malformed++;
	}
	return found;
}

/* UTF-16 or UTF-32 without a mark: the first character is ASCII, and where its zeros are tells. */
static const char *label_by_zeros(const char *bytes, size_t length)
{
	static const struct {
		const char *pattern;	/* x is a byte that is not zero */
		const char *label;
	} patterns[] = {
		{"x000", "utf-32le"}, {"000x", "utf-32be"},
		{"x0x0", "utf-16le"}, {"0x0x", "utf-16be"},
	};
	size_t i, j;

	for (i = 0; i < sizeof(patterns) / sizeof(patterns[0]) && length >= 4; i++) {
		for (j = 0; j < 4 && (bytes[j] != '\0') == (patterns[i].pattern[j] == 'x'); j++)
			;
		if (j == 4)
			return patterns[i].label;
	}
	return NULL;
}

/* Where there is no mark, one of no length and what the zeros say. */
static struct mark find_mark(const char *bytes, size_t length)
{
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (length >= marks[i].length &&
		    memcmp(bytes, marks[i].bytes, marks[i].length) == 0)
			return marks[i];
	}
	return (struct mark){.label = label_by_zeros(bytes, length)};
}

/* The value after `name` and an equals sign, quoted or not; empty if there is none. */
static struct span value_of(struct span in, const char *name)
{
	struct span found = span_find(in, name);
	const char *at, *end, *start;

	if (found.at == NULL)
		return found;
	at = found.at + strlen(name);
	end = found.at + found.length;
	while (at < end && str_is_space(*at))
		at++;
	if (at == end || *at++ != '=')
		return (struct span){NULL, 0};
	while (at < end && (str_is_space(*at) || *at == '"' || *at == '\''))
		at++;
	start = at;
	while (at < end && !str_is_space(*at) && strchr("\"';,?/>", *at) == NULL)
		at++;
	return span_between(start, at);
}

static struct span cut_at(struct span in, const char *word)
{
	struct span rest = span_find(in, word);

	return (struct span){in.at, in.length - rest.length};
}

static struct span xml_declaration(struct span head)
{
	struct span start = span_find(head, "<?xml");

	return start.at == NULL ? start : value_of(cut_at(start, "?>"), "encoding");
}

static struct span html_declaration(struct span head)
{
	struct span at = head;

	while ((at = span_find(at, "<meta")).at != NULL) {
		struct span found = value_of(cut_at(at, ">"), "charset");

		if (found.length != 0)
			return found;
		at.at++;
		at.length--;
	}
	return xml_declaration(head);
}

static struct span own_declaration(struct span all, enum charset_kind kind)
{
	struct span head = {all.at, all.length < HEAD ? all.length : HEAD};

	switch (kind) {
	case CHARSET_XML:
		return xml_declaration(head);
	case CHARSET_HTML:
		return html_declaration(head);
	default:
		return (struct span){NULL, 0};
	}
}

/* Whether the bytes say that they cannot be, or hardly are, what the label says. */
static bool is_contradicted(const struct charset_label *label, const struct survey *bytes)
{
	static const size_t chance[] = {[CHARSET_SINGLE] = 0, [CHARSET_MULTI] = 3};

	switch (label->family) {
	case CHARSET_UTF8:
		return bytes->malformed > 0 && bytes->malformed >= bytes->characters;
	case CHARSET_WIDE:
		return !bytes->has_nul;
	default:
		return bytes->characters > chance[label->family] &&
		       bytes->characters >= SLIPS * bytes->malformed;
	}
}

static struct charset_label choose(const struct span *candidates, size_t count, struct span all,
				   const struct survey *bytes)
{
	struct charset_label found = utf8;
	size_t i;

	for (i = 0; i < count; i++) {
		if (charset_label_find(candidates[i], &found) && !is_contradicted(&found, bytes))
			return found;
	}
	if (!is_contradicted(&utf8, bytes))
		return utf8;
	charset_label_find(span_of(charset_guess(all)), &found);
	return found;
}

static void mend_utf8(struct buf *out, struct span all)
{
	const char *at = all.at, *end = all.at + all.length;

	while (at < end)
		utf8_add(out, utf8_next(&at, end));
}

/* ICU's own would give U+001A for a bad byte in some encodings. */
static void on_bad_bytes(const void *context, UConverterToUnicodeArgs *args, const char *bytes,
			 int32_t length, UConverterCallbackReason reason, UErrorCode *status)
{
	static const UChar replacement = REPLACEMENT;

	(void)context;
	(void)bytes;
	(void)length;
	if (reason > UCNV_IRREGULAR)
		return;
	*status = U_ZERO_ERROR;
	ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
}

static void convert(struct buf *out, UConverter *to, UConverter *from, struct span in)
{
	UChar pivot[ROOM], *pivot_from = pivot, *pivot_to = pivot;
	const char *at = in.at, *end = in.at + in.length;
	UBool is_first = true;
	UErrorCode status;

	do {
		char *target;

		buf_reserve(out, in.length + ROOM);
		target = out->data + out->length;
		status = U_ZERO_ERROR;
		ucnv_convertEx(to, from, &target, out->data + out->capacity - 1, &at, end, pivot,
			       &pivot_from, &pivot_to, pivot + ROOM, is_first, true, &status);
		*target = '\0';
		out->length = (size_t)(target - out->data);
		is_first = false;
	} while (status == U_BUFFER_OVERFLOW_ERROR);
}

/* false if ICU was built without that converter. */
static bool transcode(struct buf *out, const char *converter, struct span in)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *from = ucnv_open(converter, &status), *to = ucnv_open("UTF-8", &status);

	if (U_SUCCESS(status))
		ucnv_setToUCallBack(from, on_bad_bytes, NULL, NULL, NULL, &status);
	if (U_SUCCESS(status))
		convert(out, to, from, in);
	ucnv_close(to);
	ucnv_close(from);
	return U_SUCCESS(status);
}

/* What a document's bytes are. */
struct reading {
	struct span all;		/* past the byte order mark */
	struct charset_label label;
	bool is_utf8;			/* as it stands */
};

static struct reading read_encoding(struct span bytes, const char *content_type,
				    enum charset_kind kind)
{
	struct mark mark = find_mark(bytes.at, bytes.length);
	struct span all = {bytes.at + mark.length, bytes.length - mark.length};
	struct span candidates[] = {
		span_of(mark.label),
		value_of(span_of(content_type), "charset"),
		own_declaration(all, kind),
	};
	struct survey found = survey(all);
	struct reading reading = {
		.all = all,
		.label = choose(candidates, sizeof(candidates) / sizeof(candidates[0]), all,
				&found),
	};

	reading.is_utf8 = reading.label.family == CHARSET_UTF8 && found.malformed == 0;
	return reading;
}

static const char *add_converted(struct buf *out, const struct reading *reading)
{
	const struct charset_label *label = &reading->label;

	if (label->family != CHARSET_UTF8 && transcode(out, label->converter, reading->all))
		return label->name;
	mend_utf8(out, reading->all);
	return utf8.name;
}

struct charset_text charset_read(struct buf *room, const char *bytes, size_t length,
				 const char *content_type, enum charset_kind kind)
{
	struct span in = {length > 0 ? bytes : "", length};
	struct reading reading = read_encoding(in, content_type, kind);
	struct charset_text result = {.text = reading.all, .name = utf8.name};

	if (!reading.is_utf8) {
		result.name = add_converted(room, &reading);
		result.text = (struct span){buf_text(room), room->length};
	}
	return result;
}
