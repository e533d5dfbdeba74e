/*
 * Whose report an article is, by what it says itself: the agency that its page
 * credits, or that is named in its dateline, at its end or in its byline
 * (text/agency), and the reporters it names. After a place any name is an agency's:
 * "PORT ELM, March 3 (Harbour Wire) - The ferry …".
 */
#pragma once

#include <stdint.h>

struct article;

/* Hashes; the same agency, or the same reporters, the same hash; 0: it names none. */
struct provenance {
	uint64_t agency;		/* that of its publisher, if this is one */
	uint64_t reporters;
};

void provenance_read(struct provenance *provenance, const struct article *article);
