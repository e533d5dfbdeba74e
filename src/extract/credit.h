/*
 * Whom an article was taken over from, as its text says: "(Reuters) -", "AFP".
 */
#pragma once

/* The agency, a static string; NULL if none is named. `byline` may be NULL. */
const char *credit_find(const char *text, const char *byline);
