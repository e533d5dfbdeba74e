/*
 * Lines that publishers put around and between every article's paragraphs.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Whether a line says nothing about this article's subject: "Advertisement". */
bool boilerplate_is_line(const char *line, size_t length);
