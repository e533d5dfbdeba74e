#include "render/render.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "render/archive.h"
#include "render/as_atom.h"
#include "render/as_html.h"
#include "render/as_json.h"
#include "render/as_markdown.h"
#include "render/as_text.h"
#include "render/health.h"
#include "render/pen.h"

/* How each format is written; what has no ending is no file of its own. */
static const struct form {
	const char *ending;
	void (*edition)(const struct pen *pen);
	void (*post)(const struct pen *pen, const struct post *post);
} forms[FORMAT_COUNT] = {
	[FORMAT_TEXT] = {"txt", as_text_edition, as_text_post},
	[FORMAT_HTML] = {"html", as_html_edition, as_html_post},
	[FORMAT_MARKDOWN] = {"md", as_markdown_edition, as_markdown_post},
	[FORMAT_ATOM] = {NULL, as_atom_edition, NULL},
	[FORMAT_JSON] = {"json", as_json_edition, NULL},
};

/* Where files go: each is written with the pen, then taken from it. */
struct press {
	struct rendered *out;
	struct pen pen;
	struct buf bytes;
};

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

static void add_edition(struct press *press, const struct form *form)
{
	const struct edition *edition = press->pen.edition;
	const char *slug = edition->digest->slug;

	form->edition(&press->pen);
	take_file(press, arena_printf(press->pen.arena, "%s/%s.%s", slug, edition->name,
				      form->ending));
}

static void add_posts(struct press *press, const struct form *form)
{
	const struct edition *edition = press->pen.edition;
	size_t i;

	for (i = 0; i < edition->post_count; i++) {
		const struct post *post = &edition->posts[i];

		form->post(&press->pen, post);
		take_file(press, arena_printf(press->pen.arena, "%s/stories/%s.%s",
					      edition->digest->slug, post->slug, form->ending));
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
	struct press press = {.out = out, .pen = {.arena = arena, .edition = edition}};
	const bool *wanted = edition->digest->formats;
	size_t i;

	press.pen.out = &press.bytes;
	for (i = 0; i < FORMAT_COUNT; i++) {
		if (wanted[i] && forms[i].post != NULL)
			add_posts(&press, &forms[i]);
	}
	for (i = 0; i < FORMAT_COUNT; i++) {
		if (wanted[i] && forms[i].ending != NULL)
			add_edition(&press, &forms[i]);
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

	forms[format].edition(&(struct pen){out, arena, edition});
	arena_free(arena);
}
