#include "extract/teaser.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "model/web_page.h"
#include "text/span.h"
#include "text/utf8.h"

enum {
	WHOLE		= 1000,		/* letters: a shorter text is taken for a teaser … */
	LONGEST_TEASER	= 6000,		/* … a longer one only if it says so, up to here */
	LONGEST_POINTER	= 80,		/* bytes of a last line that leads on */
	FULLER_BY	= 200,		/* letters that a page must add, and … */
	LEAST_PAGES	= 5,		/* before a feed is judged by its pages */
	USEFUL_ONE_IN	= 4,
};

static const double FULLER_TIMES = 1.3;	/* … how many times the text it must be */

/* What a last line says when the article goes on elsewhere; in lower case. */
static const char *const pointers[] = {
	"read more", "read on", "read the full", "read the rest", "read full", "continue reading",
	"full story", "full article", "more at", "more »", "more >", "(more)", "click here",
	"view the full", "keep reading", "the post ", "weiterlesen", "mehr lesen",
	"ganzen artikel", "zum artikel", "lire la suite", "lire plus", "en savoir plus",
	"lire l'article", "leer más", "seguir leyendo", "sigue leyendo", "leggi tutto",
	"continua a leggere", "leia mais", "continue lendo", "lees meer", "lees verder",
	"czytaj dalej", "čtěte dál", "läs mer", "les mer", "læs mere", "devamını oku",
	"читать далее", "Читать далее", "читать полностью", "читати далі", "続きを読む", "全文を読む",
	"閱讀全文", "阅读全文", "阅读更多", "더 보기", "اقرأ المزيد", "और पढ़ें", NULL,
};

/* One character of Chinese, Japanese or Korean says as much as a few letters. */
static size_t count_letters(const char *text)
{
	enum { FIRST_IDEOGRAPH = 0x2E80, WORTH = 3 };
	const char *end = text + strlen(text);
	size_t letters = 0;

	while (text < end)
		letters += utf8_next(&text, end) >= FIRST_IDEOGRAPH ? WORTH : 1;
	return letters;
}

/* Past what may stand after an ellipsis. */
static struct span trim_closing(struct span text)
{
	static const char *const closing[] = {
		"]", ")", "\"", "'", ">", "\u201D", "\u2019", "\u00BB", "\u300D", "\u2192",
		" ", "\n", "\t",
	};
	size_t i = 0;

	while (i < sizeof(closing) / sizeof(closing[0])) {
		size_t length = strlen(closing[i]);

		if (text.length >= length &&
		    memcmp(text.at + text.length - length, closing[i], length) == 0) {
			text.length -= length;
			i = 0;
		} else {
			i++;
		}
	}
	return text;
}

static bool ends_with(struct span text, const char *ending)
{
	size_t length = strlen(ending);

	return text.length >= length &&
	       memcmp(text.at + text.length - length, ending, length) == 0;
}

static bool breaks_off(const char *text)
{
	struct span rest = trim_closing(span_of(text));

	return ends_with(rest, "...") || ends_with(rest, "\u2026");
}

/* The last line, without the end of a sentence before it on the same line. */
static struct span last_words(const char *text)
{
	const char *end = text + strlen(text), *start = text;
	const char *from;

	str_trim(&start, &end);
	for (from = end; from > start && from[-1] != '\n'; from--) {
		if (end - from >= LONGEST_POINTER)
			break;
	}
	while (from < end && ((unsigned char)*from & 0xC0) == 0x80)
		from++;
	return span_between(from, end);
}

static bool leads_on(const char *text)
{
	struct span words = last_words(text);
	size_t i;

	for (i = 0; pointers[i] != NULL; i++) {
		if (span_find(words, pointers[i]).at != NULL)
			return true;
	}
	return false;
}

bool teaser_is(const char *text)
{
	size_t letters;

	if (str_is_empty(text))
		return true;
	letters = count_letters(text);
	if (letters < WHOLE)
		return true;
	return letters < LONGEST_TEASER && (breaks_off(text) || leads_on(text));
}

bool teaser_is_beaten(const char *own, const char *page)
{
	size_t before = own != NULL ? count_letters(own) : 0, after = count_letters(page);

	return after >= before + FULLER_BY && (double)after >= (double)before * FULLER_TIMES;
}

bool teaser_is_worth_a_page(const struct page_record *record)
{
	return record->had < LEAST_PAGES || record->of_use * USEFUL_ONE_IN >= record->had;
}
