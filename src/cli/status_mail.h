/*
 * What granola status says of mail: the messages that wait, and those that were
 * given up of late.
 */
#pragma once

#include <stdint.h>

#include <jansson.h>

struct outbox_list;

/* An array, for the whole of the document. */
json_t *status_mail_json(const struct outbox_list *list);

/* A line of how many, and one for each that failed; nothing if there is none. */
void status_mail_print(const struct outbox_list *list, int64_t now);
