#include "cli/commands.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "config/config.h"
#include "store/entries.h"
#include "store/store.h"
#include "store/stories.h"
#include "text/date.h"

static int64_t time_of(const struct entry *entry)
{
	return entry->published != TIME_UNKNOWN ? entry->published : entry->first_seen;
}

/* One line an entry, parts apart by tabs: what people read and scripts cut. */
static int print_entry(void *ctx, const struct listed_entry *listed)
{
	const struct entry *entry = &listed->entry;
	char time[DATE_SIZE];

	(void)ctx;
	output_print("%s\t%s\t%s\n", date_format(time_of(entry), time),
		     entry->title != NULL ? entry->title : "(no title)",
		     entry->url != NULL ? entry->url : listed->feed_url);
	return 0;
}

static int add_entry(void *ctx, const struct listed_entry *listed)
{
	const struct entry *entry = &listed->entry;

	return json_array_append_new(ctx, json_pack("{s:I, s:s, s:o, s:o, s:o, s:o, s:o, s:o, "
						    "s:o, s:o}",
		"id", (json_int_t)entry->id,
		"feed", listed->feed_url,
		"url", output_json_text(entry->url),
		"guid", output_json_text(entry->guid),
		"title", output_json_text(entry->title),
		"published", output_json_time(entry->published),
		"updated", output_json_time(entry->updated),
		"first_seen", output_json_time(entry->first_seen),
		"story", listed->story_id != 0 ? json_integer(listed->story_id) : json_null(),
		"page", output_json_text(listed->page)));
}

static int list(struct store *store, const struct arguments *arguments,
		const struct entry_filter *filter, struct err *err)
{
	json_t *array;

	if (!arguments_has(arguments, "json"))
		return entries_list(store, filter, print_entry, NULL, err);
	array = json_array();
	if (entries_list(store, filter, add_entry, array, err) < 0) {
		json_decref(array);
		return -1;
	}
	output_json(json_pack("{s:o}", "entries", array));
	return 0;
}

static int read_filter(struct entry_filter *filter, const struct arguments *arguments,
		       struct err *err)
{
	const char *story = arguments_get(arguments, "story");

	*filter = (struct entry_filter){.feed_url = arguments_get(arguments, "feed")};
	if (story != NULL && !str_to_int64(story, 1, INT64_MAX, &filter->story_id))
		return err_set(err, ERR_USAGE, "--story '%s' is no story id", story);
	return setup_time(&filter->since, arguments, "since", TIME_UNKNOWN, err);
}

int command_entries(const struct arguments *arguments, struct err *err)
{
	struct entry_filter filter;
	struct config *config = NULL;
	struct store *store = NULL;
	int result = -1;

	if (setup_config(&config, arguments, err) == 0 &&
	    read_filter(&filter, arguments, err) == 0 &&
	    store_open(&store, config->state, STORE_READ, err) == 0 &&
	    (filter.story_id == 0 || stories_current_id(store, &filter.story_id, err) == 0))
		result = list(store, arguments, &filter, err);
	store_close(store);
	config_free(config);
	return result;
}
