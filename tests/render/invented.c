#include "render/invented.h"

#include <string.h>

#include "base/arena.h"
#include "model/digest.h"
#include "render/health.h"
#include "render/render.h"
#include "text/date.h"

enum {
	NOON = 1795345200,	/* 2026-11-22T11:00:00Z */
	MINUTE = 60,
	HOUR = 3600,
	DAY = 86400,
	ZONE = HOUR,
	MOST_PARAGRAPHS = 3,
	LONG = 40,
};

struct telling {
	const char *language, *headline, *slug;
	const char *paragraphs[MOST_PARAGRAPHS + 1];
};

struct voice {
	const char *publisher, *domain;
	enum article_role role;
	int minutes;		/* after the lead */
	const char *title;
};

static const struct telling tellings[] = {
	{"en", "Harbour Town Votes to Rebuild Its Lighthouse With Wind-Driven Lamps",
	 "2026-11-22-harbour-town-votes",
	 {"The council of Port Ellery voted on Saturday to rebuild the lighthouse that a storm "
	  "took in March, and to light it with lamps driven by the wind that felled it. The "
	  "plan passed by nine votes to four after a debate of six hours.",
	  "Engineers expect the tower to stand by the autumn of 2028. It will be eleven metres "
	  "shorter than the old one and carry two turbines of 40 kilowatts each, enough for the "
	  "lamp and for the 212 houses of the old quay.",
	  "Fishing crews had asked for a fixed light at once; a buoy now marks the reef."}},
	{"en", "Small Chip Makers Pool Their Test Lines",
	 "2026-11-22-small-chip-makers-pool",
	 {"Seven makers of sensors and power chips will share two test lines from January, "
	  "cutting the wait for a first wafer from five months to six weeks, the firms said.",
	  "A shared line costs each of them about a third of one of its own."}},
	{"ar", "مدينة ساحلية تعيد بناء منارتها بعد العاصفة", "2026-11-22-story-ar",
	 {"صوّت مجلس المدينة على إعادة بناء المنارة التي هدمتها العاصفة في الربيع الماضي، "
	  "على أن تضاء بمصابيح تعمل بطاقة الرياح (بقدرة 40 كيلوواط).",
	  "ويتوقع المهندسون أن يكتمل العمل في عام 2028."}},
	{"he", "עיירת נמל תשקם את המגדלור שלה", "2026-11-22-story-he",
	 {"מועצת העיירה הצביעה בשבת בעד שיקום המגדלור שנהרס בסערה, והפעם הוא יואר בכוח הרוח.",
	  "העבודה צפויה להסתיים בשנת 2028, אמר המהנדס הראשי."}},
	{"ja", "港町、風力の灯台を再建へ 嵐から八か月、町議会が賛成九票で可決",
	 "2026-11-22-story-ja",
	 {"港町の議会は土曜日、三月の嵐で倒れた灯台を風力の灯で再建する計画を可決した。"
	  "新しい塔は以前より十一メートル低く、二基の風車が灯と古い岸壁の家々に電力を供給する。"
	  "技術者は「完成は二〇二八年の秋になる」と述べた。"}},
	{"zh", "港口小镇投票决定重建灯塔", "2026-11-22-story-zh",
	 {"镇议会星期六投票决定重建在三月风暴中倒塌的灯塔，并以风力点亮新灯。"
	  "工程师预计新塔将于2028年秋天落成，比旧塔矮十一米。"}},
	{"de", "Donaudampfschifffahrtsgesellschaft stellt ihren Flussverkehr bis zum Frühjahr auf "
	       "batterieelektrische Schubverbände um",
	 "2026-11-22-story-de",
	 {"Die Reederei will bis zum Frühjahr zwölf Schubverbände umrüsten. Die Akkus werden "
	  "nachts in den Häfen geladen; die Reichweite liege bei 140 Kilometern."}},
	{"en", "Study of 4,000 Beehives Finds That Hedgerows Matter More Than the Size of the Farm,"
	       " the Crop or the Weather of Any One Year, and Suggests Paying for Them by the"
	       " Metre",
	 "2026-11-22-story-bees",
	 {"Hives within 300 metres of an old hedgerow lost a fifth fewer bees over winter than "
	  "those without one, whatever was sown around them, according to a survey of 4,000 hives "
	  "over nine years.",
	  "The authors suggest that farms be paid by the metre of hedge they keep. “We looked for "
	  "the effect of the crop and hardly found one,” they write."}},
	{"en", "Night Trains Return to the Northern Line", "2026-11-22-story-trains",
	 {"After eleven years without sleepers, two trains a night will run from June.",
	  "Tickets go on sale in February."}},
};

static const struct voice voices[] = {
	{"The Ellery Post", "ellerypost.example", ROLE_ORIGIN, 0, NULL},
	{"Coast & Harbour", "coastharbour.example", ROLE_INDEPENDENT, 95,
	 "Port Ellery chooses wind for its new light"},
	{"Northern Wire", "northernwire.example", ROLE_INDEPENDENT, 260,
	 "Nine to four: a lighthouse returns"},
	{"The Strand Times", "strandtimes.example", ROLE_REPRINT, 120, NULL},
	{"Silverton Daily", "silverton.example", ROLE_REPRINT, 340, NULL},
};

enum { TELLINGS = sizeof(tellings) / sizeof(tellings[0]) };

static struct digest_settings *invent_digest(struct arena *arena, const char *name)
{
	struct digest_settings *digest = arena_alloc(arena, sizeof(*digest));

	digest->name = name;
	digest->slug = "ai-ml";
	digest->owner = "Jane Example";
	memset(digest->formats, 1, sizeof(digest->formats));
	return digest;
}

static struct edition *invent_edition(struct arena *arena, const char *name, size_t posts)
{
	struct edition *edition = arena_alloc(arena, sizeof(*edition));

	edition->digest = invent_digest(arena, name);
	edition->name = "2026-11-22T1200";
	edition->period_start = NOON - DAY;
	edition->period_end = NOON;
	edition->utc_offset = ZONE;
	edition->posts = arena_array(arena, posts, sizeof(edition->posts[0]));
	edition->post_count = posts;
	return edition;
}

static struct article *invent_article(struct arena *arena, const struct telling *telling,
				      const struct voice *voice, int64_t time)
{
	struct article *article = arena_alloc(arena, sizeof(*article));

	article->id = 100 + (voice - voices);
	article->feed_url = arena_printf(arena, "https://%s/feed?of=all&n=9", voice->domain);
	article->feed_title = voice->role == ROLE_REPRINT ? NULL : voice->publisher;
	article->publisher = voice->domain;
	article->publisher_name = voice->publisher;
	article->url = arena_printf(arena, "https://%s/2026/11/%s?ref=feed&n=%d", voice->domain,
				    telling->slug, (int)(voice - voices));
	article->title = voice->title != NULL ? voice->title : telling->headline;
	article->language = voice->title != NULL ? "en" : telling->language;
	article->role = voice->role;
	article->of = voice->role == ROLE_REPRINT ? 100 : 0;
	article->time = time + voice->minutes * MINUTE;
	return article;
}

static void invent_post(struct arena *arena, struct post *post, const struct telling *telling,
			size_t articles)
{
	size_t i;

	post->id = arena_printf(arena, "tag:granola.invalid,2026-11-22:ai-ml/%s", telling->slug);
	post->slug = telling->slug;
	post->headline = telling->headline;
	post->language = telling->language;
	post->paragraphs = arena_array(arena, MOST_PARAGRAPHS, sizeof(post->paragraphs[0]));
	for (i = 0; i < MOST_PARAGRAPHS && telling->paragraphs[i] != NULL; i++)
		post->paragraphs[post->paragraph_count++] = telling->paragraphs[i];
	post->time = NOON - 8 * HOUR;
	post->articles = arena_array(arena, articles, sizeof(post->articles[0]));
	for (i = 0; i < articles; i++) {
		post->articles[i] = invent_article(arena, telling, &voices[i], post->time);
		post->reprints += voices[i].role == ROLE_REPRINT;
	}
	post->article_count = articles;
	post->independents = articles - post->reprints;
	post->original_url = post->articles[0]->url;
	post->rank = 10.0 / (1.0 + (double)articles);
	post->story_id = 7;
}

static void add_troubles(struct arena *arena, struct edition *edition)
{
	static const struct trouble troubles[] = {
		{"The Quay Gazette", "https://quay.example/feed", "answers 404 Not Found",
		 NOON - 3 * DAY, NOON + DAY, false},
		{"https://mill.example/rss.xml", "https://mill.example/rss.xml",
		 "the certificate expired on 19 November", NOON - 2 * DAY, 0, false},
	};

	edition->trouble_count = sizeof(troubles) / sizeof(troubles[0]);
	edition->troubles = arena_array(arena, edition->trouble_count, sizeof(troubles[0]));
	memcpy(edition->troubles, troubles, sizeof(troubles));
}

struct edition *invented_small(struct arena *arena)
{
	struct edition *edition = invent_edition(arena, "AI/ML", 2);

	edition->article_count = 214;
	edition->feed_count = 38;
	edition->left_out = 3;
	invent_post(arena, &edition->posts[0], &tellings[0], 5);
	invent_post(arena, &edition->posts[1], &tellings[1], 1);
	edition->posts[1].is_update = true;
	add_troubles(arena, edition);
	return edition;
}

struct edition *invented_long(struct arena *arena)
{
	struct edition *edition = invent_edition(arena, "The World, Slowly", LONG);
	size_t i;

	edition->article_count = 1312;
	edition->feed_count = 96;
	for (i = 0; i < LONG; i++) {
		struct post *post = &edition->posts[i];

		invent_post(arena, post, &tellings[i % TELLINGS], 1 + i % 5);
		post->id = arena_printf(arena, "%s-%zu", post->id, i);
		post->slug = arena_printf(arena, "%s-%zu", post->slug, i);
		post->is_update = i % 6 == 1;
	}
	return edition;
}

struct edition *invented_empty(struct arena *arena)
{
	struct edition *edition = invent_edition(arena, "AI/ML", 0);

	edition->article_count = 1;
	edition->feed_count = 1;
	add_troubles(arena, edition);
	return edition;
}

struct edition *invented_hostile(struct arena *arena, const char *text)
{
	struct edition *edition = invented_small(arena);
	struct post *post = &edition->posts[0];
	struct trouble *trouble = &edition->troubles[0];
	size_t i;

	post->headline = post->original_url = post->language = text;
	for (i = 0; i < post->paragraph_count; i++)
		post->paragraphs[i] = text;
	for (i = 0; i < post->article_count; i++) {
		struct article *article = arena_alloc(arena, sizeof(*article));

		*article = *post->articles[i];
		article->title = article->url = article->language = text;
		article->publisher = article->publisher_name = text;
		article->feed_url = article->feed_title = text;
		post->articles[i] = article;
	}
	trouble->title = trouble->url = trouble->problem = text;
	return edition;
}

static struct archived invent_archived(struct arena *arena, const char *slug, const char *name,
				       int ago)
{
	static const char *const headlines[] = {
		"Harbour Town Votes to Rebuild Its Lighthouse With Wind-Driven Lamps",
		"מדינות הים חותמות על אמנת דיג",
		"Night Trains Return to the Northern Line",
	};
	int64_t end = NOON - (int64_t)ago * 2 * DAY;
	struct civil day = date_to_civil(end, ZONE);

	return (struct archived){
		.digest_slug = slug,
		.digest_name = name,
		.name = arena_printf(arena, "%04d-%02d-%02dT1200", day.year, day.month, day.day),
		.period_end = end,
		.story_count = (size_t)(1 + ago * 5 % 12),
		.headline = headlines[ago % 3],
		.has_html = ago != 2,
	};
}

static const struct feed_health feeds[] = {
	{"The Ellery Post", "https://ellerypost.example/feed",
	 {{24, 0, 9}, {24, 0, 12}, {23, 0, 4}, {24, 0, 11}, {24, 0, 10}, {22, 0, 3}, {12, 0, 6}},
	 {[5] = 10, [6] = 90, [7] = 120, [8] = 60, [11] = 40, [12] = 45, [16] = 80, [17] = 110,
	  [18] = 70, [21] = 15}},
	{"The Quay Gazette", "https://quay.example/feed",
	 {{8, 0, 2}, {8, 0, 1}, {8, 2, 1}, {8, 8, 0}, {3, 3, 0}, {2, 2, 0}, {1, 1, 0}},
	 {[9] = 30, [14] = 30}},
	{"صحيفة الميناء", "https://mina.example/feed", {{4, 0, 0}, {4, 0, 1}}, {0}},
	{"https://mill.example/rss.xml", "https://mill.example/rss.xml", {{0}}, {0}},
};

struct render_context *invented_context(struct arena *arena)
{
	enum { EDITIONS = 14, DIGESTS = 3 };
	static const char *months[] = {"2026-11", "2026-10", "2026-09", "2025-12"};
	struct render_context *context = arena_alloc(arena, sizeof(*context));
	struct archived *archive = arena_array(arena, EDITIONS, sizeof(archive[0]));
	struct archived *newest = arena_array(arena, DIGESTS, sizeof(newest[0]));
	int i;

	for (i = 0; i < EDITIONS; i++)
		archive[i] = invent_archived(arena, "ai-ml", "AI/ML", i);
	newest[0] = archive[0];
	newest[1] = invent_archived(arena, "gardens", "Gardens & Bees", 1);
	newest[2] = invent_archived(arena, "world", "The World, Slowly", 2);
	*context = (struct render_context){
		.sources = "<opml/>\n",
		.health = feeds,
		.health_count = sizeof(feeds) / sizeof(feeds[0]),
		.recent = archive,
		.recent_count = EDITIONS,
		.month = archive,
		.month_count = 11,
		.months = months,
		.month_total = sizeof(months) / sizeof(months[0]),
		.newest = newest,
		.newest_count = DIGESTS,
	};
	return context;
}
