/*
 * The feeds that a digest draws from, as OPML, for whoever reads it.
 */
#pragma once

struct arena;
struct config;
struct digest_settings;
struct map;

/*
 * In the config's order and in the arena; titles are taken from struct
 * subscription. What nobody else could read, or what would tell a secret, is
 * left out: files, addresses of this network, feeds with a password or headers.
 */
const char *sources_list(struct arena *arena, const struct config *config,
			 const struct digest_settings *digest, const struct map *subscriptions);
