/*
 * granola: reads the feeds you name and writes digests of what is new in them.
 *
 * The table of subcommands, nothing else; README in this folder is the map.
 */
#include "cli/arguments.h"
#include "cli/commands.h"

static const struct command commands[] = {
	{"run",		"",	"now",
	 "Poll and publish until told to stop: the daemon", 0, 0, command_run},
	{"once",	"",	"feeds-only force now",
	 "Poll every due feed once, write the digests, exit", 0, 0, command_once},
	{"check",	"",	"now",
	 "Read the config and print everything wrong with it", 0, 0, command_check},
	{"status",	"",	"check failing json metrics now",
	 "Show how the daemon and each feed are", 0, 0, command_status},
	{"refresh",	"[URL]", "",
	 "Have the daemon poll a feed, or all, now", 0, 1, command_refresh},
	{"reload",	"",	"",
	 "Have the daemon read the config again", 0, 0, command_reload},
	{"entries",	"",	"feed since story json now",
	 "List entries, newest first", 0, 0, command_entries},
	{"search",	"WORD...", "json limit now",
	 "Find entries by words of their titles and texts", 1, MOST_OPERANDS, command_search},
	{"digest",	"[NAME]", "format now print-template since",
	 "Print an edition as it would be now, or a template", 0, 1, command_digest},
	{"stories",	"[DIGEST]", "since json now",
	 "List the stories of a digest, or of all, by rank", 0, 1, command_stories},
	{"why",		"STORY", "since now",
	 "Explain why articles are one story, and its rank", 1, 1, command_why},
	{"discover",	"URL|FILE", "allow-private base-url json",
	 "List the feeds that a page offers", 1, 1, command_discover},
	{"import",	"FILE.opml", "",
	 "Print a list of feeds as lines for the config", 1, 1, command_import},
	{"export",	"",	"",
	 "Print the config's feeds as OPML", 0, 0, command_export},
	{"backup",	"FILE",	"",
	 "Copy the store to a new file, while it is used", 1, 1, command_backup},
	{"parse",	"FILE",	"base-url content-type",
	 "Print a feed as JSON Feed 1.1", 1, 1, command_parse},
	{"parser",	"",	"",
	 NULL, 0, 0, command_parser},		/* what run and once start; see job/warden.h */
	{"extract",	"FILE",	"url",
	 "Print the article of a web page as JSON", 1, 1, command_extract},
	{"summarize",	"[FILE...]", "words sentences",
	 "Condense plain text; several files are one story", 0, MOST_OPERANDS, command_summarize},
	{"cluster",	"FILE.jsonl", "",
	 "Sort articles, a line of JSON each, into stories", 1, 1, command_cluster},
};

int main(int argc, char **argv)
{
	return arguments_main(argc, argv, commands, sizeof(commands) / sizeof(commands[0]));
}
