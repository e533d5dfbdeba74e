#include "text/utf8.h"

#include <assert.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/buf.h"

enum { REPLACEMENT = 0xfffd };

/*
 * How a sequence goes on after its first byte. The second byte's range is what
 * keeps out overlong forms, surrogates and what is past U+10FFFF.
 */
struct lead {
	unsigned char first, last;	/* first bytes it holds for */
	unsigned char length;
	unsigned char low, high;	/* second byte */
};

static const struct lead leads[] = {
	{0xc2, 0xdf, 2, 0x80, 0xbf},
	{0xe0, 0xe0, 3, 0xa0, 0xbf},
	{0xe1, 0xec, 3, 0x80, 0xbf},
	{0xed, 0xed, 3, 0x80, 0x9f},
	{0xee, 0xef, 3, 0x80, 0xbf},
	{0xf0, 0xf0, 4, 0x90, 0xbf},
	{0xf1, 0xf3, 4, 0x80, 0xbf},
	{0xf4, 0xf4, 4, 0x80, 0x8f},
};

static const struct lead *find_lead(unsigned char c)
{
	size_t i;

	for (i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
		if (c <= leads[i].last)
			return c >= leads[i].first ? &leads[i] : NULL;
	}
	return NULL;
}

static bool is_tail(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/*
 * The length of the well-formed sequence at `at`; 0 if it is malformed, with
 * *bad the number of bytes that one U+FFFD stands for: the longest start of a
 * well-formed sequence, at least one byte.
 */
static size_t sequence(const char *at, const char *end, size_t *bad)
{
	const unsigned char *s = (const unsigned char *)at;
	size_t left = (size_t)(end - at), i;
	const struct lead *lead;

	*bad = 1;
	if (s[0] < 0x80)
		return 1;
	lead = find_lead(s[0]);
	if (lead == NULL || left < 2 || s[1] < lead->low || s[1] > lead->high)
		return 0;
	for (i = 2; i < lead->length; i++) {
		*bad = i;
		if (i >= left || !is_tail(s[i]))
			return 0;
	}
	return lead->length;
}

/* Empty text may be NULL, to which C does not let us add even 0. */
static const char *end_of(const char *text, size_t length)
{
	return length > 0 ? text + length : text;
}

/* Past the bytes from blank to tilde, tab and line ends: what is clean as it stands. */
static const char *skip_plain(const char *at, const char *end)
{
	while (at < end &&
	       ((*at >= ' ' && *at < 0x7f) || *at == '\n' || *at == '\t' || *at == '\r'))
		at++;
	return at;
}

static uint32_t decode(const char *at, size_t length)
{
	static const unsigned char lead_bits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
	uint32_t code_point;
	size_t i;

	assert(length < sizeof(lead_bits));
	code_point = (unsigned char)at[0] & lead_bits[length];
	for (i = 1; i < length; i++)
		code_point = code_point << 6 | ((unsigned char)at[i] & 0x3f);
	return code_point;
}

static bool is_noncharacter(uint32_t code_point)
{
	return (code_point & 0xfffe) == 0xfffe || (code_point >= 0xfdd0 && code_point <= 0xfdef);
}

static bool is_unwanted(uint32_t code_point)
{
	if (code_point < 0x20)
		return code_point != '\t' && code_point != '\n' && code_point != '\r';
	return (code_point >= 0x7f && code_point < 0xa0) || is_noncharacter(code_point);
}

static int width_of(uint32_t code_point)
{
	static const uint32_t no_width = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK;

	if (code_point >= ' ' && code_point < 0x7f)
		return 1;
	if ((U_MASK(u_charType((UChar32)code_point)) & no_width) != 0)
		return 0;
	switch (u_getIntPropertyValue((UChar32)code_point, UCHAR_EAST_ASIAN_WIDTH)) {
	case U_EA_WIDE:
	case U_EA_FULLWIDTH:
		return 2;
	default:
		return 1;
	}
}

const char *utf8_skip_ascii(const char *at, const char *end)
{
	uint64_t eight;		/* bytes at a time, while they last */

	while (end - at >= (ptrdiff_t)sizeof(eight)) {
		memcpy(&eight, at, sizeof(eight));
		if ((eight & UINT64_C(0x8080808080808080)) != 0)
			break;
		at += sizeof(eight);
	}
	while (at < end && (unsigned char)*at < 0x80)
		at++;
	return at;
}

bool utf8_is_steering(uint32_t code_point)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{0x00, 0x1f},
		{0x7f, 0x9f},
		{0x2028, 0x2029},	/* line and paragraph separators */
		{0x202a, 0x202e},	/* embeddings and overrides of direction */
		{0x2066, 0x2069},	/* isolates: formats isolate by themselves */
		{0xfeff, 0xfeff},	/* byte order mark */
		{0xfff9, 0xfffb},	/* interlinear annotation */
	};
	size_t i;

	for (i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		if (code_point >= ranges[i].first && code_point <= ranges[i].last)
			return true;
	}
	return is_noncharacter(code_point);
}

bool utf8_is_valid(const char *bytes, size_t length)
{
	const char *at = bytes, *end = end_of(bytes, length);
	size_t step, bad;

	while ((at = utf8_skip_ascii(at, end)) < end) {
		step = sequence(at, end, &bad);
		if (step == 0)
			return false;
		at += step;
	}
	return true;
}

uint32_t utf8_next(const char **at, const char *end)
{
	size_t bad, length = sequence(*at, end, &bad);
	uint32_t code_point = length != 0 ? decode(*at, length) : REPLACEMENT;

	*at += length != 0 ? length : bad;
	return code_point;
}

void utf8_add(struct buf *out, uint32_t code_point)
{
	static const unsigned char lead_mark[] = {0, 0, 0xc0, 0xe0, 0xf0};
	char bytes[4];
	size_t length, i;

	if (code_point > 0x10ffff || (code_point >= 0xd800 && code_point <= 0xdfff))
		code_point = REPLACEMENT;
	length = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
	for (i = length; i > 1; i--) {
		bytes[i - 1] = (char)(0x80 | (code_point & 0x3f));
		code_point >>= 6;
	}
	bytes[0] = (char)(lead_mark[length] | code_point);
	buf_add(out, bytes, length);
}

void utf8_add_clean(struct buf *out, const char *bytes, size_t length)
{
	const char *at = bytes, *end = end_of(bytes, length), *copied = bytes;

	while ((at = skip_plain(at, end)) < end) {
		const char *start = at;
		size_t bad;
		bool good = sequence(at, end, &bad) != 0;
		uint32_t code_point = utf8_next(&at, end);

		if (good && !is_unwanted(code_point))
			continue;
		buf_add(out, copied, (size_t)(start - copied));
		if (!good)
			utf8_add(out, REPLACEMENT);
		copied = at;
	}
	buf_add(out, copied, (size_t)(end - copied));
}

size_t utf8_prefix(const char *text, size_t length, size_t most)
{
	size_t cut = most, back;

	if (length <= most)
		return length;
	for (back = 0; back < 3 && cut > 0 && is_tail((unsigned char)text[cut]); back++)
		cut--;
	return is_tail((unsigned char)text[cut]) ? most : cut;
}

size_t utf8_count(const char *text, size_t length)
{
	const char *at = text, *end = end_of(text, length);
	size_t count = 0;

	while (at < end) {
		utf8_next(&at, end);
		count++;
	}
	return count;
}

size_t utf8_width(const char *text, size_t length)
{
	const char *at = text, *end = end_of(text, length);
	size_t width = 0;

	while (at < end)
		width += (size_t)width_of(utf8_next(&at, end));
	return width;
}
