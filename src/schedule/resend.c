#include "schedule/resend.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, GIVEN_UP_AFTER = 4 * 24 * HOUR };

/* Twice in the first half hour, for what is soon over; the last one for all that follow. */
static const int64_t waits[] = {
	5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR,
};

int64_t resend_wait(size_t failures)
{
	size_t most = sizeof(waits) / sizeof(waits[0]);

	return waits[(failures < most ? failures : most) - 1];
}

bool resend_is_hopeless(int64_t queued, int64_t now)
{
	return now - queued >= GIVEN_UP_AFTER;
}
