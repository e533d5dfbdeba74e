/*
 * Character references of HTML: &eacute; &#233; &#xE9;
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

/*
 * Reads the reference at `at`, which holds '&'. Returns how many bytes it
 * takes, or 0 if this is just an ampersand. A name that old pages write without
 * its semicolon is understood, though in a link (`strict`) only if no letter,
 * digit or '=' follows. &#128; to &#159; mean windows-1252; a reference to
 * what may not be shown gives code point 0.
 */
size_t entity_read(const char *at, const char *end, bool strict, uint32_t *code_point);

/* Appends text with its references decoded. */
void entity_decode(struct buf *out, const char *at, const char *end, bool strict);

/* The code point to show for a number: C1 controls are windows-1252; 0 if it may not be shown. */
uint32_t entity_presentable(uint32_t number);
