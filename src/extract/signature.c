#include "extract/signature.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "extract/about.h"
#include "extract/byline.h"
#include "extract/cue.h"
#include "extract/tree.h"
#include "text/date.h"
#include "text/utf8.h"

enum {
	LONGEST_LINE = 160,		/* letters; a longer one is prose */
	LONGEST_NAME_LINE = 60,
	NEAR = 60,			/* elements after the headline */
	LONGEST_DATE = 40,		/* bytes */
	RANK_CALLED = 44,
	RANK_NEAR = 46,
	RANK_OPENING = 50,
	RANK_AFTER = 56,
	RANK_CALLED_BEFORE = 54,
	RANK_BEFORE = 60,
	RANK_UPDATE = 20,		/* on top, where a line tells of a change */
};

/* "2021", "12.03.21": whether a date may end or begin with this word. */
static bool has_year(const char *word, const char *end)
{
	const char *at;
	size_t run = 0;

	for (at = word; at < end; at++) {
		run = str_is_digit(*at) ? run + 1 : 0;
		if (run == 4 && (strncmp(at - 3, "19", 2) == 0 || strncmp(at - 3, "20", 2) == 0))
			return true;
	}
	return run == 2 && end - word >= 6 && end - word <= 8 && strchr("./-", word[2]) != NULL;
}

/* A month alone is no date; neither does one begin with "am" or "on". */
static bool has_day(const char *start, const char *end)
{
	const char *at;
	size_t digits = 0, letters = 0;

	for (at = start; at < end; at++) {
		digits += str_is_digit(*at);
		letters += at - start == (ptrdiff_t)letters && !str_is_digit(*at) && *at != ' ';
	}
	return digits > 4 && (letters == 0 || letters > 2);
}

static bool is_date(const char *start, const char *end)
{
	char text[LONGEST_DATE + 1];
	size_t length = (size_t)(end - start);
	int64_t time;

	if (length < 6 || length > LONGEST_DATE || !has_day(start, end))
		return false;
	memcpy(text, start, length);
	text[length] = '\0';
	return date_parse(text, &time);
}

static const char *word_end(const char *at)
{
	return at + strcspn(at, " \t\n|,;()");
}

static size_t find_headline(const struct tree *tree)
{
	size_t i;

	for (i = 0; i < tree->count; i++) {
		if (tree_is(&tree->nodes[i], "h1"))
			return i;
	}
	return tree->count;
}

static uint32_t rank_of(const struct tree *tree, size_t place, size_t headline)
{
	const struct tree_node *node = &tree->nodes[place];

	if ((node->cues | tree->nodes[node->parent].cues) & CUE_DATE)
		return place >= headline ? RANK_CALLED : RANK_CALLED_BEFORE;
	if (place >= headline && place < tree->nodes[headline].end + NEAR)
		return RANK_NEAR;
	return place >= headline ? RANK_AFTER : RANK_BEFORE;
}

static bool is_update(struct span line)
{
	static const char *const words[] = {
		"updated", "modified", "last edited", "änderung", "Änderung", "aktualisiert",
		"mis à jour", "actualizado", "aggiornato", "bearbeitet", "changed",
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (span_find(line, words[i]).at != NULL)
			return true;
	}
	return false;
}

static void offer_date(struct about *about, const char *line, uint32_t rank)
{
	struct span date;

	if (strpbrk(line, "0123456789") == NULL)
		return;
	if (is_update(span_of(line)))
		rank += RANK_UPDATE;
	date = signature_find_date(line);
	about_offer(about, ABOUT_DATE, rank, date);
	about_offer(about, ABOUT_PRINTED, rank, date);
}

static void read_line(struct about *about, char *line, uint32_t rank)
{
	offer_date(about, line, rank);
	if (strlen(line) <= LONGEST_NAME_LINE && rank <= RANK_AFTER && byline_is_signed(line))
		about_offer(about, ABOUT_BYLINE, rank, span_of(line));
}

static void read_lines(struct about *about, const struct tree *tree, size_t place, uint32_t rank)
{
	struct buf text = {0};
	char *line, *rest = NULL;

	tree_add_text(tree, place, &text);
	buf_add_char(&text, '\n');
	for (line = strtok_r(text.data, "\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\n", &rest))
		read_line(about, line, rank);
	buf_clear(&text);
}

/* "27.1.2022 - At the ceremony …": prose that begins with its date. */
static void read_opening(struct about *about, const struct tree *tree, size_t place)
{
	enum { OPENING = 40 };
	struct buf text = {0};
	struct span date;

	tree_add_text(tree, place, &text);
	buf_truncate(&text, utf8_prefix(buf_text(&text), text.length, OPENING));
	date = signature_find_date(buf_text(&text));
	if (date.at == text.data)
		about_offer(about, ABOUT_DATE, RANK_OPENING, date);
	buf_clear(&text);
}

void signature_read(struct about *about, const struct tree *tree)
{
	size_t i, headline = find_headline(tree);

	if (headline == tree->count)
		headline = 0;
	for (i = 1; i < tree->count;) {
		const struct tree_node *node = &tree->nodes[i];

		if ((node->cues & CUE_COMMENTS) || (node->role & ROLE_CHROME)) {
			i = node->end;
			continue;
		}
		if (node->all.text > 4 && node->all.text <= LONGEST_LINE && node->own.text > 2)
			read_lines(about, tree, i, rank_of(tree, i, headline));
		else if (node->own.text > LONGEST_LINE && i > headline)
			read_opening(about, tree, i);
		i++;
	}
}

/*
 * The date in a line: around the word with the year, the longest run of
 * words before it that is one. Absent if there is none.
 */
struct span signature_find_date(const char *line)
{
	enum { WORDS = 6 };	/* "3 de mayo de 2022", with the weekday */
	const char *starts[WORDS] = {0}, *at = line;

	for (;;) {
		const char *end;
		size_t i;

		at += strspn(at, " \t\n|,;()");
		if (*at == '\0')
			return (struct span){0};
		memmove(starts, starts + 1, sizeof(starts) - sizeof(starts[0]));
		starts[WORDS - 1] = at;
		end = word_end(at);
		for (i = 0; i < WORDS && has_year(at, end); i++) {
			if (starts[i] != NULL && is_date(starts[i], end))
				return span_between(starts[i], end);
		}
		at = end;
	}
}
