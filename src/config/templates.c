#include "config/templates.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "config/section.h"
#include "render/template.h"

static const char *const option_names[FORMAT_COUNT] = {
	[FORMAT_TEXT] = "text-template",
	[FORMAT_HTML] = "html-template",
	[FORMAT_MARKDOWN] = "markdown-template",
	[FORMAT_ATOM] = "atom-template",
};

/* "'headlin' is not known here (did you mean 'headline'?)", or all that are. */
static const char *explain(const struct template_fault *fault, struct arena *arena)
{
	struct buf all = {0};
	const char *guess, *text;
	size_t i;

	if (fault->name == NULL)
		return fault->text;
	guess = diagnostic_guess(arena, fault->name, fault->names, fault->name_count);
	for (i = 0; i < fault->name_count; i++)
		buf_printf(&all, "%s%s", i == 0 ? "; there are " : ", ", fault->names[i]);
	text = arena_printf(arena, "%s%s", fault->text,
			    *guess != '\0' ? guess : buf_text(&all));
	buf_clear(&all);
	return text;
}

/* In the template's own line, sorted by the one that names it. */
static void report(const struct template_fault *fault, const char *path, const struct buf *text,
		   const struct stretch *where, struct diagnostics *diagnostics)
{
	const char *at = buf_text(text) + fault->offset, *start = buf_text(text), *next;
	struct arena *arena = arena_new();
	struct line line = {.file = path, .number = 1, .sequence = where->line->sequence};
	struct stretch stretch = {.line = &line, .start = at, .end = at};

	while ((next = memchr(start, '\n', (size_t)(at - start))) != NULL) {
		start = next + 1;
		line.number++;
	}
	line.start = start;
	line.end = at + strcspn(at, "\r\n");
	diagnostic_error(diagnostics, &stretch, "%s", explain(fault, arena));
	arena_free(arena);
}

/* A pipe or a device may never end. */
static int read_file(const char *path, struct buf *out, struct err *err)
{
	struct stat status;

	if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
		return err_set(err, ERR_CONFIG, "%s is no file", path);
	return file_read(path, TEMPLATE_MOST, out, err);
}

static void load(struct template_file *file, struct arena *arena, const struct stretch *where,
		 struct diagnostics *diagnostics)
{
	struct template_faults faults;
	struct buf text = {0};
	struct err err;
	size_t i;

	if (read_file(file->path, &text, &err) < 0) {
		diagnostic_error(diagnostics, where, "%s; 'granola digest --print-template "
				 "FORMAT' prints one to begin with", err.text);
	} else {
		file->contents = hash128(buf_text(&text), text.length);
		file->template = template_compile(arena, buf_text(&text), text.length,
						  file->format, &faults);
		for (i = 0; i < faults.count; i++)
			report(&faults.items[i], file->path, &text, where, diagnostics);
	}
	buf_clear(&text);
}

/* Digests may share one; NULL if none has named it yet. */
static const struct template_file *find(const struct template_files *files, const char *path,
					enum digest_format format)
{
	size_t i;

	for (i = 0; i < files->count; i++) {
		if (files->items[i].format == format && str_equal(files->items[i].path, path))
			return &files->items[i];
	}
	return NULL;
}

static struct template_file *add(struct template_files *files, const char *path,
				 enum digest_format format)
{
	struct template_file *file;

	files->items = mem_grow(files->items, &files->capacity, files->count,
				sizeof(*files->items));
	file = &files->items[files->count++];
	*file = (struct template_file){.path = path, .format = format};
	return file;
}

void templates_load(struct digest_settings *digest, const struct section *section,
		    struct template_files *files, const struct section_context *context)
{
	enum digest_format format;

	for (format = 0; format < FORMAT_COUNT; format++) {
		const char *path = digest->template_files[format];
		const struct template_file *known = find(files, path, format);

		if (path == NULL)
			continue;
		if (known == NULL) {
			struct template_file *file = add(files, path, format);

			load(file, context->arena, section_given(section, option_names[format]),
			     context->diagnostics);
			known = file;
		}
		digest->templates[format] = known->template;
	}
}

void templates_clear(struct template_files *files)
{
	free(files->items);
	*files = (struct template_files){0};
}
