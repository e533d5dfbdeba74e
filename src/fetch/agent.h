/*
 * How we introduce ourselves to publishers.
 */
#pragma once

/*
 * "granola/0.1.0 (+https://example.org/about-bot)", to be freed: the same for
 * every request and every feed. Without a contact (NULL) it is the first word.
 */
char *agent_name(const char *contact);
