#include "config.h"

#include "fetch/robots.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/span.h"
#include "text/url.h"
#include "text/url_parts.h"

/* A group of rules is for those whom the user-agent lines before it name. */
struct reading {
	struct buf *rules;
	const char *whom;		/* whose rules are wanted: the token, or "*" */
	bool is_for_us;
	bool is_naming;			/* the line before was a user-agent line as well */
	bool is_named;			/* a group for them was found */
};

static bool is_unreserved(char c)
{
	return str_is_alpha(c) || str_is_digit(c) || (c != '\0' && strchr("-._~", c) != NULL);
}

static int hex_value(char c)
{
	if (str_is_digit(c))
		return c - '0';
	c = str_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void add_escaped(struct buf *out, unsigned char byte)
{
	buf_printf(out, "%%%02X", byte);
}

/*
 * Appends a path as paths are compared (section 2.2.2): what need not be escaped
 * is not, what must be is, in capital digits; and so is a "%" that escapes nothing,
 * lest it does together with what follows it.
 */
static void add_path(struct buf *out, struct span path)
{
	size_t i;

	for (i = 0; i < path.length; i++) {
		char c = path.at[i];

		if (c == '%' && i + 2 < path.length && hex_value(path.at[i + 1]) >= 0 &&
		    hex_value(path.at[i + 2]) >= 0) {
			int byte = hex_value(path.at[i + 1]) * 16 + hex_value(path.at[i + 2]);

			if (byte < 0x80 && is_unreserved((char)byte))
				buf_add_char(out, (char)byte);
			else
				add_escaped(out, (unsigned char)byte);
			i += 2;
		} else if (c == '%' || (unsigned char)c <= ' ' || (unsigned char)c >= 0x7F) {
			add_escaped(out, (unsigned char)c);
		} else {
			buf_add_char(out, c);
		}
	}
}

/* "granola/1.0 (…)" names granola: a product token is letters, "_" and "-". */
static bool names(struct span value, const char *whom)
{
	size_t length = 0;

	if (*whom == '*')
		return value.length > 0 && *value.at == '*';
	while (length < value.length &&
	       (str_is_alpha(value.at[length]) || value.at[length] == '_' ||
		value.at[length] == '-'))
		length++;
	return span_is((struct span){value.at, length}, whom);
}

static void read_agent(struct reading *reading, struct span value)
{
	if (!reading->is_naming)
		reading->is_for_us = false;
	reading->is_naming = true;
	if (names(value, reading->whom))
		reading->is_for_us = reading->is_named = true;
}

/* A rule without a path is none. */
static void read_rule(struct reading *reading, struct span value, char kind)
{
	reading->is_naming = false;
	if (!reading->is_for_us || value.length == 0)
		return;
	if (*value.at != '/' && *value.at != '*')
		return;
	buf_add_char(reading->rules, kind);
	add_path(reading->rules, value);
	buf_add_char(reading->rules, '\n');
}

/* Lines of other kinds, such as Sitemap, are for others and end no group. */
static void read_line(struct reading *reading, const char *start, const char *end)
{
	const char *comment = memchr(start, '#', (size_t)(end - start)), *colon, *key_end;
	struct span key, value;

	if (comment != NULL)
		end = comment;
	colon = memchr(start, ':', (size_t)(end - start));
	if (colon == NULL)
		return;
	key_end = colon++;
	str_trim(&start, &key_end);
	str_trim(&colon, &end);
	key = span_between(start, key_end);
	value = span_between(colon, end);
	if (span_is(key, "user-agent"))
		read_agent(reading, value);
	else if (span_is(key, "allow"))
		read_rule(reading, value, '+');
	else if (span_is(key, "disallow"))
		read_rule(reading, value, '-');
}

static void read_all(struct reading *reading, const char *text, size_t length)
{
	const char *end = text + length;

	if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		text += 3;
	while (text < end) {
		const char *stop = text;

		while (stop < end && *stop != '\n' && *stop != '\r')
			stop++;
		read_line(reading, text, stop);
		text = stop + 1;
	}
}

/*
 * Whether a pattern of `length` bytes matches the beginning of the path, or all of
 * it if it ends with "$". What stands between two stars is taken where it first
 * comes: taking it later can only leave less for the rest.
 */
static bool matches(const char *pattern, size_t length, const char *path)
{
	const char *end = pattern + length, *path_end = path + strlen(path);
	bool is_whole = length > 0 && end[-1] == '$', is_first = true;

	if (is_whole)
		end--;
	while (pattern <= end) {
		const char *star = memchr(pattern, '*', (size_t)(end - pattern));
		const char *stop = star != NULL ? star : end;
		size_t part = (size_t)(stop - pattern), left = (size_t)(path_end - path);
		const char *found = path;

		if (star == NULL && is_whole && !is_first)
			found = part <= left ? path_end - part : NULL;
		if (found == NULL || part > left)
			return false;
		if (is_first || (star == NULL && is_whole))
			found = memcmp(found, pattern, part) == 0 ? found : NULL;
		else
			found = memmem(path, left, pattern, part);
		if (found == NULL)
			return false;
		path = found + part;
		if (star == NULL)
			return !is_whole || path == path_end;
		pattern = star + 1;
		is_first = false;
	}
	return true;
}

/* Of the rules that match, the longest decides; of two as long, the one that allows. */
static bool decide(const char *rules, const char *path)
{
	size_t longest = 0;
	bool is_allowed = true;

	while (*rules != '\0') {
		const char *pattern = rules + 1;
		size_t length = strcspn(pattern, "\n");
		bool allows = *rules == '+';

		if ((length > longest || (length == longest && allows)) &&
		    matches(pattern, length, path)) {
			longest = length;
			is_allowed = allows;
		}
		rules = pattern + length + (pattern[length] == '\n');
	}
	return is_allowed;
}

void robots_select(struct buf *rules, const char *text, size_t length, const char *token)
{
	const char *const whom[] = {token, "*"};
	struct reading reading = {.rules = rules,};
	size_t i;

	if (length > ROBOTS_MOST_BYTES)
		length = ROBOTS_MOST_BYTES;
	for (i = 0; i < 2 && !reading.is_named; i++) {
		reading.whom = whom[i];
		reading.is_for_us = reading.is_naming = false;
		read_all(&reading, text, length);
	}
}

bool robots_allow(const char *rules, const char *url)
{
	struct url_parts parts = url_parts_split(span_of(url));
	struct buf path = {0};
	bool is_allowed;

	if (parts.path.length == 0 || *parts.path.at != '/')
		buf_add_char(&path, '/');
	add_path(&path, parts.path);
	if (parts.query.at != NULL) {
		buf_add_char(&path, '?');
		add_path(&path, parts.query);
	}
	is_allowed = str_equal(buf_text(&path), "/robots.txt") || decide(rules, buf_text(&path));
	buf_clear(&path);
	return is_allowed;
}

char *robots_url(const char *url)
{
	return url_is_web(url) ? url_resolve(url, "/robots.txt") : NULL;
}
