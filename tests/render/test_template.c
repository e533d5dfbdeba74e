#include "support/unit.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/digest.h"
#include "model/entry.h"
#include "render/builtin.h"
#include "render/invented.h"
#include "render/pen.h"
#include "render/template.h"
#include "render/typeset.h"

static const char *write_with(struct arena *arena, const struct template *template,
			      const struct edition *edition, const struct post *alone)
{
	struct buf out = {0};
	const struct pen pen = {.out = &out, .arena = arena, .edition = edition};
	const char *copy;

	typeset_page(&pen, template, alone);
	copy = arena_dup(arena, buf_text(&out));
	buf_clear(&out);
	return copy;
}

static const struct template *compile(struct arena *arena, const char *text,
				      enum digest_format format)
{
	struct template_faults faults;
	const struct template *template =
		template_compile(arena, text, strlen(text), format, &faults);

	if (template == NULL)
		fail_msg("%s: %s", text, faults.items[0].text);
	return template;
}

static void templates_say_what_is_asked_of_an_edition(void **state)
{
	static const struct {
		enum digest_format format;
		const char *text, *expected;
	} cases[] = {
		{FORMAT_HTML, "", ""},
		{FORMAT_HTML, "plain } } { { text", "plain } } { { text"},
		{FORMAT_HTML, "{{digest}}, {{ digest }}!", "AI/ML, AI/ML!"},
		{FORMAT_HTML, "a{{! nothing }}b", "ab"},
		{FORMAT_HTML, "a\n  {{! nothing\n at all }}\t\nb", "a\nb"},
		{FORMAT_HTML, "a\r\n{{#edition}}\r\nb\r\n{{/edition}}\r\n", "a\r\nb\r\n"},
		{FORMAT_HTML, "{{#stories}}{{number}}{{^first}},{{/first}} {{/stories}}", "1 2, "},
		{FORMAT_HTML, "{{#stories}}\n{{place}}\n{{/stories}}\nend", "1\n2\nend"},
		{FORMAT_HTML, "{{#edition}}e{{/edition}}{{#story}}s{{/story}}", "e"},
		{FORMAT_HTML, "{{?stories}}some{{/stories}}{{^stories}}none{{/stories}}", "some"},
		{FORMAT_HTML, "{{?contents}}many{{/contents}}{{^contents}}few{{/contents}}", "few"},
		{FORMAT_HTML, "{{?left-out}}{{left-out}} more{{/left-out}}", "3 more"},
		{FORMAT_HTML, "{{#stories}}{{#voices}}{{?first}}{{number}}{{/first}}{{/voices}}"
			      "{{/stories}}", "1"},
		{FORMAT_HTML, "<p{{?digest}} class=\"x\"{{/digest}}>", "<p class=\"x\">"},
		{FORMAT_HTML, "<a href=\"?q={{digest}}\" title='{{digest}}'>",
			      "<a href=\"?q=AI%2FML\" title='AI/ML'>"},
		{FORMAT_HTML, "<a href=\"{{name}}.txt\">", "<a href=\"2026-11-22T1200.txt\">"},
		{FORMAT_TEXT, "{{digest}}\n\n{{! x }}\n  as it is   here\n",
			      "AI/ML\n\n  as it is   here\n"},
		{FORMAT_TEXT, "{{#stories}}{{?update}}{{number}} is new{{/update}}{{/stories}}",
			      "2 is new\n"},
		{FORMAT_MARKDOWN, "[{{digest}}](<{{name}}.md>)", "[AI/ML](<2026-11-22T1200.md>)"},
	};
	struct arena *arena = arena_new();
	struct edition *edition = invented_small(arena);
	size_t i;

	(void)state;
	edition->left_out = 3;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(write_with(arena, compile(arena, cases[i].text,
							      cases[i].format), edition, NULL),
				    cases[i].expected);
	arena_free(arena);
}

static void a_story_alone_has_its_own_part_of_a_template(void **state)
{
	struct arena *arena = arena_new();
	const struct edition *edition = invented_small(arena);
	const char *text = "{{#edition}}e{{/edition}}{{#story}}{{slug}}{{/story}}";
	const struct template *template = compile(arena, text, FORMAT_TEXT);

	(void)state;
	assert_string_equal(write_with(arena, template, edition, &edition->posts[0]),
			    arena_printf(arena, "%s\n", edition->posts[0].slug));
	arena_free(arena);
}

static void plain_text_is_filled_to_its_columns(void **state)
{
	static const char many[] = "words that go on and on until there are more of them than fit "
				   "into seventy-two columns";
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{"{{paragraph}}\n", "words that go on and on until there are more of them than fit "
				    "into\nseventy-two columns\n"},
		{"  - {{paragraph}}\n", "  - words that go on and on until there are more of them "
					"than fit into\n    seventy-two columns\n"},
		{"  It says {{paragraph}}\n",
		 "  It says words that go on and on until there are more of them than fit\n"
		 "  into seventy-two columns\n"},
		{"{{place}}. {{paragraph}}\n",
		 " 1. words that go on and on until there are more of them than fit into\n"
		 "    seventy-two columns\n"},
		{"{{link}} {{paragraph}}\n", "https://w.example/1 words that go on and on until "
					     "there are more of them than fit into seventy-two "
					     "columns\n"},
		{"  {{footer}}{{role}}\n", "  x\n"},
		{"a\n  {{role}} \nb\n", "a\nb\n"},
	};
	struct arena *arena = arena_new();
	struct edition *edition = invented_small(arena);
	struct digest_settings digest = *edition->digest;
	const char *paragraphs[] = {many};
	size_t i;

	(void)state;
	digest.footer = "x";
	edition->digest = &digest;
	edition->post_count = 1;
	edition->posts[0].paragraphs = paragraphs;
	edition->posts[0].paragraph_count = 1;
	edition->posts[0].original_url = "https://w.example/1";
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bool has_role = strstr(cases[i].text, "role") != NULL;
		const char *role = has_role ? "coverage" : "paragraphs";
		const char *text = arena_printf(arena, "{{#stories}}\n{{#%s}}\n{{?first}}\n%s"
						"{{/first}}\n{{/%s}}\n{{/stories}}\n", role,
						cases[i].text, role);

		assert_string_equal(write_with(arena, compile(arena, text, FORMAT_TEXT), edition,
					       NULL), cases[i].expected);
	}
	arena_free(arena);
}

static void what_is_wrong_is_said_with_its_place(void **state)
{
	static const struct {
		enum digest_format format;
		const char *text;	/* with a ^ before what is at fault */
		const char *fault;
	} cases[] = {
		{FORMAT_HTML, "a\n^{{digest", "these braces are not closed; write }} after them"},
		{FORMAT_HTML, "^{{}}", "there is no name between these braces"},
		{FORMAT_HTML, "^{{#}}", "there is no name between these braces"},
		{FORMAT_HTML, "^{{{digest}}}",
		 "these braces hold no name; names are of a-z, digits and hyphens"},
		{FORMAT_HTML, "^{{>other}}", "these braces hold no name; names are of a-z, digits "
					     "and hyphens"},
		{FORMAT_HTML, "^{{title}}", "'title' is not known here"},
		{FORMAT_HTML, "^{{first}}", "'first' is not known here"},
		{FORMAT_HTML, "{{#stories}}^{{role}}{{/stories}}", "'role' is not known here"},
		{FORMAT_HTML, "^{{#nothing}}{{role}}{{/nothing}}", "'nothing' is not known here"},
		{FORMAT_HTML, "^{{stories}}", "'stories' is a list; write {{#stories}} … "
					      "{{/stories}}"},
		{FORMAT_HTML, "^{{contents}}", "'contents' says yes or no; write {{?contents}} … "
					       "{{/contents}}"},
		{FORMAT_HTML, "^{{#digest}}{{/digest}}",
		 "'digest' is no list; write {{?digest}} … {{/digest}}"},
		{FORMAT_HTML, "{{#stories}}^{{#stories}}{{/stories}}{{/stories}}",
			      "{{#stories}} is open already"},
		{FORMAT_HTML, "^{{/stories}}", "{{/stories}} closes nothing; remove it"},
		{FORMAT_HTML, "x ^{{#stories}}",
		 "'stories' is not closed; write {{/stories}} where it ends"},
		{FORMAT_HTML, "{{#stories}}{{?update}}^{{/stories}}{{/update}}",
			      "{{/stories}} where 'update' is to be closed first"},
		{FORMAT_HTML, "{{?digest}}<p ^{{/digest}}>",
		 "'digest' is opened in text and closed in a tag, outside of an attribute's "
		 "quotes; both must be in the same place"},
		{FORMAT_HTML, "^{{style}}", "'style' belongs in <style> … </style>"},
		{FORMAT_HTML, "<style>^{{digest}}", "no braces may stand in a script or the "
						    "like"},
		{FORMAT_HTML, "{{#stories}}<title>^{{timeline}}</title>{{/stories}}",
			      "'timeline' is HTML and belongs between its tags"},
		{FORMAT_MARKDOWN, "{{#stories}}^{{timeline}}{{/stories}}",
				  "'timeline' is HTML and belongs between its tags"},
		{FORMAT_HTML, "{{#stories}}^{{?timeline}}{{/timeline}}{{/stories}}",
			      "'timeline' is always there; write {{timeline}}"},
		{FORMAT_HTML, "<script>^{{digest}}</script>", "no braces may stand in a script "
							      "or the like"},
		{FORMAT_HTML, "<p class=^{{digest}}>", "no braces may stand in an attribute "
						       "without quotes"},
		{FORMAT_HTML, "<img src=\"^{{digest}}\">", "no braces may stand in an "
							   "attribute"},
		{FORMAT_HTML, "<a href=\"^{{digest}}\">", "'digest' is text and no link; links are "
							  "called 'link'"},
		{FORMAT_MARKDOWN, "`^{{digest}}`", "no braces may stand in code"},
		{FORMAT_MARKDOWN, "[x](^{{name}})", "no braces may stand in a link's "
						    "parentheses without (<…>)"},
		{FORMAT_TEXT, "^\xff", "this is not UTF-8; save it as such"},
	};
	struct arena *arena = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t offset = strcspn(cases[i].text, "^");
		const char *text = arena_printf(arena, "%.*s%s", (int)offset, cases[i].text,
						cases[i].text + offset + 1);
		struct template_faults faults;

		assert_null(template_compile(arena, text, strlen(text), cases[i].format, &faults));
		assert_string_equal(faults.items[0].text, cases[i].fault);
		if (str_equal(text, "\xff"))
			offset = 0;
		assert_int_equal(faults.items[0].offset, offset);
		assert_in_range(faults.count, 1, 2);
	}
	arena_free(arena);
}

static void an_unknown_name_comes_with_those_that_are_known(void **state)
{
	static const char text[] = "{{#stories}}{{#coverage}}{{headlin}}{{/coverage}}{{/stories}}";
	struct arena *arena = arena_new();
	struct template_faults faults;
	bool has_headline = false, has_role = false, has_feed = false;
	size_t i;

	(void)state;
	assert_null(template_compile(arena, text, strlen(text), FORMAT_HTML, &faults));
	assert_string_equal(faults.items[0].name, "headlin");
	for (i = 0; i < faults.items[0].name_count; i++) {
		has_headline = has_headline || str_equal(faults.items[0].names[i], "headline");
		has_role = has_role || str_equal(faults.items[0].names[i], "role");
		has_feed = has_feed || str_equal(faults.items[0].names[i], "feed");
	}
	assert_true(has_headline && has_role && !has_feed);
	arena_free(arena);
}

static void many_faults_are_told_and_no_more(void **state)
{
	struct arena *arena = arena_new();
	struct template_faults faults;
	struct buf text = {0};
	int i;

	(void)state;
	for (i = 0; i < 100; i++)
		buf_add_text(&text, "{{?digest}}{{nothing}}");
	assert_null(template_compile(arena, buf_text(&text), text.length, FORMAT_HTML, &faults));
	assert_int_equal(faults.count, 20);
	buf_clear(&text);
	arena_free(arena);
}

/* What has a meaning in a format, counted where nobody escaped it. */
static size_t count_marks(const char *text, const char *marks)
{
	size_t count = 0;

	for (; *text != '\0'; text++) {
		if (*text == '\\' && text[1] != '\0')
			text++;
		else if (strchr(marks, *text) != NULL)
			count++;
	}
	return count;
}

static void what_strangers_write_stays_where_it_is_put(void **state)
{
	static const struct {
		enum digest_format format;
		const char *template, *marks;
	} templates[] = {
		{FORMAT_HTML, "<p title=\"{{headline}}\" lang='{{language}}'>{{headline}}</p>",
			      "<>\"'"},
		{FORMAT_HTML, "<a href=\"{{link}}\">{{link}}</a>", "<>\"'"},
		{FORMAT_HTML, "<a href='/search?q={{headline}}&amp;l={{link}}'>x</a>", "<>\"'"},
		{FORMAT_HTML, "<title>{{headline}}</title><textarea>{{link}}</textarea>", "<>\"'"},
		{FORMAT_MARKDOWN, "# {{headline}}\n\n[{{headline}}](<{{link}}>) {{link}}\n",
				  "<>[]`#*\n"},
		{FORMAT_MARKDOWN,
		 "<p>{{headline}}</p>\n\n[x](<https://e.example/?q={{headline}}>)\n",
		 "<>[]`#*\n"},
	};
	static const char *const hostile[] = {
		"\"><script>alert(1)</script>", "' onmouseover='alert(1)", "</title><img src=x>",
		"]( <javascript:alert(1)>", "`code` [x](y) <b> # *x* _y_", "x\n\n# Forged\n",
		"https://e.example/\"><b>'", "javascript:alert(1)",
	};
	struct arena *arena = arena_new();
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(templates) / sizeof(templates[0]); i++) {
		const char *text = arena_printf(arena, "{{#stories}}{{?first}}%s{{/first}}"
						"{{/stories}}", templates[i].template);
		const struct template *template = compile(arena, text, templates[i].format);
		size_t expected = count_marks(write_with(arena, template,
							 invented_hostile(arena, "x"), NULL),
					      templates[i].marks);

		for (j = 0; j < sizeof(hostile) / sizeof(hostile[0]); j++) {
			const char *written = write_with(arena, template,
							 invented_hostile(arena, hostile[j]), NULL);

			if (count_marks(written, templates[i].marks) != expected)
				fail_msg("%s", written);
			assert_null(strstr(written, "href=\"javascript"));
			assert_null(strstr(written, "<javascript"));
		}
	}
	arena_free(arena);
}

static void granolas_own_templates_are_sound(void **state)
{
	struct arena *arena = arena_new();
	enum digest_format format;

	(void)state;
	for (format = 0; format < FORMAT_COUNT; format++) {
		if (format == FORMAT_JSON)
			assert_null(builtin_template(format));
		else
			compile(arena, builtin_template(format), format);
	}
	assert_null(strstr(builtin_style(), "/*"));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(templates_say_what_is_asked_of_an_edition),
		cmocka_unit_test(a_story_alone_has_its_own_part_of_a_template),
		cmocka_unit_test(plain_text_is_filled_to_its_columns),
		cmocka_unit_test(what_is_wrong_is_said_with_its_place),
		cmocka_unit_test(an_unknown_name_comes_with_those_that_are_known),
		cmocka_unit_test(many_faults_are_told_and_no_more),
		cmocka_unit_test(what_strangers_write_stays_where_it_is_put),
		cmocka_unit_test(granolas_own_templates_are_sound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
