#include "job/letters.h"

#include "base/arena.h"
#include "base/buf.h"
#include "config/config.h"
#include "model/digest.h"
#include "render/as_mail.h"
#include "store/editions.h"

static const struct told_story *find_told(const struct told_list *told, int64_t story)
{
	size_t i;

	for (i = 0; i < told->count; i++) {
		if (told->items[i].story_id == story)
			return &told->items[i];
	}
	return NULL;
}

/* The newest edition of those that told what this one updates. */
static const char *find_followed(const struct edition *edition, const struct told_list *told)
{
	const struct told_story *newest = NULL, *before;
	size_t i;

	for (i = 0; i < edition->post_count; i++) {
		if (!edition->posts[i].is_update)
			continue;
		before = find_told(told, edition->posts[i].story_id);
		if (before != NULL && (newest == NULL || before->told_at > newest->told_at))
			newest = before;
	}
	return newest != NULL ? newest->edition : NULL;
}

static struct outbox_letter write_one(struct arena *arena, const struct letter *letter)
{
	struct outbox_letter out = {
		.sender = letter->from.address, .recipient = letter->to.address,
	};
	struct buf message = {0};

	as_mail(&message, letter);
	out.message = arena_dup_bytes(arena, message.data, message.length);
	out.length = message.length;
	buf_clear(&message);
	return out;
}

struct outbox_batch letters_write(struct arena *arena, const struct config *config,
				  const struct edition *edition, const struct told_list *told,
				  int64_t now)
{
	const struct digest_settings *digest = edition->digest;
	struct letter letter = {
		.edition = edition, .unsubscribe = config->mail.unsubscribe, .time = now,
	};
	struct outbox_letter *letters;
	struct buf content = {0};
	size_t count = 0, i;

	if (digest->mail_to_count == 0 || config->mail.from == NULL ||
	    !mailbox_parse(&letter.from, arena, config->mail.from))
		return (struct outbox_batch){0};
	letters = arena_array(arena, digest->mail_to_count, sizeof(*letters));
	letter.follows = find_followed(edition, told);
	as_mail_content(&content, edition);
	letter.content = buf_text(&content);
	for (i = 0; i < digest->mail_to_count; i++) {
		if (mailbox_parse(&letter.to, arena, digest->mail_to[i]))
			letters[count++] = write_one(arena, &letter);
	}
	buf_clear(&content);
	return (struct outbox_batch){ letters, count, now };
}
