#include "text/mailbox.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "text/hostname.h"
#include "text/span.h"

enum {
	LONGEST_LOCAL	= 64,		/* RFC 5321, section 4.5.3.1.1 … */
	LONGEST_DOMAIN	= 255,		/* … and 4.5.3.1.2 */
};

static bool is_atom_text(char c)
{
	return str_is_alpha(c) || str_is_digit(c) ||
	       (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static bool is_local_part(const char *start, size_t length)
{
	size_t i;

	if (length == 0 || length > LONGEST_LOCAL || *start == '-' || *start == '.' ||
	    start[length - 1] == '.')
		return false;
	for (i = 0; i < length; i++) {
		if (start[i] == '.' ? start[i + 1] == '.' : !is_atom_text(start[i]))
			return false;
	}
	return true;
}

/* Letters, digits, hyphens and points; what is not ASCII is for IDNA to judge. */
static bool is_domain_text(const char *start, const char *end)
{
	for (; start < end; start++) {
		if (!str_is_alpha(*start) && !str_is_digit(*start) && *start != '-' &&
		    *start != '.' && (unsigned char)*start < 0x80)
			return false;
	}
	return true;
}

static bool add_domain(struct buf *out, const char *start, const char *end)
{
	const struct span host = { start, (size_t)(end - start) };
	size_t before = out->length;
	const char *domain;

	if (start == end || !is_domain_text(start, end) || !hostname_to_ascii(out, host))
		return false;
	domain = buf_text(out) + before;
	return strlen(domain) <= LONGEST_DOMAIN && *domain != '.' && !str_ends(domain, ".") &&
	       strstr(domain, "..") == NULL && !hostname_is_address(span_of(domain)) &&
	       is_domain_text(domain, domain + strlen(domain));
}

static const char *parse_address(struct arena *arena, const char *start, const char *end)
{
	const char *at = memchr(start, '@', (size_t)(end - start)), *address = NULL;
	struct buf out = {0};

	if (at == NULL || !is_local_part(start, (size_t)(at - start)))
		return NULL;
	buf_add(&out, start, (size_t)(at - start) + 1);
	if (add_domain(&out, at + 1, end))
		address = arena_dup(arena, buf_text(&out));
	buf_clear(&out);
	return address;
}

/* Without the quotes around it, and the backslashes within these. */
static const char *parse_name(struct arena *arena, const char *start, const char *end)
{
	char *name = arena_alloc(arena, (size_t)(end - start) + 1), *out = name;
	bool is_quoted = end - start >= 2 && *start == '"' && end[-1] == '"';

	if (!is_quoted)
		return arena_dup_bytes(arena, start, (size_t)(end - start));
	for (start++, end--; start < end; start++) {
		if (*start == '\\' && start + 1 < end)
			start++;
		*out++ = *start;
	}
	return name;
}

bool mailbox_parse(struct mailbox *out, struct arena *arena, const char *text)
{
	const char *start = text, *end = text + strlen(text), *bracket, *address, *name_end;

	str_trim(&start, &end);
	if (start == end)
		return false;
	if (end[-1] != '>') {
		address = parse_address(arena, start, end);
		name_end = start;
	} else {
		for (bracket = end - 1; bracket > start && *bracket != '<'; bracket--)
			;
		name_end = bracket;
		address = *bracket == '<' ? parse_address(arena, bracket + 1, end - 1) : NULL;
	}
	if (address == NULL)
		return false;
	str_trim(&start, &name_end);
	*out = (struct mailbox){ parse_name(arena, start, name_end), address };
	return true;
}
