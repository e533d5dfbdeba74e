#include "extract/credit.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/str.h"
#include "text/span.h"

enum {
	OPENING = 120,			/* bytes in which a dateline names its agency */
	ENDING = 120,			/* … and a last line its source */
};

static const struct {
	const char *written;		/* in lower case */
	const char *name;
} agencies[] = {
	{"reuters", "Reuters"},
	{"bloomberg", "Bloomberg"},
	{"associated press", "Associated Press"},
	{"ap", "Associated Press"},
	{"afp", "AFP"},
	{"agence france-presse", "AFP"},
	{"dpa", "dpa"},
	{"xinhua", "Xinhua"},
	{"efe", "EFE"},
	{"ansa", "ANSA"},
	{"apa", "APA"},
	{"pti", "PTI"},
	{"ani", "ANI"},
	{"ians", "IANS"},
	{"upi", "UPI"},
	{"tass", "TASS"},
	{"тасс", "TASS"},
	{"interfax", "Interfax"},
	{"kyodo", "Kyodo"},
	{"jiji", "Jiji"},
	{"yonhap", "Yonhap"},
	{"sda", "Keystone-SDA"},
	{"keystone-sda", "Keystone-SDA"},
	{"belga", "Belga"},
	{"anp", "ANP"},
	{"pap", "PAP"},
	{"lusa", "Lusa"},
	{"pa media", "PA Media"},
	{"the conversation", "The Conversation"},
	{"cnn", "CNN"},
	{"sid", "SID"},
};

static const char *agency_of(struct span name)
{
	size_t i;

	for (i = 0; i < sizeof(agencies) / sizeof(agencies[0]); i++) {
		if (span_is(name, agencies[i].written))
			return agencies[i].name;
	}
	return NULL;
}

static struct span trimmed(const char *start, const char *end)
{
	str_trim(&start, &end);
	if (end > start && end[-1] == '.')
		end--;
	return span_between(start, end);
}

/* "BERLIN (Reuters) - …", "(AFP)": the first brackets, if they come early. */
static const char *in_brackets(const char *start, const char *end)
{
	const char *open = memchr(start, '(', (size_t)(end - start)), *close;

	if (open == NULL)
		return NULL;
	close = memchr(open, ')', (size_t)(end - open));
	return close != NULL ? agency_of(trimmed(open + 1, close)) : NULL;
}

/* "Source: Xinhua", "Quelle: dpa", "- Bloomberg", or just "AFP": a last line of few words. */
static const char *in_last_line(const char *text)
{
	const char *end = text + strlen(text), *start, *mark;
	size_t reach = (size_t)(end - text) < ENDING ? (size_t)(end - text) : ENDING;

	for (start = end; start > end - reach && start[-1] != '\n'; start--)
		continue;
	if (start == end - reach && reach == ENDING)
		return NULL;
	mark = memchr(start, ':', (size_t)(end - start));
	if (mark == NULL)
		mark = memchr(start, '/', (size_t)(end - start));
	if (mark == NULL && *start == '-')
		mark = start;
	if (mark != NULL && agency_of(trimmed(mark + 1, end)) != NULL)
		return agency_of(trimmed(mark + 1, end));
	return agency_of(trimmed(start, end));
}

/* "Jane Doe, Associated Press"; "Reuters". */
static const char *in_byline(const char *byline)
{
	while (byline != NULL && *byline != '\0') {
		size_t length = strcspn(byline, ",;/|");
		const char *agency = agency_of(trimmed(byline, byline + length));

		if (agency != NULL)
			return agency;
		byline += length + (byline[length] != '\0');
	}
	return NULL;
}

const char *credit_find(const char *text, const char *byline)
{
	size_t length = strlen(text);
	const char *found = in_byline(byline);

	if (found == NULL)
		found = in_brackets(text, text + (length < OPENING ? length : OPENING));
	return found != NULL ? found : in_last_line(text);
}
