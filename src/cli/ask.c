#include "cli/ask.h"

#include <stdio.h>

#include "cli/setup.h"
#include "config/config.h"
#include "control/client.h"

/* A reload waits for the edition at hand, a refresh for its turn at the host. */
enum { PATIENCE = 300 };

static int take_reply(struct protocol_reply *reply, struct err *err)
{
	int result = 0;

	if (reply->text != NULL)
		fputs(reply->text, stderr);
	if (reply->code != 0) {
		result = err_set(err, (enum err_code)reply->code, "%s", reply->error);
		protocol_reply_clear(reply);
	}
	return result;
}

int ask_daemon(struct protocol_reply *reply, const struct protocol_request *request,
	       const struct arguments *arguments, struct err *err)
{
	struct config *config;
	int result;

	if (setup_config_briefly(&config, arguments, err) < 0)
		return -1;
	result = client_ask(&(struct client_call){
		.state = config->state, .patience = PATIENCE,
	}, request, reply, err);
	config_free(config);
	return result < 0 ? -1 : take_reply(reply, err);
}
