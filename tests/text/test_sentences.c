#include "support/unit.h"

#include "base/buf.h"
#include "text/sentences.h"

/* The sentences of a text, apart by bars. */
static void assert_sentences(const char *text, const char *expected)
{
	struct sentences sentences = {0};
	struct buf joined = {0};
	size_t i;

	sentences_split(&sentences, text, strlen(text));
	for (i = 0; i < sentences.count; i++) {
		if (i > 0)
			buf_add_char(&joined, '|');
		buf_add(&joined, text + sentences.list[i].start,
			sentences.list[i].end - sentences.list[i].start);
	}
	assert_string_equal(buf_text(&joined), expected);
	buf_clear(&joined);
	sentences_clear(&sentences);
}

static void sentences_end_where_a_reader_would_say_so(void **state)
{
	static const struct {
		const char *text;
		const char *sentences;
	} cases[] = {
		{ "", "" },
		{ "One.", "One." },
		{ "It rained. It stopped.", "It rained.|It stopped." },
		{ "Stop! Why? Because.", "Stop!|Why?|Because." },
		{ "No point at the end\nNext line", "No point at the end|Next line" },
		{ "Mr. Gray met Dr. Hill in St. Ives.", "Mr. Gray met Dr. Hill in St. Ives." },
		{ "J. R. Moss spoke. He left.", "J. R. Moss spoke.|He left." },
		{ "It cost 3.5 million. Or more.", "It cost 3.5 million.|Or more." },
		{ "The U.S. Senate met. It voted.", "The U.S. Senate met.|It voted." },
		{ "He lives in the U.S. The house is red.",
		  "He lives in the U.S.|The house is red." },
		{ "Gray & Hill Inc. sold it. Good.", "Gray & Hill Inc. sold it.|Good." },
		{ "\"We won.\" Hill smiled.", "\"We won.\"|Hill smiled." },
		{ "\"Really?\" he asked.", "\"Really?\" he asked." },
		{ "At 5 p.m. on Monday it began. Then it ended.",
		  "At 5 p.m. on Monday it began.|Then it ended." },
		{ "See example.com for more. Thanks.", "See example.com for more.|Thanks." },
		/* Chinese and Hindi full stops */
		{ "\xe4\xb8\x8b\xe9\x9b\xa8\xe3\x80\x82\xe5\x81\x9c\xe4\xba\x86\xe3\x80\x82",
		  "\xe4\xb8\x8b\xe9\x9b\xa8\xe3\x80\x82|\xe5\x81\x9c\xe4\xba\x86\xe3\x80\x82" },
		{ "\xe0\xa4\xb9\xe0\xa4\xbe\xe0\xa5\xa4 \xe0\xa4\xa8\xe0\xa4\xbe\xe0\xa5\xa4",
		  "\xe0\xa4\xb9\xe0\xa4\xbe\xe0\xa5\xa4|\xe0\xa4\xa8\xe0\xa4\xbe\xe0\xa5\xa4" },
		/* Arabic question mark */
		{ "\xd9\x85\xd8\xaa\xd9\x89\xd8\x9f \xd8\xba\xd8\xaf\xd8\xa7.",
		  "\xd9\x85\xd8\xaa\xd9\x89\xd8\x9f|\xd8\xba\xd8\xaf\xd8\xa7." },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_sentences(cases[i].text, cases[i].sentences);
}

static void lines_are_paragraphs(void **state)
{
	struct sentences sentences = {0};
	const char *text = "One. Two.\n\nThree.";

	(void)state;
	sentences_split(&sentences, text, strlen(text));
	assert_int_equal(sentences.count, 3);
	assert_int_equal(sentences.list[0].paragraph, 0);
	assert_int_equal(sentences.list[1].paragraph, 0);
	assert_int_equal(sentences.list[2].paragraph, 1);
	sentences_clear(&sentences);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_end_where_a_reader_would_say_so),
		cmocka_unit_test(lines_are_paragraphs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
