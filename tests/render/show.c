/*
 * Writes the invented editions into a directory, to be looked at:
 *
 *	make tests/render/show && tests/render/show small|long|empty DIRECTORY
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "render/invented.h"
#include "render/render.h"

static int write_one(const char *directory, const struct rendered_file *file, struct err *err)
{
	char *path = file_join(directory, file->path);
	char *slash = strrchr(path, '/');
	int status;

	*slash = '\0';
	status = file_make_directories(path, err);
	if (status == 0)
		status = file_write(path, slash + 1, file->bytes, file->length, err);
	free(path);
	return status;
}

static struct edition *invent(struct arena *arena, const char *name)
{
	if (strcmp(name, "small") == 0)
		return invented_small(arena);
	return strcmp(name, "long") == 0 ? invented_long(arena) : invented_empty(arena);
}

int main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct rendered rendered = {0};
	struct err err;
	size_t i;

	if (argc != 3)
		return ERR_USAGE;
	render_edition(&rendered, arena, invent(arena, argv[1]), invented_context(arena));
	for (i = 0; i < rendered.count; i++) {
		if (write_one(argv[2], &rendered.files[i], &err) < 0) {
			fprintf(stderr, "%s\n", err.text);
			return err.code;
		}
	}
	arena_free(arena);
	return 0;
}
