/*
 * The first line is a base, the rest a reference. What resolves, resolves to
 * itself, at a glance or by the long way, which a tab at the end demands; a form for comparing is its own form.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "fuzz/fuzz.h"
#include "text/url.h"

static void must_be_stable(const char *url)
{
	char *tabbed = mem_printf("%s\t", url);
	char *again = url_resolve(NULL, url), *form = url_canonical(url);
	char *slowly = url_resolve(NULL, tabbed);
	char *same = form != NULL ? url_canonical(form) : NULL;
	char *host = url_host(url), *domain = url_registrable_domain(url);

	if (!str_equal(again, url) || !str_equal(slowly, url) || !str_equal(form, same))
		abort();
	if ((form != NULL) != url_is_web(url) || (form != NULL && (host == NULL || domain == NULL)))
		abort();
	free(tabbed);
	free(again);
	free(slowly);
	free(form);
	free(same);
	free(host);
	free(domain);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	char *text = mem_dup_bytes((const char *)bytes, length);
	char *line = strchr(text, '\n');
	char *url;

	if (line != NULL)
		*line++ = '\0';
	url = url_resolve(line != NULL ? text : NULL, line != NULL ? line : text);
	if (url != NULL)
		must_be_stable(url);
	free(url);
	free(text);
	return 0;
}
