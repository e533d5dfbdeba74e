/*
 * What is remembered of an article's text: what it is about, and a sample of
 * how it is worded.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "story/hallmark.h"

struct article;
struct lexicon;

struct weighted_term {
	uint64_t term;
	float weight;			/* 1 + ln of how often it occurs; names count more */
};

struct fingerprint {
	char language[8];		/* as declared, or detected; "" if neither; zeroes follow */
	uint32_t *shingles;		/* hashes of four words in a row, ascending; each once */
	size_t shingle_count;
	unsigned level;			/* kept are shingles whose lowest `level` bits are zero */
	size_t word_count;
	uint64_t title;			/* the same for the same title; 0: too short to tell */
	struct hallmark hallmark;	/* of the title and the first words */
	struct weighted_term *terms;	/* by term; each once */
	size_t term_count;
};

/* Fills in *print, to be cleared. */
void fingerprint_make(struct fingerprint *print, struct lexicon *lexicon,
		      const struct article *article);
void fingerprint_clear(struct fingerprint *print);
