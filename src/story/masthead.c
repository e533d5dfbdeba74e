#include "story/masthead.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

static const char *const separators[] = {
	": ", " - ", " | ", " / ", " > ", " – ", " — ", " » ", " › ", " · ", " • ",
};

/* A part of a title: bytes [start, end). */
struct part {
	const char *start;
	const char *end;
};

/* The separator at `at`, its length; 0 if there is none. */
static size_t separator_at(const char *at)
{
	size_t i;

	for (i = 0; i < sizeof(separators) / sizeof(separators[0]); i++)
		if (str_starts(at, separators[i]))
			return strlen(separators[i]);
	return 0;
}

/* What stands before the first separator, and after the last; false if there is none. */
static bool split(const char *title, struct part *head, struct part *tail)
{
	const char *at;

	*head = *tail = (struct part){0};
	for (at = title; *at != '\0'; at++) {
		size_t length = separator_at(at);

		if (length == 0)
			continue;
		if (head->start == NULL)
			*head = (struct part){ title, at };
		tail->start = at + length;
	}
	tail->end = at;
	return head->start != NULL && head->end > head->start && tail->end > tail->start;
}

static bool is_same(struct part a, struct part b)
{
	return a.end - a.start == b.end - b.start &&
	       memcmp(a.start, b.start, (size_t)(a.end - a.start)) == 0;
}

/* Whether another title has this part where a house's name may stand, or consists of it. */
static bool is_shared(struct part part, const char *title, const char *const *titles, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		struct part head, tail, whole = { titles[i], titles[i] + strlen(titles[i]) };

		if (str_equal(titles[i], title))
			continue;
		if (is_same(part, whole))
			return true;
		if (split(titles[i], &head, &tail) &&
		    (is_same(part, head) || is_same(part, tail)))
			return true;
	}
	return false;
}

/* Past what is no letter or digit. */
static const char *skip_marks(const char *at, const char *end)
{
	while (at < end && (unsigned char)*at < 0x80 && !isalnum((unsigned char)*at))
		at++;
	return at;
}

/* Whether a part, without spaces, is the first label of the domain; "The" may be in front. */
static bool is_domain(struct part part, const char *domain)
{
	const char *dot = domain != NULL ? strchr(domain, '.') : NULL;
	const char *at = skip_marks(part.start, part.end), *label = domain;

	if (dot == NULL)
		return false;
	if (part.end - at > 4 && str_case_starts(at, "the ") && !str_case_starts(domain, "the"))
		at = skip_marks(at + 4, part.end);
	for (label = skip_marks(label, dot); at < part.end && label < dot;
	     at = skip_marks(at + 1, part.end), label = skip_marks(label + 1, dot))
		if (str_lower(*at) != str_lower(*label))
			return false;
	return at == part.end && label == dot;
}

const char *masthead_find(struct arena *arena, const char *title, const char *domain,
			  const char *const *titles, size_t count)
{
	struct part parts[2];
	size_t i;

	if (!split(title, &parts[0], &parts[1]))
		return title;
	for (i = 0; i < 2; i++)
		if (is_domain(parts[i], domain))
			return arena_dup_bytes(arena, parts[i].start,
					       (size_t)(parts[i].end - parts[i].start));
	for (i = 0; i < 2; i++)
		if (is_shared(parts[i], title, titles, count))
			return arena_dup_bytes(arena, parts[i].start,
					       (size_t)(parts[i].end - parts[i].start));
	return title;
}
