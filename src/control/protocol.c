#include "control/protocol.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/utf8.h"

static const char version_key[] = "granola";

/* An object of our version; to be decref'd. */
static json_t *read_object(const char *line, size_t length, struct err *err)
{
	json_error_t fault;
	json_t *object = json_loadb(line, length, JSON_REJECT_DUPLICATES, &fault);
	json_t *version = json_object_get(object, version_key);

	if (object == NULL) {
		err_set(err, ERR_USAGE, "not a line of JSON: %s", fault.text);
		return NULL;
	}
	if (json_is_integer(version) && json_integer_value(version) == PROTOCOL_VERSION)
		return object;
	if (json_is_integer(version))
		err_set(err, ERR_USAGE, "version %" JSON_INTEGER_FORMAT " of the control protocol; "
			"this side speaks version %d: restart the daemon after an upgrade",
			json_integer_value(version), PROTOCOL_VERSION);
	else
		err_set(err, ERR_USAGE, "not an object with \"%s\": %d", version_key,
			PROTOCOL_VERSION);
	json_decref(object);
	return NULL;
}

/* A string to be freed, NULL if there is none. -1 if it is anything else. */
static int take_text(const char **out, const json_t *object, const char *key, struct err *err)
{
	const json_t *value = json_object_get(object, key);

	if (value != NULL && !json_is_null(value) && !json_is_string(value))
		return err_set(err, ERR_USAGE, "\"%s\" is not text", key);
	*out = mem_dup(json_string_value(value));
	return 0;
}

static int read_request(struct protocol_request *out, const json_t *object, struct err *err)
{
	if (take_text(&out->command, object, "command", err) < 0 ||
	    take_text(&out->url, object, "url", err) < 0)
		return -1;
	if (out->command == NULL)
		return err_set(err, ERR_USAGE, "no \"command\" is given");
	return 0;
}

static int read_reply(struct protocol_reply *out, const json_t *object, struct err *err)
{
	const json_t *code = json_object_get(object, "code");
	json_t *result = json_object_get(object, "result");

	if (!json_is_integer(code) || json_integer_value(code) < 0 ||
	    json_integer_value(code) > 255)
		return err_set(err, ERR_USAGE, "no \"code\" is given");
	out->code = (int)json_integer_value(code);
	if (take_text(&out->error, object, "error", err) < 0 ||
	    take_text(&out->text, object, "text", err) < 0)
		return -1;
	if (out->code != 0 && out->error == NULL)
		return err_set(err, ERR_USAGE, "code %d without an \"error\"", out->code);
	if (!json_is_null(result))
		out->result = json_incref(result);
	return 0;
}

/* Error texts quote what strangers sent: what JSON cannot hold is replaced. */
static json_t *text_or_null(const char *text)
{
	struct buf clean = {0};
	json_t *value;

	if (text == NULL)
		return json_null();
	utf8_add_clean(&clean, text, strlen(text));
	value = json_string(buf_text(&clean));
	buf_clear(&clean);
	return value;
}

/* Takes the object. */
static char *write_line(json_t *object)
{
	char *text = json_dumps(object, JSON_COMPACT);
	struct buf line = {0};

	buf_add_text(&line, text);
	buf_add_char(&line, '\n');
	free(text);
	json_decref(object);
	return buf_take(&line);
}

int protocol_read_request(struct protocol_request *out, const char *line, size_t length,
			  struct err *err)
{
	json_t *object = read_object(line, length, err);
	struct protocol_request request = {0};
	int result = object != NULL ? read_request(&request, object, err) : -1;

	json_decref(object);
	if (result == 0)
		*out = request;
	else
		protocol_request_clear(&request);
	return result;
}

int protocol_read_reply(struct protocol_reply *out, const char *line, size_t length,
			struct err *err)
{
	json_t *object = read_object(line, length, err);
	struct protocol_reply reply = {0};
	int result = object != NULL ? read_reply(&reply, object, err) : -1;

	json_decref(object);
	if (result == 0)
		*out = reply;
	else
		protocol_reply_clear(&reply);
	return result;
}

char *protocol_write_request(const struct protocol_request *request)
{
	return write_line(json_pack("{s:i, s:s, s:o}", version_key, PROTOCOL_VERSION,
				    "command", request->command,
				    "url", text_or_null(request->url)));
}

char *protocol_write_reply(const struct protocol_reply *reply)
{
	return write_line(json_pack("{s:i, s:i, s:o, s:o, s:o}", version_key, PROTOCOL_VERSION,
		"code", reply->code,
		"error", text_or_null(reply->error),
		"text", text_or_null(reply->text),
		"result", reply->result != NULL ? json_incref(reply->result) : json_null()));
}

void protocol_request_clear(struct protocol_request *request)
{
	free((char *)request->command);
	free((char *)request->url);
	*request = (struct protocol_request){0};
}

void protocol_reply_clear(struct protocol_reply *reply)
{
	free((char *)reply->error);
	free((char *)reply->text);
	json_decref(reply->result);
	*reply = (struct protocol_reply){0};
}
