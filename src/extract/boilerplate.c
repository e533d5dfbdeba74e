#include "extract/boilerplate.h"

#include <string.h>

#include "base/str.h"

enum manner {
	WHOLE,			/* the line is this, perhaps with a final ":" or "." */
	BEGINS,			/* it begins so … */
	BEGINS_SHORT,		/* … and is short */
};

enum { SHORT_LINE = 60 };

static const struct phrase {
	const char *text;	/* in lower case */
	enum manner manner;
} phrases[] = {
	{"advertisement", WHOLE},
	{"advertisements", WHOLE},
	{"advertising", WHOLE},
	{"ad", WHOLE},
	{"anzeige", WHOLE},
	{"werbung", WHOLE},
	{"publicit\xc3\xa9", WHOLE},
	{"publicidad", WHOLE},
	{"publicidade", WHOLE},
	{"pubblicit\xc3\xa0", WHOLE},
	{"reklama", WHOLE},
	{"\xe5\xba\x83\xe5\x91\x8a", WHOLE},
	{"story continues", BEGINS_SHORT},
	{"article continues", BEGINS_SHORT},
	{"continue reading", BEGINS_SHORT},
	{"read more", BEGINS},
	{"read also", BEGINS},
	{"read next", BEGINS},
	{"also read", BEGINS},
	{"see also:", BEGINS},
	{"lire aussi", BEGINS},
	{"lesen sie auch", BEGINS},
	{"mehr zum thema", BEGINS},
	{"mehr dazu", BEGINS},
	{"lee tambi\xc3\xa9n", BEGINS},
	{"leggi anche", BEGINS},
	{"leia tamb\xc3\xa9m", BEGINS},
	{"lees ook", BEGINS},
	{"czytaj te\xc5\xbc", BEGINS},
	{"\xd1\x87\xd0\xb8\xd1\x82\xd0\xb0\xd0\xb9\xd1\x82\xd0\xb5 \xd1\x82\xd0\xb0\xd0\xba\xd0\xb6\xd0\xb5", BEGINS},
	{"related:", BEGINS},
	{"related articles", BEGINS_SHORT},
	{"related stories", BEGINS_SHORT},
	{"related posts", BEGINS_SHORT},
	{"related links", BEGINS_SHORT},
	{"in this article:", BEGINS},
	{"most read", BEGINS_SHORT},
	{"more from", BEGINS_SHORT},
	{"more on this", BEGINS_SHORT},
	{"recommended", WHOLE},
	{"trending", WHOLE},
	{"share", WHOLE},
	{"share this", BEGINS_SHORT},
	{"share on", BEGINS_SHORT},
	{"tweet", WHOLE},
	{"teilen", WHOLE},
	{"print", WHOLE},
	{"drucken", WHOLE},
	{"comments", WHOLE},
	{"leave a comment", BEGINS_SHORT},
	{"leave a reply", BEGINS_SHORT},
	{"sign up for", BEGINS},
	{"sign up to", BEGINS},
	{"subscribe to", BEGINS_SHORT},
	{"subscribe now", BEGINS_SHORT},
	{"click here to", BEGINS},
	{"follow us", BEGINS},
	{"follow me on", BEGINS_SHORT},
	{"like us on facebook", BEGINS},
	{"like this:", WHOLE},
	{"%d bloggers like this", BEGINS},
	{"tags:", BEGINS},
	{"tagged", BEGINS_SHORT},
	{"filed under", BEGINS},
	{"posted in", BEGINS_SHORT},
	{"schlagw\xc3\xb6rter", BEGINS},
	{"copyright \xc2\xa9", BEGINS},
	{"\xc2\xa9 ", BEGINS_SHORT},
	{"all rights reserved", BEGINS},
	{"loading", BEGINS_SHORT},
	{"skip to", BEGINS_SHORT},
	{"back to top", BEGINS_SHORT},
	{"nach oben", WHOLE},
	{"view comments", WHOLE},
	{"get the latest", BEGINS_SHORT},
};

static bool begins(const char *line, size_t length, const char *phrase, size_t phrase_length)
{
	size_t i;

	if (length < phrase_length)
		return false;
	for (i = 0; i < phrase_length; i++) {
		if (str_lower(line[i]) != phrase[i])
			return false;
	}
	return true;
}

static bool is_phrase(const char *line, size_t length, const struct phrase *phrase)
{
	size_t phrase_length = strlen(phrase->text);

	if (!begins(line, length, phrase->text, phrase_length))
		return false;
	if (phrase->manner == WHOLE)
		return length == phrase_length ||
		       (length == phrase_length + 1 && strchr(":.!", line[length - 1]) != NULL);
	return phrase->manner == BEGINS || length < SHORT_LINE;
}

bool boilerplate_is_line(const char *line, size_t length)
{
	const char *end = line + length;
	size_t i;

	str_trim(&line, &end);
	for (i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
		if (is_phrase(line, (size_t)(end - line), &phrases[i]))
			return true;
	}
	return false;
}
