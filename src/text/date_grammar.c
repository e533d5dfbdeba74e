#include "text/date_grammar.h"

#include <stddef.h>
#include <string.h>

#include "text/date_tokens.h"

/*
 * Times of day, longest first. In `shape` stands what the tokens are: n for a
 * number, A for half a day, T for itself, h, i and s for the units hour, minute
 * and second, marks for themselves. In `fields` stands, beneath each, what it
 * says: h, m or s; p for digits without marks; blank for nothing. What the
 * letters mean is in meanings[].
 */
static const struct pattern {
	const char *shape, *fields;
} times[] = {
	{"n:n:n.n",	"h m s  "},
	{"n:n:n,n",	"h m s  "},
	{"n:n:n",	"h m s"},
	{"n:n",		"h m"},
	{"nhnins",	"h m s "},
	{"nhnin",	"h m s"},
	{"nhni",	"h m "},
	{"nhn",		"h m"},
	{"nh",		"h "},
	{"Tn.n",	" p  "},
	{"Tn,n",	" p  "},
	{"Tn",		" p"},
	{"n.nA",	"h m "},
	{"n.nh",	"h m "},
	{"nA",		"h "},
	{"An",		" h"},
};

/*
 * Dates. Numbers are told apart by how many digits they have, see classes[]; y,
 * m and d are units, M is a month's name. Fields: Y, M, D, N a month that may
 * turn out to be the day, O day of the year, W week, w day of the week, v both
 * of these; P is YYYYMMDD, Q YYYYOOO; t and T are YYYYMMDDhhmm without and with
 * ss; S, K and U are seconds, milliseconds and microseconds since 1970.
 */
static const struct pattern dates[] = {
	{"Y-n-n",	"Y M D"},
	{"nMY",		"DMY"},
	{"MnY",		"MDY"},
	{"YMn",		"YMD"},
	{"nMn",		"DMY"},
	{"Mnn",		"MDY"},
	{"YnM",		"YDM"},
	{"MY",		"MY"},
	{"YM",		"YM"},
	{"Y/n/n",	"Y M D"},
	{"Y.n.n",	"Y M D"},
	{"Y.n.n.",	"Y M D "},
	{"Ynn",		"YMD"},
	{"n/n/Y",	"N D Y"},
	{"n/n/n",	"N D Y"},
	{"n.n.Y",	"D N Y"},
	{"n.n.Y.",	"D N Y "},
	{"n.n.n",	"D N Y"},
	{"n-n-Y",	"D N Y"},
	{"n-n-n",	"Y M D"},
	{"Yynmnd",	"Y M D "},
	{"nynmnd",	"Y M D "},
	{"Yynm",	"Y M "},
	{"YyMnd",	"Y MD "},
	{"Yy",		"Y "},
	{"Y-n",		"Y M"},
	{"Y/n",		"Y M"},
	{"Y",		"Y"},
	{"8",		"P"},
	{"7",		"Q"},
	{"Y-3",		"Y O"},
	{"YWn",		"Y W"},
	{"Y-Wn",	"Y  W"},
	{"YWn-n",	"Y W w"},
	{"Y-Wn-n",	"Y  W w"},
	{"YW3",		"Y v"},
	{"Y-W3",	"Y  v"},
	{"b",		"t"},
	{"e",		"T"},
	{"s",		"S"},
	{"k",		"K"},
	{"u",		"U"},
};

/* By digits. */
static const char classes[] = {
	[1] = 'n', [2] = 'n', [3] = '3', [4] = 'Y', [7] = '7', [8] = '8', [9] = 's', [10] = 's',
	[12] = 'b', [13] = 'k', [14] = 'e', [16] = 'u',
};

static char kind_at(const struct date_tokens *tokens, int i)
{
	return i >= 0 && i < tokens->count ? tokens->at[i].kind : (char)DATE_TOKEN_NONE;
}

static void take(struct date_tokens *tokens, int from, int count)
{
	int i;

	for (i = from; i < from + count; i++)
		tokens->at[i].kind = DATE_TOKEN_NONE;
}

static bool take_one(struct date_tokens *tokens, int i, char kind)
{
	if (kind_at(tokens, i) != kind)
		return false;
	take(tokens, i, 1);
	return true;
}

/* ---- from numbers to fields */

/* A number's digits from the right: `divide` drops some, `modulo`, if any, keeps some of these. */
static const struct {
	char letter;
	size_t field;
	int64_t divide, modulo;
} meanings[] = {
#define FIELD(name) offsetof(struct date_fields, name)
	{'Y', FIELD(year), 1, 0},
	{'M', FIELD(month), 1, 0},
	{'N', FIELD(month), 1, 0},
	{'D', FIELD(day), 1, 0},
	{'O', FIELD(day_of_year), 1, 0},
	{'W', FIELD(week), 1, 0},
	{'w', FIELD(day_of_week), 1, 0},
	{'v', FIELD(week), 10, 0},
	{'v', FIELD(day_of_week), 1, 10},
	{'P', FIELD(year), 10000, 0},
	{'P', FIELD(month), 100, 100},
	{'P', FIELD(day), 1, 100},
	{'Q', FIELD(year), 1000, 0},
	{'Q', FIELD(day_of_year), 1, 1000},
	{'t', FIELD(year), 100000000, 0},
	{'t', FIELD(month), 1000000, 100},
	{'t', FIELD(day), 10000, 100},
	{'t', FIELD(hour), 100, 100},
	{'t', FIELD(minute), 1, 100},
	{'T', FIELD(year), 10000000000, 0},
	{'T', FIELD(month), 100000000, 100},
	{'T', FIELD(day), 1000000, 100},
	{'T', FIELD(hour), 10000, 100},
	{'T', FIELD(minute), 100, 100},
	{'T', FIELD(second), 1, 100},
	{'S', FIELD(epoch), 1, 0},
	{'K', FIELD(epoch), 1000, 0},
	{'U', FIELD(epoch), 1000000, 0},
	{'h', FIELD(hour), 1, 0},
	{'m', FIELD(minute), 1, 0},
	{'s', FIELD(second), 1, 0},
	{'2', FIELD(hour), 1, 0},
	{'4', FIELD(hour), 100, 0},
	{'4', FIELD(minute), 1, 100},
	{'6', FIELD(hour), 10000, 0},
	{'6', FIELD(minute), 100, 100},
	{'6', FIELD(second), 1, 100},
#undef FIELD
};

/* false if no field is meant by that letter. */
static bool set_field(struct date_fields *fields, char letter, int64_t value)
{
	bool is_known = false;
	size_t i;

	for (i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++) {
		int64_t part = value / meanings[i].divide;

		if (meanings[i].letter != letter)
			continue;
		if (meanings[i].modulo != 0)
			part %= meanings[i].modulo;
		*(int64_t *)(void *)((char *)fields + meanings[i].field) = part;
		is_known = true;
	}
	return is_known;
}

/* ---- the time of day */

static bool time_fits(const struct date_tokens *tokens, int start, const char *shape)
{
	int i;

	for (i = 0; shape[i] != '\0'; i++) {
		char kind = kind_at(tokens, start + i);

		if (kind == DATE_TOKEN_UNIT)
			kind = (char)tokens->at[start + i].value;
		if (kind != shape[i])
			return false;
	}
	/* A fraction follows at once, an offset is no time, and three colons are nonsense. */
	return !(i == 7 && tokens->at[start + 6].is_spaced) && kind_at(tokens, start - 1) != '+' &&
	       kind_at(tokens, start - 1) != ':' && kind_at(tokens, start + i) != ':';
}

/* "12:30 a.m." is 0:30. Where the clock has 24 hours already, the half says nothing. */
static void add_half(struct date_fields *fields, int64_t half)
{
	if (fields->hour <= 12)
		fields->hour = fields->hour % 12 + half;
}

/* What stands beside a time: its half of the day, "T" before and "Uhr" after it. */
static int take_company(struct date_fields *fields, struct date_tokens *tokens, int start, int end)
{
	if (kind_at(tokens, end) == DATE_TOKEN_UNIT && tokens->at[end].value == 'h')
		take(tokens, end++, 1);
	take_one(tokens, start - 1, DATE_TOKEN_TIME);
	if (take_one(tokens, end, DATE_TOKEN_HALF))
		add_half(fields, tokens->at[end++].value);
	else if (take_one(tokens, start - 1, DATE_TOKEN_HALF))
		add_half(fields, tokens->at[start - 1].value);
	return end;
}

/* "p" is for two, four or six digits, h, m and s are for two at most. */
static bool set_time(struct date_fields *fields, const struct date_token *token, char letter)
{
	if (letter == ' ')
		return true;
	if (letter == 'p')
		return token->digits <= 6 &&
		       set_field(fields, (char)('0' + token->digits), token->value);
	return token->digits <= 2 && set_field(fields, letter, token->value);
}

/* Where the time ended; -1 if it is nonsense. */
static int take_time_at(struct date_fields *fields, struct date_tokens *tokens, int start,
			const struct pattern *pattern)
{
	const struct date_token *half = NULL;
	int i;

	for (i = 0; pattern->shape[i] != '\0'; i++) {
		const struct date_token *token = &tokens->at[start + i];

		if (token->kind == DATE_TOKEN_HALF)
			half = token;
		if (!set_time(fields, token, pattern->fields[i]))
			return -1;
	}
	if (half != NULL)
		add_half(fields, half->value);
	take(tokens, start, i);
	return take_company(fields, tokens, start, start + i);
}

/* Where the time ended; 0 if there is none, -1 if it is nonsense. */
static int take_time(struct date_fields *fields, struct date_tokens *tokens)
{
	size_t p;
	int i;

	for (p = 0; p < sizeof(times) / sizeof(times[0]); p++) {
		for (i = 0; i < tokens->count; i++) {
			if (time_fits(tokens, i, times[p].shape))
				return take_time_at(fields, tokens, i, &times[p]);
		}
	}
	return 0;
}

/* ---- the zone */

/* "+0530", "-07:00", "+2" into minutes; how many tokens they are, or 0. */
static int read_offset(const struct date_tokens *tokens, int i, int64_t *minutes)
{
	const struct date_token *hours;
	char sign = kind_at(tokens, i);
	int count = 2;

	if ((sign != '+' && sign != '-') || kind_at(tokens, i + 1) != DATE_TOKEN_NUMBER)
		return 0;
	hours = &tokens->at[i + 1];
	if (hours->is_spaced || hours->digits > 4)
		return 0;
	*minutes = hours->digits > 2 ? hours->value / 100 * 60 + hours->value % 100
				     : hours->value * 60;
	if (hours->digits <= 2 && kind_at(tokens, i + 2) == ':' &&
	    kind_at(tokens, i + 3) == DATE_TOKEN_NUMBER) {
		*minutes += tokens->at[i + 3].value;
		count = 4;
	}
	if (sign == '-')
		*minutes = -*minutes;
	return count;
}

/* "GMT", "GMT+2", "+0200", "+0200 (CEST)", "Europe/Brussels". */
static void take_zone(struct date_fields *fields, struct date_tokens *tokens, int i)
{
	int count;

	if (take_one(tokens, i, DATE_TOKEN_PLACE)) {
		fields->place = (int)tokens->at[i++].value;
		fields->has_zone = true;
	} else if (take_one(tokens, i, DATE_TOKEN_ZONE)) {
		fields->offset = tokens->at[i++].value;
		fields->has_zone = true;
	}
	count = read_offset(tokens, i, &fields->offset);
	if (count > 0) {
		fields->has_zone = true;
		take(tokens, i, count);
		i += count;
	}
	while (take_one(tokens, i, DATE_TOKEN_ZONE) || take_one(tokens, i, ','))
		i++;
}

/* A date without time may have a zone as well: "2003-12-31Z", "2003-12-31+01:00". */
static int find_zone(const struct date_tokens *tokens)
{
	int i;

	for (i = 1; i < tokens->count; i++) {
		if (tokens->at[i].kind == DATE_TOKEN_ZONE || tokens->at[i].kind == '+')
			return i;
	}
	return tokens->count;
}

/* ---- the day */

/* Of two months the first is a weekday, if it may be: "mar. 3 mars". */
static bool settle_months(struct date_tokens *tokens)
{
	struct date_token *first = NULL;
	int i;

	for (i = 0; i < tokens->count; i++) {
		struct date_token *token = &tokens->at[i];

		if (token->kind != DATE_TOKEN_MONTH)
			continue;
		if (first != NULL && first->may_be_weekday)
			first->kind = DATE_TOKEN_NONE;
		first = token;
	}
	return first != NULL;
}

static bool says_nothing(const struct date_tokens *tokens, int i, bool has_month)
{
	const struct date_token *token = &tokens->at[i];

	switch (token->kind) {
	case DATE_TOKEN_NONE:
	case ',':
		return true;
	case DATE_TOKEN_HALF:
		return token->value == 0;	/* German "am" */
	case '.':
		return has_month || kind_at(tokens, i - 1) != DATE_TOKEN_NUMBER ||
		       kind_at(tokens, i + 1) != DATE_TOKEN_NUMBER;
	case '-':
	case '/':
		return has_month;
	default:
		return false;
	}
}

static char class_of(const struct date_token *token)
{
	if (token->kind == DATE_TOKEN_UNIT)
		return (char)token->value;
	if (token->kind != DATE_TOKEN_NUMBER)
		return token->kind;
	return (size_t)token->digits < sizeof(classes) && classes[token->digits] != '\0'
		? classes[token->digits] : '?';
}

/* Leaves only what a pattern of dates[] may speak of, and its shape. */
static void draw_shape(struct date_tokens *tokens, char shape[DATE_TOKENS_MOST + 1])
{
	bool has_month = settle_months(tokens);
	int kept = 0, i;

	for (i = 0; i < tokens->count; i++)
		shape[i] = says_nothing(tokens, i, has_month) ? '\0' : class_of(&tokens->at[i]);
	for (i = 0; i < tokens->count; i++) {
		/* NOLINTNEXTLINE(clang-analyzer-core.*): as many were set just above */
		if (shape[i] == '\0')
			continue;
		shape[kept] = shape[i];
		tokens->at[kept++] = tokens->at[i];
	}
	shape[kept] = '\0';
}

static const struct pattern *find_date(const char *shape)
{
	size_t i;

	for (i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		if (strcmp(shape, dates[i].shape) == 0)
			return &dates[i];
	}
	return NULL;
}

/* A year of two digits is within 1950 and 2049; of one it is no year. */
static int64_t full_year(const struct date_token *token)
{
	if (token->digits > 2)
		return token->value;
	if (token->digits < 2)
		return 0;
	return token->value + (token->value < 50 ? 2000 : 1900);
}

static bool take_date(struct date_fields *fields, struct date_tokens *tokens)
{
	char shape[DATE_TOKENS_MOST + 1];
	const struct pattern *pattern;
	int i;

	draw_shape(tokens, shape);
	pattern = find_date(shape);
	if (pattern == NULL)
		return false;
	for (i = 0; pattern->fields[i] != '\0'; i++) {
		const struct date_token *token = &tokens->at[i];
		char letter = pattern->fields[i];

		set_field(fields, letter, letter == 'Y' ? full_year(token) : token->value);
		fields->is_epoch |= strchr("SKU", letter) != NULL;
		fields->may_swap |= letter == 'N';
	}
	return true;
}

bool date_grammar_read(struct date_fields *fields, struct date_tokens *tokens)
{
	static const int korea = 9 * 60;
	int end;

	*fields = (struct date_fields){
		.month = 1, .day = 1, .day_of_week = 1, .week = DATE_GRAMMAR_UNSAID,
		.day_of_year = DATE_GRAMMAR_UNSAID, .place = DATE_GRAMMAR_UNSAID};
	end = take_time(fields, tokens);
	if (end < 0)
		return false;
	take_zone(fields, tokens, end > 0 ? end : find_zone(tokens));
	if (!fields->has_zone && tokens->is_korean)
		fields->offset = korea;
	return take_date(fields, tokens);
}
