/*
 * What a language model is asked, and what it answers: the chat completions
 * that OpenAI's API made common and local servers speak as well
 * (platform.openai.com/docs/api-reference/chat).
 *
 * An article may hold words meant to command the model. Nothing rests on it
 * obeying us instead: what it answers has to pass story/gate.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"

struct arena;
struct buf;

struct chat_question {
	const char *model;
	const char *text;		/* to be reworded */
	size_t words;			/* at most */
	size_t max_tokens;
};

/* Appends the JSON to send. */
void chat_ask(struct buf *out, const struct chat_question *question);

/*
 * The text of an answer, a paragraph a line, clean and trimmed, in the arena;
 * NULL with the reason if it is none, or was cut short.
 */
const char *chat_answer(struct arena *arena, const char *json, size_t length, struct err *err);
