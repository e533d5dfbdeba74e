#include "story/plain.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "text/agency.h"
#include "text/utf8.h"

/* A line is dropped if it is no longer than `most` and has `text` in this place. */
enum place { AT_START, ANYWHERE, WHOLE };

static const struct rule {
	enum place place;
	const char *text;		/* in lower case */
	size_t most;			/* bytes */
} rules[] = {
	{ WHOLE, "advertisement", 40 },
	{ WHOLE, "story continues", 40 },
	{ WHOLE, "story continues below", 60 },
	{ WHOLE, "related", 40 },
	{ WHOLE, "related stories", 40 },
	{ WHOLE, "share", 40 },
	{ WHOLE, "share this", 40 },
	{ WHOLE, "print", 40 },
	{ WHOLE, "comments", 40 },
	{ AT_START, "in this article:", 200 },
	{ AT_START, "most read from ", 60 },
	{ AT_START, "most popular", 60 },
	{ AT_START, "story continues below advertisement", 80 },
	{ AT_START, "read more", 250 },
	{ AT_START, "read also", 250 },
	{ AT_START, "read next", 250 },
	{ AT_START, "also read", 250 },
	{ AT_START, "see also:", 250 },
	{ AT_START, "see more:", 250 },
	{ AT_START, "read more:", 250 },
	{ AT_START, "related:", 250 },
	{ AT_START, "related article", 250 },
	{ AT_START, "more:", 200 },
	{ AT_START, "watch:", 200 },
	{ AT_START, "photo:", 250 },
	{ AT_START, "image:", 250 },
	{ AT_START, "image credit", 250 },
	{ AT_START, "photo credit", 250 },
	{ AT_START, "share this", 120 },
	{ AT_START, "share on ", 120 },
	{ AT_START, "sign up for ", 250 },
	{ AT_START, "sign up to ", 250 },
	{ AT_START, "subscribe to ", 250 },
	{ AT_START, "subscribe now", 200 },
	{ AT_START, "click here ", 250 },
	{ AT_START, "click to ", 200 },
	{ AT_START, "follow us ", 200 },
	{ AT_START, "follow @", 200 },
	{ AT_START, "follow him on twitter", 200 },
	{ AT_START, "follow her on twitter", 200 },
	{ AT_START, "get the latest ", 200 },
	{ AT_START, "download our app", 200 },
	{ AT_START, "download the app", 200 },
	{ AT_START, "continue reading", 120 },
	{ AT_START, "copyright ", 250 },
	{ AT_START, "©", 250 },
	{ AT_START, "(c) ", 250 },
	{ AT_START, "original source here", 60 },
	{ AT_START, "trending ai/ml article identified", 200 },
	{ ANYWHERE, "all rights reserved", 300 },
	{ ANYWHERE, "may not be published, broadcast, rewritten", 300 },
	{ ANYWHERE, " appeared first on ", 300 },
	{ ANYWHERE, "bloggers like this", 60 },
	{ ANYWHERE, "getty images", 160 },
	{ ANYWHERE, "shutterstock", 120 },
	{ ANYWHERE, "ap photo/", 300 },
	{ ANYWHERE, "(ap photo", 300 },
	{ ANYWHERE, "reuters/", 160 },
	{ ANYWHERE, "afp/", 120 },
	{ ANYWHERE, "contributed to this report", 200 },
	{ ANYWHERE, "contributed to this story", 200 },
	{ ANYWHERE, "this material may not be", 300 },
	{ ANYWHERE, "javascript", 160 },
	{ ANYWHERE, "cookies", 120 },
};

enum { LONGEST_RULED = 300 };

static bool obeys(const struct rule *rule, const char *line, size_t length)
{
	if (length > rule->most)
		return false;
	if (rule->place == ANYWHERE)
		return strstr(line, rule->text) != NULL;
	if (line[0] != rule->text[0] || !str_starts(line, rule->text))
		return false;
	return rule->place == AT_START || length <= strlen(rule->text) + 1;
}

static bool is_boilerplate(const char *start, const char *end)
{
	char line[LONGEST_RULED + 1];
	size_t length = (size_t)(end - start), i;

	if (length > LONGEST_RULED)
		return false;
	for (i = 0; i < length; i++)
		line[i] = str_lower(start[i]);
	line[length] = '\0';
	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (obeys(&rules[i], line, length))
			return true;
	return false;
}

static const char *skip_spaces(const char *at, const char *end)
{
	while (at < end && str_is_space(*at))
		at++;
	return at;
}

/* Past "-", "--", an en or em dash and the spaces after; NULL if there is none. */
static const char *skip_dash(const char *at, const char *end)
{
	static const char *const dashes[] = { "--", "\xe2\x80\x93", "\xe2\x80\x94", "-" };
	size_t i;

	at = skip_spaces(at, end);
	for (i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		size_t length = strlen(dashes[i]);

		if ((size_t)(end - at) > length && strncmp(at, dashes[i], length) == 0)
			return skip_spaces(at + length, end);
	}
	return NULL;
}

/* Past "(Reuters)"; `at` itself if there is none. */
static const char *skip_agency(const char *at, const char *end)
{
	enum { LONGEST = 24 };
	const char *close;

	if (at >= end || *at != '(' || at + 1 >= end || str_lower(at[1]) == at[1])
		return at;
	close = memchr(at, ')', (size_t)(end - at < LONGEST ? end - at : LONGEST));
	return close != NULL ? skip_spaces(close + 1, end) : at;
}

static bool is_capital(char c)
{
	return str_is_alpha(c) && str_lower(c) != c;
}

static bool is_small(char c)
{
	return str_is_alpha(c) && str_lower(c) == c;
}

/* Past "PARIS, March 3 ": words that begin with capitals or digits, the first all in capitals. */
static const char *skip_place(const char *at, const char *end)
{
	enum { LONGEST = 60, LEAST_CAPITALS = 3 };
	const char *from = at;

	while (at < end && is_capital(*at))
		at++;
	if (at - from >= LEAST_CAPITALS && skip_dash(at, end) != NULL)
		return at;
	if (at - from < LEAST_CAPITALS || (at < end && strchr(" ,.", *at) == NULL))
		return from;
	while (at < end && at - from < LONGEST) {
		if (strchr(" ,.", *at) == NULL)
			return at;
		while (at < end && strchr(" ,.", *at) != NULL)
			at++;
		if (at < end && !is_capital(*at) && !str_is_digit(*at))
			return at;
		while (at < end && (str_is_alpha(*at) || str_is_digit(*at) || *at == '/'))
			at++;
	}
	return at;
}

/* Whether the brackets that open at `at` hold the name of an agency that we know. */
static bool is_known_agency(const char *at, const char *end)
{
	const char *close = memchr(at, ')', (size_t)(end - at));

	return close != NULL && agency_named(at + 1, close) != NULL;
}

/* Past "Port Elm, Ireland (CNN)" and what parts it from the report, which begins with a capital. */
static const char *skip_agency_line(const char *start, const char *end)
{
	enum { LONGEST = 60 };
	const char *bracket = memchr(start, '(', (size_t)(end - start < LONGEST ? end - start :
								       LONGEST));
	const char *rest;

	if (bracket == NULL || !is_known_agency(bracket, end))
		return NULL;
	rest = skip_agency(bracket, end);
	if (skip_dash(rest, end) != NULL)
		rest = skip_dash(rest, end);
	return rest < end && (is_capital(*rest) || *rest == '"') ? rest : NULL;
}

/* Where a line ends that may end with " - Bloomberg". */
static const char *cut_credit(const char *start, const char *end)
{
	static const char *const credits[] = {
		" - bloomberg", " - reuters", " - afp", " - ap", " - xinhua",
		" \xe2\x80\x93 bloomberg", " \xe2\x80\x93 reuters", " \xe2\x80\x93 afp",
		" \xe2\x80\x94 bloomberg", " \xe2\x80\x94 reuters", " \xe2\x80\x94 afp",
	};
	const char *bare = end > start && end[-1] == '.' ? end - 1 : end;
	size_t i;

	for (i = 0; i < sizeof(credits) / sizeof(credits[0]); i++) {
		size_t length = strlen(credits[i]);

		if ((size_t)(bare - start) > length && str_case_starts(bare - length, credits[i]))
			return bare - length;
	}
	return end;
}

/*
 * A report goes on with a capital; "NASA - the agency …" is no dateline. What
 * an agency's name is glued to needs no dash: "(Harbour Wire)Paul Lind …".
 */
const char *plain_skip_dateline(const char *start, const char *end)
{
	const char *place = skip_place(start, end);
	const char *agency = skip_agency(place, end);
	const char *rest = skip_dash(agency, end);

	if (rest != NULL && rest < end && !is_small(*rest) && (place > start || agency > place))
		return rest;
	if (agency > start && agency < end && agency[-1] == ')' && is_capital(*agency))
		return agency;
	rest = skip_agency_line(start, end);
	return rest != NULL ? rest : start;
}

bool plain_points_elsewhere(const char *sentence)
{
	size_t i;

	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (rules[i].place == AT_START && str_ends(rules[i].text, ":") &&
		    str_case_starts(sentence, rules[i].text))
			return true;
	return false;
}

void plain_text(struct buf *out, const char *text)
{
	enum { DATELINES = 4 };		/* lines on which one may stand */
	const char *end = text + utf8_prefix(text, strlen(text), PLAIN_MOST);
	size_t lines = 0;

	while (text < end) {
		const char *line = memchr(text, '\n', (size_t)(end - text));
		const char *from = text, *to = line != NULL ? line : end;

		text = line != NULL ? line + 1 : end;
		str_trim(&from, &to);
		if (from == to || is_boilerplate(from, to))
			continue;
		if (lines++ < DATELINES)
			from = plain_skip_dateline(from, to);
		to = cut_credit(from, to);
		buf_add(out, from, (size_t)(to - from));
		buf_add_char(out, '\n');
	}
}

/* The last " - ", " | " or like separator of a title; NULL if there is none. */
static const char *last_separator(const char *title, const char *end)
{
	static const char *const separators[] = {
		" - ", " | ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " :: ", " \xc2\xb7 ",
	};
	const char *last = NULL;
	size_t i;

	for (i = 0; i < sizeof(separators) / sizeof(separators[0]); i++) {
		const char *at = title;

		while ((at = strstr(at, separators[i])) != NULL && at < end) {
			if (last == NULL || at > last)
				last = at;
			at++;
		}
	}
	return last;
}

/* Whether what follows a separator names the publisher: the same letters, or most of them. */
static bool names_publisher(const char *suffix, const char *publisher_name)
{
	char a[64], b[64];
	size_t i = 0, j = 0;

	for (; *suffix != '\0' && i < sizeof(a) - 1; suffix++)
		if (str_is_alpha(*suffix))
			a[i++] = str_lower(*suffix);
	for (; !str_is_empty(publisher_name) && *publisher_name != '\0' && j < sizeof(b) - 1;
	     publisher_name++)
		if (str_is_alpha(*publisher_name))
			b[j++] = str_lower(*publisher_name);
	a[i] = b[j] = '\0';
	return i >= 2 && j >= 2 && (strstr(a, b) != NULL || strstr(b, a) != NULL);
}

void plain_title(struct buf *out, const char *title, const char *publisher_name)
{
	const char *end = title + strlen(title), *cut;

	str_trim(&title, &end);
	cut = last_separator(title, end);
	if (cut != NULL && cut > title + 10 && names_publisher(cut, publisher_name))
		end = cut;
	buf_add(out, title, (size_t)(end - title));
}
