#include "config.h"

#include "fetch/agent.h"

#include <stddef.h>

#include "base/mem.h"

char *agent_name(const char *contact)
{
	if (contact == NULL)
		return mem_dup("granola/" PACKAGE_VERSION);
	return mem_printf("granola/" PACKAGE_VERSION " (+%s)", contact);
}
