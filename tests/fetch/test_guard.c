#include "support/unit.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include "fetch/guard.h"

static const struct {
	const char *address;
	bool is_allowed;
} addresses[] = {
	{"0.0.0.0", false},
	{"0.255.255.255", false},
	{"1.0.0.0", true},
	{"9.255.255.255", true},
	{"10.0.0.1", false},
	{"11.0.0.0", true},
	{"100.63.255.255", true},
	{"100.64.0.0", false},
	{"100.127.255.255", false},
	{"100.128.0.0", true},
	{"127.0.0.1", false},
	{"127.255.255.254", false},
	{"169.253.255.255", true},
	{"169.254.169.254", false},
	{"172.15.255.255", true},
	{"172.16.0.0", false},
	{"172.31.255.255", false},
	{"172.32.0.0", true},
	{"192.0.0.8", false},
	{"192.0.1.1", true},
	{"192.168.1.1", false},
	{"192.169.0.0", true},
	{"198.17.255.255", true},
	{"198.18.0.1", false},
	{"198.19.255.255", false},
	{"198.20.0.0", true},
	{"223.255.255.255", true},
	{"224.0.0.1", false},
	{"240.0.0.1", false},
	{"255.255.255.255", false},
	{"::", false},
	{"::1", false},
	{"::8.8.8.8", false},
	{"::ffff:127.0.0.1", false},
	{"::ffff:10.0.0.1", false},
	{"::ffff:8.8.8.8", true},
	{"64:ff9b::8.8.8.8", true},
	{"64:ff9b::192.168.0.1", false},
	{"64:ff9b:1::8.8.8.8", false},
	{"100::1", false},
	{"2000::1", true},
	{"2001::1", false},
	{"2001:4860:4860::8888", true},
	{"2002:7f00:1::1", false},
	{"2a00:1450::1", true},
	{"fbff::1", true},
	{"fc00::1", false},
	{"fdff::1", false},
	{"fe80::1", false},
	{"febf::1", false},
	{"fec0::1", false},
	{"ff02::1", false},
};

static const struct {
	const char *host;
	bool is_allowed;
} hosts[] = {
	{"example.org", true},
	{"10.example.org", true},
	{"notlocalhost", true},
	{"localhost.example.org", true},
	{"localhost", false},
	{"LocalHost.", false},
	{"printer.localhost", false},
	{"127.1", false},
	{"0x7f000001", false},
	{"017700000001", false},
	{"2130706433", false},
	{"0", false},
	{"[::1]", false},
	{"[fe80::1%25eth0]", false},
	{"fe80::1%eth0", false},
	{"[2a00:1450::1]", true},
	{"8.8.8.8", true},
	{"", true},
};

static bool allows(const char *text)
{
	struct sockaddr_in6 ipv6 = {.sin6_family = AF_INET6};
	struct sockaddr_in ipv4 = {.sin_family = AF_INET};

	if (inet_pton(AF_INET, text, &ipv4.sin_addr) == 1)
		return guard_allows((const struct sockaddr *)&ipv4);
	assert_int_equal(inet_pton(AF_INET6, text, &ipv6.sin6_addr), 1);
	return guard_allows((const struct sockaddr *)&ipv6);
}

static void only_public_addresses_are_allowed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
		if (allows(addresses[i].address) != addresses[i].is_allowed)
			fail_msg("%s", addresses[i].address);
		if (guard_allows_host(addresses[i].address) != addresses[i].is_allowed)
			fail_msg("%s as a host", addresses[i].address);
	}
}

static void hosts_are_seen_through_their_spelling(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		if (guard_allows_host(hosts[i].host) != hosts[i].is_allowed)
			fail_msg("%s", hosts[i].host);
	}
}

static void other_families_are_refused(void **state)
{
	struct sockaddr address = {.sa_family = AF_UNIX};
	char text[GUARD_TEXT_SIZE];

	(void)state;
	assert_false(guard_allows(&address));
	assert_string_equal(guard_format(&address, text), "of family 1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_public_addresses_are_allowed),
		cmocka_unit_test(hosts_are_seen_through_their_spelling),
		cmocka_unit_test(other_families_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
