/*
 * Lines that publishers put around and between every article's paragraphs.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Whether a line says nothing about this article's subject: "Advertisement". */
bool boilerplate_is_line(const char *line, size_t length);

/* Whether a heading opens a part that leads elsewhere: "Related articles". */
bool boilerplate_is_section(const char *heading, size_t length);
