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
	const char *text;	/* its ASCII letters in lower case */
	enum manner manner;
};

static const struct phrase lines[] = {
	{"advertisement", WHOLE},
	{"advertisements", WHOLE},
	{"advertising", WHOLE},
	{"ad", WHOLE},
	{"anzeige", WHOLE},
	{"werbung", WHOLE},
	{"publicité", WHOLE},
	{"publicidad", WHOLE},
	{"publicidade", WHOLE},
	{"pubblicità", WHOLE},
	{"reklama", WHOLE},
	{"広告", WHOLE},
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
	{"lee también", BEGINS},
	{"leggi anche", BEGINS},
	{"leia também", BEGINS},
	{"lees ook", BEGINS},
	{"czytaj też", BEGINS},
	{"читайте также", BEGINS},
	{"Читайте также", BEGINS},
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
	{"schlagwörter", BEGINS},
	{"copyright ©", BEGINS},
	{"© ", BEGINS_SHORT},
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
	{"zurück zu", BEGINS_SHORT},
	{"zurück", WHOLE},
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
	{"don’t miss", WHOLE},
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
	{"das könnte", BEGINS_SHORT},
	{"das thema könnte", BEGINS_SHORT},
	{"mehr zum thema", BEGINS_SHORT},
	{"mehr themen", BEGINS_SHORT},
	{"mehr aus", BEGINS_SHORT},
	{"weitere artikel", BEGINS_SHORT},
	{"weitere informationen", BEGINS_SHORT},
	{"weiterführende informationen", BEGINS_SHORT},
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
	{"à lire aussi", BEGINS_SHORT},
	{"À lire aussi", BEGINS_SHORT},
	{"lire aussi", BEGINS_SHORT},
	{"sur le même sujet", BEGINS_SHORT},
	{"pour aller plus loin", BEGINS_SHORT},
	{"te puede interesar", BEGINS_SHORT},
	{"lee también", BEGINS_SHORT},
	{"noticias relacionadas", BEGINS_SHORT},
	{"artículos relacionados", BEGINS_SHORT},
	{"leggi anche", BEGINS_SHORT},
	{"articoli correlati", BEGINS_SHORT},
	{"leia também", BEGINS_SHORT},
	{"veja também", BEGINS_SHORT},
	{"lees ook", BEGINS_SHORT},
	{"zobacz także", BEGINS_SHORT},
	{"czytaj też", BEGINS_SHORT},
	{"читайте также", BEGINS_SHORT},
	{"Читайте также", BEGINS_SHORT},
	{"по теме", WHOLE},
	{"По теме", WHOLE},
	{"相关新闻", BEGINS_SHORT},
	{"相关阅读", BEGINS_SHORT},
	{"関連記事", BEGINS_SHORT},
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
		"image", "photo", "picture", "pic:", "credit", "foto", "bild", "getty", "crédit",
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
