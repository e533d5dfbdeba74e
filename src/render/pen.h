/*
 * What every format writes with.
 */
#pragma once

struct arena;
struct buf;
struct edition;

struct pen {
	struct buf *out;
	struct arena *arena;		/* for what is needed on the way */
	const struct edition *edition;
};
