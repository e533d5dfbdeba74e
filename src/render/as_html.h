/*
 * HTML: pages that stand alone, and fragments for feeds.
 *
 * An edition without a name is not among files, and its page links to none.
 */
#pragma once

struct pen;
struct post;

void as_html_edition(const struct pen *pen);
void as_html_post(const struct pen *pen, const struct post *post);

/* A post but for its headline, to be put into other documents. */
void as_html_fragment(const struct pen *pen, const struct post *post);
