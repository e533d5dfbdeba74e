#include "text/declared.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "text/entity.h"

enum {
	LONGEST_NAME	= 64,
	LONGEST_VALUE	= 1024,
	MOST_EXPANDED	= 1024 * 1024,
};

static const char *skip_space(const char *at, const char *end)
{
	while (at < end && str_is_space(*at))
		at++;
	return at;
}

/* Past a name; NULL if there is none, or none of decent length. */
static const char *skip_name(const char *at, const char *end)
{
	const char *start = at;

	while (at < end && at - start <= LONGEST_NAME && !str_is_space(*at) &&
	       strchr("%;&<>\"'", *at) == NULL)
		at++;
	return at > start && at - start <= LONGEST_NAME ? at : NULL;
}

/* After "<!ENTITY": a name and a quoted value. */
static void read_one(struct declared *declared, const char *at, const char *end)
{
	const size_t most = sizeof(declared->entities) / sizeof(declared->entities[0]);
	const char *name = skip_space(at, end), *name_end = skip_name(name, end), *value, *close;

	if (name_end == NULL || declared->count == most)
		return;
	value = skip_space(name_end, end);
	if (value == end || (*value != '"' && *value != '\''))
		return;
	close = memchr(value + 1, *value, (size_t)(end - value - 1));
	if (close == NULL || close - value - 1 > LONGEST_VALUE)
		return;
	declared->entities[declared->count].name = name;
	declared->entities[declared->count].name_length = (size_t)(name_end - name);
	declared->entities[declared->count].value = value + 1;
	declared->entities[declared->count].value_length = (size_t)(close - value - 1);
	declared->count++;
}

void declared_read(struct declared *declared, const char *doctype, const char *end)
{
	static const char keyword[] = "<!ENTITY";
	const size_t length = strlen(keyword);
	const char *at = doctype + 1;

	while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		if ((size_t)(end - at) > length && memcmp(at, keyword, length) == 0)
			read_one(declared, at + length, end);
		at++;
	}
}

size_t declared_expand(struct declared *declared, struct buf *out, const char *at,
		       const char *end)
{
	const char *name = at + 1, *name_end;
	size_t i, before = out->length;

	if (declared->count == 0 || declared->expanded > MOST_EXPANDED)
		return 0;
	name_end = skip_name(name, end);
	if (name_end == NULL || name_end == end || *name_end != ';')
		return 0;
	for (i = 0; i < declared->count; i++) {
		if (declared->entities[i].name_length != (size_t)(name_end - name) ||
		    memcmp(declared->entities[i].name, name, (size_t)(name_end - name)) != 0)
			continue;
		entity_decode(out, declared->entities[i].value,
			      declared->entities[i].value + declared->entities[i].value_length,
			      true);
		declared->expanded += out->length - before + 1;
		return (size_t)(name_end - at) + 1;
	}
	return 0;
}
