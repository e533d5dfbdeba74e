#include "config.h"

#include "fetch/libcurl.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* What is passed on; the compiler holds the functions below to libcurl's own declarations. */
#define FUNCTIONS(EACH) \
	EACH(curl_easy_cleanup) \
	EACH(curl_easy_getinfo) \
	EACH(curl_easy_header) \
	EACH(curl_easy_init) \
	EACH(curl_easy_recv) \
	EACH(curl_easy_send) \
	EACH(curl_easy_setopt) \
	EACH(curl_easy_strerror) \
	EACH(curl_easy_unescape) \
	EACH(curl_free) \
	EACH(curl_global_cleanup) \
	EACH(curl_global_init) \
	EACH(curl_multi_add_handle) \
	EACH(curl_multi_assign) \
	EACH(curl_multi_cleanup) \
	EACH(curl_multi_info_read) \
	EACH(curl_multi_init) \
	EACH(curl_multi_remove_handle) \
	EACH(curl_multi_setopt) \
	EACH(curl_multi_socket_action) \
	EACH(curl_multi_strerror) \
	EACH(curl_slist_append) \
	EACH(curl_slist_free_all) \
	EACH(curl_url) \
	EACH(curl_url_cleanup) \
	EACH(curl_url_get) \
	EACH(curl_url_set) \
	EACH(curl_version_info)

/* A name in brackets is the function, not the macro that checks what it is given. */
struct functions {
/* NOLINTNEXTLINE(bugprone-macro-parentheses): it declares, and a declarator takes none */
#define POINTER(name) __typeof__((name)) *name;
	FUNCTIONS(POINTER)
#undef POINTER
};

static struct functions libcurl;
static bool is_loaded;

/* Releases differ in whether curl_url_get() promises to change nothing. */
#define READ_ONLY_URL \
	__typeof__(_Generic(&curl_url_get, \
			    CURLUcode (*)(CURLU *, CURLUPart, char **, unsigned): (CURLU *)NULL, \
			    default: (const CURLU *)NULL))

#define PASS_ON(result, name, parameters, arguments) \
	result name parameters \
	{ \
		return libcurl.name arguments; \
	}
#define PASS_ON_ONLY(name, parameters, arguments) \
	void name parameters \
	{ \
		libcurl.name arguments; \
	}

PASS_ON_ONLY(curl_easy_cleanup, (CURL *easy), (easy))
PASS_ON(CURLHcode, curl_easy_header,
	(CURL *easy, const char *name, size_t index, unsigned origin, int request,
	 struct curl_header **out),
	(easy, name, index, origin, request, out))
PASS_ON(CURL *, curl_easy_init, (void), ())
PASS_ON(CURLcode, curl_easy_recv, (CURL *easy, void *bytes, size_t size, size_t *length),
	(easy, bytes, size, length))
PASS_ON(CURLcode, curl_easy_send, (CURL *easy, const void *bytes, size_t length, size_t *sent),
	(easy, bytes, length, sent))
PASS_ON(const char *, curl_easy_strerror, (CURLcode code), (code))
PASS_ON(char *, curl_easy_unescape, (CURL *easy, const char *text, int length, int *out),
	(easy, text, length, out))
PASS_ON_ONLY(curl_free, (void *text), (text))
PASS_ON_ONLY(curl_global_cleanup, (void), ())
PASS_ON(CURLcode, curl_global_init, (long flags), (flags))
PASS_ON(CURLMcode, curl_multi_add_handle, (CURLM *multi, CURL *easy), (multi, easy))
PASS_ON(CURLMcode, curl_multi_assign, (CURLM *multi, curl_socket_t socket, void *data),
	(multi, socket, data))
PASS_ON(CURLMcode, curl_multi_cleanup, (CURLM *multi), (multi))
PASS_ON(CURLMsg *, curl_multi_info_read, (CURLM *multi, int *left), (multi, left))
PASS_ON(CURLM *, curl_multi_init, (void), ())
PASS_ON(CURLMcode, curl_multi_remove_handle, (CURLM *multi, CURL *easy), (multi, easy))
PASS_ON(CURLMcode, curl_multi_socket_action,
	(CURLM *multi, curl_socket_t socket, int events, int *running),
	(multi, socket, events, running))
PASS_ON(const char *, curl_multi_strerror, (CURLMcode code), (code))
PASS_ON(struct curl_slist *, curl_slist_append, (struct curl_slist *list, const char *text),
	(list, text))
PASS_ON_ONLY(curl_slist_free_all, (struct curl_slist *list), (list))
PASS_ON(CURLU *, curl_url, (void), ())
PASS_ON_ONLY(curl_url_cleanup, (CURLU *url), (url))
PASS_ON(CURLUcode, curl_url_get,
	(READ_ONLY_URL url, CURLUPart what, char **part, unsigned flags), (url, what, part, flags))
PASS_ON(CURLUcode, curl_url_set,
	(CURLU *url, CURLUPart what, const char *part, unsigned flags), (url, what, part, flags))
PASS_ON(curl_version_info_data *, curl_version_info, (CURLversion age), (age))

/* libcurl's numbers of options say of which type a value is; so does it find out itself. */
static bool is_long(int option)
{
	return option < CURLOPTTYPE_OBJECTPOINT;
}

static bool is_offset(int option)
{
	return option >= CURLOPTTYPE_OFF_T && option < CURLOPTTYPE_BLOB;
}

#define PASS_ON_OPTION(result, name, thing, number) \
	result (name)(thing handle, number option, ...) \
	{ \
		result code; \
		va_list value; \
\
		va_start(value, option); \
		if (is_long(option)) \
			code = (libcurl.name)(handle, option, va_arg(value, long)); \
		else if (is_offset(option)) \
			code = (libcurl.name)(handle, option, va_arg(value, curl_off_t)); \
		else \
			code = (libcurl.name)(handle, option, va_arg(value, void *)); \
		va_end(value); \
		return code; \
	}

PASS_ON_OPTION(CURLcode, curl_easy_setopt, CURL *, CURLoption)
PASS_ON_OPTION(CURLMcode, curl_multi_setopt, CURLM *, CURLMoption)

CURLcode (curl_easy_getinfo)(CURL *easy, CURLINFO info, ...)
{
	CURLcode code;
	va_list out;

	va_start(out, info);
	code = (libcurl.curl_easy_getinfo)(easy, info, va_arg(out, void *));
	va_end(out);
	return code;
}

int libcurl_load(struct err *err)
{
	static const struct {
		const char *name;
		size_t at;
	} functions[] = {
#define PLACE(name) {#name, offsetof(struct functions, name)},
		FUNCTIONS(PLACE)
#undef PLACE
	};
	void *library, *function;
	size_t i;

	if (is_loaded)
		return 0;
	library = dlopen(CURL_SONAME, RTLD_NOW | RTLD_LOCAL);
	if (library == NULL)
		return err_set(err, ERR_INTERNAL, "libcurl cannot be loaded: %s", dlerror());
	for (i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
		function = dlsym(library, functions[i].name);
		if (function == NULL)
			return err_set(err, ERR_INTERNAL,
				       "libcurl has no %s(): install 7.88 or later",
				       functions[i].name);
		memcpy((char *)&libcurl + functions[i].at, &function, sizeof(function));
	}
	is_loaded = true;
	return 0;
}
