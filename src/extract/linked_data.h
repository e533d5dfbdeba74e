/*
 * What a page tells machines about its article: JSON-LD in the words of schema.org.
 */
#pragma once

struct about;
struct span;

/* Offers what one script says. What is not JSON, or not about an article, offers nothing. */
void linked_data_read(struct about *about, const struct span *script);
