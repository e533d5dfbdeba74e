#include "text/date_zones.h"

#include <string.h>

#include "text/calendar.h"

enum { SECONDS_PER_HOUR = 3600, SECONDS_PER_DAY = 86400, SUMMER_GAIN = 60 };

enum rule { NO_SUMMER, EUROPEAN, AMERICAN, AUSTRALIAN, NEW_ZEALAND };

/* A Sunday: the first of the month on or after `day`. */
struct change {
	int month, day;
	int hour;		/* local standard time; of UTC where `is_utc` */
};

static const struct {
	struct change start, end;
	bool is_utc;
} rules[] = {
	[EUROPEAN]	= {{3, 25, 1}, {10, 25, 1}, true},
	[AMERICAN]	= {{3, 8, 2}, {11, 1, 1}, false},
	[AUSTRALIAN]	= {{10, 1, 2}, {4, 1, 2}, false},
	[NEW_ZEALAND]	= {{9, 24, 2}, {4, 1, 2}, false},
};

static const struct {
	const char *name;
	int offset;		/* minutes, in winter */
	enum rule rule;
} zones[] = {
	{"europe/london", 0, EUROPEAN}, {"europe/dublin", 0, EUROPEAN},
	{"europe/lisbon", 0, EUROPEAN}, {"europe/brussels", 60, EUROPEAN},
	{"europe/paris", 60, EUROPEAN}, {"europe/berlin", 60, EUROPEAN},
	{"europe/amsterdam", 60, EUROPEAN}, {"europe/madrid", 60, EUROPEAN},
	{"europe/rome", 60, EUROPEAN}, {"europe/vienna", 60, EUROPEAN},
	{"europe/zurich", 60, EUROPEAN}, {"europe/stockholm", 60, EUROPEAN},
	{"europe/oslo", 60, EUROPEAN}, {"europe/copenhagen", 60, EUROPEAN},
	{"europe/prague", 60, EUROPEAN}, {"europe/warsaw", 60, EUROPEAN},
	{"europe/budapest", 60, EUROPEAN}, {"europe/belgrade", 60, EUROPEAN},
	{"europe/zagreb", 60, EUROPEAN}, {"europe/ljubljana", 60, EUROPEAN},
	{"europe/bratislava", 60, EUROPEAN}, {"europe/luxembourg", 60, EUROPEAN},
	{"europe/malta", 60, EUROPEAN}, {"europe/monaco", 60, EUROPEAN},
	{"europe/athens", 120, EUROPEAN}, {"europe/helsinki", 120, EUROPEAN},
	{"europe/bucharest", 120, EUROPEAN}, {"europe/sofia", 120, EUROPEAN},
	{"europe/kiev", 120, EUROPEAN}, {"europe/kyiv", 120, EUROPEAN},
	{"europe/vilnius", 120, EUROPEAN}, {"europe/riga", 120, EUROPEAN},
	{"europe/tallinn", 120, EUROPEAN}, {"asia/nicosia", 120, EUROPEAN},
	{"et", -300, AMERICAN}, {"ct", -360, AMERICAN}, {"mt", -420, AMERICAN},
	{"pt", -480, AMERICAN}, {"america/new_york", -300, AMERICAN},
	{"america/detroit", -300, AMERICAN}, {"america/toronto", -300, AMERICAN},
	{"america/montreal", -300, AMERICAN}, {"america/chicago", -360, AMERICAN},
	{"america/winnipeg", -360, AMERICAN}, {"america/denver", -420, AMERICAN},
	{"america/edmonton", -420, AMERICAN}, {"america/boise", -420, AMERICAN},
	{"america/los_angeles", -480, AMERICAN}, {"america/vancouver", -480, AMERICAN},
	{"america/anchorage", -540, AMERICAN}, {"america/halifax", -240, AMERICAN},
	{"america/st_johns", -210, AMERICAN}, {"us/eastern", -300, AMERICAN},
	{"us/central", -360, AMERICAN}, {"us/mountain", -420, AMERICAN},
	{"us/pacific", -480, AMERICAN}, {"australia/sydney", 600, AUSTRALIAN},
	{"australia/melbourne", 600, AUSTRALIAN}, {"australia/hobart", 600, AUSTRALIAN},
	{"australia/canberra", 600, AUSTRALIAN}, {"australia/adelaide", 570, AUSTRALIAN},
	{"pacific/auckland", 720, NEW_ZEALAND}, {"america/phoenix", -420, NO_SUMMER},
	{"america/sao_paulo", -180, NO_SUMMER},
	{"america/argentina/buenos_aires", -180, NO_SUMMER},
	{"america/buenos_aires", -180, NO_SUMMER}, {"america/bogota", -300, NO_SUMMER},
	{"america/lima", -300, NO_SUMMER}, {"america/caracas", -240, NO_SUMMER},
	{"america/mexico_city", -360, NO_SUMMER}, {"america/montevideo", -180, NO_SUMMER},
	{"america/puerto_rico", -240, NO_SUMMER}, {"africa/cairo", 120, NO_SUMMER},
	{"africa/johannesburg", 120, NO_SUMMER}, {"africa/lagos", 60, NO_SUMMER},
	{"africa/nairobi", 180, NO_SUMMER}, {"africa/algiers", 60, NO_SUMMER},
	{"africa/tunis", 60, NO_SUMMER}, {"africa/accra", 0, NO_SUMMER},
	{"asia/tokyo", 540, NO_SUMMER}, {"asia/seoul", 540, NO_SUMMER},
	{"asia/shanghai", 480, NO_SUMMER}, {"asia/chongqing", 480, NO_SUMMER},
	{"asia/hong_kong", 480, NO_SUMMER}, {"asia/taipei", 480, NO_SUMMER},
	{"asia/singapore", 480, NO_SUMMER}, {"asia/kuala_lumpur", 480, NO_SUMMER},
	{"asia/manila", 480, NO_SUMMER}, {"asia/jakarta", 420, NO_SUMMER},
	{"asia/bangkok", 420, NO_SUMMER}, {"asia/ho_chi_minh", 420, NO_SUMMER},
	{"asia/saigon", 420, NO_SUMMER}, {"asia/kolkata", 330, NO_SUMMER},
	{"asia/calcutta", 330, NO_SUMMER}, {"asia/colombo", 330, NO_SUMMER},
	{"asia/kathmandu", 345, NO_SUMMER}, {"asia/dhaka", 360, NO_SUMMER},
	{"asia/karachi", 300, NO_SUMMER}, {"asia/tashkent", 300, NO_SUMMER},
	{"asia/dubai", 240, NO_SUMMER}, {"asia/tehran", 210, NO_SUMMER},
	{"asia/baghdad", 180, NO_SUMMER}, {"asia/riyadh", 180, NO_SUMMER},
	{"asia/istanbul", 180, NO_SUMMER}, {"europe/istanbul", 180, NO_SUMMER},
	{"europe/moscow", 180, NO_SUMMER}, {"europe/minsk", 180, NO_SUMMER},
	{"atlantic/reykjavik", 0, NO_SUMMER}, {"australia/brisbane", 600, NO_SUMMER},
	{"australia/darwin", 570, NO_SUMMER}, {"australia/perth", 480, NO_SUMMER},
	{"pacific/honolulu", -600, NO_SUMMER}, {"us/hawaii", -600, NO_SUMMER},
	{"etc/utc", 0, NO_SUMMER}, {"etc/gmt", 0, NO_SUMMER},
	{"asia/yekaterinburg", 300, NO_SUMMER}, {"asia/novosibirsk", 420, NO_SUMMER},
	{"asia/vladivostok", 600, NO_SUMMER},
};

static int64_t change_time(int year, const struct change *change)
{
	int64_t days = calendar_to_days(year, change->month, change->day);

	days += (7 - calendar_weekday(days)) % 7;
	return days * SECONDS_PER_DAY + change->hour * SECONDS_PER_HOUR;
}

/* `standard` is what a clock without summer time shows; in the south summer spans the new year. */
static bool is_summer(enum rule rule, int offset, int64_t standard)
{
	int64_t clock = rules[rule].is_utc ? standard - offset * 60 : standard;
	int year = calendar_from_days(calendar_floor_div(clock, SECONDS_PER_DAY)).year;
	int64_t start = change_time(year, &rules[rule].start);
	int64_t end = change_time(year, &rules[rule].end);

	if (start < end)
		return clock >= start && clock < end;
	return clock >= start || clock < end;
}

int date_zones_find(const char *name, size_t length)
{
	size_t i;

	for (i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		if (strlen(zones[i].name) == length && memcmp(zones[i].name, name, length) == 0)
			return (int)i;
	}
	return -1;
}

int date_zones_offset(int zone, int64_t local)
{
	int offset = zones[zone].offset;
	enum rule rule = zones[zone].rule;

	if (rule != NO_SUMMER && is_summer(rule, offset, local - SUMMER_GAIN * 60))
		return offset + SUMMER_GAIN;
	return offset;
}
