/*
 * The templates that digests name: read, compiled, and what is wrong with them.
 */
#pragma once

#include <stddef.h>

#include "base/hash.h"
#include "model/digest.h"

struct section;
struct section_context;

/* A file that a digest named, whether it could be read or not. */
struct template_file {
	const char *path;		/* absolute */
	enum digest_format format;
	const struct template *template;	/* NULL: something is wrong with it */
	struct hash contents;
};

struct template_files {
	struct template_file *items;
	size_t count;
	size_t capacity;
};

/* Those of one digest, which its section named; a file that is in *files is not read again. */
void templates_load(struct digest_settings *digest, const struct section *section,
		    struct template_files *files, const struct section_context *context);

void templates_clear(struct template_files *files);
