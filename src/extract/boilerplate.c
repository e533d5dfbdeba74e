#include "extract/boilerplate.h"

#include <string.h>

#include "base/str.h"

enum manner {
	WHOLE,			/* the line is this, perhaps with a final ":" or "." */
	BEGINS,			/* it begins so … */
	BEGINS_SHORT,		/* … and is short */
};

enum { SHORT_LINE = 60 };

struct phrase {
	const char *text;	/* in lower case */
	enum manner manner;
};

static const struct phrase lines[] = {
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
	{"sponsored links", WHOLE},
	{"advert", WHOLE},
	{"iklan", WHOLE},
	{"this slideshow requires javascript", BEGINS},
	{"please enable javascript", BEGINS},
	{"this document is subject to copyright", BEGINS},
	{"citation:", BEGINS},
	{"copyright ", BEGINS_SHORT},
	{"photo:", BEGINS_SHORT},
	{"photo by", BEGINS_SHORT},
	{"photo credit", BEGINS_SHORT},
	{"image:", BEGINS_SHORT},
	{"image credit", BEGINS_SHORT},
	{"credit:", BEGINS_SHORT},
	{"foto:", BEGINS_SHORT},
	{"fotos:", BEGINS_SHORT},
	{"bild:", BEGINS_SHORT},
	{"bildquelle", BEGINS_SHORT},
	{"titelbild", BEGINS_SHORT},
	{"quelle:", BEGINS_SHORT},
	{"zum vergr", BEGINS_SHORT},
	{"zur\xc3\xbc""ck zu", BEGINS_SHORT},
	{"zur\xc3\xbc""ck", WHOLE},
	{"read all comments", BEGINS_SHORT},
	{"subscribe", WHOLE},
};

static const struct phrase sections[] = {
	{"related", BEGINS_SHORT},
	{"more from", BEGINS_SHORT},
	{"more great", BEGINS_SHORT},
	{"more on", BEGINS_SHORT},
	{"more stories", BEGINS_SHORT},
	{"more articles", BEGINS_SHORT},
	{"top rated comments", BEGINS_SHORT},
	{"comments", BEGINS_SHORT},
	{"leave a", BEGINS_SHORT},
	{"don't miss", WHOLE},
	{"don\xe2\x80\x99t miss", WHOLE},
	{"read next", BEGINS_SHORT},
	{"read more", BEGINS_SHORT},
	{"see also", WHOLE},
	{"most popular", BEGINS_SHORT},
	{"most read", BEGINS_SHORT},
	{"you may also", BEGINS_SHORT},
	{"you might also", BEGINS_SHORT},
	{"recommended", BEGINS_SHORT},
	{"explore further", WHOLE},
	{"explore more", BEGINS_SHORT},
	{"about the author", BEGINS_SHORT},
	{"share this", BEGINS_SHORT},
	{"trending", BEGINS_SHORT},
	{"latest news", BEGINS_SHORT},
	{"next article", BEGINS_SHORT},
	{"previous article", BEGINS_SHORT},
	{"subscribe to", BEGINS_SHORT},
	{"sign up", BEGINS_SHORT},
	{"newsletter", BEGINS_SHORT},
	{"das k\xc3\xb6nnte", BEGINS_SHORT},
	{"das k\xc3\xb6nnte dich auch", BEGINS_SHORT},
	{"das thema k\xc3\xb6nnte", BEGINS_SHORT},
	{"mehr zum thema", BEGINS_SHORT},
	{"mehr themen", BEGINS_SHORT},
	{"mehr aus", BEGINS_SHORT},
	{"weitere artikel", BEGINS_SHORT},
	{"weitere informationen", BEGINS_SHORT},
	{"weiterf\xc3\xbchrende informationen", BEGINS_SHORT},
	{"weitere links", BEGINS_SHORT},
	{"weitere themen", BEGINS_SHORT},
	{"noch mehr infos", BEGINS_SHORT},
	{"auch interessant", BEGINS_SHORT},
	{"auch lesen", BEGINS_SHORT},
	{"schon gelesen", BEGINS_SHORT},
	{"weiterlesen", WHOLE},
	{"lesen sie auch", BEGINS_SHORT},
	{"empfehlungen", BEGINS_SHORT},
	{"zum thema", WHOLE},
	{"kommentare", BEGINS_SHORT},
	{"kontakt", WHOLE},
	{"ansprechpartner", BEGINS_SHORT},
	{"\xc3\xa0 lire aussi", BEGINS_SHORT},
	{"lire aussi", BEGINS_SHORT},
	{"sur le m\xc3\xaame sujet", BEGINS_SHORT},
	{"pour aller plus loin", BEGINS_SHORT},
	{"te puede interesar", BEGINS_SHORT},
	{"lee tambi\xc3\xa9n", BEGINS_SHORT},
	{"noticias relacionadas", BEGINS_SHORT},
	{"art\xc3\xad""culos relacionados", BEGINS_SHORT},
	{"leggi anche", BEGINS_SHORT},
	{"articoli correlati", BEGINS_SHORT},
	{"leia tamb\xc3\xa9m", BEGINS_SHORT},
	{"veja tamb\xc3\xa9m", BEGINS_SHORT},
	{"lees ook", BEGINS_SHORT},
	{"zobacz tak\xc5\xbc""e", BEGINS_SHORT},
	{"czytaj te\xc5\xbc", BEGINS_SHORT},
	{"\xd1\x87\xd0\xb8\xd1\x82\xd0\xb0\xd0\xb9\xd1\x82\xd0\xb5 \xd1\x82\xd0\xb0\xd0\xba\xd0\xb6\xd0\xb5", BEGINS_SHORT},
	{"\xd0\xbf\xd0\xbe \xd1\x82\xd0\xb5\xd0\xbc\xd0\xb5", WHOLE},
	{"\xe7\x9b\xb8\xe5\x85\xb3\xe6\x96\xb0\xe9\x97\xbb", BEGINS_SHORT},
	{"\xe7\x9b\xb8\xe5\x85\xb3\xe9\x98\x85\xe8\xaf\xbb", BEGINS_SHORT},
	{"\xe9\x96\xa2\xe9\x80\xa3\xe8\xa8\x98\xe4\xba\x8b", BEGINS_SHORT},
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

static bool is_any(const char *line, size_t length, const struct phrase *phrases, size_t count)
{
	const char *end = line + length;
	size_t i;

	str_trim(&line, &end);
	for (i = 0; i < count; i++) {
		if (is_phrase(line, (size_t)(end - line), &phrases[i]))
			return true;
	}
	return false;
}

/* "Lava near the village (Photo: Jane Doe)": what explains a picture tells whose it is. */
static bool is_credited(const char *line, size_t length)
{
	static const char *const owners[] = {
		"image", "photo", "picture", "pic:", "credit", "foto", "bild", "getty", "cr\xc3\xa9""dit",
	};
	const char *end = line + length, *open = end - 1;
	size_t i;

	if (length == 0 || end[-1] != ')')
		return false;
	while (open > line && *open != '(')
		open--;
	for (i = 0; i < sizeof(owners) / sizeof(owners[0]); i++) {
		if (begins(open + 1, (size_t)(end - open - 1), owners[i], strlen(owners[i])))
			return true;
	}
	return false;
}

bool boilerplate_is_line(const char *line, size_t length)
{
	return is_any(line, length, lines, sizeof(lines) / sizeof(lines[0])) ||
	       is_credited(line, length);
}

bool boilerplate_is_section(const char *heading, size_t length)
{
	return is_any(heading, length, sections, sizeof(sections) / sizeof(sections[0]));
}
