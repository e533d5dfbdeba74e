/*
 * An edition from what the store holds: loaded, named, composed; not rendered.
 *
 * In steps, for these belong to different threads: what reads the store to the
 * store's, what asks the subscriptions to the loop's, the rest to the pool's.
 */
#pragma once

#include <stdint.h>

#include "base/err.h"
#include "model/digest.h"
#include "store/editions.h"
#include "store/entries.h"

struct arena;
struct bylines;
struct map;
struct ranked;
struct store;

struct composition {
	struct arena *arena;		/* of all that follows */
	int64_t since;			/* unless 0: the last edition counts as ended then */
	struct edition edition;
	struct article_list articles;
	struct bylines *bylines;
	struct told_list told;
	struct edition_list recent;	/* of this digest, newest first … */
	struct edition_list month;	/* … and those of the month that its name begins with */
	struct month_list months;	/* of which there are editions, newest first */
	int64_t former_end;		/* of the edition before; 0: there is none */
};

/* For an edition of a digest, which must live as long, that ends then. */
void composition_init(struct composition *composition, const struct digest_settings *digest,
		      int64_t period_end);
void composition_clear(struct composition *composition);

/* First: loads the window, what was told and what editions there are; sets period and name. */
int composition_load(struct composition *composition, struct store *store, struct err *err);

/* Second: takes what it needs of struct subscription, by feed id; so do the troubles. */
void composition_collect(struct composition *composition, const struct map *subscriptions);

/* Third: says whose the articles are. */
void composition_name_articles(struct composition *composition);

/* Fourth: chooses and condenses what was not told before. */
void composition_make(struct composition *composition);

/* Or: ranks what could be told, told before or not; in the arena. How many. */
size_t composition_rank(struct composition *composition, struct ranked **out);
