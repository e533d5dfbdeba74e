#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "config/config.h"

/* All diagnostics as "line:column: error: text\n", in order. */
static char *list(const struct diagnostics *diagnostics)
{
	struct buf out = {0};
	size_t i;

	for (i = 0; i < diagnostics->count; i++) {
		const struct diagnostic *item = &diagnostics->items[i];

		buf_printf(&out, "%d:%d: %s: %s\n", item->line, item->column,
			   item->is_warning ? "warning" : "error", item->text);
	}
	return out.data != NULL ? buf_take(&out) : mem_dup("");
}

/* Loads a text; what there is to say about it is compared with `expected`. */
static struct config *load(const char *text, const char *expected)
{
	const struct config_text from = {"c", text, strlen(text)};
	struct diagnostics diagnostics = {0};
	struct config *config = NULL;
	struct err err;
	int result = config_load_text(&config, &from, &diagnostics, &err);
	char *said = list(&diagnostics);

	assert_string_equal(said, expected);
	assert_int_equal(result, diagnostics.error_count == 0 ? 0 : -1);
	if (result < 0)
		assert_int_equal(err.code, ERR_CONFIG);
	free(said);
	diagnostics_clear(&diagnostics);
	return config;
}

static void a_whole_config_loads(void **state)
{
	static const char text[] =
		"\xef\xbb\xbf# feeds\r\n"
		"[granola]\r\n"
		"owner = Jane Example     # signs the digests\r\n"
		"contact = https://example.org/#bot\r\n"
		"state = /srv/granola\r\n"
		"keep = 14d\r\n"
		"[digest: AI/ML]\n"
		"feeds = Technology\n"
		"every = 4h\n"
		"[feeds: Technology]\n"
		"  weight = 2\n"
		"https://lwn.net/headlines/rss#new\ttags=linux,kernel weight=3 # good\n"
		"https://example.org/feed?a=1  title=\"Ex \\\"#1\\\"\" every=2h header=\"A: b, "
		"c\"\n"
		"[feeds: World]\n"
		"file:///srv/world.xml full-text=no allow-private=yes lang=EN-gb\n";
	struct config *config = load(text, "");

	(void)state;
	assert_string_equal(config->owner, "Jane Example");
	assert_string_equal(config->contact, "https://example.org/#bot");
	assert_string_equal(config->state, "/srv/granola");
	assert_string_equal(config->output, "/srv/granola/digests");
	assert_int_equal(config->keep, 14 * 86400);
	assert_int_equal(config->connections, 64);

	assert_int_equal(config->digest_count, 1);
	assert_string_equal(config->digests[0].name, "AI/ML");
	assert_string_equal(config->digests[0].slug, "ai-ml");
	assert_string_equal(config->digests[0].owner, "Jane Example");
	assert_int_equal(config->digests[0].group_count, 1);
	assert_int_equal(config->digests[0].every, 4 * 3600);
	assert_int_equal(config->digests[0].at_count, 0);
	assert_int_equal(config->digests[0].stories, 10);
	assert_int_equal(config->digests[0].words, 250);
	assert_int_equal(config->digests[0].line, 7);

	assert_int_equal(config->feed_count, 3);
	assert_string_equal(config->feeds[0].url, "https://lwn.net/headlines/rss#new");
	assert_string_equal(config->feeds[0].group, "Technology");
	assert_int_equal(config->feeds[0].tag_count, 2);
	assert_true(config->feeds[0].weight == 3);
	assert_int_equal(config->feeds[0].line, 12);
	assert_string_equal(config->feeds[1].title, "Ex \"#1\"");
	assert_string_equal(config->feeds[1].headers[0], "A: b, c");
	assert_true(config->feeds[1].weight == 2);
	assert_int_equal(config->feeds[1].every, 7200);
	assert_int_equal(config->feeds[2].full_text, FULL_TEXT_NO);
	assert_true(config->feeds[2].allow_private);
	assert_string_equal(config->feeds[2].language, "en-gb");
	assert_true(config->feeds[2].weight == 1);
	config_free(config);
}

static void without_a_digest_there_is_one_of_everything(void **state)
{
	struct config *config = load("[feeds: A]\nhttps://a.example/\n", "");
	const struct digest_settings *digest = &config->digests[0];

	(void)state;
	assert_int_equal(config->digest_count, 1);
	assert_string_equal(digest->name, "News");
	assert_string_equal(digest->slug, "news");
	assert_string_equal(digest->owner, "Its Owner");
	assert_string_equal(digest->footer, "Trending {topic} Article Identified & Digested via "
			    "Granola by {owner}; a Machine-Driven RSS Bot");
	assert_int_equal(digest->group_count, 0);
	assert_int_equal(digest->at_count, 1);
	assert_int_equal(digest->at[0], 7 * 60);
	assert_int_equal(digest->every, 0);
	assert_true(digest->formats[FORMAT_TEXT] && digest->formats[FORMAT_HTML]);
	assert_false(digest->formats[FORMAT_JSON]);
	config_free(config);
}

static void a_domain_is_whole_and_has_one_publisher(void **state)
{
	(void)state;
	assert_null(load("[publisher: A]\ndomains = a.example, www.b.example, /\n"
			 "[publisher: B]\ndomains = c.example, a.example\n[publisher: C]\n"
			 "[feeds: A]\nhttps://a.example/\n",
		"2:22: error: 'www.b.example' is not a whole domain; write 'b.example'\n"
		"2:37: error: '/' is no domain; write one as in example.org\n"
		"4:22: error: 'a.example' is a domain of 'A' already; a domain has one "
		"publisher\n"
		"5:13: warning: publisher 'C' has no domains; give it some, as in domains = "
		"example.org, example.com\n"));
}

static void what_is_wrong_is_said_all_at_once_and_in_order(void **state)
{
	static const struct {
		const char *text;
		const char *said;
	} cases[] = {
		{ "", "0:0: warning: there are no feeds; add some to a section [feeds: GROUP], a "
		  "URL "
		  "to a line\n" },
		{ "[feeds: A]\nevry = 2h\nhttps://a.example/ weigth=2 tags\n[digst: D]\nat = x\n",
		  "2:1: error: unknown option 'evry' (did you mean 'every'?)\n"
		  "3:20: error: unknown option 'weigth' (did you mean 'weight'?)\n"
		  "3:29: error: expected name=value after the URL, without spaces around '='; "
		  "quote "
		  "a value that has spaces\n"
		  "4:2: error: unknown section 'digst' (did you mean 'digest'?); write [granola], "
		  "[digest: NAME], [summarizer], [mail], [publisher: NAME] or "
		  "[feeds: GROUP]\n" },
		{ "[digest: D]\nfeeds = Wrld, World, x\n[feeds: World]\nhttps://a.example/\n",
		  "2:9: error: there is no group 'Wrld' (did you mean 'World'?); groups are the "
		  "names of [feeds: GROUP] sections\n"
		  "2:22: error: there is no group 'x'; groups are the names of [feeds: GROUP] "
		  "sections\n" },
		{ "[feeds: A]\nhttps://a.example/x\n[feeds: B]\nhttps://a.example/x\n"
		  "HTTPS://A.Example/x#y\nhttps://a.example/X\n",
		  "4:1: warning: this feed was already given at c:2; that one counts, remove this "
		  "one\n"
		  "5:1: warning: this feed was already given at c:2 as https://a.example/x; that "
		  "one counts, remove this one\n" },
		{ "[digest: A B]\n[digest: a/b]\n[feeds: A]\nhttps://a.example/\n",
		  "2:10: error: digest 'a/b' would share the directory 'a-b' with 'A B' at c:1; "
		  "give it another name\n" },
		{ "[digest: A]\nat = 08:00\nevery = 4h\n[feeds: A]\nhttps://a.example/\n",
		  "3:9: error: a digest has either 'at' or 'every'; remove one of them\n" },
		{ "[feeds: A]\nevery = 2h\nevery = 3h\nhttps://a.example/\nweight = 2\n",
		  "3:1: error: 'every' was already given at c:2; keep one of them\n"
		  "5:1: warning: 'weight' is not for the feeds above it; options of a group stand "
		  "before its feeds\n" },
		{ "https://a.example/\nowner = x\n[feeds]\nhttps://a.example/\n[granola: x]\n",
		  "1:1: error: a feed belongs in a section [feeds: GROUP]; begin one above it\n"
		  "2:1: error: an option belongs in a section; begin one such as [granola] above "
		  "it\n"
		  "3:2: error: [feeds] needs a name; write [feeds: GROUP]\n"
		  "5:2: error: [granola] takes no name; write [granola]\n" },
		{ "[feeds: A]\nhttps://\nftp://a.example/\nfeed:https://a.example/\n"
		  "a.example/rss\nnonsense\nfile://host/x\nhttps://me:pw@a.example/\n",
		  "2:1: error: this URL has no host that could be asked; write one as in "
		  "https://example.org/feed\n"
		  "3:1: error: feeds are fetched by http://, https:// and file: only; give another "
		  "URL or remove the line\n"
		  "4:1: error: write the feed's URL without 'feed:', beginning with https://\n"
		  "5:1: error: is this a feed? Write its whole URL, as in https://a.example/rss\n"
		  "6:1: error: expected 'name = value', the URL of a feed, 'include FILE' or a "
		  "[section]\n"
		  "7:1: error: a file: feed is a file of this machine; write file:///srv/feed.xml "
		  "or file:feed.xml\n"
		  "8:1: warning: a password does not belong here; put user:password in a file and "
		  "name it by auth-file=PATH\n" },
		{ "[feeds: A\nevery = 2h\n[feeds: "
		  "B]\nhttps://a.example/\xff\nhttps://b.example/\x1b\n"
		  "https://c.example/\nwords = 3\ntitle = T\n",
		  "1:10: error: expected ']' at the end of a section's name\n"
		  "4:19: error: byte 0xff is not UTF-8; save the file as UTF-8\n"
		  "5:19: error: a control character (U+001B); remove it\n"
		  "7:1: error: 'words' belongs in a section [digest: NAME]; move it there\n"
		  "8:1: error: 'title' belongs on a feed's own line, as in "
		  "https://example.org/feed title=\"…\"\n" },
		{ "[feeds: A]\ninclude x.conf\nhttps://a.example/ every=2h every=3h\n",
		  "2:9: error: only a file can include files\n"
		  "3:29: error: 'every' was already given at c:3; keep one of them\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		config_free(load(cases[i].text, cases[i].said));
}

static void what_is_wrong_with_mail_is_said(void **state)
{
	static const struct {
		const char *text;
		const char *said;
	} cases[] = {
		{ "[digest: D]\nmail-to = a@b.example\n[feeds: A]\nhttps://a.example/\n",
		  "2:11: error: mail needs a sender; give [mail] an address as from\n"
		  "2:11: error: there is nothing to send mail with; give [mail] a server or a "
		  "sendmail\n" },
		{ "[mail]\nsendmail = /nowhere/sendmail\nca-file = /nowhere/ca.pem\n"
		  "[feeds: A]\nhttps://a.example/\n",
		  "2:12: warning: /nowhere/sendmail: No such file or directory; until that changes "
		  "nothing is mailed\n"
		  "3:11: warning: /nowhere/ca.pem: No such file or directory; until that changes "
		  "nothing is mailed\n" },
		{ "[mail]\nfrom = Jane <jane>\n[feeds: A]\nhttps://a.example/\n",
		  "2:8: error: cannot use 'Jane <jane>' here; write a mail address such as "
		  "jane@example.org\n" },
		{ "[mail]\nserver = smtp://a.example\nsendmail = /bin/true\n"
		  "[feeds: A]\nhttps://a.example/\n",
		  "3:12: error: mail is sent either by a 'server' or by a 'sendmail'; remove one "
		  "of them\n" },
		{ "[mail]\nserver = smtp://me:pw@a.example\n[feeds: A]\nhttps://a.example/\n",
		  "2:10: error: who we are to the server does not belong here; put user:password "
		  "in a file and name it by auth-file\n" },
		{ "[mail]\nserver = smtp://a.example/x\n[feeds: A]\nhttps://a.example/\n",
		  "2:10: error: a mail server is a host and perhaps a port; write one as in "
		  "smtps://mail.example.org:465\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		config_free(load(cases[i].text, cases[i].said));
}

static void mail_goes_where_the_digest_says_and_how_mail_says(void **state)
{
	struct config *config = load("[mail]\nfrom = Us <us@a.example>\n"
		"server = smtp://localhost:25\ntls = no\nunsubscribe = mailto:us@a.example\n"
		"[digest: D]\nmail-to = jane@b.example, \"Roe, Joe <joe@b.example>\"\n"
		"[feeds: A]\nhttps://a.example/\n", "");

	(void)state;
	assert_string_equal(config->mail.from, "Us <us@a.example>");
	assert_string_equal(config->mail.server, "smtp://localhost:25");
	assert_int_equal(config->mail.tls, MAIL_TLS_NO);
	assert_int_equal(config->digests[0].mail_to_count, 2);
	assert_string_equal(config->digests[0].mail_to[1], "Roe, Joe <joe@b.example>");
	config_free(config);
}

static void a_nul_byte_is_an_error(void **state)
{
	static const char text[] = "[feeds: A]\nhttps://a.example/\0x\n";
	static const struct config_text from = {"c", text, sizeof(text) - 1};
	struct diagnostics diagnostics = {0};
	struct config *config = NULL;
	struct err err;

	(void)state;
	assert_int_equal(config_load_text(&config, &from, &diagnostics, &err), -1);
	assert_int_equal(diagnostics.items[0].line, 2);
	assert_int_equal(diagnostics.items[0].column, 19);
	diagnostics_clear(&diagnostics);
}

static void a_line_that_is_too_long_is_an_error(void **state)
{
	struct buf text = {0};
	int i;

	(void)state;
	buf_add_text(&text, "[feeds: A]\nhttps://a.example/");
	for (i = 0; i < 20000; i++)
		buf_add_char(&text, 'a');
	buf_add_text(&text, "\nhttps://b.example/\n");
	config_free(load(text.data, "2:0: error: this line is longer than 16384 bytes; break it "
			 "up\n"));
	buf_clear(&text);
}

static void a_digest_without_ascii_letters_still_has_a_directory(void **state)
{
	struct config *config = load("[digest: 世界]\n[digest: 日本]\n[feeds: A]\n"
				     "https://a.example/\n", "");

	(void)state;
	assert_string_not_equal(config->digests[0].slug, "");
	assert_string_not_equal(config->digests[0].slug, config->digests[1].slug);
	config_free(config);
}

static void the_state_is_where_systemd_says(void **state)
{
	struct config *config;

	(void)state;
	setenv("STATE_DIRECTORY", "/var/lib/one:/var/lib/two", 1);
	config = load("[feeds: A]\nhttps://a.example/\n", "");
	assert_string_equal(config->state, "/var/lib/one");
	assert_string_equal(config->output, "/var/lib/one/digests");
	config_free(config);
	unsetenv("STATE_DIRECTORY");
	config = load("[feeds: A]\nhttps://a.example/\n", "");
	assert_string_equal(config->state, "/var/lib/granola");
	config_free(config);
}

/* --- files --- */

struct tree {
	char directory[64];
	char path[128];			/* of granola.conf in it */
};

static void add_file(const struct tree *tree, const char *name, const char *text)
{
	char *path = file_join(tree->directory, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	free(path);
}

static int make_tree(void **state)
{
	struct tree *tree = mem_new(sizeof(*tree));
	char more[128];

	snprintf(tree->directory, sizeof(tree->directory), "/tmp/granola-test-XXXXXX");
	assert_non_null(mkdtemp(tree->directory));
	snprintf(tree->path, sizeof(tree->path), "%s/granola.conf", tree->directory);
	snprintf(more, sizeof(more), "%s/more.d", tree->directory);
	assert_int_equal(mkdir(more, 0755), 0);
	*state = tree;
	return 0;
}

static int remove_tree(void **state)
{
	struct tree *tree = *state;
	char command[128];
	int status;

	snprintf(command, sizeof(command), "rm -r %s", tree->directory);
	status = system(command);
	free(tree);
	return status;
}

/* Loads a tree's granola.conf; "DIR" in what is expected stands for its directory. */
static struct config *load_tree(const struct tree *tree, const char *expected)
{
	struct diagnostics diagnostics = {0};
	struct config *config = NULL;
	struct buf wanted = {0};
	struct err err;
	char *said;

	for (; *expected != '\0'; expected++) {
		if (strncmp(expected, "DIR", 3) == 0) {
			buf_add_text(&wanted, tree->directory);
			expected += 2;
		} else {
			buf_add_char(&wanted, *expected);
		}
	}
	config_load(&config, tree->path, &diagnostics, &err);
	said = list(&diagnostics);
	assert_string_equal(said, buf_text(&wanted));
	free(said);
	buf_clear(&wanted);
	diagnostics_clear(&diagnostics);
	return config;
}

static void included_files_start_in_the_section_and_leave_it_as_it_was(void **state)
{
	const struct tree *tree = *state;
	struct config *config;

	add_file(tree, "granola.conf", "[feeds: A]\nweight = 2\ninclude more.d/*.conf\n"
		 "https://last.example/\n");
	add_file(tree, "more.d/2.conf", "https://two.example/\n[feeds: B]\nhttps://b.example/\n");
	add_file(tree, "more.d/1.conf", "https://one.example/\n");
	add_file(tree, "more.d/1.conf~", "nonsense\n");
	config = load_tree(tree, "");
	assert_int_equal(config->feed_count, 4);
	assert_string_equal(config->feeds[0].url, "https://one.example/");
	assert_true(config->feeds[0].weight == 2);
	assert_string_equal(config->feeds[1].url, "https://two.example/");
	assert_string_equal(config->feeds[2].group, "B");
	assert_string_equal(config->feeds[3].group, "A");
	assert_true(config->feeds[3].weight == 2);
	assert_int_equal(config->directory_count, 2);
	config_free(config);
}

static void an_include_that_is_not_there_is_said(void **state)
{
	const struct tree *tree = *state;

	add_file(tree, "granola.conf", "[feeds: A]\nhttps://a.example/\ninclude more.d/*.conf\n"
		 "include none.conf\ninclude none.d/*.conf\ninclude\n");
	config_free(load_tree(tree,
		"4:9: error: there is no file DIR/none.conf; create it or remove this line\n"
		"5:9: warning: there is no directory DIR/none.d/ to include files from\n"
		"6:8: error: include what? Name a file, or several as in feeds.d/*.conf\n"));
}

static void templates_are_read_with_the_config(void **state)
{
	static const char conf[] =
		"[digest: A]\nfeeds = A\nhtml-template = more.d/page.html\n"
		"text-template = more.d/page.txt\n[digest: B]\nhtml-template = more.d/page.html\n"
		"[feeds: A]\nhttps://a.example/\n";
	const struct tree *tree = *state;
	struct config *config, *changed;

	add_file(tree, "granola.conf", conf);
	add_file(tree, "more.d/page.html", "<p>{{digest}}</p>\n");
	add_file(tree, "more.d/page.txt", "{{digest}}\n");
	config = load_tree(tree, "");
	assert_non_null(config->digests[0].templates[FORMAT_HTML]);
	assert_non_null(config->digests[0].templates[FORMAT_TEXT]);
	assert_null(config->digests[0].templates[FORMAT_MARKDOWN]);
	assert_ptr_equal(config->digests[1].templates[FORMAT_HTML],
			 config->digests[0].templates[FORMAT_HTML]);
	assert_int_equal(config->directory_count, 2);
	add_file(tree, "more.d/page.txt", "{{owner}}\n");
	changed = load_tree(tree, "");
	assert_false(hash_equal(config->contents, changed->contents));
	config_free(changed);
	config_free(config);
}

static void what_is_wrong_with_a_template_is_told_in_its_own_lines(void **state)
{
	const struct tree *tree = *state;

	add_file(tree, "granola.conf", "[digest: A]\nhtml-template = page.html\n"
		 "text-template = none.txt\nmarkdown-template = more.d\n[digest: B]\n"
		 "html-template = page.html\nevry = 1h\n[feeds: A]\nhttps://a.example/\n");
	add_file(tree, "page.html", "<p>\nü{{digst}}\n{{#stories}}\n<img src=\"{{headlin}}\">\n"
		 "{{/stories}}\n{{?digest}}");
	add_file(tree, "more.d/x", "");
	assert_null(load_tree(tree,
		"2:2: error: 'digst' is not known here (did you mean 'digest'?)\n"
		"4:11: error: 'headlin' is not known here (did you mean 'headline'?)\n"
		"6:1: error: 'digest' is not closed; write {{/digest}} where it ends\n"
		"3:17: error: cannot open DIR/none.txt: No such file or directory; 'granola digest "
		"--print-template FORMAT' prints one to begin with\n"
		"4:21: error: DIR/more.d is no file; 'granola digest --print-template FORMAT' "
		"prints one to begin with\n"
		"7:1: error: unknown option 'evry' (did you mean 'every'?)\n"));
}

static void a_file_cannot_include_itself(void **state)
{
	const struct tree *tree = *state;

	add_file(tree, "granola.conf", "[feeds: A]\nhttps://a.example/\ninclude more.d/a.conf\n");
	add_file(tree, "more.d/a.conf", "include b.conf\n");
	add_file(tree, "more.d/b.conf", "\n\ninclude ../granola.conf\n");
	config_free(load_tree(tree, "3:9: error: DIR/more.d/../granola.conf would include itself; "
			      "remove this line\n"));
}

static void paths_begin_at_the_file_they_stand_in(void **state)
{
	const struct tree *tree = *state;
	char expected[200];
	struct config *config;

	add_file(tree, "granola.conf", "[granola]\nstate = here\n[feeds: A]\n"
		 "include more.d/a.conf\n");
	add_file(tree, "more.d/a.conf", "https://a.example/ auth-file=secret\n"
		 "https://b.example/ auth-file=/nowhere\nfile:c%20d.xml\n");
	add_file(tree, "more.d/secret", "me:pw\n");
	config = load_tree(tree,
		"1:30: warning: everyone can read DIR/more.d/secret; chmod o-r it\n"
		"2:30: warning: /nowhere: No such file or directory; what needs it will "
		"fail\n");
	snprintf(expected, sizeof(expected), "%s/here", tree->directory);
	assert_string_equal(config->state, expected);
	snprintf(expected, sizeof(expected), "%s/here/digests", tree->directory);
	assert_string_equal(config->output, expected);
	snprintf(expected, sizeof(expected), "%s/more.d/secret", tree->directory);
	assert_string_equal(config->feeds[0].auth_file, expected);
	snprintf(expected, sizeof(expected), "file://%s/more.d/c%%20d.xml", tree->directory);
	assert_string_equal(config->feeds[2].url, expected);
	config_free(config);
}

static void a_main_file_that_is_not_there_is_no_input(void **state)
{
	const struct tree *tree = *state;
	struct diagnostics diagnostics = {0};
	struct config *config = NULL;
	struct err err;

	assert_int_equal(config_load(&config, tree->path, &diagnostics, &err), -1);
	assert_int_equal(err.code, ERR_NO_INPUT);
	assert_int_equal(diagnostics.count, 0);
	assert_null(config);
}

#define tree_test(test) cmocka_unit_test_setup_teardown(test, make_tree, remove_tree)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_config_loads),
		cmocka_unit_test(without_a_digest_there_is_one_of_everything),
		cmocka_unit_test(a_domain_is_whole_and_has_one_publisher),
		cmocka_unit_test(what_is_wrong_is_said_all_at_once_and_in_order),
		cmocka_unit_test(what_is_wrong_with_mail_is_said),
		cmocka_unit_test(mail_goes_where_the_digest_says_and_how_mail_says),
		cmocka_unit_test(a_nul_byte_is_an_error),
		cmocka_unit_test(a_line_that_is_too_long_is_an_error),
		cmocka_unit_test(a_digest_without_ascii_letters_still_has_a_directory),
		cmocka_unit_test(the_state_is_where_systemd_says),
		tree_test(included_files_start_in_the_section_and_leave_it_as_it_was),
		tree_test(an_include_that_is_not_there_is_said),
		tree_test(a_file_cannot_include_itself),
		tree_test(templates_are_read_with_the_config),
		tree_test(what_is_wrong_with_a_template_is_told_in_its_own_lines),
		tree_test(paths_begin_at_the_file_they_stand_in),
		tree_test(a_main_file_that_is_not_there_is_no_input),
	};

	unsetenv("STATE_DIRECTORY");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
