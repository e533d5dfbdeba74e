/*
 * The lines by which an article is signed and dated, known by what they say:
 * "By Jane Doe", "12 March 2021, 10:30".
 */
#pragma once

struct about;
struct tree;

/* Offers what short lines say, the ones after the headline first. */
void signature_read(struct about *about, const struct tree *tree);
