#include "support/unit.h"

#include "base/buf.h"
#include "text/markup.h"

/* One letter per token, and what it says. */
static void describe(struct buf *out, const struct markup_token *token)
{
	static const char letters[] = {
		[MARKUP_TEXT] = 't', [MARKUP_CDATA] = 'c', [MARKUP_OPEN] = 'o',
		[MARKUP_CLOSE] = 'e', [MARKUP_DOCTYPE] = 'd', [MARKUP_OTHER] = '-',
	};

	buf_add_char(out, letters[token->kind]);
	if (token->kind == MARKUP_TEXT || token->kind == MARKUP_CDATA)
		buf_add(out, token->start, (size_t)(token->end - token->start));
	if (token->kind == MARKUP_OPEN || token->kind == MARKUP_CLOSE)
		buf_add(out, token->name, token->name_length);
	if (token->is_empty)
		buf_add_char(out, '/');
	buf_add_char(out, '|');
}

static void markup_is_cut_where_browsers_cut_it(void **state)
{
	static const struct {
		const char *source;
		bool is_xml;
		const char *tokens;
	} cases[] = {
		{"a<b>c</b>", false, "ta|ob|tc|eb|"},
		{"1 < 2 <> <3", false, "t1 < 2 <> <3|"},
		{"<br/><a href=x>", false, "obr/|oa|"},
		{"<a title='>'>x", false, "oa|tx|"},
		{"<a \"b>c", false, "oa|tc|"},
		{"<a\n<b>", false, "oa|ob|"},
		{"x<!-- y --->z", false, "tx|-|tz|"},
		{"x<!-->z", false, "tx|-|tz|"},
		{"a<!-- b<c>d", false, "ta|-|td|"},
		{"<![CDATA[<x>]]>y", false, "c<x>|ty|"},
		{"<![CDATA[x<b>y", false, "t<![CDATA[|tx|ob|ty|"},
		{"<![CDATA[x</b>y", true, "cx|eb|ty|"},
		{"<?php a ?><!x>b", false, "-|-|tb|"},
		{"<!DOCTYPE a [<!ENTITY b '>'> ]>c", true, "d|tc|"},
		{"<_a:b/>", true, "o_a:b/|"},
		{"<_a>", false, "t<_a>|"},
		{"</>x", false, "e|tx|"},
		{"<", false, "t<|"},
	};
	struct markup_token token;
	struct buf out = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct markup markup = {
			.at = cases[i].source,
			.end = cases[i].source + strlen(cases[i].source),
			.is_xml = cases[i].is_xml,
		};

		buf_truncate(&out, 0);
		while (markup_next(&markup, &token))
			describe(&out, &token);
		assert_string_equal(buf_text(&out), cases[i].tokens);
	}
	buf_clear(&out);
}

static void attributes_may_be_quoted_bare_or_alone(void **state)
{
	static const char source[] = "<a b=\"1 2\" C='3' d = 4 e f=>";
	static const char *const expected[][2] = {
		{"b", "1 2"}, {"C", "3"}, {"d", "4"}, {"e", NULL}, {"f", ""},
	};
	struct markup markup = {.at = source, .end = source + strlen(source)};
	struct markup_attribute attribute;
	struct markup_token token;
	const char *at;
	size_t i = 0;

	(void)state;
	assert_true(markup_next(&markup, &token));
	for (at = token.start; markup_next_attribute(&at, token.end, &attribute); i++) {
		assert_in_range(i, 0, 4);
		assert_true(markup_is_name(attribute.name, attribute.name_length, expected[i][0]));
		assert_int_equal(attribute.value == NULL, expected[i][1] == NULL);
		if (attribute.value != NULL)
			assert_memory_equal(attribute.value, expected[i][1],
					    attribute.value_length);
	}
	assert_int_equal(i, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(markup_is_cut_where_browsers_cut_it),
		cmocka_unit_test(attributes_may_be_quoted_bare_or_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
