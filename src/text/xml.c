#include "text/xml.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "base/buf.h"
#include "text/repair.h"
#include "text/span.h"

/*
 * Depth, attributes, names and entities were bounded by the repair, and bytes by whoever has
 * the source, so the parser's own limit on the length of a text, which cuts, can go (HUGE).
 */
enum {
	OPTIONS = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
		  XML_PARSE_HUGE | XML_PARSE_COMPACT,
};

static xmlParserInputPtr refuse_external(const char *url, const char *id, xmlParserCtxtPtr context)
{
	(void)url;
	(void)id;
	(void)context;
	return NULL;
}

/* In pieces, for given the whole libxml2 would copy it first. */
static int on_read(void *ctx, char *room, int size)
{
	struct span *rest = ctx;
	size_t length = rest->length < (size_t)size ? rest->length : (size_t)size;

	memcpy(room, rest->at, length);
	*rest = (struct span){rest->at + length, rest->length - length};
	return (int)length;
}

void xml_init(void)
{
	xmlInitParser();
	xmlSetExternalEntityLoader(refuse_external);
}

int xml_parse(struct xml *xml, const char *source, size_t length, const struct xml_shape *shape,
	      struct err *err)
{
	struct buf whole = {0};
	enum repair_result result = repair_xml(&whole, source, length, shape);
	struct span rest = {buf_text(&whole), whole.length};
	xmlDoc *document = NULL;

	if (result != REPAIR_NOTHING)
		document = xmlReadIO(on_read, NULL, &rest, NULL, "UTF-8", OPTIONS);
	buf_clear(&whole);
	if (document == NULL || xmlDocGetRootElement(document) == NULL) {
		xmlFreeDoc(document);
		return err_set(err, ERR_DATA, "none of the expected root elements");
	}
	xml->document = document;
	xml->is_truncated = result == REPAIR_CUT;
	return 0;
}

void xml_clear(struct xml *xml)
{
	xmlFreeDoc(xml->document);
	*xml = (struct xml){0};
}
