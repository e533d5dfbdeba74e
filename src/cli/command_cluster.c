#include "cli/commands.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/arguments.h"
#include "model/entry.h"
#include "model/story.h"
#include "story/cluster.h"
#include "text/date.h"
#include "text/url.h"

enum { FILE_LIMIT = 1 << 30 };

/* What a file of articles holds; ids count from 1, in the order of its lines. */
struct corpus {
	struct arena *arena;
	struct article *articles;
	const char **names;		/* their ids as written in the file */
	size_t count;
	size_t capacity;
	size_t name_capacity;
};

static const char *text_of(struct corpus *corpus, const json_t *line, const char *key)
{
	const char *text = json_string_value(json_object_get(line, key));

	return text != NULL ? arena_dup(corpus->arena, text) : "";
}

/* An id may be text or a number; it is printed as it was written. */
static const char *name_of(struct corpus *corpus, const json_t *line)
{
	const json_t *id = json_object_get(line, "id");

	if (json_is_integer(id))
		return arena_printf(corpus->arena, "%lld", (long long)json_integer_value(id));
	return json_is_string(id) ? arena_dup(corpus->arena, json_string_value(id)) : NULL;
}

static struct hash url_key(const char *url)
{
	char *canonical = url_canonical(url);
	struct hash key = canonical != NULL ? hash128_text(canonical) : (struct hash){0};

	free(canonical);
	return key;
}

/* Who published it: by the domain of its link, else as the file says. */
static const char *publisher_of(struct corpus *corpus, const char *url, const char *source)
{
	char *domain = url_registrable_domain(url);
	const char *publisher = domain != NULL ? arena_dup(corpus->arena, domain) : source;

	free(domain);
	return publisher;
}

static void add_article(struct corpus *corpus, const json_t *line, const char *name)
{
	const char *url = text_of(corpus, line, "url"), *source = text_of(corpus, line, "source");
	struct article article = {
		.id = (int64_t)corpus->count + 1,
		.url_key = url_key(url),
		.url = url,
		.title = text_of(corpus, line, "title"),
		.text = text_of(corpus, line, "text"),
		.language = "",
		.publisher = publisher_of(corpus, url, source),
		.publisher_name = source,
		.group = "",
		.weight = 1,
		.time = TIME_UNKNOWN,
	};

	if (!date_parse(text_of(corpus, line, "date"), &article.time))
		article.time = TIME_UNKNOWN;
	corpus->articles = mem_grow(corpus->articles, &corpus->capacity, corpus->count,
				    sizeof(*corpus->articles));
	corpus->names = mem_grow(corpus->names, &corpus->name_capacity, corpus->count,
				 sizeof(*corpus->names));
	corpus->articles[corpus->count] = article;
	corpus->names[corpus->count++] = name;
}

static int read_line(struct corpus *corpus, const char *text, size_t length, size_t number,
		     struct err *err)
{
	json_error_t problem;
	json_t *line = json_loadb(text, length, 0, &problem);
	const char *name;

	if (line == NULL)
		return err_set(err, ERR_DATA, "line %zu is no JSON: %s", number, problem.text);
	name = name_of(corpus, line);
	if (name != NULL)
		add_article(corpus, line, name);
	json_decref(line);
	if (name == NULL)
		return err_set(err, ERR_DATA, "line %zu has no id", number);
	return 0;
}

static int read_corpus(struct corpus *corpus, const char *path, struct err *err)
{
	struct buf bytes = {0};
	size_t number = 0;
	const char *at, *end;
	int result = file_read(path, FILE_LIMIT, &bytes, err);

	at = buf_text(&bytes);
	end = at + bytes.length;
	while (result == 0 && at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *from = at, *to = newline != NULL ? newline : end;

		number++;
		at = newline != NULL ? newline + 1 : end;
		str_trim(&from, &to);
		if (from < to)
			result = read_line(corpus, from, (size_t)(to - from), number, err);
	}
	buf_clear(&bytes);
	return result < 0 ? err_wrap(err, "%s", path) : 0;
}

/* All at once: for a file, every article was seen at the same moment. */
static void group(struct corpus *corpus)
{
	struct cluster *cluster = cluster_new(1);
	size_t moved, i;

	for (i = 0; i < corpus->count; i++)
		cluster_place(cluster, &corpus->articles[i]);
	moved = corpus->count > 0 ? cluster_settle(cluster, 0) : 0;
	for (i = 0; i < moved; i++) {
		struct article now;

		cluster_moved(cluster, i, &now);
		corpus->articles[now.id - 1].story_id = now.story_id;
		corpus->articles[now.id - 1].role = now.role;
		corpus->articles[now.id - 1].of = now.of;
	}
	cluster_free(cluster);
}

static int print_articles(const struct corpus *corpus, struct err *err)
{
	size_t i;

	for (i = 0; i < corpus->count; i++) {
		const struct article *article = &corpus->articles[i];
		bool is_copy = article->role == ROLE_REPRINT && article->of != 0;
		json_t *line = json_pack("{s:s, s:I, s:o, s:s, s:s, s:f}", "id", corpus->names[i],
			"story", (json_int_t)article->story_id,
			"duplicate_of", is_copy ? json_string(corpus->names[article->of - 1])
						: json_null(),
			"role", article_role_text(article->role),
			"signal", merge_signal_text(article->signal), "score", article->score);

		json_dumpf(line, stdout, JSON_COMPACT | JSON_PRESERVE_ORDER);
		fputc('\n', stdout);
		json_decref(line);
	}
	if (ferror(stdout))
		return err_set(err, ERR_IO, "cannot write the result");
	return 0;
}

int command_cluster(const struct arguments *arguments, struct err *err)
{
	struct corpus corpus = { .arena = arena_new() };
	int result = read_corpus(&corpus, arguments->operands[0], err);

	if (result == 0) {
		group(&corpus);
		result = print_articles(&corpus, err);
	}
	free(corpus.articles);
	free(corpus.names);
	arena_free(corpus.arena);
	return result;
}
