#include "cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"

enum {
	WIDTH		= 30,
	SHOW_AFTER_MS	= 1000,
	REDRAW_MS	= 100,
};

static void draw(struct progress *progress, size_t done, size_t total, int64_t now_ms)
{
	double seconds = (double)(now_ms - progress->started_ms) / 1000;
	double rate = (double)done / seconds;
	double left = rate > 0 ? (double)(total - done) / rate : 0;
	char bar[WIDTH + 1];
	size_t i;

	for (i = 0; i < WIDTH; i++)
		bar[i] = i * total < done * WIDTH ? '#' : '.';
	bar[WIDTH] = '\0';
	fprintf(stderr, "\r[%s] %zu of %zu %s, %.0f/s, %.0f s left \x1b[K", bar, done, total,
		progress->what, rate, left);
	fflush(stderr);
	progress->is_shown = true;
	progress->drawn_ms = now_ms;
}

void progress_start(struct progress *progress, const char *what, bool is_quiet)
{
	const char *terminal = getenv("TERM");

	*progress = (struct progress){.what = what, .started_ms = clock_monotonic_ms()};
	progress->is_wanted = !is_quiet && isatty(STDERR_FILENO) && terminal != NULL &&
			      !str_equal(terminal, "dumb");
}

void progress_update(struct progress *progress, size_t done, size_t total)
{
	int64_t now_ms = clock_monotonic_ms();

	if (!progress->is_wanted || total == 0 || done > total)
		return;
	if (now_ms - progress->started_ms < SHOW_AFTER_MS ||
	    now_ms - progress->drawn_ms < REDRAW_MS)
		return;
	draw(progress, done, total, now_ms);
}

void progress_end(struct progress *progress)
{
	if (progress->is_shown)
		fputs("\r\x1b[K", stderr);
}
