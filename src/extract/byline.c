#include "extract/byline.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"

enum { LONGEST_NAME = 150 };

/* What stands before a name. */
static const char *const leads[] = {
	"written by", "posted by", "published by", "reported by", "submitted by", "story by",
	"by:", "by", "von:", "von", "par", "por", "author:", "authors:", "autor:", "autorin:",
	"author", "autor", "autore:", "auteur:", "text:", "words:", "di", "door", "av", "af", "de",
	"geschrieben von", "escrito por", "verfasst von", "redaktion:", "artikel von", "text von",
	"ein artikel von", "view all posts by", "veröffentlicht von", "gespeichert von",
	"text und interview:", "artikel von:", "publicado por", "posted on", "publié par",
};

/* What stands after it. */
static const char *const tails[] = {
	" | ", " • ", " · ", " on ", " am ", " - ", " – ",
	" — ", "\n", " updated", " published", " posted", " / ", " in ", " for ",
};

/* What names nobody. */
static const char *const nobodies[] = {
	"admin", "administrator", "author", "editor", "editors", "staff", "webmaster", "user",
	"guest", "unknown", "anonymous", "null", "none", "undefined", "root", "www", "redaktion",
	"support", "team", "view all posts", "about the author", "share", "contact", "posted",
	"follow", "no author", "published", "publiziert am", "written", "last", "autor", "autorin",
	"authors", "by", "von", "fail", "wordpressadmin", "copyright",
};

/* Those of them that only signatures begin with. */
static const char *const signs[] = {
	"by ", "von ", "par ", "por ", "written by", "words by", "text von", "text:", "autor:",
	"autorin:", "author:", "ein artikel von", "escrito por", "door ", "автор:", "Автор:",
};

static bool is_word_end(char c)
{
	return c == '\0' || str_is_space(c);
}

static const char *skip_lead(const char *at)
{
	size_t i;

	for (i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
		size_t length = strlen(leads[i]);

		if (!str_case_starts(at, leads[i]))
			continue;
		if (is_word_end(at[length]) || at[length - 1] == ':' || at[length] == ':') {
			at += length;
			return at + strspn(at, ": \t");
		}
	}
	return at;
}

static const char *find_tail(const char *start)
{
	const char *end = start + strcspn(start, "0123456789(@");
	size_t i;

	for (i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		struct span tail = span_find(span_between(start, end), tails[i]);

		if (tail.at != NULL && tail.at > start + 3)
			end = tail.at;
	}
	return end;
}

static bool is_nobody(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(nobodies) / sizeof(nobodies[0]); i++) {
		if (str_case_equal(name, nobodies[i]))
			return true;
	}
	return false;
}

bool byline_is_signed(const char *line)
{
	size_t i, length = 0;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]) && length == 0; i++) {
		if (str_case_starts(line, signs[i]))
			length = strlen(signs[i]);
	}
	if (length == 0)
		return false;
	line += length + strspn(line + length, ": \t");
	/* Names have capitals, or letters without case. */
	return (*line >= 'A' && *line <= 'Z') || (unsigned char)*line >= 0x80;
}

const char *byline_clean(struct arena *arena, const char *text)
{
	const char *start = text + strspn(text, " \t\r\n-|,"), *end;
	const char *name;

	start = skip_lead(skip_lead(start));
	end = find_tail(start);
	str_trim(&start, &end);
	while (end > start && strchr(",;|-:", end[-1]) != NULL)
		end--;
	str_trim(&start, &end);
	if (end - start < 2 || end - start > LONGEST_NAME)
		return NULL;
	name = arena_dup_bytes(arena, start, (size_t)(end - start));
	if (strstr(name, "://") != NULL || str_case_starts(name, "www.") || is_nobody(name) ||
	    strchr(name, '{') != NULL || strchr(name, '@') != NULL)
		return NULL;
	return name;
}
