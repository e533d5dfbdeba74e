/*
 * How fast feeds are parsed, without network or disk: bench/parse FILE...
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "parse/document.h"
#include "text/date.h"
#include "text/xml.h"

enum {
	LARGEST		= 16 * 1024 * 1024,
	LEAST_SECONDS	= 1,			/* of each measurement */
};

struct corpus {
	struct buf *files;
	size_t count;
	size_t bytes;
};

/* One round of the work; returns how many units that was. */
typedef double (*bench_work_cb)(const struct corpus *corpus);

static double parse_all(const struct corpus *corpus, bool text_only)
{
	size_t i;

	for (i = 0; i < corpus->count; i++) {
		const struct feed_source source = {
			.bytes = corpus->files[i].data,
			.length = corpus->files[i].length,
			.base_url = "https://publisher.example/feed",
			.text_only = text_only,
		};
		struct arena *arena = arena_new();
		struct feed_document *document;
		struct err err;

		if (document_parse(&document, arena, &source, &err) < 0)
			fprintf(stderr, "file %zu: %s\n", i + 1, err.text);
		arena_free(arena);
	}
	return (double)corpus->bytes / 1e6;
}

static double parse_text(const struct corpus *corpus)
{
	return parse_all(corpus, true);
}

static double parse_markup(const struct corpus *corpus)
{
	return parse_all(corpus, false);
}

static double read_dates(const struct corpus *corpus)
{
	static const char *const dates[] = {
		"Sat, 21 Nov 2026 07:30:00 +0100", "2026-11-21T07:30:00Z",
		"21 Nov 2026 07:30 EST", "2026-11-21T07:30:00.123+01:00",
		"Sat Nov 21 07:30:00 2026", "samedi 21 novembre 2026", "1795246200", "yesterday",
	};
	enum { COUNT = sizeof(dates) / sizeof(dates[0]), ROUNDS = 1000 };
	int64_t time;
	size_t i;

	(void)corpus;
	for (i = 0; i < COUNT * ROUNDS; i++)
		date_parse(dates[i % COUNT], &time);
	return COUNT * ROUNDS / 1e6;
}

static double cpu_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double rate(bench_work_cb work, const struct corpus *corpus)
{
	double start = cpu_seconds(), units = 0;

	while (cpu_seconds() - start < LEAST_SECONDS)
		units += work(corpus);
	return units / (cpu_seconds() - start);
}

static void read_files(struct corpus *corpus, char **paths, size_t count)
{
	struct err err;
	size_t i;

	corpus->files = mem_array(count, sizeof(*corpus->files));
	corpus->count = count;
	for (i = 0; i < count; i++) {
		if (file_read(paths[i], LARGEST, &corpus->files[i], &err) < 0) {
			fprintf(stderr, "%s\n", err.text);
			exit(EXIT_FAILURE);
		}
		corpus->bytes += corpus->files[i].length;
	}
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		const char *unit;
		bench_work_cb work;
	} rows[] = {
		{"feeds, their text (a poll)", "MB/s", parse_text},
		{"feeds, safe markup too", "MB/s", parse_markup},
		{"dates", "million/s", read_dates},
	};
	struct corpus corpus = {0};
	size_t i;

	if (argc < 2) {
		fputs("usage: parse FILE...\n", stderr);
		return EXIT_FAILURE;
	}
	xml_init();
	read_files(&corpus, argv + 1, (size_t)argc - 1);
	printf("%zu files, %.1f MB; per second of CPU:\n", corpus.count,
	       (double)corpus.bytes / 1e6);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		printf("%-28s %8.1f %s\n", rows[i].name, rate(rows[i].work, &corpus), rows[i].unit);
	for (i = 0; i < corpus.count; i++)
		buf_clear(&corpus.files[i]);
	free(corpus.files);
	return EXIT_SUCCESS;
}
