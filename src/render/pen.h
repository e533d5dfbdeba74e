/*
 * What every format writes with.
 */
#pragma once

struct arena;
struct buf;
struct edition;
struct template;

struct pen {
	struct buf *out;
	struct arena *arena;		/* for what is needed on the way */
	const struct edition *edition;
	const struct template *entry;	/* of a story in Atom and JSON */
};
