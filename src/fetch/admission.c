#include "fetch/admission.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/heap.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"

/*
 * A host is in exactly one of three states: `ready` holds those whose first in
 * line may go once the gap is over, `idle` those that are empty and remembered
 * until their gap and rest are over, and neither holds those that are full.
 */
struct admission_host {
	struct heap_node ready;		/* key: when the next may go */
	struct heap_node idle;		/* key: when to forget it */
	struct admission_place *first;
	struct admission_place *last;
	size_t inside;
	int64_t open_at;		/* the end of the gap */
	int64_t rest_until;
	char *name;
};

/* Names remembered with their door: redirects may lead to any number of them. */
enum { MOST_DOORS = 100 * 1000 };

struct admission {
	struct admission_limits limits;
	struct map *hosts;		/* and addresses: whatever has a door or rests */
	struct map *doors;		/* host to the name of its door, if that is another */
	struct heap ready;
	struct heap idle;
	size_t inside;
};

static struct admission_host *host_of_ready(struct heap_node *node)
{
	return (void *)((char *)node - offsetof(struct admission_host, ready));
}

static struct admission_host *host_of_idle(struct heap_node *node)
{
	return (void *)((char *)node - offsetof(struct admission_host, idle));
}

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static void host_free(struct admission_host *host)
{
	free(host->name);
	free(host);
}

/* Puts a host where it belongs after it changed. */
static void settle(struct admission *admission, struct admission_host *host, int64_t now)
{
	heap_remove(&admission->ready, &host->ready);
	heap_remove(&admission->idle, &host->idle);
	if (host->first == NULL && host->inside == 0)
		heap_put(&admission->idle, &host->idle, later(host->open_at, host->rest_until));
	else if (host->first != NULL && host->inside < admission->limits.per_host)
		heap_put(&admission->ready, &host->ready, later(host->open_at, now));
}

static void forget_idle(struct admission *admission, int64_t now)
{
	struct heap_node *node;

	while ((node = heap_first(&admission->idle)) != NULL && node->key <= now) {
		struct admission_host *host = host_of_idle(node);

		heap_remove(&admission->idle, node);
		map_remove(admission->hosts, host->name);
		host_free(host);
	}
}

static struct admission_host *host_named(struct admission *admission, const char *name,
					 int64_t now)
{
	struct admission_host *host = map_get(admission->hosts, name);

	if (host != NULL)
		return host;
	host = mem_new(sizeof(*host));
	host->name = mem_dup(name);
	host->open_at = now;
	host->rest_until = now;
	map_put(admission->hosts, name, host);
	return host;
}

/* Where those stand who want to go to that host. */
static struct admission_host *door_of(struct admission *admission, const char *name, int64_t now)
{
	const char *door = map_get(admission->doors, name);

	return host_named(admission, door != NULL ? door : name, now);
}

static void append(struct admission_host *host, struct admission_place *place)
{
	place->host = host;
	place->before = host->last;
	place->after = NULL;
	if (host->last != NULL)
		host->last->after = place;
	else
		host->first = place;
	host->last = place;
}

static void take_out(struct admission_host *host, struct admission_place *place)
{
	if (place->before != NULL)
		place->before->after = place->after;
	else
		host->first = place->after;
	if (place->after != NULL)
		place->after->before = place->before;
	else
		host->last = place->before;
}

static void move_queue(struct admission_host *from, struct admission_host *to)
{
	struct admission_place *place;

	while ((place = from->first) != NULL) {
		take_out(from, place);
		append(to, place);
	}
}

static void free_doors(struct map *doors)
{
	size_t position = 0;
	char *door;

	while ((door = map_next(doors, &position)) != NULL)
		free(door);
	map_free(doors);
}

static void remember_door(struct admission *admission, const char *host, const char *door)
{
	if (map_count(admission->doors) >= MOST_DOORS) {
		free_doors(admission->doors);
		admission->doors = map_new();
	}
	map_put(admission->doors, host, mem_dup(door));
}

struct admission *admission_new(const struct admission_limits *limits)
{
	struct admission *admission = mem_new(sizeof(*admission));

	admission->limits = *limits;
	admission->hosts = map_new();
	admission->doors = map_new();
	return admission;
}

void admission_free(struct admission *admission)
{
	struct admission_host *host;
	size_t position = 0;

	if (admission == NULL)
		return;
	heap_clear(&admission->ready);
	heap_clear(&admission->idle);
	while ((host = map_next(admission->hosts, &position)) != NULL) {
		assert(host->first == NULL && host->inside == 0);
		host_free(host);
	}
	map_free(admission->hosts);
	free_doors(admission->doors);
	free(admission);
}

void admission_ask(struct admission *admission, struct admission_place *place, const char *host,
		   int64_t now)
{
	assert(place->host == NULL);
	place->is_inside = false;
	append(door_of(admission, host, now), place);
	/* One that is ready keeps the time since when: that is its turn among hosts. */
	if (!heap_contains(&place->host->ready))
		settle(admission, place->host, now);
}

struct admission_place *admission_next(struct admission *admission, int64_t now, int64_t *wait)
{
	struct admission_place *place;
	struct admission_host *host;

	forget_idle(admission, now);
	*wait = -1;
	if (admission->ready.count == 0 || admission->inside >= admission->limits.total)
		return NULL;
	host = host_of_ready(heap_first(&admission->ready));
	if (host->ready.key > now) {
		*wait = host->ready.key - now;
		return NULL;
	}
	place = host->first;
	take_out(host, place);
	place->is_inside = true;
	host->inside++;
	admission->inside++;
	host->open_at = now + admission->limits.gap_ms;
	settle(admission, host, now);
	return place;
}

bool admission_is_awaited(const struct admission_place *place)
{
	return place->host->first != NULL;
}

void admission_leave(struct admission *admission, struct admission_place *place, int64_t now)
{
	struct admission_host *host = place->host;

	if (host == NULL)
		return;
	place->host = NULL;
	if (place->is_inside) {
		host->inside--;
		admission->inside--;
	} else {
		take_out(host, place);
	}
	settle(admission, host, now);
}

void admission_join(struct admission *admission, const char *name, const char *address,
		    int64_t now)
{
	struct admission_host *host, *door;

	if (str_equal(name, address) || map_get(admission->doors, name) != NULL)
		return;
	remember_door(admission, name, address);
	host = map_get(admission->hosts, name);
	if (host == NULL)
		return;
	door = host_named(admission, address, now);
	move_queue(host, door);
	door->open_at = later(door->open_at, host->open_at);
	settle(admission, host, now);
	settle(admission, door, now);
}

void admission_hold(struct admission *admission, const char *name, int64_t until, int64_t now)
{
	struct admission_host *door = door_of(admission, name, now);

	door->open_at = later(door->open_at, until);
	settle(admission, door, now);
}

void admission_set_rest(struct admission *admission, const char *name, int64_t until, int64_t now)
{
	struct admission_host *host = host_named(admission, name, now);

	host->rest_until = later(host->rest_until, until);
	settle(admission, host, now);
}

int64_t admission_rest(const struct admission *admission, const char *name, int64_t now)
{
	const struct admission_host *host = map_get(admission->hosts, name);

	return host != NULL && host->rest_until > now ? host->rest_until - now : 0;
}
