#include "sandbox/inmate.h"

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/buf.h"
#include "sandbox/jail.h"
#include "sandbox/slots.h"

enum { MOST_MEMORY = 512 * 1024 * 1024 };

/* What of the parent's was left open by mistake. */
static void close_the_rest(void)
{
#ifdef SYS_close_range
	syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, 0);
#endif
}

static void set_error(struct buf *answer, const char *text)
{
	buf_truncate(answer, 0);
	buf_add_text(answer, text);
}

static struct inmate_answer work(const inmate_work_cb *works, struct buf *answer, char *slot,
				 const struct inmate_request *request)
{
	struct inmate_answer reply = {.slot = request->slot};
	struct err err;

	buf_truncate(answer, 0);
	if (works[request->work](answer, slot, (size_t)request->length, &err) < 0) {
		reply.is_error = 1;
		set_error(answer, err.text);
	} else if (answer->length > SLOT_SIZE) {
		reply.is_error = 1;
		set_error(answer, "more text than there is room for");
	}
	memcpy(slot, buf_text(answer), answer->length);
	reply.length = answer->length;
	return reply;
}

/* True: from here on this process is in jail, and talks to its socket only. */
static bool enter_jail(struct err *err)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	int errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	bool is_in = null >= 0 && dup2(null, STDERR_FILENO) >= 0;

	if (!is_in)
		err_set_errno(err, ERR_INTERNAL, "/dev/null");
	else
		is_in = jail_enter(MOST_MEMORY, err) == 0;
	if (!is_in && errors >= 0)
		dprintf(errors, "granola: parser: %s\n", err->text);
	close(null);
	close(errors);
	return is_in;
}

int inmate_serve(const inmate_work_cb *works, size_t count)
{
	struct inmate_request request;
	struct buf answer = {0};
	char *slots = slots_map(INMATE_MEMORY);
	struct err err;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	close_the_rest();
	if (slots == NULL || !enter_jail(&err))
		return INMATE_UNABLE;
	while (read(INMATE_SOCKET, &request, sizeof(request)) == (ssize_t)sizeof(request)) {
		struct inmate_answer reply;

		if (request.slot >= SLOT_COUNT || request.work >= count)
			break;
		reply = work(works, &answer, slots_at(slots, request.slot), &request);
		if (write(INMATE_SOCKET, &reply, sizeof(reply)) != (ssize_t)sizeof(reply))
			break;
	}
	buf_clear(&answer);
	return EXIT_SUCCESS;
}
