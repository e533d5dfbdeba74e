/*
 * Notices that the configuration was saved.
 *
 * Watches the directories of its files rather than the files: editors replace
 * them. Several changes in a row are told once.
 */
#pragma once

#include <stddef.h>
#include <uv.h>

struct watch;			/* opaque */

typedef void (*watch_changed_cb)(void *ctx);

/*
 * Calls `changed` some half a second after anything in these directories
 * changed, or five where there is no end of that; the store's files do not count.
 * One that cannot be watched is logged and left out.
 */
struct watch *watch_new(uv_loop_t *loop, const char *const *directories, size_t count,
			watch_changed_cb changed, void *ctx);

/* Tells no more; frees itself once the loop has let go. Accepts NULL. */
void watch_close(struct watch *watch);
