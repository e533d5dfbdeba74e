#include "extract/refrain.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/span.h"

struct refrain {
	uint64_t *hashes;		/* of all lines of all articles; learnt, of refrains only */
	size_t count;
	size_t capacity;
	size_t articles;
};

static int compare_hashes(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

/* Takes the next line off a text, without the space around it; false at the end. */
static bool take_line(const char **text, struct span *line)
{
	const char *start = *text, *end;

	if (*start == '\0')
		return false;
	end = start + strcspn(start, "\n");
	*text = *end == '\n' ? end + 1 : end;
	str_trim(&start, &end);
	*line = span_between(start, end);
	return true;
}

static uint64_t hash_of(struct span line)
{
	return hash64(line.at, line.length);
}

/* Leaves of sorted hashes those that come at least so often, each once. */
static size_t keep_common(uint64_t *hashes, size_t count, size_t least)
{
	size_t kept = 0, i, end;

	for (i = 0; i < count; i = end) {
		for (end = i + 1; end < count && hashes[end] == hashes[i]; end++)
			;
		if (end - i >= least)
			hashes[kept++] = hashes[i];
	}
	return kept;
}

void refrain_note(struct buf *lines, const char *text)
{
	uint64_t *hashes = NULL;
	size_t count = 0, capacity = 0;
	struct span line;

	while (take_line(&text, &line)) {
		if (line.length == 0)
			continue;
		hashes = mem_grow(hashes, &capacity, count, sizeof(*hashes));
		hashes[count++] = hash_of(line);
	}
	if (count > 0)
		qsort(hashes, count, sizeof(*hashes), compare_hashes);
	count = keep_common(hashes, count, 1);
	if (count > 0)
		buf_add(lines, (const char *)hashes, count * sizeof(*hashes));
	free(hashes);
}

struct refrain *refrain_new(void)
{
	return mem_new(sizeof(struct refrain));
}

void refrain_free(struct refrain *refrain)
{
	if (refrain == NULL)
		return;
	free(refrain->hashes);
	free(refrain);
}

void refrain_add(struct refrain *refrain, const char *lines, size_t length)
{
	size_t i;

	refrain->articles++;
	for (i = 0; i + sizeof(uint64_t) <= length; i += sizeof(uint64_t)) {
		refrain->hashes = mem_grow(refrain->hashes, &refrain->capacity, refrain->count,
					   sizeof(*refrain->hashes));
		memcpy(&refrain->hashes[refrain->count++], lines + i, sizeof(uint64_t));
	}
}

void refrain_learn(struct refrain *refrain)
{
	size_t share = refrain->articles * REFRAIN_PERCENT / 100;

	if (refrain->count > 0)
		qsort(refrain->hashes, refrain->count, sizeof(*refrain->hashes), compare_hashes);
	refrain->count = keep_common(refrain->hashes, refrain->count,
				     share > REFRAIN_LEAST ? share : REFRAIN_LEAST);
}

static bool is_refrain(const struct refrain *refrain, struct span line)
{
	uint64_t hash;

	if (line.length == 0 || refrain->count == 0)
		return false;
	hash = hash_of(line);
	return bsearch(&hash, refrain->hashes, refrain->count, sizeof(hash),
		       compare_hashes) != NULL;
}

/* A line goes with the empty lines that follow it, so that no gap is left. */
bool refrain_strip(const struct refrain *refrain, const char *text, struct buf *out)
{
	size_t before = out->length, length = strlen(text);
	bool is_dropping = false, has_dropped = false;
	const char *at = text, *from;
	struct span line;

	for (from = at; take_line(&at, &line); from = at) {
		if (line.length > 0)
			is_dropping = is_refrain(refrain, line);
		has_dropped |= is_dropping;
		if (!is_dropping)
			buf_add(out, from, (size_t)(at - from));
	}
	while (out->length > before && str_is_space(out->data[out->length - 1]))
		buf_truncate(out, out->length - 1);
	if (has_dropped && (out->length - before) * 2 >= length)
		return true;
	buf_truncate(out, before);
	buf_add(out, text, length);
	return false;
}
