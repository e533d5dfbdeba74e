#include "render/render.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "render/archive.h"
#include "render/as_atom.h"
#include "render/as_json.h"
#include "render/builtin.h"
#include "render/health.h"
#include "render/pen.h"
#include "render/template.h"
#include "render/typeset.h"

/*
 * How each format is written: by a function of its own, or else by a template,
 * and then each story has a page as well. What has no ending is no file of its own.
 */
static const struct form {
	const char *ending;
	void (*edition)(const struct pen *pen);
} forms[FORMAT_COUNT] = {
	[FORMAT_TEXT] = {"txt", NULL},
	[FORMAT_HTML] = {"html", NULL},
	[FORMAT_MARKDOWN] = {"md", NULL},
	[FORMAT_ATOM] = {NULL, as_atom_edition},
	[FORMAT_JSON] = {"json", as_json_edition},
};

/* Where files go: each is written with the pen, then taken from it. */
struct press {
	struct rendered *out;
	struct pen pen;
	struct buf bytes;
};

/* The digest's own template, or else ours. */
static const struct template *template_of(const struct edition *edition, struct arena *arena,
					  enum digest_format format)
{
	const struct template *template = edition->digest->templates[format];
	const char *text = builtin_template(format);
	struct template_faults faults;

	if (template == NULL)
		template = template_compile(arena, text, strlen(text), format, &faults);
	assert(template != NULL);
	return template;
}

static struct pen pen_of(struct buf *out, struct arena *arena, const struct edition *edition)
{
	return (struct pen){
		.out = out,
		.arena = arena,
		.edition = edition,
		.entry = template_of(edition, arena, FORMAT_ATOM),
	};
}

static struct rendered_file *add_file(struct press *press, const char *path)
{
	struct rendered *out = press->out;
	struct rendered_file *file;

	if (out->count == out->capacity) {
		size_t capacity = out->capacity == 0 ? 32 : 2 * out->capacity;
		struct rendered_file *files =
			arena_array(press->pen.arena, capacity, sizeof(files[0]));

		if (out->count > 0)
			memcpy(files, out->files, out->count * sizeof(files[0]));
		out->files = files;
		out->capacity = capacity;
	}
	file = &out->files[out->count++];
	file->path = path;
	return file;
}

static void take_file(struct press *press, const char *path)
{
	struct rendered_file *file = add_file(press, path);

	file->bytes = arena_dup_bytes(press->pen.arena, buf_text(&press->bytes),
				      press->bytes.length);
	file->length = press->bytes.length;
	buf_truncate(&press->bytes, 0);
}

/* The newest edition once more, under a name that stays: a copy, which any web server serves. */
static void add_latest(struct press *press, const char *ending)
{
	struct arena *arena = press->pen.arena;
	const struct edition *edition = press->pen.edition;
	const char *slug = edition->digest->slug;
	const char *sealed = arena_printf(arena, "%s/%s.%s", slug, edition->name, ending);
	struct rendered_file *latest = add_file(press, arena_printf(arena, "%s/latest.%s", slug,
								    ending));
	const struct rendered_file *file = press->out->files;

	while (!str_equal(file->path, sealed))
		file++;
	latest->bytes = file->bytes;
	latest->length = file->length;
}

static void write_edition(const struct pen *pen, enum digest_format format)
{
	if (forms[format].edition != NULL)
		forms[format].edition(pen);
	else
		typeset_page(pen, template_of(pen->edition, pen->arena, format), NULL);
}

static void add_edition(struct press *press, enum digest_format format)
{
	const struct edition *edition = press->pen.edition;
	const char *slug = edition->digest->slug;

	write_edition(&press->pen, format);
	take_file(press, arena_printf(press->pen.arena, "%s/%s.%s", slug, edition->name,
				      forms[format].ending));
}

static void add_posts(struct press *press, enum digest_format format)
{
	const struct edition *edition = press->pen.edition;
	const struct template *template = template_of(edition, press->pen.arena, format);
	size_t i;

	for (i = 0; i < edition->post_count; i++) {
		const struct post *post = &edition->posts[i];

		typeset_page(&press->pen, template, post);
		take_file(press, arena_printf(press->pen.arena, "%s/stories/%s.%s",
					      edition->digest->slug, post->slug,
					      forms[format].ending));
	}
}

static struct posted *write_entries(struct press *press)
{
	const struct edition *edition = press->pen.edition;
	struct posted *posted = arena_array(press->pen.arena, edition->post_count,
					    sizeof(*posted));
	size_t i;

	for (i = 0; i < edition->post_count; i++) {
		as_atom_entry(&press->pen, &edition->posts[i]);
		posted[i] = (struct posted){
			.id = edition->posts[i].id,
			.updated = edition->period_end,
			.bytes = arena_dup_bytes(press->pen.arena, buf_text(&press->bytes),
						 press->bytes.length),
			.length = press->bytes.length,
		};
		buf_truncate(&press->bytes, 0);
	}
	return posted;
}

static bool is_posted(const struct rendered *out, const char *id)
{
	size_t i;

	for (i = 0; i < out->posted_count; i++) {
		if (str_equal(out->posted[i].id, id))
			return true;
	}
	return false;
}

/* This edition's stories, then those of earlier ones, each once. */
static void add_feed(struct press *press, const struct render_context *context)
{
	struct rendered *out = press->out;
	struct posted *all;
	size_t count, i;

	out->posted = write_entries(press);
	out->posted_count = count = press->pen.edition->post_count;
	all = arena_array(press->pen.arena, count + context->posted_count, sizeof(*all));
	for (i = 0; i < count; i++)
		all[i] = out->posted[i];
	for (i = 0; i < context->posted_count && count < context->most_posted; i++) {
		if (!is_posted(out, context->posted[i].id))
			all[count++] = context->posted[i];
	}
	as_atom_feed(&press->pen, all, count);
	take_file(press, arena_printf(press->pen.arena, "%s/feed.atom",
				      press->pen.edition->digest->slug));
}

static void add_indexes(struct press *press, const struct render_context *context)
{
	buf_add_text(&press->bytes, context->sources);
	take_file(press, arena_printf(press->pen.arena, "%s/sources.opml",
				      press->pen.edition->digest->slug));
	archive_of_month(&press->pen, context);
	take_file(press, arena_printf(press->pen.arena, "%s/%s.html",
				      press->pen.edition->digest->slug, context->months[0]));
	archive_of_digest(&press->pen, context);
	take_file(press, arena_printf(press->pen.arena, "%s/index.html",
				      press->pen.edition->digest->slug));
	health_page(&press->pen, context);
	take_file(press, "health.html");
	archive_of_all(&press->pen, context);
	take_file(press, "index.html");
}

/* What leads to a file comes after it, so that no link is ever dead. */
void render_edition(struct rendered *out, struct arena *arena, const struct edition *edition,
		    const struct render_context *context)
{
	struct press press = {.out = out};
	const bool *wanted = edition->digest->formats;
	enum digest_format i;

	press.pen = pen_of(&press.bytes, arena, edition);
	for (i = 0; i < FORMAT_COUNT; i++) {
		if (wanted[i] && forms[i].edition == NULL)
			add_posts(&press, i);
	}
	for (i = 0; i < FORMAT_COUNT; i++) {
		if (wanted[i] && forms[i].ending != NULL)
			add_edition(&press, i);
	}
	if (wanted[FORMAT_ATOM])
		add_feed(&press, context);
	for (i = 0; i < FORMAT_COUNT; i++) {
		if (wanted[i] && forms[i].ending != NULL)
			add_latest(&press, forms[i].ending);
	}
	add_indexes(&press, context);
	buf_clear(&press.bytes);
}

void render_to(struct buf *out, const struct edition *edition, enum digest_format format)
{
	struct arena *arena = arena_new();
	const struct pen pen = pen_of(out, arena, edition);

	write_edition(&pen, format);
	arena_free(arena);
}
