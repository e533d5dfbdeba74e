#include "support/unit.h"

#include "base/buf.h"
#include "text/repair.h"
#include "text/xml.h"

static const char *const roots[] = {"r", NULL};
static const char *const records[] = {"item", NULL};
static const struct xml_shape shape = {.roots = roots, .records = records};

static void whatever_comes_is_made_well_formed(void **state)
{
	static const struct {
		const char *source;
		enum repair_result result;
		const char *repaired;
	} cases[] = {
		{"<r>a</r>", REPAIR_WHOLE, "<r>a</r>"},
		{"<?xml version='1.0'?>\n<!-- x --><r/>", REPAIR_WHOLE, "<r></r>"},
		{"<br>Warning<b>x</b> <r>a</r> y", REPAIR_WHOLE, "<r>a</r>"},
		{"<r>a</r><r>b</r>", REPAIR_WHOLE, "<r>a</r>"},
		{"<r>AT&T &amp; &eacute; &lt;</r>", REPAIR_WHOLE,
		 "<r>AT&#38;T &#38; é &#60;</r>"},
		{"<r>1 < 2</r>", REPAIR_WHOLE, "<r>1 &#60; 2</r>"},
		{"<r><![CDATA[<b> &amp;]]></r>", REPAIR_WHOLE, "<r>&#60;b&#62; &#38;amp;</r>"},
		{"<r a=1 b c='\"' c='x' 2=3/>", REPAIR_WHOLE,
		 "<r a=\"1\" b=\"\" c=\"&#34;\" c=\"x\"></r>"},
		{"<r><a><b>x</a>y</r>", REPAIR_WHOLE, "<r><a><b>x</b></a>y</r>"},
		{"<r><a>x<b>y</b><c>z</c></r>", REPAIR_WHOLE,
		 "<r><a>x</a><b>y</b><c>z</c></r>"},
		{"<r><br><a><b>x<c/></a></r>", REPAIR_WHOLE,
		 "<r><br></br><a><b>x</b><c></c></a></r>"},
		{"<r>x</a></b></r>", REPAIR_WHOLE, "<r>x</r>"},
		{"<r><Title>x</title></r>", REPAIR_WHOLE, "<r><Title>x</Title></r>"},
		{"<r><a>x", REPAIR_CUT, "<r><a>x</a></r>"},
		{"<r><a>x<b c=\"d", REPAIR_CUT, "<r><a>x</a></r>"},
		{"<r><item><a>x<item>y</item></r>", REPAIR_WHOLE,
		 "<r><item><a>x</a></item><item>y</item></r>"},
		{"<r>a\x01\x7F" "b\xC2\x96" "c\xEF\xBF\xBF</r>", REPAIR_WHOLE, "<r>ab–c</r>"},
		{"<r>x <3 <a@b.c></r>", REPAIR_WHOLE, "<r>x &#60;3 &#60;a@b.c&#62;</r>"},
		{"<html><r>a</r></html>", REPAIR_NOTHING, ""},
		{"<q>a</q>", REPAIR_NOTHING, ""},
		{"", REPAIR_NOTHING, ""},
	};
	struct buf out = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_truncate(&out, 0);
		assert_int_equal(repair_xml(&out, cases[i].source, strlen(cases[i].source), &shape),
				 cases[i].result);
		assert_string_equal(buf_text(&out), cases[i].repaired);
	}
	buf_clear(&out);
}

static void declared_entities_stay_small_and_local(void **state)
{
	static const struct {
		const char *source;
		const char *repaired;
	} cases[] = {
		{"<!DOCTYPE r [<!ENTITY a 'b&#33;'>]><r>&a;</r>", "<r>b!</r>"},
		{"<!DOCTYPE r [<!ENTITY a '<x>'>]><r>&a;</r>", "<r>&#60;x&#62;</r>"},
		{"<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><r>&a;</r>",
		 "<r>&#38;a;</r>"},
		{"<!DOCTYPE r [<!ENTITY % a 'b'> %a;]><r>&a;</r>", "<r>&#38;a;</r>"},
		{"<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><r>&b;</r>",
		 "<r>&#38;a;&#38;a;</r>"},
	};
	struct buf out = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_truncate(&out, 0);
		repair_xml(&out, cases[i].source, strlen(cases[i].source), &shape);
		assert_string_equal(buf_text(&out), cases[i].repaired);
	}
	buf_clear(&out);
}

static void entities_cannot_blow_up(void **state)
{
	struct buf source = {0}, out = {0};
	int i;

	(void)state;
	buf_add_text(&source, "<!DOCTYPE r [<!ENTITY a '");
	for (i = 0; i < 1000; i++)
		buf_add_char(&source, 'x');
	buf_add_text(&source, "'>]><r>");
	for (i = 0; i < 100000; i++)
		buf_add_text(&source, "&a;");
	buf_add_text(&source, "</r>");
	assert_int_equal(repair_xml(&out, source.data, source.length, &shape), REPAIR_WHOLE);
	assert_true(out.length < 3 * 1024 * 1024);
	buf_clear(&source);
	buf_clear(&out);
}

static void shape_is_bounded(void **state)
{
	static const struct {
		const char *before, *piece, *after;
		int count;
	} cases[] = {
		{"<r>", "<a>", "", 100000},
		{"<r ", "a='b' ", "/>", 50000},
		{"<r ", "xmlns:a='b' ", "/>", 50000},
		{"<r>", "<a xmlns:b='c' xmlns:d='e'>", "", 100000},
		{"<r>", "<a/>", "</r>", 200000},
	};
	struct buf source = {0};
	struct xml xml;
	size_t i;
	int n;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_truncate(&source, 0);
		buf_add_text(&source, cases[i].before);
		for (n = 0; n < cases[i].count; n++)
			buf_add_text(&source, cases[i].piece);
		buf_add_text(&source, cases[i].after);
		assert_int_equal(xml_parse(&xml, source.data, source.length, &shape, NULL), 0);
		assert_int_equal(xml.is_truncated, cases[i].after[0] == '\0');
		xml_clear(&xml);
	}
	buf_clear(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whatever_comes_is_made_well_formed),
		cmocka_unit_test(declared_entities_stay_small_and_local),
		cmocka_unit_test(entities_cannot_blow_up),
		cmocka_unit_test(shape_is_bounded),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
