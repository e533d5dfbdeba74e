/*
 * What every HTML page begins and ends with.
 */
#pragma once

#include <stdint.h>

struct pen;

struct page {
	const char *title;
	const char *description;
	const char *language;		/* primary subtag, "" if unknown */
	const char *skip_to;		/* what the first link leads to: "the stories" */
};

/* For words of our own within a story, whatever its language. */
#define PAGE_OURS " lang=\"en\" dir=\"ltr\""

/* "rtl", "ltr", or "auto" where the language is not known. */
const char *page_direction(const char *language);

void page_open(const struct pen *pen, const struct page *page);
void page_close(const struct pen *pen);

/* ` lang="ar" dir="rtl"`, with the space; what is unknown is left to the browser to see. */
void page_language(const struct pen *pen, const char *language);

/* The text as a link, or as itself where the URL is none that may be linked to. */
void page_link(const struct pen *pen, const char *url, const char *text);

void page_time(const struct pen *pen, int64_t time, const char *text);
