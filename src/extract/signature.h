/*
 * The lines by which an article is signed and dated, known by what they say:
 * "By Jane Doe", "12 March 2021, 10:30".
 */
#pragma once

#include "text/span.h"

struct about;
struct tree;

/* Offers what short lines say, the ones after the headline first. */
void signature_read(struct about *about, const struct tree *tree);

/* The date in a line, absent if there is none. */
struct span signature_find_date(const char *line);
