/*
 * A progress bar on stderr: only on a terminal, only for work over a second.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	const char *what;		/* "feeds" */
	bool is_wanted;
	bool is_shown;
	int64_t started_ms;
	int64_t drawn_ms;
};

void progress_start(struct progress *progress, const char *what, bool is_quiet);
void progress_update(struct progress *progress, size_t done, size_t total);
void progress_end(struct progress *progress);	/* wipes it */
