/* Whatever the bytes, they are a request or a reply that survives being written, or an error. */
#include <stdlib.h>
#include <string.h>

#include "control/protocol.h"
#include "fuzz/fuzz.h"

static void check_request(const char *bytes, size_t length)
{
	struct protocol_request request, again;
	struct err err;
	char *line;

	if (protocol_read_request(&request, bytes, length, &err) < 0)
		return;
	line = protocol_write_request(&request);
	if (strchr(line, '\n') != line + strlen(line) - 1 ||
	    protocol_read_request(&again, line, strlen(line), &err) < 0)
		abort();
	protocol_request_clear(&again);
	protocol_request_clear(&request);
	free(line);
}

static void check_reply(const char *bytes, size_t length)
{
	struct protocol_reply reply, again;
	struct err err;
	char *line;

	if (protocol_read_reply(&reply, bytes, length, &err) < 0)
		return;
	line = protocol_write_reply(&reply);
	if (strchr(line, '\n') != line + strlen(line) - 1 ||
	    protocol_read_reply(&again, line, strlen(line), &err) < 0 ||
	    again.code != reply.code ||
	    json_equal(again.result, reply.result) != (reply.result != NULL))
		abort();
	protocol_reply_clear(&again);
	protocol_reply_clear(&reply);
	free(line);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	check_request((const char *)bytes, length);
	check_reply((const char *)bytes, length);
	return 0;
}
