/*
 * HTML from strangers: as plain prose, and as markup that is safe to show.
 *
 * One pass over the bytes, no tree: what comes out is built from a list of
 * allowed elements and attributes, balanced, and bounded in depth; nothing is
 * passed through. The source is valid UTF-8 without control characters.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct buf;

/*
 * Appends the text of a fragment: white space folded, paragraphs apart by
 * "\n\n", lines by "\n", `pre` as it is; scripts, styles and the like left out.
 */
void html_to_text(struct buf *out, const char *source, size_t length);

/*
 * Appends a safe fragment to *html and its text to *text; either may be NULL.
 * Links are resolved against `base_url`; where it is NULL they stay relative.
 */
void html_sanitise(struct buf *html, struct buf *text, const char *source, size_t length,
		   const char *base_url);

/* Appends text with & < > and both quotes as references: fit for content and attributes. */
void html_add_escaped(struct buf *out, const char *text, size_t length);

/* Whether text carries markup: a tag that HTML knows, a comment, or a character reference. */
bool html_has_markup(const char *text, size_t length);

/* Whether text carries a tag that HTML knows. */
bool html_has_tags(const char *text, size_t length);
