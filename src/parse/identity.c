#include "parse/identity.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/str.h"
#include "model/entry.h"
#include "text/url.h"

/* What a key was made of, so that a guid never equals a link by chance. */
enum basis {
	BY_GUID		= 'g',
	BY_GUID_AND_URL	= 'b',
	BY_URL		= 'u',
	BY_CONTENT	= 'c',
};

/* White space at the ends, and a change from http to https, make no new entry. */
static void add_guid(struct buf *out, const char *guid)
{
	const char *start = guid, *end = guid + strlen(guid);

	str_trim(&start, &end);
	if (str_case_starts(start, "http://")) {
		buf_add_text(out, "https");
		start += strlen("http");
	}
	buf_add(out, start, (size_t)(end - start));
}

static struct hash key_of(const struct entry *entry, enum basis basis, struct buf *scratch)
{
	buf_truncate(scratch, 0);
	buf_add_char(scratch, (char)basis);
	if (basis == BY_GUID || basis == BY_GUID_AND_URL)
		add_guid(scratch, entry->guid);
	if (basis == BY_GUID_AND_URL || basis == BY_URL)
		buf_add(scratch, (const char *)&entry->url_key, sizeof(entry->url_key));
	if (basis == BY_CONTENT)
		buf_add(scratch, (const char *)&entry->content_hash, sizeof(entry->content_hash));
	return hash128(scratch->data, scratch->length);
}

static struct hash content_hash_of(const struct entry *entry, struct buf *scratch)
{
	const char *const parts[] = {entry->title, entry->summary, entry->content_text};
	size_t i;

	buf_truncate(scratch, 0);
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		buf_add_text(scratch, parts[i]);
		buf_add_char(scratch, '\0');
	}
	if (entry->title == NULL && entry->content_text == NULL && entry->enclosure_count != 0)
		buf_add_text(scratch, entry->enclosures[0].url);
	return hash128(scratch->data, scratch->length);
}

static struct hash url_key_of(const struct entry *entry)
{
	char *canonical = entry->url != NULL ? url_canonical(entry->url) : NULL;
	struct hash key = {0};

	if (canonical != NULL)
		key = hash128_text(canonical);
	else if (entry->url != NULL)
		key = hash128_text(entry->url);
	free(canonical);
	return key;
}

static enum basis basis_of(const struct entry *entry)
{
	if (!str_is_empty(entry->guid))
		return BY_GUID;
	return entry->url != NULL ? BY_URL : BY_CONTENT;
}

/* A guid that a feed gives to different articles is no identity by itself. */
static void part_shared_guids(struct entry *entries, size_t count, struct buf *scratch)
{
	struct map *by_key = map_new(), *shared = map_new();
	struct entry *first;
	size_t i;

	for (i = 0; i < count; i++) {
		first = map_get_number(by_key, entries[i].key.low);
		if (first == NULL)
			map_put_number(by_key, entries[i].key.low, &entries[i]);
		else if (entries[i].url != NULL && !hash_equal(first->url_key, entries[i].url_key))
			map_put_number(shared, entries[i].key.low, first);
	}
	for (i = 0; i < count; i++) {
		if (entries[i].url != NULL && map_get_number(shared, entries[i].key.low) != NULL)
			entries[i].key = key_of(&entries[i], BY_GUID_AND_URL, scratch);
	}
	map_free(by_key);
	map_free(shared);
}

/* Of entries with equal keys the first stays. */
static size_t drop_repeated(struct entry *entries, size_t count)
{
	struct map *seen = map_new();
	size_t i, kept = 0;

	for (i = 0; i < count; i++) {
		if (map_get_number(seen, entries[i].key.low) != NULL)
			continue;
		map_put_number(seen, entries[i].key.low, entries);
		entries[kept++] = entries[i];
	}
	map_free(seen);
	return kept;
}

size_t identity_assign(struct entry *entries, size_t count)
{
	struct buf scratch = {0};
	size_t i;

	for (i = 0; i < count; i++) {
		entries[i].url_key = url_key_of(&entries[i]);
		entries[i].content_hash = content_hash_of(&entries[i], &scratch);
		entries[i].key = key_of(&entries[i], basis_of(&entries[i]), &scratch);
	}
	part_shared_guids(entries, count, &scratch);
	buf_clear(&scratch);
	return drop_repeated(entries, count);
}
