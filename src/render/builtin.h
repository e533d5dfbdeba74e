/*
 * The templates that granola comes with: src/render/templates, built into the program.
 */
#pragma once

#include "model/digest.h"

/* NULL for JSON, whose form is a standard's. */
const char *builtin_template(enum digest_format format);

/* The style sheet of all pages, without its comments. */
const char *builtin_style(void);
