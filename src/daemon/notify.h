/*
 * Tells systemd how we are: the sd_notify(3) protocol, one datagram a message.
 *
 * Does nothing when NOTIFY_SOCKET is not set.
 */
#pragma once

#include <stdint.h>

void notify_ready(void);
void notify_reloading(void);
void notify_stopping(void);
void notify_alive(void);			/* feeds the watchdog */
void notify_status(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* How often systemd wants to hear notify_alive(), in milliseconds; 0: it does not. */
uint64_t notify_watchdog_ms(void);
