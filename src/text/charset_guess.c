#include "text/charset_guess.h"

#include <stdbool.h>

enum { FEWEST = 20 };	/* bytes past ASCII that a guess needs */

/* Bytes past ASCII, by their upper bits: 80-9f, a0-bf, c0-df, e0-ff. */
struct census {
	size_t bands[4];
	size_t total;
	size_t paired;		/* with another such byte before */
};

static struct census take_census(struct span bytes)
{
	struct census census = {.total = 0};
	bool was_high = false;
	size_t i;

	for (i = 0; i < bytes.length; i++) {
		unsigned char c = (unsigned char)bytes.at[i];
		bool is_high = c >= 0x80;

		if (is_high) {
			census.total++;
			census.bands[(c - 0x80) >> 5]++;
			census.paired += was_high;
		}
		was_high = is_high;
	}
	return census;
}

const char *charset_guess(struct span bytes)
{
	struct census census = take_census(bytes);
	size_t letters = census.bands[2] + census.bands[3];

	/* In Latin script such bytes stand alone between ASCII letters. */
	if (census.total < FEWEST || census.paired * 2 < census.total)
		return "windows-1252";
	/* Half of the Thai alphabet is below c0; next to nothing of the Cyrillic is. */
	if (census.bands[1] * 4 >= census.total && census.bands[0] * 20 < census.total)
		return "windows-874";
	if (letters * 20 < census.total * 19)
		return "windows-1252";
	/* Small letters are the most: they are c0-df in one, and e0-ff in the other. */
	return census.bands[2] > census.bands[3] ? "koi8-r" : "windows-1251";
}
