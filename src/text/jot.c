#include "text/jot.h"

#include <assert.h>
#include <string.h>

/* Bytes that may not stand in a string as they are. */
static const bool stops[256] = {
	['"'] = true, ['\\'] = true, [0x7F] = true,
	[0x00] = true, [0x01] = true, [0x02] = true, [0x03] = true, [0x04] = true, [0x05] = true,
	[0x06] = true, [0x07] = true, [0x08] = true, [0x09] = true, [0x0A] = true, [0x0B] = true,
	[0x0C] = true, [0x0D] = true, [0x0E] = true, [0x0F] = true, [0x10] = true, [0x11] = true,
	[0x12] = true, [0x13] = true, [0x14] = true, [0x15] = true, [0x16] = true, [0x17] = true,
	[0x18] = true, [0x19] = true, [0x1A] = true, [0x1B] = true, [0x1C] = true, [0x1D] = true,
	[0x1E] = true, [0x1F] = true,
};

static void add_escape(struct buf *out, char c)
{
	static const char *const names[] = {
		['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f", ['\r'] = "\\r",
		['"'] = "\\\"", ['\\'] = "\\\\",
	};
	size_t i = (unsigned char)c;

	if (i < sizeof(names) / sizeof(names[0]) && names[i] != NULL)
		buf_add_text(out, names[i]);
	else
		buf_printf(out, "\\u%04x", (unsigned)i);
}

static void add_string(struct buf *out, const char *text)
{
	const char *end = text + strlen(text), *at = text, *run;

	buf_reserve(out, (size_t)(end - text) + 2);
	buf_add_char(out, '"');
	while (at < end) {
		for (run = at; at < end && !stops[(unsigned char)*at]; at++)
			;
		buf_add(out, run, (size_t)(at - run));
		if (at < end)
			add_escape(out, *at++);
	}
	buf_add_char(out, '"');
}

static void begin_line(struct jot *jot)
{
	size_t i;

	buf_add_char(&jot->out, '\n');
	for (i = 0; i < jot->depth; i++)
		buf_add_text(&jot->out, "  ");
}

static void begin_member(struct jot *jot, const char *name)
{
	if (jot->has_members[jot->depth])
		buf_add_char(&jot->out, ',');
	jot->has_members[jot->depth] = true;
	if (jot->depth > 0)
		begin_line(jot);
	if (name != NULL) {
		add_string(&jot->out, name);
		buf_add_text(&jot->out, ": ");
	}
}

static void open(struct jot *jot, const char *name, char bracket)
{
	begin_member(jot, name);
	buf_add_char(&jot->out, bracket);
	assert(jot->depth < JOT_DEPTH);
	jot->has_members[++jot->depth] = false;
}

static void end(struct jot *jot, char bracket)
{
	bool has_members = jot->has_members[jot->depth--];

	if (has_members)
		begin_line(jot);
	buf_add_char(&jot->out, bracket);
}

void jot_object(struct jot *jot, const char *name)
{
	open(jot, name, '{');
}

void jot_list(struct jot *jot, const char *name)
{
	open(jot, name, '[');
}

void jot_end_object(struct jot *jot)
{
	end(jot, '}');
}

void jot_end_list(struct jot *jot)
{
	end(jot, ']');
}

void jot_text(struct jot *jot, const char *name, const char *text)
{
	if (text == NULL)
		return;
	begin_member(jot, name);
	add_string(&jot->out, text);
}

void jot_number(struct jot *jot, const char *name, int64_t number)
{
	begin_member(jot, name);
	buf_printf(&jot->out, "%lld", (long long)number);
}

void jot_bool(struct jot *jot, const char *name, bool value)
{
	begin_member(jot, name);
	buf_add_text(&jot->out, value ? "true" : "false");
}
