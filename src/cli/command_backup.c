#include "cli/commands.h"

#include "cli/arguments.h"
#include "cli/setup.h"
#include "config/config.h"
#include "store/backup.h"
#include "store/store.h"

int command_backup(const struct arguments *arguments, struct err *err)
{
	struct config *config = NULL;
	struct store *store = NULL;
	int result = -1;

	if (setup_config(&config, arguments, err) == 0 &&
	    store_open(&store, config->state, STORE_READ, err) == 0)
		result = backup_write(store, arguments->operands[0], err);
	store_close(store);
	config_free(config);
	return result;
}
