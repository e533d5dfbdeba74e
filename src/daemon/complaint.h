/*
 * Trouble that lasts: told once, not at every attempt, and so is its end.
 *
 * Belongs to one thread. Zeroed is content.
 */
#pragma once

struct err;
struct map;

struct complaint {
	struct map *told;		/* by text; NULL: there is no trouble */
};

void complaint_clear(struct complaint *complaint);

/* Logs `what` and the error, at debug level if it was told before. */
void complaint_make(struct complaint *complaint, const char *what, const struct err *err);

/* It works: logs `what` if there was trouble until now. */
void complaint_end(struct complaint *complaint, const char *what);
