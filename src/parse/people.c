#include "parse/people.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/entry.h"
#include "parse/draft.h"

static bool is_in_address(char c)
{
	return c != '\0' && !str_is_space(c) && strchr("()<>[],;:\"'", c) == NULL;
}

/* Finds the e-mail address in a string: its bounds, or false. */
static bool find_address(const char *text, const char **start, const char **end)
{
	const char *at = strchr(text, '@');

	if (at == NULL)
		return false;
	for (*start = at; *start > text && is_in_address((*start)[-1]);)
		--*start;
	for (*end = at + 1; is_in_address(**end);)
		++*end;
	return *start < at && *end > at + 1 && memchr(at, '.', (size_t)(*end - at)) != NULL;
}

static bool is_wrapping(char c)
{
	return str_is_space(c) || strchr("()<>,;:\"", c) != NULL;
}

/* A name without the brackets, quotes and separators around it; NULL if nothing is left. */
static const char *bare_name(struct arena *arena, const char *start, const char *end)
{
	bool has_open;

	if (end - start >= 7 && str_case_starts(start, "mailto:"))
		start += 7;
	while (start < end && is_wrapping(*start))
		start++;
	has_open = memchr(start, '(', (size_t)(end - start)) != NULL;
	while (end > start && is_wrapping(end[-1]) && !(has_open && end[-1] == ')'))
		end--;
	return start < end ? arena_dup_bytes(arena, start, (size_t)(end - start)) : NULL;
}

static const char *trimmed(struct arena *arena, const char *text)
{
	const char *start = text, *end;

	if (text == NULL)
		return NULL;
	end = start + strlen(start);
	str_trim(&start, &end);
	if (str_case_starts(start, "mailto:") && end - start >= 7)
		start += 7;
	return start < end ? arena_dup_bytes(arena, start, (size_t)(end - start)) : NULL;
}

/* Takes a string apart that may hold all there is to know. */
static void split(struct arena *arena, struct person *person, const char *text)
{
	const char *start, *end, *last = text + strlen(text);

	if (!find_address(text, &start, &end)) {
		person->name = bare_name(arena, text, last);
		return;
	}
	person->email = arena_dup_bytes(arena, start, (size_t)(end - start));
	person->name = bare_name(arena, end, last);
	if (person->name == NULL)
		person->name = bare_name(arena, text, start);
}

struct person people_read(struct arena *arena, const struct draft_person *draft)
{
	struct person person = {0};

	if (draft->name != NULL)
		split(arena, &person, draft->name);
	if (draft->email != NULL)
		person.email = trimmed(arena, draft->email);
	person.url = trimmed(arena, draft->url);
	return person;
}

bool people_contain(const struct person *people, size_t count, const struct person *person)
{
	size_t i;

	if (person->name == NULL && person->email == NULL && person->url == NULL)
		return true;
	for (i = 0; i < count; i++) {
		if (str_case_equal(people[i].name, person->name) &&
		    (person->email == NULL || str_case_equal(people[i].email, person->email)) &&
		    (person->url == NULL || str_equal(people[i].url, person->url)))
			return true;
	}
	return false;
}
