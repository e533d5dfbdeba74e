#include "cli/commands.h"

#include <stdio.h>

#include "cli/arguments.h"
#include "cli/ask.h"
#include "cli/output.h"

static size_t number_of(const json_t *result, const char *key)
{
	return (size_t)json_integer_value(json_object_get(result, key));
}

static void print_one(const json_t *result)
{
	printf("%s: %s; %zu new, %zu edited\n", json_string_value(json_object_get(result, "url")),
	       json_string_value(json_object_get(result, "last_result")),
	       number_of(result, "added"), number_of(result, "changed"));
}

static void print_part(size_t count, const char *what)
{
	if (count > 0)
		printf("%zu feed%s %s\n", count, output_plural(count), what);
}

static void print_all(const json_t *result)
{
	print_part(number_of(result, "begun"), "to be polled now");
	print_part(number_of(result, "polling"), "being polled already");
	print_part(number_of(result, "too_soon"), "left alone: polled less than a minute ago");
	print_part(number_of(result, "told_to_wait"), "left alone: their servers asked for that");
	print_part(number_of(result, "gone"), "left alone: gone for good");
}

int command_refresh(const struct arguments *arguments, struct err *err)
{
	bool is_one = arguments->operand_count > 0;
	struct protocol_request request = {
		.command = "refresh",
		.url = is_one ? arguments->operands[0] : NULL,
	};
	struct protocol_reply reply;

	if (ask_daemon(&reply, &request, arguments, err) < 0)
		return -1;
	if (!arguments_has(arguments, "quiet"))
		(is_one ? print_one : print_all)(reply.result);
	protocol_reply_clear(&reply);
	return 0;
}
