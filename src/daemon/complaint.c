#include "daemon/complaint.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/log.h"
#include "base/map.h"
#include "base/mem.h"

enum { MOST_TOLD = 8 };			/* kinds of one trouble; more say nothing new */

static bool is_news(struct complaint *complaint, const char *text)
{
	if (complaint->told == NULL)
		complaint->told = map_new();
	if (map_count(complaint->told) >= MOST_TOLD || map_get(complaint->told, text) != NULL)
		return false;
	map_put(complaint->told, text, complaint);
	return true;
}

void complaint_clear(struct complaint *complaint)
{
	map_free(complaint->told);
	complaint->told = NULL;
}

void complaint_make(struct complaint *complaint, const char *what, const struct err *err)
{
	char *text = mem_printf("%s: %s", what, err->text);

	if (is_news(complaint, text))
		log_error("%s; trying again in a while", text);
	else
		log_debug("still: %s", text);
	free(text);
}

void complaint_end(struct complaint *complaint, const char *what)
{
	if (complaint->told == NULL)
		return;
	log_info("%s", what);
	complaint_clear(complaint);
}
