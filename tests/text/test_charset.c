#include "support/unit.h"

#include "base/buf.h"
#include "text/charset.h"

struct document {
	const char *bytes;
	size_t length;
	const char *content_type;
	enum charset_kind kind;
	const char *text, *name;
};

#define BYTES(literal) literal, sizeof(literal) - 1
#define XML(label) "<?xml version=\"1.0\" encoding=\"" label "\"?>"

static void check(const struct document *cases, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		const struct document *it = &cases[i];
		struct buf room = {0};
		struct charset_text read =
			charset_read(&room, it->bytes, it->length, it->content_type, it->kind);

		assert_string_equal(read.name, it->name);
		assert_int_equal(read.text.length, strlen(it->text));
		assert_memory_equal(read.text.at, it->text, read.text.length);
		buf_clear(&room);
	}
}

static void marks_come_before_headers_and_those_before_declarations(void **state)
{
	static const struct document cases[] = {
		{BYTES(""), NULL, CHARSET_XML, "", "utf-8"},
		{BYTES("plain"), NULL, CHARSET_TEXT, "plain", "utf-8"},
		{BYTES("\xef\xbb\xbf<a>\xc3\xa9"), "text/xml; charset=koi8-r", CHARSET_XML,
		 "<a>\xc3\xa9", "utf-8"},
		{BYTES(XML("koi8-r") "\xe9"), "text/xml; charset=iso-8859-1", CHARSET_XML,
		 XML("koi8-r") "\xc3\xa9", "windows-1252"},
		{BYTES("\xe9"), "text/plain; format=flowed; CHARSET = \"iso-8859-2\"", CHARSET_TEXT,
		 "\xc3\xa9", "iso-8859-2"},
		{BYTES(XML("windows-1251") "\xcf"), "text/xml", CHARSET_XML,
		 XML("windows-1251") "\xd0\x9f", "windows-1251"},
		{BYTES(" <?xml encoding = 'koi8-u' ?>\xeb"), NULL, CHARSET_XML,
		 " <?xml encoding = 'koi8-u' ?>\xd0\x9a", "koi8-u"},
		{BYTES("<meta charset=windows-1250>\x9e"), NULL, CHARSET_HTML,
		 "<meta charset=windows-1250>\xc5\xbe", "windows-1250"},
		{BYTES("<meta name=a><META content='text/html; charset=euc-kr'>\xc7\xd1"), NULL,
		 CHARSET_HTML,
		 "<meta name=a><META content='text/html; charset=euc-kr'>\xed\x95\x9c",
		 "euc-kr"},
		{BYTES(XML("x-unknown") "\xc3\xa9"), NULL, CHARSET_XML, XML("x-unknown") "\xc3\xa9",
		 "utf-8"},
		{BYTES(XML("") "\xc3\xa9"), "text/xml; charset", CHARSET_XML, XML("") "\xc3\xa9",
		 "utf-8"},
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(cases[0]));
}

static void wide_encodings_need_no_mark(void **state)
{
	static const struct document cases[] = {
		{BYTES("<\0a\0>\0\xe9\0"), NULL, CHARSET_XML, "<a>\xc3\xa9", "utf-16le"},
		{BYTES("\0<\0a\0>\0\xe9"), NULL, CHARSET_XML, "<a>\xc3\xa9", "utf-16be"},
		{BYTES("\xff\xfe<\0\x3d\xd8\0\xde"), NULL, CHARSET_XML, "<\xf0\x9f\x98\x80",
		 "utf-16le"},
		{BYTES("\xfe\xff\0<\0a"), "text/xml; charset=utf-8", CHARSET_XML, "<a", "utf-16be"},
		{BYTES("<\0\0\0a\0\0\0"), NULL, CHARSET_XML, "<a", "utf-32le"},
		{BYTES("\0\0\xfe\xff\0\0\0<"), NULL, CHARSET_XML, "<", "utf-32be"},
		{BYTES("{\0\"\0"), NULL, CHARSET_JSON, "{\"", "utf-16le"},
		{BYTES(XML("utf-16") "\xc3\xa9"), NULL, CHARSET_XML, XML("utf-16") "\xc3\xa9",
		 "utf-8"},
		{BYTES("\xff\xfe<\0\x3d\xd8"), NULL, CHARSET_XML, "<\xef\xbf\xbd", "utf-16le"},
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(cases[0]));
}

static void labels_mean_what_browsers_mean(void **state)
{
	static const struct document cases[] = {
		{BYTES("\x93\x80\x94"), ";charset=iso-8859-1", CHARSET_TEXT,
		 "\xe2\x80\x9c\xe2\x82\xac\xe2\x80\x9d", "windows-1252"},
		{BYTES("\x93"), ";charset=us-ascii", CHARSET_TEXT, "\xe2\x80\x9c", "windows-1252"},
		{BYTES("\x93"), ";charset=ISO_8859-1:1987", CHARSET_TEXT, "\xe2\x80\x9c",
		 "windows-1252"},
		{BYTES("\xe9\x46"), ";charset=gb2312", CHARSET_TEXT, "\xe9\x95\x95", "gb18030"},
		{BYTES("\x87\x40"), ";charset=x-sjis", CHARSET_TEXT, "\xe2\x91\xa0", "shift_jis"},
		{BYTES("\x94\xee"), ";charset=ks_c_5601-1987", CHARSET_TEXT, "\xeb\xb7\x81",
		 "euc-kr"},
		{BYTES("\xa1"), ";charset=TIS-620", CHARSET_TEXT, "\xe0\xb8\x81", "windows-874"},
		{BYTES("\x1b$BF|\x1b(B."), ";charset=iso-2022-jp", CHARSET_TEXT, "\xe6\x97\xa5.",
		 "iso-2022-jp"},
		{BYTES("\xc3\xa9"), ";charset=UTF8", CHARSET_TEXT, "\xc3\xa9", "utf-8"},
		{BYTES("na\x8bve"), ";charset=ibm850", CHARSET_TEXT, "na\xc3\xafve",
		 "ibm-850_P100-1995"},
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(cases[0]));
}

static void bytes_overrule_a_wrong_declaration(void **state)
{
	static const struct document cases[] = {
		{BYTES("na\xefve \x93q\x94"), ";charset=utf-8", CHARSET_TEXT,
		 "na\xc3\xafve \xe2\x80\x9cq\xe2\x80\x9d", "windows-1252"},
		{BYTES(XML("windows-1251") "\xcf"), ";charset=utf-8", CHARSET_XML,
		 XML("windows-1251") "\xd0\x9f", "windows-1251"},
		{BYTES(XML("iso-8859-1") "na\xc3\xafve"), NULL, CHARSET_XML,
		 XML("iso-8859-1") "na\xc3\xafve", "utf-8"},
		{BYTES(XML("gb2312") "\xc3\xa9t\xc3\xa9 \xc3\xa9t\xc3\xa9"), NULL, CHARSET_XML,
		 XML("gb2312") "\xc3\xa9t\xc3\xa9 \xc3\xa9t\xc3\xa9", "utf-8"},
		{BYTES("\xef\xbb\xbf\xe9t\xe9"), NULL, CHARSET_TEXT, "\xc3\xa9t\xc3\xa9",
		 "windows-1252"},
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(cases[0]));
}

#define FIVE_LETTERS "\xc3\xa9\xc3\xa6\xc3\xb8\xc3\xa5\xc3\xa7"
#define TWENTY_LETTERS FIVE_LETTERS FIVE_LETTERS FIVE_LETTERS FIVE_LETTERS

static void one_bad_byte_costs_one_character(void **state)
{
	static const struct document cases[] = {
		{BYTES("\xc3\xa9 \xff \xe2\x82\xac"), NULL, CHARSET_TEXT,
		 "\xc3\xa9 \xef\xbf\xbd \xe2\x82\xac", "utf-8"},
		{BYTES("\x93\xfa\xff."), ";charset=shift_jis", CHARSET_TEXT,
		 "\xe6\x97\xa5\xef\xbf\xbd.", "shift_jis"},
		{BYTES("\xc7\xd1\xc7<b>"), ";charset=euc-kr", CHARSET_TEXT,
		 "\xed\x95\x9c\xef\xbf\xbd<b>", "euc-kr"},
		{BYTES(TWENTY_LETTERS "\xf8"), ";charset=iso-8859-1", CHARSET_TEXT,
		 TWENTY_LETTERS "\xef\xbf\xbd", "utf-8"},
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(cases[0]));
}

static void undeclared_scripts_are_known_by_their_letters(void **state)
{
	/* "In the beginning was the word", in Russian, twice, and the Thai alphabet. */
	static const char koi8[] =
		"\xf7 \xce\xc1\xde\xc1\xcc\xc5 \xc2\xd9\xcc\xcf \xf3\xcc\xcf\xd7\xcf "
		"\xce\xc1\xde\xc1\xcc\xc5";
	static const char cp1251[] =
		"\xc2 \xed\xe0\xf7\xe0\xeb\xe5 \xe1\xfb\xeb\xee \xd1\xeb\xee\xe2\xee "
		"\xed\xe0\xf7\xe0\xeb\xe5";
	static const char thai[] = "\xa1\xa2\xa4\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2"
				   "\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbf\xc0";
	static const char french[] = "\xe9t\xe9 \xe9t\xe9 \xe9t\xe9 \xe9t\xe9 \xe9t\xe9 \xe9t\xe9 "
				     "\xe9t\xe9 \xe9t\xe9 \xe9t\xe9 \xe9t\xe9 \xe9t\xe9 \xe9t\xe9";
	static const struct {
		const char *text, *name;
	} cases[] = {
		{koi8, "koi8-r"}, {cp1251, "windows-1251"}, {thai, "windows-874"},
		{french, "windows-1252"}, {"\xe9", "windows-1252"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t length = strlen(cases[i].text);
		struct buf out = {0};

		assert_string_equal(charset_read(&out, cases[i].text, length, NULL,
						 CHARSET_TEXT).name, cases[i].name);
		buf_clear(&out);
	}
}

static void long_documents_are_converted_whole(void **state)
{
	struct buf in = {0}, out = {0};
	size_t i;

	(void)state;
	for (i = 0; i < 100000; i++)
		buf_add(&in, "\xd6\xd0", 2);
	charset_read(&out, in.data, in.length, ";charset=gbk", CHARSET_TEXT);
	assert_int_equal(out.length, 300000);
	assert_memory_equal(out.data, "\xe4\xb8\xad", 3);
	assert_memory_equal(out.data + out.length - 3, "\xe4\xb8\xad", 3);
	buf_clear(&in);
	buf_clear(&out);
}

static void what_is_utf8_already_is_not_copied(void **state)
{
	static const char marked[] = "\xef\xbb\xbf" "caf\xc3\xa9";
	static const char broken[] = "\xc3\xa9t\xc3\xa9 \xff";
	struct buf room = {0};
	struct span text = charset_read(&room, marked, strlen(marked), NULL, CHARSET_TEXT).text;

	(void)state;
	assert_ptr_equal(text.at, marked + 3);
	assert_int_equal(text.length, 5);
	assert_int_equal(room.length, 0);
	text = charset_read(&room, broken, strlen(broken), NULL, CHARSET_TEXT).text;
	assert_ptr_equal(text.at, room.data);
	assert_memory_equal(text.at, "\xc3\xa9t\xc3\xa9 \xef\xbf\xbd", text.length);
	buf_clear(&room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_come_before_headers_and_those_before_declarations),
		cmocka_unit_test(wide_encodings_need_no_mark),
		cmocka_unit_test(labels_mean_what_browsers_mean),
		cmocka_unit_test(bytes_overrule_a_wrong_declaration),
		cmocka_unit_test(one_bad_byte_costs_one_character),
		cmocka_unit_test(undeclared_scripts_are_known_by_their_letters),
		cmocka_unit_test(long_documents_are_converted_whole),
		cmocka_unit_test(what_is_utf8_already_is_not_copied),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
