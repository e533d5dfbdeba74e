#include "base/hash.h"

#include <string.h>

static const uint64_t key[2] = {0x67726f6e616c6121u, 0x6e65777320666f72u};

struct state {
	uint64_t v[4];
};

static uint64_t rotate(uint64_t x, unsigned bits)
{
	return x << bits | x >> (64 - bits);
}

static void sip_rounds(struct state *s, unsigned rounds)
{
	uint64_t *v = s->v;

	while (rounds-- > 0) {
		v[0] += v[1];
		v[2] += v[3];
		v[1] = rotate(v[1], 13) ^ v[0];
		v[3] = rotate(v[3], 16) ^ v[2];
		v[0] = rotate(v[0], 32);
		v[2] += v[1];
		v[0] += v[3];
		v[1] = rotate(v[1], 17) ^ v[2];
		v[3] = rotate(v[3], 21) ^ v[0];
		v[2] = rotate(v[2], 32);
	}
}

/* Bytes, least significant first: written out, so that it becomes one instruction. */
static uint64_t load_half(const unsigned char *b)
{
	return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24;
}

static uint64_t load_word(const unsigned char *b)
{
	return load_half(b) | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 |
	       (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

/* The less than eight that are left, without a loop: some are read twice, to the same place. */
static uint64_t load_rest(const unsigned char *b, size_t length)
{
	size_t middle = length / 2, last = length - 1;

	if (length >= 4)
		return load_half(b) | load_half(b + length - 4) << (8 * (length - 4));
	if (length == 0)
		return 0;
	return (uint64_t)b[0] | (uint64_t)b[middle] << (8 * middle) |
	       (uint64_t)b[last] << (8 * last);
}

static void absorb(struct state *s, uint64_t word)
{
	s->v[3] ^= word;
	sip_rounds(s, 2);
	s->v[0] ^= word;
}

static void sip_input(struct state *s, const void *bytes, size_t length)
{
	const unsigned char *at = bytes;
	size_t left = length;

	s->v[0] ^= key[0] ^ 0x736f6d6570736575u;
	s->v[1] ^= key[1] ^ 0x646f72616e646f6du;
	s->v[2] ^= key[0] ^ 0x6c7967656e657261u;
	s->v[3] ^= key[1] ^ 0x7465646279746573u;
	for (; left >= 8; at += 8, left -= 8)
		absorb(s, load_word(at));
	absorb(s, (uint64_t)length << 56 | load_rest(at, left));
}

static uint64_t sip_output(const struct state *s)
{
	return s->v[0] ^ s->v[1] ^ s->v[2] ^ s->v[3];
}

uint64_t hash64(const void *bytes, size_t length)
{
	struct state s = {{0}};

	sip_input(&s, bytes, length);
	s.v[2] ^= 0xff;
	sip_rounds(&s, 4);
	return sip_output(&s);
}

struct hash hash128(const void *bytes, size_t length)
{
	struct state s = {{0, 0xee, 0, 0}};
	struct hash hash;

	sip_input(&s, bytes, length);
	s.v[2] ^= 0xee;
	sip_rounds(&s, 4);
	hash.low = sip_output(&s);
	s.v[1] ^= 0xdd;
	sip_rounds(&s, 4);
	hash.high = sip_output(&s);
	return hash;
}

struct hash hash128_text(const char *text)
{
	return hash128(text, text != NULL ? strlen(text) : 0);
}

bool hash_equal(struct hash a, struct hash b)
{
	return a.high == b.high && a.low == b.low;
}
