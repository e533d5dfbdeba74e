#include "cli/status_mail.h"

#include <stdbool.h>
#include <stdio.h>

#include "base/str.h"
#include "cli/output.h"
#include "store/outbox.h"

static const char *state_of(const struct outbox_item *item)
{
	return item->given_up != 0 ? "given up" : "waiting";
}

static json_t *item_json(const struct outbox_item *item)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:I, s:o}",
		"digest", item->digest,
		"edition", item->edition,
		"to", item->recipient,
		"state", state_of(item),
		"queued", output_json_time(item->queued),
		"next_try", output_json_time(item->given_up != 0 ? 0 : item->next_try),
		"failures", (json_int_t)item->failures,
		"error", output_json_text(str_is_empty(item->error) ? NULL : item->error));
}

static void print_item(const struct outbox_item *item, int64_t now)
{
	char next[OUTPUT_WHEN_SIZE];

	output_print("%-13s %10s %10s %8zu  %s %s to %s\n%13s %s\n", state_of(item), "",
		     output_when(next, item->given_up != 0 ? 0 : item->next_try, now),
		     item->failures, item->digest, item->edition, item->recipient, "",
		     item->error);
}

json_t *status_mail_json(const struct outbox_list *list)
{
	json_t *items = json_array();
	size_t i;

	for (i = 0; i < list->count; i++)
		json_array_append_new(items, item_json(&list->items[i]));
	return items;
}

void status_mail_print(const struct outbox_list *list, int64_t now)
{
	size_t given_up = 0, failed = 0, i;

	if (list->count == 0)
		return;
	for (i = 0; i < list->count; i++) {
		given_up += list->items[i].given_up != 0;
		failed += list->items[i].failures > 0;
	}
	printf("\n%zu message%s waiting, %zu given up\n", list->count - given_up,
	       output_plural(list->count - given_up), given_up);
	if (failed > 0)
		printf("\n%-13s %10s %10s %8s  %s\n", "STATE", "", "NEXT TRY", "FAILURES",
		       "MESSAGE");
	for (i = 0; i < list->count; i++) {
		if (list->items[i].failures > 0)
			print_item(&list->items[i], now);
	}
}
