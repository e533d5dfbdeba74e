#include "fetch/address.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

static char *part(CURLU *parsed, CURLUPart what, unsigned flags)
{
	char *text = NULL, *copy;

	curl_url_get(parsed, what, &text, flags);
	copy = mem_dup(text != NULL ? text : "");
	curl_free(text);
	return copy;
}

static void lower(char *text)
{
	for (; *text != '\0'; text++)
		*text = str_lower(*text);
}

/* "ftp" of "ftp://x" and "data" of "data:,x", whether or not they parse. */
static char *scheme_of(const char *url)
{
	size_t length = strcspn(url, ":/?#");
	char *scheme = mem_dup_bytes(url, url[length] == ':' ? length : 0);

	lower(scheme);
	return scheme;
}

static void parse_web(struct address *address, const char *url)
{
	CURLU *parsed = curl_url();
	char *port;

	if (parsed != NULL &&
	    curl_url_set(parsed, CURLUPART_URL, url, CURLU_ALLOW_SPACE) == CURLUE_OK) {
		address->host = part(parsed, CURLUPART_HOST, 0);
		lower(address->host);
		port = part(parsed, CURLUPART_PORT, CURLU_DEFAULT_PORT);
		address->is_usual_port = str_equal(port, str_equal(address->scheme, "https") ?
							 "443" : "80");
		address->key = mem_printf("%s:%s", address->host, port);
		address->kind = ADDRESS_WEB;
		free(port);
	}
	curl_url_cleanup(parsed);
}

void address_parse(struct address *address, const char *url)
{
	*address = (struct address){
		.kind = ADDRESS_OTHER,
		.scheme = scheme_of(url),
	};
	if (str_equal(address->scheme, "http") || str_equal(address->scheme, "https"))
		parse_web(address, url);
	else if (str_equal(address->scheme, "file"))
		address->kind = ADDRESS_FILE;
	if (address->kind != ADDRESS_WEB) {
		address->host = mem_dup("");
		address->key = mem_dup(url);
	}
}

void address_clear(struct address *address)
{
	free(address->scheme);
	free(address->host);
	free(address->key);
	*address = (struct address){0};
}

const char *address_name(const struct address *address)
{
	return address->kind == ADDRESS_WEB && address->is_usual_port ? address->host :
								       address->key;
}

bool address_may_share(const struct address *from, const struct address *to)
{
	if (!str_equal(from->host, to->host))
		return false;
	if (str_equal(from->scheme, to->scheme))
		return str_equal(from->key, to->key);
	return str_equal(to->scheme, "https") && from->is_usual_port && to->is_usual_port;
}

char *address_path(const char *url)
{
	static const char scheme[] = "file:", local[] = "//localhost/";
	char *decoded, *path;

	if (!str_case_starts(url, scheme))
		return NULL;
	url += sizeof(scheme) - 1;
	if (str_case_starts(url, local))
		url += sizeof(local) - 2;
	else if (str_starts(url, "///"))
		url += 2;
	if (url[0] != '/' || url[1] == '/')
		return NULL;
	decoded = curl_easy_unescape(NULL, url, 0, NULL);
	path = mem_dup(decoded);
	curl_free(decoded);
	return path;
}
