#include "cli/commands.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/str.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "config/config.h"
#include "job/composition.h"
#include "job/preview.h"
#include "store/store.h"
#include "store/stories.h"
#include "story/assembly.h"
#include "story/editor.h"
#include "story/explain.h"
#include "text/date.h"

enum { DAY = 86400 };

struct question {
	int64_t asked_id;
	int64_t story_id;		/* what that is called by now */
	int64_t since;
	const struct config *config;
	struct store *store;
	struct buf answer;
	bool is_found;			/* its articles have been told */
};

/* The articles of the story, whether they are on a topic or not; NULL if there are none. */
static const struct story *find_story(const struct composition *composition, int64_t id)
{
	const struct article_list *all = &composition->articles;
	const struct article **articles = arena_array(composition->arena, all->count + 1,
						      sizeof(*articles));
	size_t count = 0, stories, i;

	for (i = 0; i < all->count; i++)
		if (all->items[i].story_id == id)
			articles[count++] = &all->items[i];
	return count > 0 ? assembly_make(composition->arena, articles, count, &stories) : NULL;
}

static int tell_story(struct question *question, const struct composition *composition,
		      const struct story *story, struct err *err)
{
	struct story_change_list changes;

	if (stories_load_changes(question->store, composition->arena, story->id, &changes,
				 err) < 0)
		return -1;
	if (question->asked_id != story->id)
		buf_printf(&question->answer, "Story %lld is story %lld by now.\n",
			   (long long)question->asked_id, (long long)story->id);
	buf_printf(&question->answer,
		   "Story %lld: %zu article%s, %zu independent, %zu reprint%s\n\n",
		   (long long)story->id, story->article_count,
		   output_plural(story->article_count), story->independents, story->reprints,
		   output_plural(story->reprints));
	explain_story(&question->answer, story);
	explain_history(&question->answer, changes.items, changes.count);
	question->is_found = true;
	return 0;
}

static void tell_rank(struct question *question, struct composition *composition)
{
	const char *digest = composition->edition.digest->name;
	struct ranked *ranked;
	size_t count = composition_rank(composition, &ranked), i;
	char time[DATE_SIZE];

	for (i = 0; i < count && ranked[i].story->id != question->story_id; i++)
		;
	if (i == count) {
		buf_printf(&question->answer,
			   "\n%s: not in it: off its topic, or no news of it since %s\n", digest,
			   date_format(question->since, time));
		return;
	}
	buf_printf(&question->answer, "\n%s: number %zu of %zu at %s%s\n", digest, i + 1, count,
		   date_format(composition->edition.period_end, time),
		   ranked[i].was_told ? "; told before, and not much changed since" : "");
	explain_rank(&question->answer, &ranked[i], composition->edition.period_end);
}

static int ask(struct question *question, const struct digest_settings *digest, struct err *err)
{
	struct composition composition;
	const struct story *story;
	int result;

	composition_init(&composition, digest, clock_now() + 1);
	composition.since = question->since;
	result = preview_load(&composition, question->config, question->store, err);
	if (result == 0) {
		story = find_story(&composition, question->story_id);
		if (story != NULL && !question->is_found)
			result = tell_story(question, &composition, story, err);
		if (story != NULL && result == 0)
			tell_rank(question, &composition);
	}
	composition_clear(&composition);
	return result;
}

static int answer(struct question *question, struct err *err)
{
	const struct config *config = question->config;
	char time[DATE_SIZE];
	size_t i;

	question->story_id = question->asked_id;
	if (stories_current_id(question->store, &question->story_id, err) < 0)
		return -1;
	for (i = 0; i < config->digest_count; i++)
		if (ask(question, &config->digests[i], err) < 0)
			return -1;
	if (!question->is_found)
		return err_set(err, ERR_NO_INPUT, "no article since %s is in story %lld; 'granola "
			       "stories' lists stories, --since looks further back",
			       date_format(question->since, time), (long long)question->story_id);
	output_print("%s", buf_text(&question->answer));
	return 0;
}

int command_why(const struct arguments *arguments, struct err *err)
{
	struct question question = {0};
	struct config *config = NULL;
	int result = -1;

	if (!str_to_int64(arguments->operands[0], 1, INT64_MAX, &question.asked_id))
		return err_set(err, ERR_USAGE, "'%s' is no story id", arguments->operands[0]);
	if (setup_config(&config, arguments, err) == 0 &&
	    setup_time(&question.since, arguments, "since", clock_now() - DAY, err) == 0 &&
	    store_open(&question.store, config->state, STORE_READ, err) == 0) {
		question.config = config;
		result = answer(&question, err);
	}
	store_close(question.store);
	buf_clear(&question.answer);
	config_free(config);
	return result;
}
