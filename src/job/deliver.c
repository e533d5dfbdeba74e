#include "job/deliver.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "job/env.h"
#include "job/worker.h"
#include "store/editions.h"
#include "store/writer.h"

/*
 *	deliver_start --> load_later --> on_loaded --> write_files --> on_written --> on_marked --+
 *	                      ^              |                                                    |
 *	                      |              +--> finish, when none is planned                    |
 *	                      +-------------------------------------------------------------------+
 */
struct deliver {
	const struct env *env;
	char *output;
	deliver_done_cb done;
	void *ctx;
	size_t delivered;

	struct arena *arena;		/* of the edition at hand */
	int64_t id;			/* 0: none is planned */
	struct edition_file *files;
	size_t count;
	int result;			/* of writing, with its reason */
	struct err err;
};

static void load_later(struct deliver *deliver);

static void finish(struct deliver *deliver, const struct err *err)
{
	deliver->done(deliver->ctx, deliver->delivered, err);
	arena_free(deliver->arena);
	free(deliver->output);
	free(deliver);
}

static void on_marked(void *ctx, const struct err *err)
{
	struct deliver *deliver = ctx;

	if (err != NULL) {
		finish(deliver, err);
		return;
	}
	deliver->delivered++;
	load_later(deliver);
}

static int mark(struct store *store, void *ctx, struct err *err)
{
	const struct deliver *deliver = ctx;

	return editions_finish(store, deliver->id, err);
}

static void on_written(void *ctx)
{
	struct deliver *deliver = ctx;

	if (deliver->result < 0)
		finish(deliver, &deliver->err);
	else
		writer_submit(deliver->env->writer, mark, on_marked, deliver);
}

/* The directory is made, and cleared of what an interrupted write left, when first met. */
static int enter_directory(const char *directory, char **entered, struct err *err)
{
	if (str_equal(directory, *entered))
		return 0;
	if (file_make_directories(directory, err) < 0)
		return -1;
	file_remove_leftovers(directory);
	free(*entered);
	*entered = mem_dup(directory);
	return 0;
}

static int write_one(const char *output, const struct edition_file *file, char **entered,
		     struct err *err)
{
	char *directory = file_join(output, file->path);
	char *slash = strrchr(directory, '/');
	int result;

	*slash = '\0';
	result = enter_directory(directory, entered, err);
	if (result == 0)
		result = file_write(directory, slash + 1, file->bytes, file->length, err);
	free(directory);
	return result;
}

static void write_files(void *ctx)
{
	struct deliver *deliver = ctx;
	char *entered = NULL;
	size_t i;

	deliver->result = 0;
	for (i = 0; i < deliver->count && deliver->result == 0; i++)
		deliver->result = write_one(deliver->output, &deliver->files[i], &entered,
					    &deliver->err);
	free(entered);
}

static void on_loaded(void *ctx, const struct err *err)
{
	struct deliver *deliver = ctx;

	if (err != NULL || deliver->id == 0)
		finish(deliver, err);
	else
		worker_submit(deliver->env->loop, write_files, on_written, deliver);
}

static int load(struct store *store, void *ctx, struct err *err)
{
	struct deliver *deliver = ctx;

	return editions_load_planned(store, deliver->arena, &deliver->id, &deliver->files,
				     &deliver->count, err);
}

static void load_later(struct deliver *deliver)
{
	arena_free(deliver->arena);
	deliver->arena = arena_new();
	writer_submit(deliver->env->writer, load, on_loaded, deliver);
}

void deliver_start(const struct env *env, const char *output, deliver_done_cb done, void *ctx)
{
	struct deliver *deliver = mem_new(sizeof(*deliver));

	deliver->env = env;
	deliver->output = mem_dup(output);
	deliver->done = done;
	deliver->ctx = ctx;
	load_later(deliver);
}
