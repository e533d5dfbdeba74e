/*
 * Runs a fuzz target over every file of the directories given; without any,
 * over the corpus that bears the program's name. So `make check` replays what
 * fuzzers found, with any compiler.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "fuzz/fuzz.h"

enum { MOST_BYTES = 16 << 20 };

static int replay_file(const char *path)
{
	struct buf input = {0};
	struct err err;
	uint8_t *exact;

	if (file_read(path, MOST_BYTES, &input, &err) < 0) {
		fprintf(stderr, "%s\n", err.text);
		return -1;
	}
	/* A copy of just this size, so that a sanitizer sees a read past its end. */
	exact = mem_new(input.length + (input.length == 0));
	memcpy(exact, buf_text(&input), input.length);
	LLVMFuzzerTestOneInput(exact, input.length);
	free(exact);
	buf_clear(&input);
	return 0;
}

/* How many files there were; -1 if one, or the directory, could not be read. */
static int replay_directory(const char *directory)
{
	DIR *dir = opendir(directory);
	const struct dirent *entry;
	int count = 0;

	if (dir == NULL) {
		perror(directory);
		return -1;
	}
	while (count >= 0 && (entry = readdir(dir)) != NULL) {
		char *path = file_join(directory, entry->d_name);

		if (entry->d_name[0] != '.')
			count = replay_file(path) < 0 ? -1 : count + 1;
		free(path);
	}
	closedir(dir);
	return count;
}

static int replay_corpus(const char *program)
{
	const char *slash = strrchr(program, '/');
	const char *name = slash == NULL ? program : slash + 1;
	const char *srcdir = getenv("srcdir");
	char *directory = mem_printf("%s/tests/fuzz/corpus/%s", srcdir == NULL ? "." : srcdir,
				     name);
	int count = replay_directory(directory);

	free(directory);
	return count;
}

int main(int argc, char **argv)
{
	int count = 0, i;

	if (argc < 2)
		count = replay_corpus(argv[0]);
	for (i = 1; i < argc && count >= 0; i++) {
		int more = replay_directory(argv[i]);

		count = more < 0 ? -1 : count + more;
	}
	if (count < 0)
		return EXIT_FAILURE;
	printf("%s: %d inputs\n", argv[0], count);
	return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
