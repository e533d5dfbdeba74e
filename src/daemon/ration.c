#include "daemon/ration.h"

/* A clock that was set back begins a new minute as well. */
static bool is_over(const struct ration *ration, int64_t now)
{
	return now < ration->since || now >= ration->since + RATION_SECONDS;
}

bool ration_take(struct ration *ration, int64_t now)
{
	if (is_over(ration, now))
		*ration = (struct ration){.since = now};
	return ++ration->taken <= RATION_LINES;
}

size_t ration_settle(struct ration *ration, int64_t now)
{
	size_t refused;

	if (ration->taken <= RATION_LINES || !is_over(ration, now))
		return 0;
	refused = ration->taken - RATION_LINES;
	*ration = (struct ration){.since = now};
	return refused;
}
