/*
 * Which story does an article belong to?
 *
 * Online and incremental: articles arrive one at a time and are compared with
 * those of the last days only. Copies (shared text, same link) join the report
 * they copy; other articles join the story they resemble most, or found one.
 * Methods and thresholds are described in cluster.c.
 *
 * Pure, and deterministic: the same articles in the same order give the same
 * stories. A cluster copies what it needs of an article.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct article;
struct story_change;
struct cluster;			/* opaque */

/* Story ids count up from here. */
struct cluster *cluster_new(int64_t next_story_id);
void cluster_free(struct cluster *cluster);	/* accepts NULL */

/*
 * Takes in an article that was placed before, as it was then and in the order of placing:
 * so that a cluster that learns again what another one knew goes on as that would have.
 */
void cluster_restore(struct cluster *cluster, const struct article *article);

/* Places an article: fills in its story_id, role, of, signal, score and merged_with. */
void cluster_place(struct cluster *cluster, struct article *article);

/*
 * Looks at the last days as a whole and mends what arriving one by one got
 * wrong. Returns how many articles moved or changed their role; cluster_moved()
 * then tells each, until the next call of any other function here.
 */
size_t cluster_settle(struct cluster *cluster, int64_t now);
void cluster_moved(const struct cluster *cluster, size_t index, struct article *out);

/*
 * What that did to stories that were there before: at the time of cluster_new(), or
 * when it was settled last. How many; the list is the cluster's, for as long.
 */
size_t cluster_changes(const struct cluster *cluster, const struct story_change **out);

/*
 * Whether a third of its articles are too old to be joined, first seen before *before,
 * or more than `most`, some 5 KB each. Then the time before which those to leave out were
 * seen is put there: a new cluster should learn the others.
 */
bool cluster_has_outgrown(const struct cluster *cluster, int64_t *before, size_t most);

int64_t cluster_next_story_id(const struct cluster *cluster);
