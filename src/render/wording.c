#include "render/wording.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/digest.h"
#include "render/escape.h"
#include "text/date.h"

static const char default_footer[] =
	"Trending {topic} Article Identified & Digested via Granola by {owner}; "
	"a Machine-Driven RSS Bot";

static const char *const weekdays[] = {
	"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
};

static const char *const months[] = {
	"",	"January", "February", "March",	    "April",   "May",	   "June",
	"July", "August",  "September", "October", "November", "December",
};

static const char *const roles[] = {
	[ROLE_INDEPENDENT] = "",
	[ROLE_ORIGIN] = "original report",
	[ROLE_REPRINT] = "reprint",
	[ROLE_REWRITE] = "rewrite",
};

static const char *plural(struct arena *arena, size_t count, const char *one, const char *many)
{
	return arena_printf(arena, "%zu %s", count, count == 1 ? one : many);
}

static const char *zone(struct arena *arena, int utc_offset)
{
	int minutes = abs(utc_offset) / 60;

	if (minutes == 0)
		return "UTC";
	return arena_printf(arena, "UTC%c%02d:%02d", utc_offset < 0 ? '-' : '+', minutes / 60,
			    minutes % 60);
}

static bool is_same_day(struct civil a, struct civil b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* Whether nothing of it would be seen. */
static bool is_blank(const char *text)
{
	struct buf plain = {0};
	bool blank;

	escape_plain(&plain, text);
	blank = plain.length == 0;
	buf_clear(&plain);
	return blank;
}

/* What readers may find in the way of the original. */
static const char *wall(struct arena *arena, const struct post *post)
{
	enum page_result page = post->article_count > 0 ? post->articles[0]->page : PAGE_AWAITED;

	if (!web_page_is_walled(page))
		return "";
	return arena_printf(arena, "; the original is %s", web_page_result_text(page));
}

const char *wording_time(struct arena *arena, int64_t time, int utc_offset)
{
	struct civil civil = date_to_civil(time, utc_offset);

	return arena_printf(arena, "%d %s %d, %02d:%02d", civil.day, months[civil.month],
			    civil.year, civil.hour, civil.minute);
}

const char *wording_short_time(struct arena *arena, int64_t time, int utc_offset)
{
	struct civil civil = date_to_civil(time, utc_offset);

	return arena_printf(arena, "%d %.3s, %02d:%02d", civil.day, months[civil.month],
			    civil.hour, civil.minute);
}

const char *wording_date(struct arena *arena, int64_t time)
{
	struct civil civil = date_to_civil(time, 0);

	return arena_printf(arena, "%d %.3s", civil.day, months[civil.month]);
}

const char *wording_day(struct arena *arena, int64_t time, int utc_offset)
{
	struct civil civil = date_to_civil(time, utc_offset);

	return arena_printf(arena, "%s, %d %s %d", weekdays[civil.weekday], civil.day,
			    months[civil.month], civil.year);
}

const char *wording_month(struct arena *arena, const char *month)
{
	enum { NUMBER = 5 };		/* where that of the month stands */
	int number = (month[NUMBER] - '0') * 10 + month[NUMBER + 1] - '0';

	return arena_printf(arena, "%s %.4s", months[number], month);
}

const char *wording_stories(struct arena *arena, size_t count)
{
	return count == 0 ? "No stories" : plural(arena, count, "story", "stories");
}

const char *wording_until(struct arena *arena, const struct edition *edition)
{
	int offset = edition->utc_offset;
	struct civil start = date_to_civil(edition->period_start, offset);
	struct civil end = date_to_civil(edition->period_end, offset);

	if (is_same_day(start, end))
		return arena_printf(arena, "%02d:%02d (%s)", end.hour, end.minute,
				    zone(arena, offset));
	return arena_printf(arena, "%s (%s)", wording_time(arena, edition->period_end, offset),
			    zone(arena, offset));
}

const char *wording_counts(struct arena *arena, const struct edition *edition)
{
	const char *left_out = "";

	if (edition->left_out > 0)
		left_out = arena_printf(arena, "; %zu left out", edition->left_out);
	return arena_printf(arena, "%s from %s in %s%s",
			    wording_stories(arena, edition->post_count),
			    plural(arena, edition->article_count, "article", "articles"),
			    plural(arena, edition->feed_count, "feed", "feeds"), left_out);
}

const char *wording_owner(const struct digest_settings *digest)
{
	return str_is_empty(digest->owner) ? "its owner" : digest->owner;
}

const char *wording_footer(struct arena *arena, const struct digest_settings *digest)
{
	const struct {
		const char *name, *value;
	} variables[] = {{"{topic}", digest->name}, {"{owner}", wording_owner(digest)}};
	const char *at = str_is_empty(digest->footer) ? default_footer : digest->footer;
	struct buf out = {0};
	const char *footer;
	size_t i;

	while (*at != '\0') {
		for (i = 0; i < 2 && !str_starts(at, variables[i].name); i++)
			;
		if (i < 2) {
			buf_add_text(&out, variables[i].value);
			at += strlen(variables[i].name);
		} else {
			buf_add_char(&out, *at++);
		}
	}
	footer = arena_dup(arena, buf_text(&out));
	buf_clear(&out);
	return footer;
}

const char *wording_headline(const struct post *post)
{
	return is_blank(post->headline) ? "Untitled" : post->headline;
}

const char *wording_marked_headline(struct arena *arena, const struct post *post)
{
	const char *headline = wording_headline(post);

	return post->is_update ? arena_printf(arena, "Update: %s", headline) : headline;
}

const char *wording_sources(struct arena *arena, const struct post *post)
{
	const char *sources = "single source", *reprints = "";

	if (post->independents > 1)
		sources = arena_printf(arena, "%zu independent sources", post->independents);
	if (post->reprints > 0)
		reprints = arena_printf(arena, " (+%s)",
					plural(arena, post->reprints, "reprint", "reprints"));
	return arena_printf(arena, "%s%s%s", sources, reprints, wall(arena, post));
}

const char *wording_publisher(const struct article *article)
{
	if (!is_blank(article->publisher_name))
		return article->publisher_name;
	return is_blank(article->publisher) ? "unknown publisher" : article->publisher;
}

const char *wording_role(const struct article *article)
{
	return (size_t)article->role < sizeof(roles) / sizeof(roles[0]) ? roles[article->role] : "";
}

const char *wording_other_title(const struct post *post, const struct article *article)
{
	if (article->title == NULL || str_equal(article->title, post->headline))
		return "";
	return article->title;
}

bool wording_is_new_voice(const struct post *post, size_t index)
{
	const char *publisher = wording_publisher(post->articles[index]);
	size_t i;

	for (i = 0; i < index; i++) {
		if (str_equal(wording_publisher(post->articles[i]), publisher))
			return false;
	}
	return true;
}

const char *wording_polls(struct arena *arena, size_t entries, size_t polls, size_t failures)
{
	const char *failed = failures > 0 ? arena_printf(arena, ", %zu failed", failures) : "";

	if (polls == 0)
		return "not polled";
	return arena_printf(arena, "%s in %s%s",
			    plural(arena, entries, "new entry", "new entries"),
			    plural(arena, polls, "poll", "polls"), failed);
}

const char *wording_trouble(struct arena *arena, const struct trouble *trouble, int utc_offset)
{
	const char *problem = str_is_empty(trouble->problem) ? "no answer" : trouble->problem;
	const char *since = wording_time(arena, trouble->since, utc_offset);

	if (trouble->is_answering && trouble->since == 0)
		return problem;
	if (trouble->is_answering)
		return arena_printf(arena, "%s; so since %s", problem, since);
	if (trouble->next_try == 0)
		return arena_printf(arena, "%s; failing since %s; not tried again", problem, since);
	return arena_printf(arena, "%s; failing since %s; next try %s", problem, since,
			    wording_time(arena, trouble->next_try, utc_offset));
}

const char *wording_mail(struct arena *arena, size_t failing, size_t given_up)
{
	const char *waiting = plural(arena, failing, "message waits to be mailed again",
				     "messages wait to be mailed again");
	const char *lost = plural(arena, given_up, "was given up", "were given up");

	if (failing == 0)
		return arena_printf(arena, "%s in the last week",
				    plural(arena, given_up, "message was given up",
					   "messages were given up"));
	if (given_up == 0)
		return waiting;
	return arena_printf(arena, "%s, %s in the last week", waiting, lost);
}
