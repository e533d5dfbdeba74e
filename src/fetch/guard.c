#include "fetch/guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

struct network4 {
	uint8_t prefix[4];
	unsigned bits;
};

static const struct network4 refused4[] = {
	{{0},			8},	/* "this network"; Linux connects it to itself */
	{{10},			8},
	{{100, 64},		10},	/* behind a carrier's NAT */
	{{127},			8},
	{{169, 254},		16},	/* link-local, and clouds' metadata */
	{{172, 16},		12},
	{{192, 0, 0},		24},
	{{192, 168},		16},
	{{198, 18},		15},	/* benchmarks */
	{{224},			4},	/* multicast */
	{{240},			4},	/* reserved, and broadcast */
};

struct network6 {
	uint8_t prefix[16];
	unsigned bits;
	bool holds_ipv4;		/* the last four bytes decide */
};

/* The first that matches decides. */
static const struct network6 special6[] = {
	{{[10] = 0xff, 0xff},			96, true},	/* ::ffff:0:0, mapped */
	{{0x00, 0x64, 0xff, 0x9b},		96, true},	/* NAT64 */
	{{0},					96, false},	/* ::, ::1, compatible */
	{{0x00, 0x64, 0xff, 0x9b, 0, 1},	48, false},	/* NAT64, local use */
	{{0x01, 0x00},				64, false},	/* discard */
	{{0x20, 0x01},				32, false},	/* Teredo */
	{{0x20, 0x02},				16, false},	/* 6to4 */
	{{0xfc},				7,  false},	/* unique local */
	{{0xfe, 0x80},				10, false},	/* link-local */
	{{0xfe, 0xc0},				10, false},	/* site-local */
	{{0xff},				8,  false},	/* multicast */
};

static bool is_within(const uint8_t *address, const uint8_t *prefix, unsigned bits)
{
	unsigned whole = bits / 8, rest = bits % 8;

	if (memcmp(address, prefix, whole) != 0)
		return false;
	return rest == 0 || (address[whole] ^ prefix[whole]) >> (8 - rest) == 0;
}

static bool allows_ipv4(const uint8_t address[4])
{
	for (size_t i = 0; i < sizeof(refused4) / sizeof(refused4[0]); i++) {
		if (is_within(address, refused4[i].prefix, refused4[i].bits))
			return false;
	}
	return true;
}

static bool allows_ipv6(const uint8_t address[16])
{
	for (size_t i = 0; i < sizeof(special6) / sizeof(special6[0]); i++) {
		if (is_within(address, special6[i].prefix, special6[i].bits))
			return special6[i].holds_ipv4 && allows_ipv4(address + 12);
	}
	return true;
}

/* "[fe80::1%eth0]" as inet_pton() wants it: without brackets and zone. */
static void copy_bare(char out[GUARD_TEXT_SIZE], const char *host)
{
	host += *host == '[';
	snprintf(out, GUARD_TEXT_SIZE, "%s", host);
	out[strcspn(out, "%]")] = '\0';
}

static bool is_local_name(const char *host)
{
	static const char name[] = "localhost";
	size_t length = strlen(host), tail = sizeof(name) - 1;

	if (length > 0 && host[length - 1] == '.')
		length--;
	if (length < tail || !str_case_starts(host + length - tail, name))
		return false;
	return length == tail || host[length - tail - 1] == '.';
}

bool guard_allows(const struct sockaddr *address)
{
	switch (address->sa_family) {
	case AF_INET:
		return allows_ipv4((const uint8_t *)
			&((const struct sockaddr_in *)(const void *)address)->sin_addr);
	case AF_INET6:
		return allows_ipv6((const uint8_t *)
			&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
	default:
		return false;
	}
}

bool guard_allows_host(const char *host)
{
	char bare[GUARD_TEXT_SIZE];
	struct in6_addr ipv6;
	struct in_addr ipv4;

	if (is_local_name(host))
		return false;
	copy_bare(bare, host);
	if (inet_pton(AF_INET6, bare, &ipv6) == 1)
		return allows_ipv6((const uint8_t *)&ipv6);
	if (inet_aton(bare, &ipv4) != 0)
		return allows_ipv4((const uint8_t *)&ipv4);
	return true;
}

const char *guard_format(const struct sockaddr *address, char out[GUARD_TEXT_SIZE])
{
	const void *bytes = NULL;

	if (address->sa_family == AF_INET)
		bytes = &((const struct sockaddr_in *)(const void *)address)->sin_addr;
	if (address->sa_family == AF_INET6)
		bytes = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
	if (bytes == NULL || inet_ntop(address->sa_family, bytes, out, GUARD_TEXT_SIZE) == NULL)
		snprintf(out, GUARD_TEXT_SIZE, "of family %d", address->sa_family);
	return out;
}
