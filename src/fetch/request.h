/*
 * A request of our own, from its start to its last redirect. Private to this folder.
 */
#pragma once

struct fetch_request;

/* All it points to becomes a copy; to be cleared. */
void request_copy(struct fetch_request *copy, const struct fetch_request *request);
void request_clear(struct fetch_request *copy);

void request_set_url(struct fetch_request *copy, const char *url);

/* Forgets what was meant for one host only. */
void request_drop_secrets(struct fetch_request *copy);
