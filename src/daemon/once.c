#include "daemon/once.h"

#include <stdlib.h>

#include "base/mem.h"
#include "config/config.h"
#include "daemon/collector.h"
#include "daemon/engine.h"
#include "daemon/mailroom.h"
#include "daemon/press.h"
#include "daemon/roster.h"
#include "job/collect.h"
#include "job/poll.h"
#include "job/publish.h"
#include "job/subscription.h"
#include "job/vigil.h"

/*
 *	once_run --> polls --> on_polls_idle --> pages --> publish --> on_press_idle --> mail
 *	                                            |         ^                          |
 *	                                            +-- late -+     stop <-- on_mail_idle +
 */
struct once {
	struct engine engine;
	const struct once_options *options;
	struct once_report *report;
	size_t total;
	uv_timer_t lateness;		/* of pages */
	char *why_down;			/* NULL: the network is not */
	bool has_polled;
	bool is_publishing;
	int result;			/* the first error that is ours, not a feed's */
	struct err *err;
};

static void note_error(struct once *once, const struct err *err)
{
	if (once->result == 0)
		once->result = err_set(once->err, err->code, "%s", err->text);
}

static void note_failure(struct once_report *report, const char *url, const char *error)
{
	report->failures = mem_grow(report->failures, &report->failure_capacity,
				    report->failure_count, sizeof(*report->failures));
	report->failures[report->failure_count++] = (struct once_failure){
		.url = mem_dup(url),
		.error = mem_dup(error),
	};
}

static void on_polled(void *ctx, const struct subscription *subscription,
		      const struct poll_outcome *outcome, const struct err *err)
{
	struct once *once = ctx;
	struct once_report *report = once->report;

	if (outcome->is_excused)
		return;
	report->polled++;
	if (err != NULL) {
		note_error(once, err);
	} else {
		report->added += outcome->added;
		report->changed += outcome->changed;
		report->unchanged += outcome->result == FEED_NOT_MODIFIED;
		if (feed_result_is_failure(outcome->result))
			note_failure(report, subscription->state.url, outcome->error);
	}
	if (once->options->progress != NULL)
		once->options->progress(once->options->ctx, report->polled, once->total);
}

static void on_network(void *ctx, const struct vigil_news *news)
{
	struct once *once = ctx;

	free(once->why_down);
	once->why_down = news->is_down ? mem_dup(news->why) : NULL;
}

static void publish(struct once *once)
{
	if (once->is_publishing)
		return;
	once->is_publishing = true;
	uv_close((uv_handle_t *)&once->lateness, NULL);
	if (once->options->feeds_only)
		engine_stop(&once->engine);
	else
		press_run_once(once->engine.press);
}

static void on_pages_idle(void *ctx)
{
	struct once *once = ctx;

	if (once->has_polled)
		publish(once);
}

static void on_too_late(uv_timer_t *lateness)
{
	publish(lateness->data);
}

/* Those who wait for their digest wait for articles as well, but not for ever. */
static void on_polls_idle(void *ctx)
{
	struct once *once = ctx;
	uint64_t patience = (uint64_t)once->engine.config->page_wait * 1000;

	if (once->has_polled)
		return;
	once->has_polled = true;
	if (collector_is_busy(once->engine.collector))
		uv_timer_start(&once->lateness, on_too_late, patience, 0);
	else
		publish(once);
}

static void on_collected(void *ctx, const struct collect_outcome *outcome, const struct err *err)
{
	struct once *once = ctx;

	if (err != NULL)
		note_error(once, err);
	else
		once->report->pages += outcome->result == PAGE_OF_USE;
}

static const char *ending_of(const struct digest_settings *digest)
{
	enum digest_format format;

	for (format = FORMAT_TEXT; format < FORMAT_COUNT; format++) {
		if (digest->formats[format] && format != FORMAT_ATOM)
			return digest_format_ending(format);
	}
	return "";
}

static void on_published(void *ctx, const struct digest_settings *digest,
			 const struct published *published, const struct err *err)
{
	struct once *once = ctx;
	struct once_report *report = once->report;

	if (err != NULL)
		note_error(once, err);
	if (err != NULL || published->name == NULL)
		return;
	report->editions = mem_grow(report->editions, &report->edition_capacity,
				    report->edition_count, sizeof(*report->editions));
	report->editions[report->edition_count++] = (struct once_edition){
		.digest = mem_dup(digest->name),
		.path = mem_printf("%s/%s/%s%s", once->engine.config->output, digest->slug,
				   published->name, ending_of(digest)),
		.stories = published->story_count,
		.articles = published->article_count,
		.feeds = published->feed_count,
	};
}

static void on_failed(void *ctx, const struct err *err)
{
	note_error(ctx, err);
}

/* Also when nothing new was told: something may be due that could not be sent before. */
static void on_press_idle(void *ctx)
{
	struct once *once = ctx;

	if (!once->engine.env.is_stopping)
		mailroom_wake(once->engine.mailroom);
}

/* What is mailed while editions are still being made is not the end. */
static void on_mail_idle(void *ctx)
{
	struct once *once = ctx;

	if (!press_is_busy(once->engine.press))
		engine_stop(&once->engine);
}

int once_run(struct config *config, const struct once_options *options,
	     struct once_report *report, struct err *err)
{
	struct once once = {.options = options, .report = report, .err = err};

	once.total = config->feed_count;
	if (engine_open(&once.engine, config, &(struct engine_watcher){
		.polled = on_polled,
		.polls_idle = on_polls_idle,
		.collected = on_collected,
		.pages_idle = on_pages_idle,
		.published = on_published,
		.failed = on_failed,
		.network = on_network,
		.press_idle = on_press_idle,
		.mail_idle = on_mail_idle,
		.ctx = &once,
	}, err) < 0)
		return -1;
	uv_timer_init(&once.engine.loop, &once.lateness);
	once.lateness.data = &once;
	if (!options->feeds_only)
		collector_start(once.engine.collector);
	roster_run_once(once.engine.roster, options->force);
	engine_run(&once.engine);
	engine_close(&once.engine);
	if (once.result == 0 && once.why_down != NULL)
		once.result = err_set(err, ERR_TRY_LATER, "our network seems to be down, for "
				      "nobody can be reached (%s); no feed is blamed for it",
				      once.why_down);
	free(once.why_down);
	if (once.result == 0 && report->polled > 0 && report->failure_count == report->polled)
		return err_set(err, ERR_TRY_LATER, "every feed failed (%zu of %zu)",
			       report->failure_count, report->polled);
	return once.result;
}

void once_report_clear(struct once_report *report)
{
	size_t i;

	for (i = 0; i < report->failure_count; i++) {
		free(report->failures[i].url);
		free(report->failures[i].error);
	}
	for (i = 0; i < report->edition_count; i++) {
		free(report->editions[i].digest);
		free(report->editions[i].path);
	}
	free(report->failures);
	free(report->editions);
	*report = (struct once_report){0};
}
