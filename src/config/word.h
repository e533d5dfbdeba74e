/*
 * What single words of a config file mean.
 *
 * Pure. Where it returns false the word is something else, and *value as it was.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

bool word_to_number(const char *word, int64_t *value);		/* "42" */
bool word_to_size(const char *word, int64_t *bytes);		/* "64k", "10M", "1G", "4096" */
bool word_to_thousandths(const char *word, int64_t *value);	/* "1.5" is 1500 */
bool word_to_minutes(const char *word, int *minutes);		/* "07:00" is 420 */

bool word_is_language(const char *word);	/* "de", "pt-BR" */
bool word_is_header(const char *word);		/* "Name: value" */
