#include "config/config.h"

#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "config/blueprint.h"
#include "config/syntax.h"

enum {
	FILE_MOST	= 64 * 1024 * 1024,	/* bytes of one file */
	FILES_MOST	= 10000,
	DEPTH_MOST	= 16,			/* files that include files */
};

/*
 * A file that is being read, or was: its text stays until the end, because
 * diagnostics quote it.
 */
struct source {
	const char *path;		/* as shown */
	const char *directory;		/* absolute */
	struct stat identity;
	struct buf text;
	const char *at;			/* the line to read next … */
	int line_number;		/* … and the number of the one before it */
	struct section *section;	/* that the including line stands in */
	const struct source *includer;	/* NULL: the main file */
	int depth;
	struct source *next;		/* to be read after it */
	struct source *older;
};

struct loader {
	struct config *config;
	struct diagnostics *diagnostics;
	struct blueprint blueprint;
	struct arena *scratch;
	struct source *reading;		/* and what comes after it */
	struct source *newest;		/* of all, read or not */
	size_t source_count;
	int sequence;			/* lines read, of all files */
	struct map *directories;	/* paths by themselves */
};

/* --- files --- */

/* The directory part of a path with its slash; "" for the current one. To be freed. */
static char *directory_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? mem_dup_bytes(path, (size_t)(slash - path) + 1) : mem_dup("");
}

/* The absolute directory of a file, which is to be watched. */
static const char *find_directory(struct loader *loader, const char *path)
{
	char *written = directory_part(path);
	char *absolute = realpath(*written != '\0' ? written : ".", NULL);
	char *directory = arena_dup(loader->config->arena, absolute != NULL ? absolute : "/");

	if (absolute != NULL && map_get(loader->directories, directory) == NULL)
		map_put(loader->directories, directory, directory);
	free(written);
	free(absolute);
	return directory;
}

static struct source *new_source(struct loader *loader, const char *path,
				 const struct source *includer)
{
	struct source *source = arena_alloc(loader->scratch, sizeof(*source));

	source->path = arena_dup(loader->config->arena, path);
	source->directory = find_directory(loader, path);
	source->section = loader->blueprint.section;
	source->includer = includer;
	source->depth = includer != NULL ? includer->depth + 1 : 0;
	source->older = loader->newest;
	loader->newest = source;
	loader->source_count++;
	return source;
}

static bool is_under_way(const struct source *source, const struct stat *identity)
{
	for (; source != NULL; source = source->includer) {
		if (source->identity.st_dev == identity->st_dev &&
		    source->identity.st_ino == identity->st_ino)
			return true;
	}
	return false;
}

static int open_source(struct source *source, struct err *err)
{
	if (stat(source->path, &source->identity) == 0 &&
	    is_under_way(source->includer, &source->identity))
		return err_set(err, ERR_CONFIG, "%s would include itself; remove this line",
			       source->path);
	if (source->depth > DEPTH_MOST)
		return err_set(err, ERR_CONFIG, "more than %d files that include files; include "
			       "%s from a file further up", DEPTH_MOST, source->path);
	return file_read(source->path, FILE_MOST, &source->text, err);
}

static void add_contents(struct config *config, struct hash contents)
{
	const struct hash both[] = { config->contents, contents };

	config->contents = hash128(both, sizeof(both));
}

/* Has a source read next, from its start. */
static void begin_source(struct loader *loader, struct source *source)
{
	static const char byte_order_mark[] = "\xef\xbb\xbf";

	source->at = buf_text(&source->text);
	if (str_starts(source->at, byte_order_mark))
		source->at += strlen(byte_order_mark);
	source->next = loader->reading;
	loader->reading = source;
	add_contents(loader->config, hash128(buf_text(&source->text), source->text.length));
}

/* --- include --- */

/* The pattern as glob(3) wants it, seen from the including file. To be freed. */
static char *absolute_pattern(const struct source *source, const char *pattern)
{
	char *directory = *pattern == '/' ? mem_dup("") : directory_part(source->path);
	struct buf out = {0};
	const char *at;

	for (at = directory; *at != '\0'; at++) {
		if (strchr("*?[\\", *at) != NULL)
			buf_add_char(&out, '\\');
		buf_add_char(&out, *at);
	}
	buf_add_text(&out, pattern);
	free(directory);
	return buf_take(&out);
}

static void include_file(struct loader *loader, const struct source *includer, const char *path,
			 const struct stretch *where)
{
	struct source *source = new_source(loader, path, includer);
	struct err err;

	if (open_source(source, &err) < 0)
		diagnostic_error(loader->diagnostics, where, "%s", err.text);
	else
		begin_source(loader, source);
}

/* A pattern may match nothing: a directory for additions is often empty, but it is there. */
static void report_no_match(struct loader *loader, const char *pattern,
			    const struct stretch *where)
{
	char *directory = directory_part(pattern);

	if (strpbrk(pattern, "*?[") == NULL)
		diagnostic_error(loader->diagnostics, where, "there is no file %s; create it or "
				 "remove this line", pattern);
	else if (*directory != '\0' && !file_exists(directory))
		diagnostic_warning(loader->diagnostics, where, "there is no directory %s to "
				   "include files from", directory);
	free(directory);
}

static void include_files(struct loader *loader, struct source *source,
			  const struct statement *statement)
{
	const struct stretch *where = &statement->value;
	const char *text = syntax_text(where, loader->scratch, loader->diagnostics);
	char *pattern;
	glob_t found = {0};
	size_t i;

	if (text == NULL)
		return;
	if (loader->blueprint.is_in_memory) {
		diagnostic_error(loader->diagnostics, where, "only a file can include files");
		return;
	}
	pattern = absolute_pattern(source, text);
	if (glob(pattern, 0, NULL, &found) != 0) {
		report_no_match(loader, pattern, where);
	} else if (loader->source_count + found.gl_pathc > FILES_MOST) {
		diagnostic_error(loader->diagnostics, where, "more than %d files; put feeds into "
				 "fewer of them", FILES_MOST);
	} else {
		/* Each is to be read before those already waiting: begin with the last. */
		for (i = found.gl_pathc; i-- > 0;)
			include_file(loader, source, found.gl_pathv[i], where);
	}
	find_directory(loader, pattern);
	globfree(&found);
	free(pattern);
}

/* --- lines --- */

static void begin_section(struct loader *loader, struct source *source,
			  const struct statement *statement)
{
	(void)source;
	blueprint_begin_section(&loader->blueprint, statement);
}

static void set_option(struct loader *loader, struct source *source,
		       const struct statement *statement)
{
	blueprint_set_option(&loader->blueprint, statement, source->directory);
}

static void add_feed(struct loader *loader, struct source *source,
		     const struct statement *statement)
{
	blueprint_add_feed(&loader->blueprint, statement, source->directory);
}

static void skip(struct loader *loader, struct source *source, const struct statement *statement)
{
	(void)loader;
	(void)source;
	(void)statement;
}

static void read_line(struct loader *loader, struct source *source, const struct line *line)
{
	static void (*const take[])(struct loader *, struct source *, const struct statement *) = {
		[STATEMENT_NONE] = skip,
		[STATEMENT_SECTION] = begin_section,
		[STATEMENT_OPTION] = set_option,
		[STATEMENT_FEED] = add_feed,
		[STATEMENT_INCLUDE] = include_files,
	};
	struct statement statement;

	if (syntax_statement(line, &statement, loader->diagnostics) == 0)
		take[statement.kind](loader, source, &statement);
}

/* The next line without its end, in the scratch arena; NULL after the last. */
static const struct line *next_line(struct loader *loader, struct source *source)
{
	const char *end = buf_text(&source->text) + source->text.length, *line_end;
	struct line *line;

	if (source->at == end)
		return NULL;
	line = arena_alloc(loader->scratch, sizeof(*line));
	line->file = source->path;
	line->number = ++source->line_number;
	line->sequence = ++loader->sequence;
	line->start = source->at;
	line_end = memchr(source->at, '\n', (size_t)(end - source->at));
	source->at = line_end != NULL ? line_end + 1 : end;
	line->end = line_end != NULL ? line_end : end;
	if (line->end > line->start && line->end[-1] == '\r')
		line->end--;
	return line;
}

static void read_next_line(struct loader *loader)
{
	struct source *source = loader->reading;
	const struct line *line = next_line(loader, source);

	if (line == NULL) {
		loader->reading = source->next;
		loader->blueprint.section = source->section;
	} else if (line->end - line->start > LINE_MOST) {
		const struct line shown = { line->file, line->number, line->sequence, NULL, NULL };
		const struct stretch whole = { .line = &shown };

		diagnostic_error(loader->diagnostics, &whole, "this line is longer than %d bytes; "
				 "break it up", LINE_MOST);
	} else {
		read_line(loader, source, line);
	}
}

/* --- the whole --- */

static void loader_start(struct loader *loader, const char *path, struct diagnostics *diagnostics)
{
	struct arena *arena = arena_new();

	*loader = (struct loader){
		.config = arena_alloc(arena, sizeof(*loader->config)),
		.diagnostics = diagnostics,
		.scratch = arena_new(),
		.directories = map_new(),
	};
	loader->config->arena = arena;
	loader->config->path = arena_dup(arena, path);
	blueprint_start(&loader->blueprint, loader->config, diagnostics);
}

static void list_directories(struct loader *loader)
{
	struct config *config = loader->config;
	const char *directory;
	size_t position = 0;

	config->directories = arena_array(config->arena, map_count(loader->directories),
					  sizeof(char *));
	while ((directory = map_next(loader->directories, &position)) != NULL)
		config->directories[config->directory_count++] = directory;
}

/* Templates are a part of the config: when they change, so does it. */
static void add_templates(struct loader *loader)
{
	const struct template_files *files = &loader->blueprint.templates;
	size_t i;

	for (i = 0; i < files->count; i++) {
		find_directory(loader, files->items[i].path);
		add_contents(loader->config, files->items[i].contents);
	}
}

/* Reads all that waits; then the config is *out's, if it is good. */
static int loader_run(struct loader *loader, struct config **out, struct err *err)
{
	struct diagnostics *diagnostics = loader->diagnostics;

	while (loader->reading != NULL)
		read_next_line(loader);
	blueprint_finish(&loader->blueprint);
	add_templates(loader);
	list_directories(loader);
	diagnostics_finish(diagnostics);
	if (diagnostics->error_count > 0)
		return err_set(err, ERR_CONFIG, "%s: %zu error%s", loader->config->path,
			       diagnostics->error_count,
			       diagnostics->error_count == 1 ? "" : "s");
	loader->config->warning_count = diagnostics->warning_count;
	*out = loader->config;
	loader->config = NULL;
	return 0;
}

static void loader_clear(struct loader *loader)
{
	struct source *source;

	for (source = loader->newest; source != NULL; source = source->older)
		buf_clear(&source->text);
	blueprint_clear(&loader->blueprint);
	map_free(loader->directories);
	if (loader->config != NULL)
		arena_free(loader->config->arena);
	arena_free(loader->scratch);
}

int config_load(struct config **out, const char *path, struct diagnostics *diagnostics,
		struct err *err)
{
	struct loader loader;
	struct source *source;
	int result;

	loader_start(&loader, path, diagnostics);
	source = new_source(&loader, path, NULL);
	result = open_source(source, err);
	if (result == 0) {
		begin_source(&loader, source);
		result = loader_run(&loader, out, err);
	}
	loader_clear(&loader);
	return result;
}

int config_load_text(struct config **out, const struct config_text *from,
		     struct diagnostics *diagnostics, struct err *err)
{
	struct loader loader;
	struct source *source;
	int result;

	loader_start(&loader, from->name, diagnostics);
	loader.blueprint.is_in_memory = true;
	source = new_source(&loader, from->name, NULL);
	buf_add(&source->text, from->text, from->length);
	begin_source(&loader, source);
	result = loader_run(&loader, out, err);
	loader_clear(&loader);
	return result;
}

void config_free(struct config *config)
{
	if (config != NULL)
		arena_free(config->arena);
}
