/*
 * Publishers, where one has several domains: what its user says of them. All
 * other domains are publishers of their own.
 *
 * Part of a configuration, and gone with it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct publisher_settings {
	const char *name;
	const char **domains;		/* registrable ones */
	size_t domain_count;
	bool is_agency;			/* its reports are for others to print */
};

struct publisher_list {
	struct publisher_settings *items;
	size_t count;
};
