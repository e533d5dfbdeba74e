#include "config.h"

#include "job/sendmail.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "job/trace.h"
#include "text/utf8.h"

enum {
	PATIENCE_MS	= 5 * 60 * 1000,
	HURRIED_MS	= 4 * 1000,
	MOST_SAID	= 4096,		/* bytes of its complaints that are read … */
	MOST_SHOWN	= 200,		/* … and shown, of the first line */
	STREAMS		= TRACE_DESCRIPTOR + 1,
	BY_SIGNAL	= 128,		/* what a shell adds to the number of one */
};

/*
 *	sendmail_start --+--> on_ended, on_said ---> on_closed --> finish
 *	                 |                              ^
 *	                 +--> cannot be run: on_failed -+
 */
struct sendmail {
	char *path;
	sendmail_done_cb done;
	void *ctx;
	uv_process_t process;
	uv_pipe_t errors;		/* what it complains of */
	uv_timer_t timer;
	int open_handles;
	bool has_process;
	bool is_late;
	bool is_hurried;
	int64_t status;
	int signal;
	struct err err;			/* why it could not be run */
	bool has_failed;
	struct buf said;
	char room[MOST_SAID];
};

/*
 * What the exit statuses of sysexits(3) mean. With any other, or a signal, it may be
 * this message that the program cannot do with.
 */
static const struct {
	int status;
	enum mail_end end;
} meanings[] = {
	{ EX_OK,	MAIL_ACCEPTED },
	{ EX_DATAERR,	MAIL_REFUSED },
	{ EX_NOUSER,	MAIL_REFUSED },
	{ EX_NOHOST,	MAIL_REFUSED },
	{ EX_UNAVAILABLE, MAIL_UNSENDABLE },
	{ EX_OSERR,	MAIL_UNSENDABLE },
	{ EX_OSFILE,	MAIL_UNSENDABLE },
	{ EX_CANTCREAT,	MAIL_UNSENDABLE },
	{ EX_IOERR,	MAIL_UNSENDABLE },
	{ EX_NOPERM,	MAIL_UNSENDABLE },
	{ EX_CONFIG,	MAIL_UNSENDABLE },
	{ 126,		MAIL_UNSENDABLE },	/* the shell's: it cannot be run … */
	{ 127,		MAIL_UNSENDABLE },	/* … or is not there */
};

static enum mail_end end_of(const struct sendmail *sendmail)
{
	size_t i;

	if (sendmail->has_failed || sendmail->is_hurried)
		return MAIL_UNSENDABLE;
	if (sendmail->signal != 0)
		return MAIL_DEFERRED;
	for (i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++) {
		if (meanings[i].status == sendmail->status)
			return meanings[i].end;
	}
	return MAIL_DEFERRED;
}

/* The first line that says something, as it may be shown. */
static void add_complaint(struct buf *out, const struct buf *said)
{
	const char *start = buf_text(said) + strspn(buf_text(said), "\r\n \t");
	size_t length = utf8_prefix(start, strcspn(start, "\r\n"), MOST_SHOWN);

	if (length == 0)
		return;
	buf_add_text(out, ": ");
	utf8_add_clean(out, start, length);
}

static void describe(const struct sendmail *sendmail, struct buf *out)
{
	if (sendmail->has_failed) {
		buf_add_text(out, sendmail->err.text);
		return;
	}
	if (sendmail->is_late)
		buf_printf(out, "%s was stopped: it was out of time", sendmail->path);
	else if (sendmail->signal != 0)
		buf_printf(out, "%s ended: %s", sendmail->path, strsignal(sendmail->signal));
	else
		buf_printf(out, "%s exited with %d", sendmail->path, (int)sendmail->status);
	add_complaint(out, &sendmail->said);
}

static void finish(struct sendmail *sendmail)
{
	struct mail_result result = { .end = end_of(sendmail) };
	struct buf error = {0};

	if (result.end != MAIL_ACCEPTED) {
		describe(sendmail, &error);
		result.error = buf_text(&error);
	}
	sendmail->done(sendmail->ctx, &result);
	buf_clear(&error);
	buf_clear(&sendmail->said);
	free(sendmail->path);
	free(sendmail);
}

static void on_closed(uv_handle_t *handle)
{
	struct sendmail *sendmail = handle->data;

	if (--sendmail->open_handles == 0)
		finish(sendmail);
}

static void close_all(struct sendmail *sendmail)
{
	sendmail->open_handles = sendmail->has_process ? 3 : 2;
	if (sendmail->has_process)
		uv_close((uv_handle_t *)&sendmail->process, on_closed);
	uv_close((uv_handle_t *)&sendmail->errors, on_closed);
	uv_close((uv_handle_t *)&sendmail->timer, on_closed);
}

static void on_failed(uv_timer_t *timer)
{
	close_all(timer->data);
}

/* With its shell: they have a process group of their own. */
static void on_late(uv_timer_t *timer)
{
	struct sendmail *sendmail = timer->data;

	sendmail->is_late = true;
	kill(-uv_process_get_pid(&sendmail->process), SIGKILL);
}

static void on_hurried_enough(uv_timer_t *timer)
{
	struct sendmail *sendmail = timer->data;

	sendmail->is_hurried = true;
	on_late(timer);
}

static void on_room_wanted(uv_handle_t *handle, size_t size, uv_buf_t *out)
{
	struct sendmail *sendmail = handle->data;

	(void)size;
	*out = uv_buf_init(sendmail->room, sizeof(sendmail->room));
}

static void on_said(uv_stream_t *stream, ssize_t got, const uv_buf_t *bytes)
{
	struct sendmail *sendmail = stream->data;

	if (got < 0)
		uv_read_stop(stream);
	else if (sendmail->said.length < MOST_SAID)
		buf_add(&sendmail->said, bytes->base, (size_t)got);
}

/* What it said before it ended is there to be read, but not what its children may yet say. */
static void read_rest(struct sendmail *sendmail)
{
	uv_os_fd_t fd;
	ssize_t got;

	if (uv_fileno((uv_handle_t *)&sendmail->errors, &fd) != 0)
		return;
	while (sendmail->said.length < MOST_SAID &&
	       (got = read(fd, sendmail->room, sizeof(sendmail->room))) > 0)
		buf_add(&sendmail->said, sendmail->room, (size_t)got);
}

static void on_ended(uv_process_t *process, int64_t status, int signal)
{
	struct sendmail *sendmail = process->data;

	sendmail->status = status;
	sendmail->signal = status > BY_SIGNAL ? (int)status - BY_SIGNAL : signal;
	read_rest(sendmail);
	close_all(sendmail);
}

/* The message as a file that nobody else knows of, to be closed; -1 if there is no room for it. */
static int write_message(const struct mail_letter *letter, struct err *err)
{
	int fd = memfd_create("granola-mail", MFD_CLOEXEC);
	struct buf text = {0};
	size_t i, written = 0;

	for (i = 0; i < letter->length; i++) {
		if (letter->message[i] != '\r')
			buf_add_char(&text, letter->message[i]);
	}
	while (fd >= 0 && written < text.length) {
		ssize_t more = write(fd, text.data + written, text.length - written);

		if (more < 0 && errno == EINTR)
			continue;
		if (more < 0) {
			close(fd);
			fd = -1;
		}
		written += more > 0 ? (size_t)more : 0;
	}
	buf_clear(&text);
	if (fd < 0)
		return err_set_errno(err, ERR_IO, "no room for a message");
	lseek(fd, 0, SEEK_SET);
	return fd;
}

/* Programs find others and their settings by these, and have no business with the rest. */
static char **make_environment(void)
{
	static const char *const kept[] = { "PATH", "HOME", "USER", "LOGNAME", "TZ" };
	enum { KEPT = sizeof(kept) / sizeof(kept[0]) };
	char **environment = mem_array(KEPT + 2, sizeof(*environment));
	size_t count = 0, i;

	environment[count++] = mem_dup("LC_ALL=C");
	for (i = 0; i < KEPT; i++) {
		const char *value = getenv(kept[i]);

		if (value != NULL)
			environment[count++] = mem_printf("%s=%s", kept[i], value);
	}
	return environment;
}

static void free_environment(char **environment)
{
	size_t i;

	for (i = 0; environment[i] != NULL; i++)
		free(environment[i]);
	free(environment);
}

static int spawn(struct sendmail *sendmail, const struct sendmail_order *order, int message)
{
	char **environment = make_environment();
	char *sender = mem_dup(order->letter->sender);
	char *recipient = mem_dup(order->letter->recipient);
	char shell[] = "/bin/sh", script[] = TRACE_SCRIPT, flags[][3] = { "-c", "-i", "-f" };
	char *arguments[] = {
		shell, flags[0], script, shell, sendmail->path, flags[1], flags[2],
		sender, recipient, NULL,
	};
	uv_stdio_container_t streams[STREAMS] = {
		{ .flags = UV_INHERIT_FD, .data.fd = message },
		{ .flags = UV_IGNORE },
		{ .flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE,
		  .data.stream = (uv_stream_t *)&sendmail->errors },
		[TRACE_DESCRIPTOR] = { .flags = UV_INHERIT_FD, .data.fd = order->trace },
	};
	const uv_process_options_t options = {
		.file = shell,
		.args = arguments,
		.flags = UV_PROCESS_DETACHED,
		.env = environment,
		.stdio = streams,
		.stdio_count = STREAMS,
		.exit_cb = on_ended,
	};
	int failed;

	sendmail->has_process = true;		/* to be closed even if it cannot be run */
	failed = uv_spawn(sendmail->timer.loop, &sendmail->process, &options);
	free_environment(environment);
	free(sender);
	free(recipient);
	return failed;
}

static int run(struct sendmail *sendmail, const struct sendmail_order *order, struct err *err)
{
	int message, failed;

	if (access(sendmail->path, X_OK) < 0)
		return err_set(err, ERR_IO, "%s cannot be run: %s", sendmail->path,
			       uv_strerror(uv_translate_sys_error(errno)));
	message = write_message(order->letter, err);
	if (message < 0)
		return -1;
	failed = spawn(sendmail, order, message);
	close(message);
	if (failed != 0)
		return err_set(err, ERR_IO, "/bin/sh cannot be run: %s", uv_strerror(failed));
	uv_read_start((uv_stream_t *)&sendmail->errors, on_room_wanted, on_said);
	return 0;
}

struct sendmail *sendmail_start(uv_loop_t *loop, const struct sendmail_order *order,
				sendmail_done_cb done, void *ctx)
{
	struct sendmail *sendmail = mem_new(sizeof(*sendmail));

	sendmail->path = mem_dup(order->program);
	sendmail->done = done;
	sendmail->ctx = ctx;
	uv_timer_init(loop, &sendmail->timer);
	uv_pipe_init(loop, &sendmail->errors, 0);
	sendmail->timer.data = sendmail->errors.data = sendmail->process.data = sendmail;
	sendmail->has_failed = run(sendmail, order, &sendmail->err) < 0;
	if (sendmail->has_failed)
		uv_timer_start(&sendmail->timer, on_failed, 0, 0);
	else
		uv_timer_start(&sendmail->timer, on_late, PATIENCE_MS, 0);
	return sendmail;
}

void sendmail_hurry(struct sendmail *sendmail)
{
	if (sendmail->has_failed)
		return;
	uv_timer_start(&sendmail->timer, on_hurried_enough, HURRIED_MS, 0);
}
