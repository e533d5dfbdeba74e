#include "daemon/watch.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

enum {
	SETTLE_MS	= 500,		/* editors write in several steps … */
	LONGEST_MS	= 5000,		/* … and not for ever: somebody else is busy there */
};

struct watch {
	watch_changed_cb changed;
	void *ctx;
	uv_timer_t timer;
	uint64_t since_ms;		/* when it was set first, by the loop's time */
	uv_fs_event_t *events;		/* one a directory */
	size_t event_count;
	size_t open_handles;
};

static void on_settled(uv_timer_t *timer)
{
	struct watch *watch = timer->data;

	watch->changed(watch->ctx);
}

static void wait_for_more(struct watch *watch)
{
	uint64_t now = uv_now(watch->timer.loop);

	if (!uv_is_active((uv_handle_t *)&watch->timer))
		watch->since_ms = now;
	if (now - watch->since_ms < LONGEST_MS)
		uv_timer_start(&watch->timer, on_settled, SETTLE_MS, 0);
}

/* Whose directory may be the config's as well. */
static bool is_of_store(const char *name)
{
	return name != NULL && str_starts(name, "granola.db");
}

static void on_event(uv_fs_event_t *event, const char *name, int what, int status)
{
	struct watch *watch = event->data;

	(void)what;
	if (status == 0 && !is_of_store(name))
		wait_for_more(watch);
}

static void add(struct watch *watch, uv_loop_t *loop, const char *directory)
{
	uv_fs_event_t *event = &watch->events[watch->event_count++];
	int failed;

	uv_fs_event_init(loop, event);
	event->data = watch;
	watch->open_handles++;
	failed = uv_fs_event_start(event, on_event, directory, 0);
	if (failed != 0)
		log_warning("%s cannot be watched (%s): reload after changing it", directory,
			    uv_strerror(failed));
}

struct watch *watch_new(uv_loop_t *loop, const char *const *directories, size_t count,
			watch_changed_cb changed, void *ctx)
{
	struct watch *watch = mem_new(sizeof(*watch));
	size_t i;

	watch->changed = changed;
	watch->ctx = ctx;
	watch->events = mem_array(count, sizeof(*watch->events));
	uv_timer_init(loop, &watch->timer);
	watch->timer.data = watch;
	watch->open_handles = 1;
	for (i = 0; i < count; i++)
		add(watch, loop, directories[i]);
	return watch;
}

static void on_closed(uv_handle_t *handle)
{
	struct watch *watch = handle->data;

	if (--watch->open_handles > 0)
		return;
	free(watch->events);
	free(watch);
}

void watch_close(struct watch *watch)
{
	size_t i;

	if (watch == NULL)
		return;
	for (i = 0; i < watch->event_count; i++)
		uv_close((uv_handle_t *)&watch->events[i], on_closed);
	uv_close((uv_handle_t *)&watch->timer, on_closed);
}
