#include "render/health.h"

#include "base/arena.h"
#include "base/buf.h"
#include "model/digest.h"
#include "render/escape.h"
#include "render/page.h"
#include "render/pen.h"
#include "render/render.h"
#include "render/troubles.h"
#include "render/wording.h"

enum {
	DAY		= 24 * 3600,
	MOST_NAMED	= 3,		/* hours that are called the busiest */
	WHOLE		= 100,		/* per cent */
};

static struct health_day sum_of(const struct feed_health *feed)
{
	struct health_day sum = {0};
	size_t i;

	for (i = 0; i < HEALTH_DAYS; i++) {
		sum.polls += feed->days[i].polls;
		sum.failures += feed->days[i].failures;
		sum.entries += feed->days[i].entries;
	}
	return sum;
}

static void add_bar(const struct pen *pen, size_t value, size_t most, const char *kind)
{
	int height = most > 0 ? (int)(value * WHOLE / most) : 0;

	buf_printf(pen->out, "<i class=\"%s\" style=\"height:%d%%\"></i>", kind, height);
}

/* A day on which polls failed is drawn hollow, and told of after the numbers. */
static void add_week(const struct pen *pen, const struct feed_health *feed)
{
	const struct edition *edition = pen->edition;
	int64_t first = edition->period_end - (int64_t)(HEALTH_DAYS - 1) * DAY;
	size_t most = 0, i;

	buf_printf(pen->out,
		   "<div class=\"spark\" role=\"img\" aria-label=\"New entries a day since %s",
		   wording_date(pen->arena, first));
	for (i = 0; i < HEALTH_DAYS; i++) {
		buf_printf(pen->out, "%s %zu", i == 0 ? ":" : ",", feed->days[i].entries);
		if (feed->days[i].entries > most)
			most = feed->days[i].entries;
	}
	for (i = 0; i < HEALTH_DAYS; i++) {
		if (feed->days[i].failures > 0)
			buf_printf(pen->out, "; %zu of %zu polls failed on %s",
				   feed->days[i].failures, feed->days[i].polls,
				   wording_date(pen->arena, first + (int64_t)i * DAY));
	}
	buf_add_text(pen->out, "\">");
	for (i = 0; i < HEALTH_DAYS; i++)
		add_bar(pen, feed->days[i].entries, most,
			feed->days[i].failures > 0 ? "bad" : "day");
	buf_add_text(pen->out, "</div>\n");
}

static size_t busiest_hour(const uint8_t *hours)
{
	size_t busiest = 0, i;

	for (i = 1; i < HEALTH_HOURS; i++) {
		if (hours[i] > hours[busiest])
			busiest = i;
	}
	return busiest;
}

static void add_hours(const struct pen *pen, const struct feed_health *feed)
{
	uint8_t left[HEALTH_HOURS];
	size_t most = feed->hours[busiest_hour(feed->hours)], i;

	if (most == 0)
		return;
	for (i = 0; i < HEALTH_HOURS; i++)
		left[i] = feed->hours[i];
	buf_add_text(pen->out, "<div class=\"spark hours\" role=\"img\" aria-label=\""
			       "Through the day, busiest in the hours from");
	for (i = 0; i < MOST_NAMED; i++) {
		size_t hour = busiest_hour(left);

		if (left[hour] == 0)
			break;
		buf_printf(pen->out, "%s %02zu:00", i == 0 ? "" : ",", hour);
		left[hour] = 0;
	}
	buf_add_text(pen->out, " UTC\">");
	for (i = 0; i < HEALTH_HOURS; i++)
		add_bar(pen, feed->hours[i], most, "day");
	buf_add_text(pen->out, "</div>\n");
}

static void add_feed(const struct pen *pen, const struct feed_health *feed)
{
	struct health_day week = sum_of(feed);

	buf_add_text(pen->out, "<li><bdi>");
	page_link(pen, feed->url, feed->title);
	escape_html(pen->out, "</bdi>\n<p class=\"quiet\">%s</p>\n",
		    wording_polls(pen->arena, week.entries, week.polls, week.failures));
	buf_add_text(pen->out, "<div class=\"sparks\">\n");
	if (week.polls > 0)
		add_week(pen, feed);
	add_hours(pen, feed);
	buf_add_text(pen->out, "</div></li>\n");
}

static void add_feeds(const struct pen *pen, const struct render_context *context)
{
	size_t i;

	if (context->health_count == 0)
		return;
	buf_add_text(pen->out,
		     "<section aria-labelledby=\"week-label\">\n"
		     "<h2 class=\"label\" id=\"week-label\">The last week</h2>\n"
		     "<p class=\"quiet note\">New entries, day by day (hollow where polls failed), "
		     "and how they are spread over the hours of the day (UTC).</p>\n"
		     "<ul class=\"list\">\n");
	for (i = 0; i < context->health_count; i++)
		add_feed(pen, &context->health[i]);
	buf_add_text(pen->out, "</ul>\n");
	if (context->health_more > 0)
		escape_html(pen->out,
			    "<p class=\"quiet\">And %zu more: granola status tells of all.</p>\n",
			    context->health_more);
	buf_add_text(pen->out, "</section>\n");
}

static void add_attention(const struct pen *pen)
{
	if (pen->edition->trouble_count == 0) {
		buf_add_text(pen->out, "<p class=\"none\">All feeds are well.</p>\n");
		return;
	}
	buf_add_text(pen->out, "<section aria-labelledby=\"troubles-label\">\n"
			       "<h2 class=\"label\" id=\"troubles-label\">"
			       "Feeds needing attention</h2>\n");
	troubles_add(pen);
	buf_add_text(pen->out, "</section>\n");
}

/* How many, and no more: whom digests are mailed to is nobody's business who reads them. */
static void add_mail(const struct pen *pen, const struct render_context *context)
{
	if (context->mail_failing == 0 && context->mail_given_up == 0)
		return;
	buf_add_text(pen->out, "<h2 class=\"label\">Mail</h2>\n");
	escape_html(pen->out, "<p>%s; granola status tells why.</p>\n",
		    wording_mail(pen->arena, context->mail_failing, context->mail_given_up));
}

void health_page(const struct pen *pen, const struct render_context *context)
{
	const struct edition *edition = pen->edition;

	page_open(pen, &(struct page){.title = "Feeds",
				      .description = "How the feeds are",
				      .language = "en",
				      .skip_to = "the feeds"});
	escape_html(pen->out,
		    "<header class=\"masthead\">\n<h1>Feeds</h1>\n<p>As of %s</p>\n</header>\n"
		    "<main id=\"main-content\">\n",
		    wording_time(pen->arena, edition->period_end, edition->utc_offset));
	add_attention(pen);
	add_mail(pen, context);
	add_feeds(pen, context);
	buf_add_text(pen->out, "</main>\n<footer class=\"foot\">\n<nav aria-label=\"More\">"
			       "<a href=\"index.html\">All digests</a></nav>\n</footer>\n");
	page_close(pen);
}
