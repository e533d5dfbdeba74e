/*
 * Templates filled in: an edition's page, or that of a story.
 *
 * A line of plain text that has something filled in is wrapped, but for one with a
 * link; the further lines begin under where the filling began, if no word stands
 * before it. A line of which nothing is left goes.
 */
#pragma once

struct pen;
struct post;
struct template;

/* The page of a story, or of the pen's edition if that is NULL. */
void typeset_page(const struct pen *pen, const struct template *template,
		  const struct post *alone);
