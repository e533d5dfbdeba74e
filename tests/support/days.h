/*
 * Invented days: events that several papers report within hours, in words of their own,
 * the same ones each time.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/hash.h"
#include "model/story.h"

enum { DAYS_START = 1000 * 86400 };	/* when they begin */
enum { EVENTS = 60, MOST_REPORTS = 6, MOST = EVENTS * MOST_REPORTS, HOURS = 48, TOPICS = 15 };

struct days {
	struct article articles[MOST];
	char urls[MOST][40];
	struct buf titles[MOST];
	struct buf texts[MOST];
	size_t event[MOST];
	size_t count;
};

static inline unsigned pick(uint64_t *chance, unsigned count)
{
	*chance = hash_mix(*chance + 1);
	return (unsigned)(*chance % count);
}

/* A name of an event's own. */
static inline void add_word(struct buf *out, size_t event, size_t which, bool capital)
{
	static const char *const syllables[] = {
		"ba", "ler", "to", "vin", "sed", "mar", "ku", "phon", "dil", "gra", "nes", "wol",
	};
	uint64_t chance = event * 100 + which;
	size_t start = out->length, i;

	for (i = 0; i < 3; i++)
		buf_add_text(out, syllables[pick(&chance, 12)]);
	if (capital)
		out->data[start] = (char)(out->data[start] - ('a' - 'A'));
}

/*
 * What anybody may say of it: one of twelve things, some of which go for whatever
 * else happens on its topic as well.
 */
static inline void add_line(struct buf *out, size_t event, uint64_t *chance)
{
	static const char *const verbs[] = {
		"met", "accused", "praised", "left", "bought", "warned", "paid", "joined",
		"searched", "closed", "opened", "visited",
	};
	static const char *const ways[] = {
		"suddenly", "again", "quietly", "at last", "twice", "in public", "reluctantly",
	};
	size_t topic = 1000 + event % TOPICS;
	unsigned which = pick(chance, 12);

	add_word(out, which % 3 == 0 ? topic : event, which % 4, true);
	buf_printf(out, " %s %s the ", ways[pick(chance, 7)], verbs[which]);
	add_word(out, which % 2 == 0 ? topic : event, 10 + which, false);
	buf_printf(out, " %s in ", ways[pick(chance, 7)]);
	add_word(out, which % 4 == 0 ? topic : event, 4 + which % 3, true);
	buf_printf(out, " after %u days. ", 2 + pick(chance, 90));
}

static inline void write_report(struct days *days, size_t event, uint64_t *chance)
{
	size_t number = days->count++, lines;

	days->event[number] = event;
	add_line(&days->titles[number], event, chance);
	for (lines = 0; lines < 7; lines++)
		add_line(&days->texts[number], event, chance);
	snprintf(days->urls[number], sizeof(days->urls[number]), "p%u.example",
		 pick(chance, 1000000));
	days->articles[number] = (struct article){
		.id = (int64_t)number + 1, .url = "", .language = "en", .group = "", .weight = 1,
		.url_key = hash128_text(days->urls[number]), .publisher = days->urls[number],
		.publisher_name = days->urls[number], .title = buf_text(&days->titles[number]),
		.text = buf_text(&days->texts[number]),
		.time = DAYS_START + (int64_t)(event % HOURS) * 3600 +
			(int64_t)pick(chance, 8 * 3600),
	};
	days->articles[number].first_seen = days->articles[number].time;
}

static inline void days_invent(struct days *days)
{
	uint64_t chance = 1;
	size_t event;

	*days = (struct days){0};
	for (event = 0; event < EVENTS; event++) {
		size_t reports = 1 + pick(&chance, MOST_REPORTS);

		while (reports-- > 0)
			write_report(days, event, &chance);
	}
}

static inline void days_clear(struct days *days)
{
	size_t i;

	for (i = 0; i < days->count; i++) {
		buf_clear(&days->titles[i]);
		buf_clear(&days->texts[i]);
	}
}
