#include "support/scratch_store.h"

#include "store/editions.h"
#include "store/outbox.h"

enum { DAY = 24 * 3600, MONTH = 30 * DAY };

static const struct outbox_letter letters[] = {
	{ "us@example.org", "jane@example.net", "To: jane\r\n\r\none", 15 },
	{ "us@example.org", "joe@example.net", "To: joe\r\n\r\none", 14 },
};

static int64_t plan(struct scratch *scratch, const char *name, size_t count, int64_t now)
{
	const struct edition_plan edition = {
		.digest = "ai-ml", .title = "AI/ML", .name = name,
		.period_start = now - DAY, .period_end = now,
		.letters = { letters, count, now },
	};
	int64_t id;

	scratch_expect(scratch, editions_plan(scratch->store, &edition, &id, &scratch->err));
	return id;
}

static struct outbox_due due(struct scratch *scratch, int64_t now)
{
	struct outbox_due found;

	scratch_expect(scratch, outbox_load_due(scratch->store, scratch->arena, now, &found,
						&scratch->err));
	return found;
}

static void send_one(struct scratch *scratch, int64_t now)
{
	scratch_expect(scratch, outbox_mark_sent(scratch->store, due(scratch, now).id, now,
						 &scratch->err));
}

static size_t count(struct scratch *scratch)
{
	size_t waiting;

	scratch_expect(scratch, outbox_count(scratch->store, &waiting, &scratch->err));
	return waiting;
}

static struct outbox_list list(struct scratch *scratch, int64_t since)
{
	struct outbox_list found;

	scratch_expect(scratch, outbox_load(scratch->store, scratch->arena, since, &found,
					    &scratch->err));
	return found;
}

static struct outbox_troubles troubles(struct scratch *scratch, int64_t since)
{
	struct outbox_troubles counted;

	scratch_expect(scratch, outbox_count_troubles(scratch->store, since, &counted,
						      &scratch->err));
	return counted;
}

static void letters_are_queued_with_their_edition_and_sent_in_order(void **state)
{
	struct scratch *scratch = *state;
	struct outbox_due first;

	plan(scratch, "2026-11-22T0700", 2, NOON);
	scratch_reopen(scratch, STORE_WRITE);
	assert_int_equal(due(scratch, NOON - 1).id, 0);
	first = due(scratch, NOON);
	assert_string_equal(first.digest, "AI/ML");
	assert_string_equal(first.edition, "2026-11-22T0700");
	assert_string_equal(first.sender, "us@example.org");
	assert_string_equal(first.recipient, "jane@example.net");
	assert_int_equal(first.length, letters[0].length);
	assert_memory_equal(first.message, letters[0].message, first.length);
	assert_int_equal(first.queued, NOON);
	assert_int_equal(first.failures, 0);
	assert_int_equal(count(scratch), 2);
	send_one(scratch, NOON + 1);
	assert_string_equal(due(scratch, NOON).recipient, "joe@example.net");
	send_one(scratch, NOON + 1);
	assert_int_equal(due(scratch, NOON + MONTH).id, 0);
	assert_int_equal(count(scratch), 0);
	assert_int_equal(list(scratch, 0).count, 0);
	assert_int_equal(troubles(scratch, 0).failing, 0);
	assert_int_equal(troubles(scratch, 0).given_up, 0);
}

static void an_edition_that_is_not_planned_is_not_mailed(void **state)
{
	struct scratch *scratch = *state;
	struct edition_plan again = {
		.digest = "ai-ml", .title = "AI/ML", .name = "2026-11-22T0700",
		.period_start = NOON - DAY, .period_end = NOON, .letters = { letters, 2, NOON },
	};
	int64_t id;

	plan(scratch, "2026-11-22T0700", 1, NOON);
	assert_int_equal(editions_plan(scratch->store, &again, &id, &scratch->err), -1);
	assert_int_equal(count(scratch), 1);
}

static void who_is_named_twice_gets_one_letter(void **state)
{
	const struct outbox_letter twice[] = { letters[0], letters[0], letters[1] };
	const struct edition_plan edition = {
		.digest = "ai-ml", .title = "AI/ML", .name = "2026-11-22T0700",
		.period_start = NOON - DAY, .period_end = NOON, .letters = { twice, 3, NOON },
	};
	struct scratch *scratch = *state;
	int64_t id;

	scratch_expect(scratch, editions_plan(scratch->store, &edition, &id, &scratch->err));
	assert_int_equal(count(scratch), 2);
}

static void what_is_postponed_comes_back_when_it_is_said_to(void **state)
{
	const struct outbox_failure busy = { "the server is busy", NOON + 300 };
	struct scratch *scratch = *state;
	struct outbox_list waiting;
	struct outbox_due again;

	plan(scratch, "2026-11-22T0700", 2, NOON);
	scratch_expect(scratch, outbox_postpone(scratch->store, due(scratch, NOON).id, &busy,
						&scratch->err));
	assert_string_equal(due(scratch, NOON).recipient, "joe@example.net");
	send_one(scratch, NOON);
	assert_int_equal(due(scratch, NOON + 299).id, 0);
	again = due(scratch, NOON + 300);
	assert_string_equal(again.recipient, "jane@example.net");
	assert_int_equal(again.failures, 1);
	scratch_expect(scratch, outbox_hasten(scratch->store, NOON + 10, &scratch->err));
	assert_int_equal(due(scratch, NOON + 10).failures, 1);
	scratch_expect(scratch, outbox_postpone(scratch->store, again.id, &busy, &scratch->err));
	waiting = list(scratch, 0);
	assert_int_equal(waiting.count, 1);
	assert_string_equal(waiting.items[0].error, "the server is busy");
	assert_int_equal(waiting.items[0].next_try, NOON + 300);
	assert_int_equal(waiting.items[0].given_up, 0);
}

static void all_that_is_due_can_be_postponed_at_once(void **state)
{
	const struct outbox_failure gone = { "nobody answers", NOON + 300 };
	struct scratch *scratch = *state;

	plan(scratch, "2026-11-22T0700", 2, NOON);
	plan(scratch, "2026-11-22T1700", 1, NOON + 200);
	scratch_expect(scratch, outbox_postpone_all(scratch->store, NOON + 100, &gone,
						    &scratch->err));
	assert_int_equal(due(scratch, NOON + 199).id, 0);
	assert_string_equal(due(scratch, NOON + 200).edition, "2026-11-22T1700");
	assert_int_equal(list(scratch, 0).count, 3);
	assert_int_equal(list(scratch, 0).items[1].failures, 1);
	assert_int_equal(list(scratch, 0).items[2].failures, 0);
	assert_int_equal(troubles(scratch, 0).failing, 2);
	assert_int_equal(troubles(scratch, 0).given_up, 0);
}

static void what_was_given_up_is_listed_for_a_while_and_then_forgotten(void **state)
{
	struct scratch *scratch = *state;
	struct outbox_list listed;

	plan(scratch, "2026-11-22T0700", 1, NOON);
	scratch_expect(scratch, outbox_give_up(scratch->store, due(scratch, NOON).id, NOON + DAY,
					       "no such user", &scratch->err));
	assert_int_equal(due(scratch, NOON + MONTH).id, 0);
	listed = list(scratch, NOON);
	assert_int_equal(listed.count, 1);
	assert_string_equal(listed.items[0].error, "no such user");
	assert_int_equal(listed.items[0].given_up, NOON + DAY);
	assert_int_equal(list(scratch, NOON + DAY).count, 0);
	assert_int_equal(troubles(scratch, NOON).given_up, 1);
	assert_int_equal(troubles(scratch, NOON + DAY).given_up, 0);
	assert_int_equal(troubles(scratch, NOON).failing, 0);
	plan(scratch, "2026-12-22T0700", 0, NOON + DAY + MONTH + 1);
	assert_int_equal(list(scratch, NOON).count, 1);
	plan(scratch, "2026-12-22T1700", 1, NOON + DAY + MONTH + 1);
	assert_int_equal(list(scratch, NOON).count, 1);
	assert_string_equal(list(scratch, NOON).items[0].edition, "2026-12-22T1700");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(letters_are_queued_with_their_edition_and_sent_in_order),
		STORE_TEST(an_edition_that_is_not_planned_is_not_mailed),
		STORE_TEST(who_is_named_twice_gets_one_letter),
		STORE_TEST(what_is_postponed_comes_back_when_it_is_said_to),
		STORE_TEST(all_that_is_due_can_be_postponed_at_once),
		STORE_TEST(what_was_given_up_is_listed_for_a_while_and_then_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
