#include "cli/commands.h"

#include <stdio.h>

#include "cli/arguments.h"
#include "cli/ask.h"
#include "cli/output.h"

int command_reload(const struct arguments *arguments, struct err *err)
{
	struct protocol_request request = {.command = "reload"};
	struct protocol_reply reply;
	json_int_t feeds = 0, digests = 0;

	if (ask_daemon(&reply, &request, arguments, err) < 0)
		return -1;
	json_unpack(reply.result, "{s:I, s:I}", "feeds", &feeds, "digests", &digests);
	if (!arguments_has(arguments, "quiet"))
		printf("reloaded: %lld feed%s, %lld digest%s\n", (long long)feeds,
		       output_plural((size_t)feeds), (long long)digests,
		       output_plural((size_t)digests));
	protocol_reply_clear(&reply);
	return 0;
}
