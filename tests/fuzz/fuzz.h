/*
 * What a fuzz target is: one function that must survive any bytes.
 *
 * libFuzzer calls it under --enable-fuzzers; otherwise replay.c does, with the
 * files of the corpus.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Returns 0; aborts when something that must hold does not. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
