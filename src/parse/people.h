/*
 * Who wrote it: feeds put names, addresses and links into one string in every
 * order, such as "jane@example.org (Jane Doe)" or "Jane Doe <jane@example.org>".
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct draft_person;
struct person;

/* The URL is as given, not yet resolved. */
struct person people_read(struct arena *arena, const struct draft_person *draft);

bool people_contain(const struct person *people, size_t count, const struct person *person);
