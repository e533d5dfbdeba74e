#include "text/agency.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "text/utf8.h"
#include "text/words.h"

enum {
	READ = 1 << 16,			/* bytes of a text */
	FIRST_LINES = 3,		/* on one of which a dateline may stand */
	DATELINE = 120,			/* bytes of a line in which it ends */
	LAST_LINE = 60,			/* one that is longer may only end with a credit */
	ENDING = 80,			/* bytes of its end in which one is looked for */
	LONGEST_NAME = 40,
};

struct agency {
	const char *name;
	const char *names;		/* between bars, as fold() has them: Chinese in pairs */
	const char *domains;		/* between bars as well */
};

static const struct agency agencies[] = {
	{ "Reuters", "|reuters|thomson reuters|рейтер|رويترز|", "|reuters.com|" },
	{ "Associated Press", "|ap|associated press|the associated press|", "|apnews.com|ap.org|" },
	{ "AFP", "|afp|agence france presse|أ ف ب|", "|afp.com|" },
	{ "Bloomberg", "|bloomberg|bloomberg news|", "|bloomberg.com|" },
	{ "Xinhua", "|xinhua|新华 华社|", "|xinhuanet.com|news.cn|" },
	{ "dpa", "|dpa|deutsche presse agentur|", "|dpa.com|" },
	{ "EFE", "|efe|agencia efe|", "|efe.com|" },
	{ "ANSA", "|ansa|", "|ansa.it|" },
	{ "APA", "|apa|austria presse agentur|", "|apa.at|" },
	{ "Europa Press", "|europa press|", "|europapress.es|" },
	{ "Lusa", "|lusa|", "|lusa.pt|" },
	{ "Belga", "|belga|", "|belga.be|" },
	{ "ANP", "|anp|", "|anp.nl|" },
	{ "NTB", "|ntb|", "|ntb.no|" },
	{ "Ritzau", "|ritzau|", "|ritzau.dk|" },
	{ "PAP", "|pap|polska agencja prasowa|", "|pap.pl|" },
	{ "ČTK", "|čtk|", "|ctk.cz|" },
	{ "MTI", "|mti|", "|mti.hu|" },
	{ "Agerpres", "|agerpres|", "|agerpres.ro|" },
	{ "Kyodo", "|kyodo|kyodo news|共同 同通 通信|共同|", "|kyodonews.net|kyodo.co.jp|" },
	{ "Jiji", "|jiji|jiji press|時事 事通 通信|時事|", "|jiji.com|" },
	{ "TASS", "|tass|тасс|итар тасс|", "|tass.com|tass.ru|" },
	{ "RIA Novosti", "|ria novosti|риа новости|", "|ria.ru|" },
	{ "Interfax", "|interfax|интерфакс|", "|interfax.ru|interfax.com|" },
	{ "Ukrinform", "|укринформ|укрінформ|ukrinform|", "|ukrinform.ua|ukrinform.net|" },
	{ "UPI", "|upi|united press international|", "|upi.com|" },
	{ "Yonhap", "|yonhap|연합 합뉴 뉴스|", "|yonhapnews.co.kr|yna.co.kr|" },
	{ "PTI", "|pti|press trust of india|", "|ptinews.com|" },
	{ "ANI", "|ani|", "|aninews.in|" },
	{ "IANS", "|ians|", "|ians.in|" },
	{ "PA Media", "|pa media|press association|", "|pa.media|" },
	{ "AAP", "|aap|australian associated press|", "|aap.com.au|" },
	{ "Canadian Press", "|canadian press|the canadian press|", "|thecanadianpress.com|" },
	{ "Anadolu", "|anadolu|anadolu agency|anadolu ajansı|", "|aa.com.tr|" },
	{ "Bernama", "|bernama|", "|bernama.com|" },
	{ "Antara", "|antara|", "|antaranews.com|" },
	{ "PR Newswire", "|pr newswire|prnewswire|", "|prnewswire.com|" },
	{ "Business Wire", "|business wire|businesswire|", "|businesswire.com|" },
	{ "GlobeNewswire", "|globe newswire|globenewswire|", "|globenewswire.com|" },
	{ "Keystone-SDA", "|sda|keystone sda|", "|keystone-sda.ch|" },
	{ "SID", "|sid|", "|sid.de|" },
	{ "CNN", "|cnn|cnn business|", "" },
	{ "CNBC", "|cnbc|", "" },
	{ "The Conversation", "|the conversation|", "|theconversation.com|" },
};

/* Whether a list of agencies, or of domains, has this between bars. */
static bool is_listed(const char *list, const char *text, size_t length)
{
	const char *at = list;

	while (length > 0 && (at = strstr(at, text)) != NULL) {
		if (at[-1] == '|' && at[length] == '|')
			return true;
		at++;
	}
	return false;
}

/* Replaces *out by the words of [start, end) in lower case, a space between them. */
static void fold(struct buf *out, const char *start, const char *end)
{
	struct words words = {0};
	size_t i;

	buf_truncate(out, 0);
	words_split(&words, start, (size_t)(end - start));
	for (i = 0; i < words.count; i++) {
		if (i > 0)
			buf_add_char(out, ' ');
		buf_add(out, words.list[i].text, words.list[i].length);
	}
	words_clear(&words);
}

const char *agency_name(const struct agency *agency)
{
	return agency->name;
}

const struct agency *agency_at(const char *domain)
{
	size_t length = strlen(domain), i;

	for (i = 0; i < sizeof(agencies) / sizeof(agencies[0]); i++)
		if (is_listed(agencies[i].domains, domain, length))
			return &agencies[i];
	return NULL;
}

const struct agency *agency_named(const char *start, const char *end)
{
	const struct agency *found = NULL;
	struct buf name = {0};
	size_t i;

	if (start >= end || end - start > LONGEST_NAME)
		return NULL;
	fold(&name, start, end);
	for (i = 0; i < sizeof(agencies) / sizeof(agencies[0]) && found == NULL; i++)
		if (is_listed(agencies[i].names, buf_text(&name), name.length))
			found = &agencies[i];
	buf_clear(&name);
	return found;
}

/* Past what is at `at`; NULL if that is something else, or goes past the end. */
static const char *past(const char *at, const char *end, const char *text)
{
	size_t length;

	if (at >= end || *at != *text)		/* most are something else */
		return NULL;
	length = strlen(text);
	return (size_t)(end - at) >= length && memcmp(at, text, length) == 0 ? at + length : NULL;
}

/* How many bytes of a mark that sets names apart are here; 0: none. */
static size_t mark_at(const char *at, const char *end)
{
	static const char *const marks[] = {
		"(", ")", "[", "]", "/", ",", ";", "|", ".", ":", " - ", "--", " and ", "\xc2\xa9",
		"\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\xa2", "\xef\xbc\x88", "\xef\xbc\x89",
		"\xef\xbc\x9a",
	};
	size_t i;

	if (str_is_alpha(*at))			/* most are */
		return 0;
	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (past(at, end, marks[i]) != NULL)
			return strlen(marks[i]);
	return 0;
}

/* The next piece between marks, without blanks around it; false at the end. */
static bool next_piece(const char **at, const char *end, const char **start, const char **stop)
{
	size_t mark = 0;

	if (*at >= end)
		return false;
	*start = *at;
	while (*at < end && (mark = mark_at(*at, end)) == 0)
		++*at;
	*stop = *at;
	*at += mark;
	str_trim(start, stop);
	return true;
}

/* The first agency that stands by itself between marks; NULL if none does. */
static const struct agency *first_agency(const char *at, const char *end)
{
	const char *start, *stop;
	const struct agency *found = NULL;

	while (found == NULL && next_piece(&at, end, &start, &stop))
		found = agency_named(start, stop);
	return found;
}

/* The agency that comes last; NULL if something else does. */
static const struct agency *last_agency(const char *at, const char *end)
{
	const char *start, *stop;
	const struct agency *found = NULL;

	while (next_piece(&at, end, &start, &stop))
		if (start < stop)
			found = agency_named(start, stop);
	return found;
}

/* How datelines set off the agency's name. */
static const struct setting {
	const char *open, *close;
	bool is_common;			/* then it begins the line, or a dash or colon follows */
} settings[] = {
	{ "(", ")", true },
	{ "[", "]", true },
	{ "/", "/", false },
	{ " - ", ".", false },
	{ " \xe2\x80\x93 ", ".", false },
	{ " \xe2\x80\x94 ", ".", false },
	{ "\xef\xbc\x88", "\xef\xbc\x89", false },
	{ "\xe3\x80\x90", "\xe3\x80\x91", false },
};

static bool is_before_dash(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '.'))
		at++;
	return at < end && (*at == '-' || *at == ':' || str_starts(at, "\xe2\x80\x93") ||
			    str_starts(at, "\xe2\x80\x94"));
}

/* The known agency whose name, set off so, begins at `at`. */
static const struct agency *set_off(const char *at, const char *end, const struct setting *setting,
				    bool is_first)
{
	const char *name = past(at, end, setting->open), *stop, *rest = NULL;

	if (name == NULL)
		return NULL;
	for (stop = name; stop < end && (rest = past(stop, end, setting->close)) == NULL;)
		stop++;
	if (rest == NULL || (setting->is_common && !is_first && !is_before_dash(rest, end)))
		return NULL;
	return agency_named(name, stop);
}

/* … in any of these ways. */
static const struct agency *set_off_at(const char *at, const char *end, bool is_first)
{
	const struct agency *found = NULL;
	size_t i;

	if (str_is_alpha(*at))			/* most are */
		return NULL;
	for (i = 0; found == NULL && i < sizeof(settings) / sizeof(settings[0]); i++)
		found = set_off(at, end, &settings[i], is_first);
	return found;
}

static const struct agency *credited_in_first_line(const char *start, const char *end)
{
	const struct agency *found = NULL;
	const char *at;

	if (end - start > DATELINE)
		end = start + utf8_prefix(start, (size_t)(end - start), DATELINE);
	for (at = start; found == NULL && at < end; at++)
		found = set_off_at(at, end, at == start);
	return found;
}

/* "Source: dpa", "© AFP", "(Reuters)" on a line of its own, or "- Bloomberg" at its end. */
static const struct agency *credited_in_last_line(const char *start, const char *end)
{
	static const char *const ends[] = {
		" - ", ". (", "\xe2\x80\x93", "\xe2\x80\x94",
	};
	const char *at, *from = NULL;
	size_t i;

	if (end - start <= LAST_LINE)
		return last_agency(start, end);
	for (at = end - (end - start < ENDING ? end - start : ENDING); at < end; at++)
		for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
			if (past(at, end, ends[i]) != NULL)
				from = at;
	return from != NULL ? last_agency(from, end) : NULL;
}

static const struct agency *credited_in_text(const char *text)
{
	const char *end = text + utf8_prefix(text, strlen(text), READ);
	const char *last = text, *last_end = text;
	const struct agency *found = NULL;
	size_t lines = 0;

	while (found == NULL && text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		const char *from = text, *to = newline != NULL ? newline : end;

		text = newline != NULL ? newline + 1 : end;
		str_trim(&from, &to);
		if (from == to)
			continue;
		if (lines++ < FIRST_LINES)
			found = credited_in_first_line(from, to);
		last = from;
		last_end = to;
	}
	return found != NULL ? found : credited_in_last_line(last, last_end);
}

static const char *skip_by(const char *author)
{
	while (str_is_space(*author))
		author++;
	return str_case_starts(author, "by ") ? author + 3 : author;
}

/* "Reuters Staff", "AP" or "Jane Doe, Associated Press". */
static const struct agency *credited_in_author(const char *author)
{
	size_t length = strlen(author);

	if (length > 6 && str_case_equal(author + length - 6, " staff"))
		length -= 6;
	return first_agency(author, author + length);
}

const struct agency *agency_credited(const char *text, const char *byline)
{
	const struct agency *found = byline != NULL ? credited_in_author(skip_by(byline)) : NULL;

	return found != NULL ? found : credited_in_text(text);
}
