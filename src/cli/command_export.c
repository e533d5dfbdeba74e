#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/mem.h"
#include "cli/setup.h"
#include "config/config.h"
#include "model/feed.h"
#include "parse/opml.h"
#include "text/url.h"

/* Files of this machine are nothing that another reader could follow. */
static size_t list_feeds(struct opml_feed *feeds, const struct config *config)
{
	size_t count = 0, i;

	for (i = 0; i < config->feed_count; i++) {
		const struct feed_settings *settings = &config->feeds[i];

		if (!url_is_web(settings->url)) {
			log_warning("left out %s: only this machine has it", settings->url);
			continue;
		}
		feeds[count++] = (struct opml_feed){
			.url = settings->url,
			.title = settings->title,
			.group = settings->group,
		};
	}
	opml_sort(feeds, count);
	return count;
}

static void print(const struct config *config)
{
	struct opml_feed *feeds = mem_array(config->feed_count, sizeof(*feeds));
	size_t count = list_feeds(feeds, config);
	char *title = config->owner != NULL ? mem_printf("Feeds of %s", config->owner)
					    : mem_dup("Feeds");
	struct buf out = {0};

	opml_write(&out, title, feeds, count);
	fputs(buf_text(&out), stdout);
	buf_clear(&out);
	free(title);
	free(feeds);
}

int command_export(const struct arguments *arguments, struct err *err)
{
	struct config *config;

	if (setup_config(&config, arguments, err) < 0)
		return -1;
	print(config);
	config_free(config);
	return 0;
}
