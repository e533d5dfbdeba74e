/*
 * When a message that could not be sent is tried again (RFC 5321, section 4.5.4.1).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Seconds to wait after so many failures in a row, at least one. */
int64_t resend_wait(size_t failures);

/* Whether a message that was queued then has waited so long that it is given up. */
bool resend_is_hopeless(int64_t queued, int64_t now);
