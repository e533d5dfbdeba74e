#include "cli/commands.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/str.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "config/config.h"
#include "store/search.h"
#include "store/store.h"
#include "text/date.h"
#include "text/sought.h"
#include "text/utf8.h"

enum {
	HITS		= 20,		/* unless --limit says otherwise */
	MOST_HITS	= 400,
	BEFORE		= 60,		/* bytes of a text that are shown before its first hit */
	SNIPPET		= 200,		/* bytes of a text that are shown */
	MOST_MARKS	= 32,
};

/* A search and how its result is shown. */
struct finding {
	struct sought *sought;
	struct search_hits hits;
	bool is_marked;			/* what was looked for stands out */
};

static bool is_marked(void)
{
	const char *no_color = getenv("NO_COLOR");
	const char *terminal = getenv("TERM");

	return isatty(STDOUT_FILENO) && str_is_empty(no_color) && terminal != NULL &&
	       !str_equal(terminal, "dumb");
}

/* The piece of a text around the first place that has what is looked for, on one line. */
static void add_snippet(struct buf *out, struct sought *sought, const char *text)
{
	struct sought_place first = {0};
	size_t length = strlen(text);
	size_t start = 0, i, end;

	if (sought_find(sought, text, &first, 1) > 0 && first.start > BEFORE)
		start = utf8_prefix(text, length, first.start - BEFORE);
	while (start > 0 && start < first.start && text[start - 1] != ' ')
		start++;
	end = start + utf8_prefix(text + start, length - start, SNIPPET);
	if (start > 0)
		buf_add_text(out, "… ");
	for (i = start; i < end; i++)
		buf_add_char(out, str_is_space(text[i]) ? ' ' : text[i]);
	if (end < length)
		buf_add_text(out, " …");
}

static void print_marked(const struct finding *finding, const char *text)
{
	struct sought_place places[MOST_MARKS];
	size_t count = finding->is_marked ? sought_find(finding->sought, text, places, MOST_MARKS)
					  : 0;
	size_t at = 0, i;

	for (i = 0; i < count; i++) {
		output_print("%.*s", (int)(places[i].start - at), text + at);
		fputs("\x1b[1m", stdout);
		output_print("%.*s", (int)(places[i].end - places[i].start),
			     text + places[i].start);
		fputs("\x1b[0m", stdout);
		at = places[i].end;
	}
	output_print("%s\n", text + at);
}

static void print_hit(const struct finding *finding, const struct search_hit *hit)
{
	const struct entry *entry = &hit->listed.entry;
	struct buf snippet = {0};
	char time[DATE_SIZE];

	print_marked(finding, entry->title != NULL ? entry->title : "(no title)");
	output_print("    %s  %s\n",
		     date_format(entry->published != TIME_UNKNOWN ? entry->published
								  : entry->first_seen, time),
		     entry->url != NULL ? entry->url : hit->listed.feed_url);
	if (hit->text != NULL) {
		add_snippet(&snippet, finding->sought, hit->text);
		printf("    ");
		print_marked(finding, buf_text(&snippet));
	}
	buf_clear(&snippet);
}

static json_t *pack_hit(const struct finding *finding, const struct search_hit *hit)
{
	const struct entry *entry = &hit->listed.entry;
	struct buf snippet = {0};
	json_t *packed;

	if (hit->text != NULL)
		add_snippet(&snippet, finding->sought, hit->text);
	packed = json_pack("{s:I, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:f}",
		"id", (json_int_t)entry->id,
		"feed", hit->listed.feed_url,
		"url", output_json_text(entry->url),
		"title", output_json_text(entry->title),
		"published", output_json_time(entry->published),
		"first_seen", output_json_time(entry->first_seen),
		"story", hit->listed.story_id != 0 ? json_integer(hit->listed.story_id)
						    : json_null(),
		"snippet", output_json_text(hit->text != NULL ? buf_text(&snippet) : NULL),
		"score", hit->score);
	buf_clear(&snippet);
	return packed;
}

static json_t *find_story(const json_t *stories, int64_t id)
{
	json_t *story;
	size_t i;

	json_array_foreach(stories, i, story) {
		if (json_integer_value(json_object_get(story, "id")) == id)
			return story;
	}
	return NULL;
}

/* A story is as good as the best entry of it, and bears its title. */
static void add_to_story(json_t *stories, const struct search_hit *hit)
{
	json_t *story = find_story(stories, hit->listed.story_id);

	if (hit->listed.story_id == 0)
		return;
	if (story == NULL) {
		story = json_pack("{s:I, s:o, s:[]}", "id", (json_int_t)hit->listed.story_id,
				  "headline", output_json_text(hit->listed.entry.title), "entries");
		json_array_append_new(stories, story);
	}
	json_array_append_new(json_object_get(story, "entries"),
			      json_integer(hit->listed.entry.id));
}

static void print_json(const struct finding *finding)
{
	json_t *entries = json_array(), *stories = json_array();
	size_t i;

	for (i = 0; i < finding->hits.count; i++) {
		json_array_append_new(entries, pack_hit(finding, &finding->hits.items[i]));
		add_to_story(stories, &finding->hits.items[i]);
	}
	output_json(json_pack("{s:o, s:o}", "entries", entries, "stories", stories));
}

static void print(const struct finding *finding)
{
	size_t i;

	for (i = 0; i < finding->hits.count; i++)
		print_hit(finding, &finding->hits.items[i]);
}

static int find(struct finding *finding, struct store *store, const struct arguments *arguments,
		struct err *err)
{
	const char *limit = arguments_get(arguments, "limit");
	int64_t most = HITS;
	struct arena *arena;
	int result;

	if (limit != NULL && !str_to_int64(limit, 1, MOST_HITS, &most))
		return err_set(err, ERR_USAGE, "--limit '%s' is no number from 1 to %d", limit,
			       MOST_HITS);
	arena = arena_new();
	result = search_find(store, arena, &(struct search_order){
		.sought = finding->sought, .now = clock_now(), .limit = (size_t)most,
	}, &finding->hits, err);
	if (result == 0 && arguments_has(arguments, "json"))
		print_json(finding);
	else if (result == 0)
		print(finding);
	arena_free(arena);
	return result;
}

static struct sought *read_query(const struct arguments *arguments)
{
	struct buf query = {0};
	struct sought *sought;
	size_t i;

	for (i = 0; i < arguments->operand_count; i++) {
		buf_add_text(&query, i > 0 ? " " : "");
		buf_add_text(&query, arguments->operands[i]);
	}
	sought = sought_new(buf_text(&query));
	buf_clear(&query);
	return sought;
}

int command_search(const struct arguments *arguments, struct err *err)
{
	struct finding finding = { .sought = read_query(arguments), .is_marked = is_marked() };
	struct config *config = NULL;
	struct store *store = NULL;
	int result = -1;

	if (sought_count(finding.sought) == 0)
		err_set(err, ERR_USAGE, "there is no word in what is looked for");
	else if (setup_config(&config, arguments, err) == 0 &&
		 store_open(&store, config->state, STORE_READ, err) == 0)
		result = find(&finding, store, arguments, err);
	store_close(store);
	config_free(config);
	sought_free(finding.sought);
	return result;
}
