#include "support/unit.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "render/mime.h"

#define X10 "xxxxxxxxxx"
#define X70 X10 X10 X10 X10 X10 X10 X10

static void text_is_folded_and_encoded_as_it_needs(void **state)
{
	static const struct {
		const char *text, *field;
	} cases[] = {
		{ "Small Chip Makers", "Subject: Small Chip Makers\r\n" },
		{ "  Small\tChip\nMakers ", "Subject: Small Chip Makers\r\n" },
		{ "Evil\r\nBcc: jack@example.org\r\n\r\nbody",
		  "Subject: Evil Bcc: jack@example.org body\r\n" },
		{ "", "Subject:\r\n" },
		{ NULL, "Subject:\r\n" },
		{ "A headline that is longer than one line of a message may be, and so is parted",
		  "Subject: A headline that is longer than one line of a message may be, and so\r\n"
		  " is parted\r\n" },
		{ "Zürich wählt", "Subject: =?UTF-8?B?WsO8cmljaCB3w6RobHQ=?=\r\n" },
		{ "Wahltag in Zürich", "Subject: =?UTF-8?Q?Wahltag_in_Z=C3=BCrich?=\r\n" },
		{ "=?UTF-8?Q?x?= is not what it seems to be",
		  "Subject: =?UTF-8?Q?=3D=3FUTF-8=3FQ=3Fx=3F=3D_is_not_what_it_seems_to_be?=\r\n" },
		{ "港町", "Subject: =?UTF-8?B?5riv55S6?=\r\n" },
		{ "broken \xff bytes", "Subject: =?UTF-8?Q?broken_=EF=BF=BD_bytes?=\r\n" },
		{ X70, "Subject: =?UTF-8?Q?" X10 X10 X10 X10 X10 "xxxxx?=\r\n"
		       " =?UTF-8?Q?" X10 "xxxxx?=\r\n" },
		{ "Donaudampfschifffahrtsgesellschaft stellt um bis zum Frühjahr – für immer",
		  "Subject: =?UTF-8?Q?Donaudampfschifffahrtsgesellschaft_stellt_um_bis_zum_Fr?=\r\n"
		  " =?UTF-8?Q?=C3=BChjahr_=E2=80=93_f=C3=BCr_immer?=\r\n" },
		{ "港町、風力の灯台を再建へ 嵐から八か月、町議会が賛成九票で可決",
		  "Subject: =?UTF-8?B?5riv55S644CB6aKo5Yqb44Gu54Gv5Y+w44KS5YaN5bu644G4IA==?=\r\n"
		  " =?UTF-8?B?5bWQ44GL44KJ5YWr44GL5pyI44CB55S66K2w5Lya44GM6LOb5oiQ5Lmd56Wo?=\r\n"
		  " =?UTF-8?B?44Gn5Y+v5rG6?=\r\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = {0};

		mime_add_text(&out, "Subject", cases[i].text);
		assert_string_equal(buf_text(&out), cases[i].field);
		buf_clear(&out);
	}
}

static void names_are_quoted_or_encoded_and_stay_apart_from_the_address(void **state)
{
	static const struct {
		const char *name, *token, *field;
	} cases[] = {
		{ "", "a@b.example", "To: <a@b.example>\r\n" },
		{ "Jane Example", "a@b.example", "To: Jane Example <a@b.example>\r\n" },
		{ "Example, Jane", "a@b.example", "To: \"Example, Jane\" <a@b.example>\r\n" },
		{ "Jane \"J\" \\", "a@b.example",
		  "To: \"Jane \\\"J\\\" \\\\\" <a@b.example>\r\n" },
		{ "x <jack@c.example>", "a@b.example",
		  "To: \"x <jack@c.example>\" <a@b.example>\r\n" },
		{ "Jané Example (home)", "a@b.example",
		  "To: =?UTF-8?Q?Jan=C3=A9_Example_=28home=29?= <a@b.example>\r\n" },
		{ "x\r\nBcc: y", "a@b.example", "To: \"x Bcc: y\" <a@b.example>\r\n" },
		{ "\\\\\\\\\\\\\\\\" X10 X10 X10 X10 X10, "a@b.example",
		  "To: =?UTF-8?Q?=5C=5C=5C=5C=5C=5C=5C=5C" X10 X10 X10 "xxxxxx?=\r\n"
		  " =?UTF-8?Q?" X10 "xxxx?= <a@b.example>\r\n" },
		{ X10 X10 X10 X10 X10 " " X10 X10, "a@b.example",
		  "To: " X10 X10 X10 X10 X10 " " X10 X10 "\r\n <a@b.example>\r\n" },
		{ "", "https://a.example/\r\nx", "To: <https://a.example/ x>\r\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = {0};

		mime_add_named(&out, "To", cases[i].name, cases[i].token);
		assert_string_equal(buf_text(&out), cases[i].field);
		buf_clear(&out);
	}
}

static void bodies_are_encoded_in_the_shorter_way(void **state)
{
	static const struct {
		const char *text, *body;
	} cases[] = {
		{ "", "quoted-printable\r\n\r\n" },
		{ "one\ntwo\n", "quoted-printable\r\n\r\none\r\ntwo\r\n" },
		{ "one", "quoted-printable\r\n\r\none\r\n" },
		{ "one = two \n\tthree\t\n",
		  "quoted-printable\r\n\r\none =3D two=20\r\n\tthree=09\r\n" },
		{ "all of a café\n", "quoted-printable\r\n\r\nall of a caf=C3=A9\r\n" },
		{ ".\n..two\nFrom here\nFrom\n. \n",
		  "quoted-printable\r\n\r\n=2E\r\n=2E.two\r\n=46rom here\r\nFrom\r\n=2E=20\r\n" },
		{ X70 "12345\n", "quoted-printable\r\n\r\n" X70 "12345\r\n" },
		{ X70 "123456\n", "quoted-printable\r\n\r\n" X70 "12345=\r\n6\r\n" },
		{ X70 "12345.\n", "quoted-printable\r\n\r\n" X70 "12345=\r\n=2E\r\n" },
		{ X70 "1é\n", "quoted-printable\r\n\r\n" X70 "1=C3=\r\n=A9\r\n" },
		{ "a\rb\n", "quoted-printable\r\n\r\na=0Db\r\n" },
		{ "港町\n灯台\n", "base64\r\n\r\n5riv55S6DQrnga/lj7ANCg==\r\n" },
		{ "港町の議会は土曜日、三月の嵐で倒れた灯台",
		  "base64\r\n\r\n"
		  "5riv55S644Gu6K2w5Lya44Gv5Zyf5puc5pel44CB5LiJ5pyI44Gu5bWQ44Gn5YCS44KM44Gf54Gv\r\n"
		  "5Y+w\r\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = {0};
		char *wanted = mem_printf("Content-Transfer-Encoding: %s", cases[i].body);

		mime_add_body(&out, cases[i].text);
		assert_string_equal(buf_text(&out), wanted);
		free(wanted);
		buf_clear(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_folded_and_encoded_as_it_needs),
		cmocka_unit_test(names_are_quoted_or_encoded_and_stay_apart_from_the_address),
		cmocka_unit_test(bodies_are_encoded_in_the_shorter_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
