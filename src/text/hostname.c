#include "text/hostname.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uidna.h>

#include "base/buf.h"
#include "base/str.h"
#include "text/percent.h"

enum { LONGEST_NAME = 253 };

static bool add_idna(struct buf *out, const struct buf *name)
{
	UErrorCode status = U_ZERO_ERROR;
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UIDNA *idna = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_NONTRANSITIONAL_TO_ASCII |
				      UIDNA_NONTRANSITIONAL_TO_UNICODE, &status);
	static const uint32_t harmless = UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN |
		UIDNA_ERROR_HYPHEN_3_4 | UIDNA_ERROR_EMPTY_LABEL;
	char ascii[LONGEST_NAME + 2];
	int32_t length;

	length = uidna_nameToASCII_UTF8(idna, name->data, (int32_t)name->length, ascii,
					sizeof(ascii), &info, &status);
	uidna_close(idna);
	if (U_FAILURE(status) || (info.errors & ~harmless) != 0 || (size_t)length > sizeof(ascii))
		return false;
	buf_add(out, ascii, (size_t)length);
	return true;
}

/* A number in decimal, octal with 0 or hexadecimal with 0x, all of it; -1 if it is none. */
static int64_t number_of(const char *at, const char *end)
{
	unsigned base = 10;
	int64_t number = 0;

	if (end - at >= 2 && at[0] == '0' && str_lower(at[1]) == 'x') {
		base = 16;
		at += 2;
	} else if (end - at >= 2 && at[0] == '0') {
		base = 8;
		at++;
	}
	for (; at < end && number <= UINT32_MAX; at++) {
		int digit = percent_hex_digit(*at);

		if (digit < 0 || (unsigned)digit >= base)
			return -1;
		number = number * base + digit;
	}
	return number <= UINT32_MAX ? number : -1;
}

static bool ends_in_number(struct span host)
{
	const char *end = host.at + host.length, *start, *at;

	if (host.length > 1 && end[-1] == '.')
		end--;
	for (start = end; start > host.at && start[-1] != '.'; start--)
		;
	for (at = start; at < end && str_is_digit(*at); at++)
		;
	return start < end && (at == end || (str_is_digit(*start) && number_of(start, end) >= 0));
}

/* One to four numbers; the last takes up what room is left of the 32 bits. */
static bool add_ipv4(struct buf *out, struct span host)
{
	const char *at = host.at, *end = host.at + host.length;
	uint32_t address = 0;
	int count = 0;

	if (end[-1] == '.')
		end--;
	while (at <= end) {
		const char *dot = at < end ? memchr(at, '.', (size_t)(end - at)) : NULL;
		const char *stop = dot != NULL ? dot : end;
		int64_t number = at < stop ? number_of(at, stop) : -1;
		int64_t room = dot != NULL ? 256 : (int64_t)1 << (8 * (4 - count));

		if (number < 0 || number >= room || count == 4 || (count == 3 && dot != NULL))
			return false;
		address |= (uint32_t)number << (dot != NULL ? 8 * (3 - count) : 0);
		count++;
		at = stop + 1;
	}
	buf_printf(out, "%u.%u.%u.%u", address >> 24, address >> 16 & 255, address >> 8 & 255,
		   address & 255);
	return true;
}

static bool add_ipv6(struct buf *out, struct span host)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr address;

	if (host.length < 4 || host.length - 2 >= sizeof(text) || host.at[host.length - 1] != ']')
		return false;
	memcpy(text, host.at + 1, host.length - 2);
	text[host.length - 2] = '\0';
	if (inet_pton(AF_INET6, text, &address) != 1)
		return false;
	buf_printf(out, "[%s]", inet_ntop(AF_INET6, &address, text, sizeof(text)));
	return true;
}

/* Whether there is nothing in it that ends a host, or that no host has, such as an empty label. */
static bool may_be_name(const struct buf *name)
{
	size_t i;

	for (i = 0; i < name->length; i++) {
		unsigned char c = (unsigned char)name->data[i];

		if (c == '.' && (i == 0 || name->data[i - 1] == '.'))
			return false;
		if (c <= ' ' || c == 0x7f || strchr("#%/:<>?@[\\]^|", c) != NULL)
			return false;
	}
	return name->length > 0;
}

static bool is_ascii(const struct buf *name)
{
	size_t i;

	for (i = 0; i < name->length; i++) {
		if ((unsigned char)name->data[i] >= 0x80)
			return false;
	}
	return true;
}

/* *out is empty. What IDNA makes of a name is looked at too: U+02DC becomes a blank. */
static bool add_name(struct buf *out, const struct buf *name)
{
	size_t i;

	if (!may_be_name(name))
		return false;
	if (!is_ascii(name))
		return add_idna(out, name) && may_be_name(out);
	for (i = 0; i < name->length; i++)
		buf_add_char(out, str_lower(name->data[i]));
	return name->length <= LONGEST_NAME + 1;
}

bool hostname_is_address(struct span host)
{
	return host.length > 0 && (host.at[0] == '[' || ends_in_number(host));
}

bool hostname_to_ascii(struct buf *out, struct span host)
{
	struct buf decoded = {0}, name = {0};
	struct span ascii;
	bool good;

	if (host.length > 0 && host.at[0] == '[')
		return add_ipv6(out, host);
	percent_decode(&decoded, host);
	good = add_name(&name, &decoded);
	ascii = (struct span){buf_text(&name), name.length};
	if (good && ascii.length > 0 && ends_in_number(ascii))
		good = add_ipv4(out, ascii);
	else if (good)
		buf_add(out, ascii.at, ascii.length);
	buf_clear(&decoded);
	buf_clear(&name);
	return good && ascii.length > 0;
}
