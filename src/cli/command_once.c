#include "cli/commands.h"

#include <signal.h>
#include <stdio.h>

#include "base/log.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/setup.h"
#include "config/config.h"
#include "daemon/once.h"

static void on_progress(void *ctx, size_t polled, size_t total)
{
	progress_update(ctx, polled, total);
}

static void print_report(const struct once_report *report)
{
	size_t i;

	for (i = 0; i < report->failure_count; i++)
		log_warning("%s: %s", report->failures[i].url, report->failures[i].error);
	printf("%zu feed%s polled: %zu unchanged, %zu failed; %zu new entr%s, %zu edited\n",
	       report->polled, output_plural(report->polled), report->unchanged,
	       report->failure_count,
	       report->added, report->added == 1 ? "y" : "ies", report->changed);
	if (report->pages > 0)
		printf("%zu article%s read in full\n", report->pages,
		       output_plural(report->pages));
	for (i = 0; i < report->edition_count; i++) {
		const struct once_edition *edition = &report->editions[i];

		printf("%s: %zu stor%s from %zu article%s in %zu feed%s: %s\n", edition->digest,
		       edition->stories, edition->stories == 1 ? "y" : "ies", edition->articles,
		       output_plural(edition->articles), edition->feeds,
		       output_plural(edition->feeds),
		       edition->path);
	}
}

int command_once(const struct arguments *arguments, struct err *err)
{
	struct once_report report = {0};
	struct progress progress;
	struct config *config;
	int result;

	if (setup_config(&config, arguments, err) < 0)
		return -1;
	signal(SIGPIPE, SIG_IGN);
	progress_start(&progress, "feeds", arguments_has(arguments, "quiet"));
	result = once_run(config, &(struct once_options){
		.feeds_only = arguments_has(arguments, "feeds-only"),
		.force = arguments_has(arguments, "force"),
		.progress = on_progress,
		.ctx = &progress,
	}, &report, err);
	progress_end(&progress);
	if (report.polled > 0 || result == 0)
		print_report(&report);
	once_report_clear(&report);
	return result;
}
