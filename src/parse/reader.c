#include "parse/reader.h"

#include <assert.h>
#include <libxml/tree.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "parse/construct.h"
#include "parse/draft.h"
#include "parse/element.h"
#include "parse/vocabulary.h"

typedef void (*reader_cb)(struct reading *reading, const xmlNode *element,
			  const struct vocabulary_rule *rule);

static void set_text(struct reading *reading, enum draft_field field, const char *text,
		     uint8_t rank)
{
	draft_set(reading->draft, field,
		  (struct draft_value){.text = text, .base = reading->base, .rank = rank});
}

static void read_plain(struct reading *reading, const xmlNode *element,
		       const struct vocabulary_rule *rule)
{
	set_text(reading, rule->field, element_text(reading->arena, element), rule->rank);
}

static void set_construct(struct reading *reading, const xmlNode *element, enum draft_field field,
			  enum draft_markup markup, uint8_t rank)
{
	struct draft_value value = construct_read(reading->arena, element, markup, reading->base);

	value.rank = rank;
	draft_set(reading->draft, field, value);
}

static void read_construct(struct reading *reading, const xmlNode *element,
			   const struct vocabulary_rule *rule)
{
	static const enum draft_markup markups[] = {
		[READ_TEXT] = DRAFT_PLAIN,
		[READ_HTML] = DRAFT_HTML,
		[READ_GUESS] = DRAFT_GUESS,
	};

	set_construct(reading, element, rule->field, markups[rule->reader], rule->rank);
}

static void read_date(struct reading *reading, const xmlNode *element,
		      const struct vocabulary_rule *rule)
{
	const char *text = element_text(reading->arena, element);

	draft_set_time(reading->draft, rule->field, text, rule->rank);
}

/* The first of these attributes that is there; NULL if none is. */
static const char *any_attribute(const xmlNode *element, const char *const *names)
{
	const char *value = NULL;

	for (; *names != NULL && value == NULL; names++)
		value = element_attribute(element, *names);
	return value;
}

static const char *const url_attributes[] = {"url", "href", "resource", "src", NULL};
static const char *const size_attributes[] = {"length", "fileSize", NULL};
static const char *const tag_attributes[] = {"label", "term", "text", NULL};

static int64_t number_of(const char *text, int64_t otherwise)
{
	const char *start = text, *end;
	char digits[24];

	if (text == NULL)
		return otherwise;
	end = text + strlen(text);
	str_trim(&start, &end);
	if ((size_t)(end - start) >= sizeof(digits))
		return otherwise;
	memcpy(digits, start, (size_t)(end - start));
	digits[end - start] = '\0';
	str_to_int64(digits, 0, INT64_MAX, &otherwise);
	return otherwise;
}

/* "3725", "62:05" or "1:02:05"; -1 if it is none. */
static int64_t duration_of(const char *text)
{
	int64_t seconds = 0, part;
	char digits[24];
	size_t length;

	for (; text != NULL && *text != '\0'; text += text[length] == ':' ? length + 1 : length) {
		length = strcspn(text, ":");
		if (length >= sizeof(digits))
			return -1;
		memcpy(digits, text, length);
		digits[length] = '\0';
		part = number_of(digits, -1);
		if (part < 0 || part > INT32_MAX || seconds > INT32_MAX)
			return -1;
		seconds = seconds * 60 + part;
	}
	return text != NULL ? seconds : -1;
}

/* In an attribute, as most have it, or as text. */
static const char *url_of(struct reading *reading, const xmlNode *element)
{
	const char *url = any_attribute(element, url_attributes);

	return url != NULL || element_first(element) != NULL
		       ? url
		       : element_text(reading->arena, element);
}

static void read_enclosure(struct reading *reading, const xmlNode *element,
			   const struct vocabulary_rule *rule)
{
	struct draft_enclosure *enclosure = arena_alloc(reading->arena, sizeof(*enclosure));
	const char *medium = element_attribute(element, "medium");
	const xmlNode *thumbnail = element_find(element, "thumbnail");
	const xmlNode *description = element_find(element, "description");

	(void)rule;
	*enclosure = (struct draft_enclosure){
		.url = url_of(reading, element),
		.type = element_attribute(element, "type"),
		.title = element_attribute(element, "title"),
		.base = reading->base,
		.size = number_of(any_attribute(element, size_attributes), -1),
		.duration = duration_of(element_attribute(element, "duration")),
	};
	if (thumbnail != NULL)
		set_text(reading, DRAFT_IMAGE, any_attribute(thumbnail, url_attributes), 7);
	if (description != NULL)
		set_construct(reading, description, DRAFT_SUMMARY, DRAFT_GUESS, 1);
	if (str_is_empty(enclosure->url))
		return;
	draft_add(reading->draft, &reading->draft->enclosures, enclosure);
	if (str_case_equal(medium, "image") ||
	    (enclosure->type != NULL && str_case_starts(enclosure->type, "image/")))
		set_text(reading, DRAFT_IMAGE, enclosure->url, 3);
}

static bool is_page(const char *type)
{
	return type == NULL || str_case_equal(type, "text/html") ||
	       str_case_equal(type, "application/xhtml+xml") || str_case_equal(type, "html");
}

/* rel may be a word or, as the registry has it, a URL that ends with it. */
static const char *relation_of(const xmlNode *link)
{
	const char *relation = element_attribute(link, "rel"), *slash;

	if (str_is_empty(relation))
		return "alternate";
	slash = strrchr(relation, '/');
	return slash != NULL ? slash + 1 : relation;
}

static void read_related(struct reading *reading, const xmlNode *link,
			 const struct vocabulary_rule *rule, const char *href)
{
	static const struct {
		const char *relation;
		enum draft_field field;
	} relations[] = {
		{"alternate", DRAFT_URL},
		{"self", DRAFT_SELF},
		{"hub", DRAFT_HUB},
		{"next", DRAFT_NEXT},
		{"replies", DRAFT_COMMENTS},
		{"image", DRAFT_IMAGE},
	};
	const char *relation = relation_of(link);
	uint8_t rank = is_page(element_attribute(link, "type")) ? rule->rank : 1;
	size_t i;

	if (str_case_equal(relation, "enclosure"))
		read_enclosure(reading, link, rule);
	for (i = 0; i < sizeof(relations) / sizeof(relations[0]); i++) {
		if (str_case_equal(relation, relations[i].relation))
			set_text(reading, relations[i].field, href, rank);
	}
}

static void read_link(struct reading *reading, const xmlNode *element,
		      const struct vocabulary_rule *rule)
{
	read_related(reading, element, rule, url_of(reading, element));
}

static void read_url(struct reading *reading, const xmlNode *element,
		     const struct vocabulary_rule *rule)
{
	set_text(reading, rule->field, url_of(reading, element), rule->rank);
}

static void read_id(struct reading *reading, const xmlNode *element,
		    const struct vocabulary_rule *rule)
{
	if (reading->draft->values[DRAFT_ID].rank < rule->rank)
		reading->draft->id_is_url =
			!str_case_equal(element_attribute(element, "isPermaLink"), "false");
	read_plain(reading, element, rule);
}

static const char *child_text(struct reading *reading, const xmlNode *element, const char *name)
{
	const xmlNode *child = element_find(element, name);

	return child != NULL ? element_text(reading->arena, child) : NULL;
}

static void read_person(struct reading *reading, const xmlNode *element,
			const struct vocabulary_rule *rule)
{
	struct draft_person *person = arena_alloc(reading->arena, sizeof(*person));
	const char *role = element_attribute(element, "role");

	if (role != NULL && !str_case_equal(role, "author"))
		return;
	person->base = reading->base;
	person->rank = rule->rank;
	if (element_first(element) == NULL) {
		person->name = element_text(reading->arena, element);
	} else {
		person->name = child_text(reading, element, "name");
		person->email = child_text(reading, element, "email");
		person->url = child_text(reading, element, "uri");
		if (person->url == NULL)
			person->url = child_text(reading, element, "url");
		if (person->url == NULL)
			person->url = child_text(reading, element, "homepage");
	}
	draft_add(reading->draft, &reading->draft->authors, person);
}

static void read_tag(struct reading *reading, const xmlNode *element,
		     const struct vocabulary_rule *rule)
{
	const char *text = any_attribute(element, tag_attributes);
	const xmlNode *child;

	draft_add_tag(reading->draft, text != NULL ? text : element_text(reading->arena, element));
	if (text == NULL)
		return;
	for (child = element_first(element); child != NULL; child = element_next(child)) {
		if (element_is(child, rule->name))
			draft_add_tag(reading->draft, any_attribute(child, tag_attributes));
	}
}

static void read_tags(struct reading *reading, const xmlNode *element,
		      const struct vocabulary_rule *rule)
{
	(void)rule;
	draft_add_tags(reading->draft, element_text(reading->arena, element));
}

static void read_duration(struct reading *reading, const xmlNode *element,
			  const struct vocabulary_rule *rule)
{
	(void)rule;
	if (reading->draft->duration < 0)
		reading->draft->duration = duration_of(element_text(reading->arena, element));
}

static void read_image(struct reading *reading, const xmlNode *element,
		       const struct vocabulary_rule *rule)
{
	const char *url = url_of(reading, element);

	if (url == NULL)
		url = child_text(reading, element, "url");
	set_text(reading, rule->field, url, rule->rank);
}

static void read_source(struct reading *reading, const xmlNode *element,
			const struct vocabulary_rule *rule)
{
	const char *url = any_attribute(element, url_attributes);
	const xmlNode *child;

	if (element_first(element) == NULL) {
		set_text(reading, DRAFT_SOURCE_TITLE, element_text(reading->arena, element),
			 rule->rank);
		set_text(reading, DRAFT_SOURCE_URL, url, rule->rank);
		return;
	}
	for (child = element_first(element); child != NULL; child = element_next(child)) {
		if (element_is(child, "link") && str_case_equal(relation_of(child), "alternate"))
			set_text(reading, DRAFT_SOURCE_URL, any_attribute(child, url_attributes),
				 rule->rank);
		if (element_is(child, "title"))
			set_text(reading, DRAFT_SOURCE_TITLE, element_text(reading->arena, child),
				 rule->rank);
	}
}

static void read_ttl(struct reading *reading, const xmlNode *element,
		     const struct vocabulary_rule *rule)
{
	int64_t minutes = number_of(element_text(reading->arena, element), 0);

	(void)rule;
	if (minutes < INT32_MAX)
		reading->draft->ttl = minutes * 60;
}

static void read_skip_hours(struct reading *reading, const xmlNode *element,
			    const struct vocabulary_rule *rule)
{
	const xmlNode *child;
	int64_t hour;

	(void)rule;
	for (child = element_first(element); child != NULL; child = element_next(child)) {
		hour = number_of(element_text(reading->arena, child), -1);
		if (hour >= 0 && hour <= 24)
			reading->draft->skip_hours |= UINT32_C(1) << (hour % 24);
	}
}

static void read_skip_days(struct reading *reading, const xmlNode *element,
			   const struct vocabulary_rule *rule)
{
	static const char *const days[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
	const xmlNode *child;
	const char *text;
	size_t i;

	(void)rule;
	for (child = element_first(element); child != NULL; child = element_next(child)) {
		text = element_text(reading->arena, child);
		while (text != NULL && str_is_space(*text))
			text++;
		for (i = 0; text != NULL && i < 7; i++) {
			if (str_case_starts(text, days[i]))
				reading->draft->skip_days |= (uint8_t)(1u << i);
		}
	}
}

static void read_period(struct reading *reading, const xmlNode *element,
			const struct vocabulary_rule *rule)
{
	static const struct {
		const char *name;
		int64_t seconds;
	} periods[] = {
		{"hourly", 3600}, {"daily", 86400}, {"weekly", 7 * 86400},
		{"monthly", 30 * 86400}, {"yearly", 365 * 86400},
	};
	const char *text = element_text(reading->arena, element);
	size_t i;

	(void)rule;
	while (text != NULL && str_is_space(*text))
		text++;
	for (i = 0; text != NULL && i < sizeof(periods) / sizeof(periods[0]); i++) {
		if (str_case_starts(text, periods[i].name))
			reading->draft->period = periods[i].seconds;
	}
}

static void read_frequency(struct reading *reading, const xmlNode *element,
			   const struct vocabulary_rule *rule)
{
	(void)rule;
	reading->draft->frequency = number_of(element_text(reading->arena, element), 1);
}

void reader_read(struct reading *reading, const xmlNode *element,
		 const struct vocabulary_rule *rule)
{
	static const reader_cb readers[] = {
		[READ_PLAIN] = read_plain,
		[READ_TEXT] = read_construct,
		[READ_HTML] = read_construct,
		[READ_GUESS] = read_construct,
		[READ_DATE] = read_date,
		[READ_LINK] = read_link,
		[READ_URL] = read_url,
		[READ_ID] = read_id,
		[READ_PERSON] = read_person,
		[READ_TAG] = read_tag,
		[READ_TAGS] = read_tags,
		[READ_ENCLOSURE] = read_enclosure,
		[READ_DURATION] = read_duration,
		[READ_IMAGE] = read_image,
		[READ_SOURCE] = read_source,
		[READ_TTL] = read_ttl,
		[READ_SKIP_HOURS] = read_skip_hours,
		[READ_SKIP_DAYS] = read_skip_days,
		[READ_PERIOD] = read_period,
		[READ_FREQUENCY] = read_frequency,
	};

	assert(rule->reader < sizeof(readers) / sizeof(readers[0]));
	readers[rule->reader](reading, element, rule);
}
