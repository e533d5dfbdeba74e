#include "cli/commands.h"

#include "base/log.h"
#include "cli/arguments.h"
#include "cli/setup.h"
#include "daemon/service.h"

int command_run(const struct arguments *arguments, struct err *err)
{
	struct config *config;

	if (setup_config(&config, arguments, err) < 0)
		return -1;
	if (!arguments_has(arguments, "quiet") && !arguments_has(arguments, "verbose"))
		log_set_level(LOG_LEVEL_INFO);
	log_open_journal();
	return service_run(config, err);
}
