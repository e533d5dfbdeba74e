#include "support/unit.h"

#include "base/buf.h"
#include "text/entity.h"

static void references_become_characters(void **state)
{
	static const struct {
		const char *text;
		const char *decoded;
	} cases[] = {
		{"a &amp; b", "a & b"},
		{"&lt;b&gt;", "<b>"},
		{"&#8217;&#x2019;&rsquo;", "’’’"},
		{"caf&eacute;", "café"},
		{"&Eacute;&eacute;", "Éé"},
		{"&apos;", "'"},
		{"&copy 2024", "© 2024"},
		{"&nbspx", "\xC2\xA0x"},
		{"&hellip 1", "&hellip 1"},
		{"&unknown; &;", "&unknown; &;"},
		{"AT&T, R&D", "AT&T, R&D"},
		{"&#150;&#x85;", "–…"},
		{"&#1;&#127;&#0;", ""},
		{"&#xD800;&#x110000;&#99999999999999999999;", "\uFFFD\uFFFD\uFFFD"},
		{"&#;&#x;&#xg;", "&#;&#x;&#xg;"},
		{"&amp;amp;", "&amp;"},
		{"&", "&"},
		{"", ""},
	};
	struct buf out = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_truncate(&out, 0);
		entity_decode(&out, cases[i].text, cases[i].text + strlen(cases[i].text), false);
		assert_string_equal(buf_text(&out), cases[i].decoded);
	}
	buf_clear(&out);
}

static void query_strings_keep_their_ampersands(void **state)
{
	static const char url[] = "/?a=1&copy=2&reg3=x&lt";
	struct buf out = {0};

	(void)state;
	entity_decode(&out, url, url + strlen(url), true);
	assert_string_equal(buf_text(&out), "/?a=1&copy=2&reg3=x<");
	buf_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(references_become_characters),
		cmocka_unit_test(query_strings_keep_their_ampersands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
