#include "job/warden.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "sandbox/inmate.h"
#include "sandbox/slots.h"
#include "text/utf8.h"

/*
 *	submit --> queue --> dispatch --> on_readable --> done
 *	             ^                         |
 *	             |                      on_ended --> stopped: the errand in hand
 *	             +---- those behind it ----+
 */
enum {
	CELLS		= 2,		/* one does, until it is stuck */
	STUCK_MS	= 200,
	MOST_SERVED	= 20000,	/* by one process: what it leaks goes with it */
	TICK_MS		= 1000,
	MOST_CPU_MS	= 10 * 1000,	/* of one errand … */
	MOST_WALL_MS	= 120 * 1000,	/* … on a machine that has no time for it */
	MOST_IDLE_MS	= 30 * 1000,
	LARGE		= 1024 * 1024,	/* memory is given back after such an errand */
	LONGEST_ERROR	= 900,
};

struct errand {
	struct errand *next;
	struct warden_errand told;
};

enum cell_state {
	CELL_EMPTY,
	CELL_OPEN,
	CELL_ENDING,		/* its process is to end, or has */
};

/* A process, and the errands it was sent on, oldest first; a place in the ring is a slot. */
struct cell {
	struct warden *warden;
	enum cell_state state;
	uv_process_t process;
	uv_poll_t poll;
	int socket;
	char *slots;
	struct errand *errands[SLOT_COUNT];
	size_t first;
	size_t count;
	size_t served;
	size_t served_at_tick;
	int64_t cpu_ms;			/* when the errand in hand was first seen … */
	int64_t since_ms;		/* … and when that was, or when it became idle */
	const char *cause;		/* why we ended it */
	int open_handles;
};

struct warden {
	uv_loop_t *loop;
	struct warden_options options;
	struct cell cells[CELLS];
	struct errand *queue;
	struct errand **queue_end;
	uv_timer_t tick;
	uv_timer_t soon;		/* fails what is queued when no process can be had */
	struct err failure;
	int open_timers;
	bool is_closing;
};

static void free_if_done(struct warden *warden)
{
	size_t i;

	for (i = 0; i < CELLS; i++) {
		if (warden->cells[i].state != CELL_EMPTY)
			return;
	}
	if (!warden->is_closing || warden->open_timers > 0)
		return;
	assert(warden->queue == NULL);
	free(warden);
}

static void on_timer_closed(uv_handle_t *handle)
{
	struct warden *warden = handle->data;

	warden->open_timers--;
	free_if_done(warden);
}

static void enqueue(struct warden *warden, struct errand *errand)
{
	errand->next = NULL;
	*warden->queue_end = errand;
	warden->queue_end = &errand->next;
}

static void put_first(struct warden *warden, struct errand *errand)
{
	if (warden->queue == NULL)
		warden->queue_end = &errand->next;
	errand->next = warden->queue;
	warden->queue = errand;
}

static struct errand *dequeue(struct warden *warden)
{
	struct errand *errand = warden->queue;

	warden->queue = errand->next;
	if (warden->queue == NULL)
		warden->queue_end = &warden->queue;
	return errand;
}

static void finish(struct errand *errand, const struct warden_result *result)
{
	errand->told.done(errand->told.ctx, result);
	free(errand);
}

static void fail(struct errand *errand, enum warden_end end, const char *why)
{
	finish(errand, &(struct warden_result){.end = end, .why = why});
}

static int64_t cpu_of(const struct cell *cell)
{
	return clock_cpu_ms(cell->process.pid);
}

static void end_process(struct cell *cell, const char *cause)
{
	if (cell->state != CELL_OPEN)
		return;
	cell->state = CELL_ENDING;
	cell->cause = cause;
	uv_poll_stop(&cell->poll);
	uv_process_kill(&cell->process, SIGKILL);
}

static void dispatch(struct warden *warden);

static void on_cell_closed(uv_handle_t *handle)
{
	struct cell *cell = handle->data;
	struct warden *warden = cell->warden;

	if (--cell->open_handles > 0)
		return;
	close(cell->socket);
	slots_free(cell->slots);
	cell->state = CELL_EMPTY;
	if (warden->is_closing)
		free_if_done(warden);
	else
		dispatch(warden);
}

/* What an errand was that its process did not survive. */
static const char *cause_of(const struct cell *cell, int64_t status, int signal)
{
	if (cell->cause != NULL)
		return cell->cause;
	if (signal == SIGSYS)
		return "it asked the system for what no parser needs";
	if (signal != 0)
		return strsignal(signal);
	if (status == EXIT_FAILURE)
		return "it ran out of memory";
	if (status == INMATE_UNABLE)
		return "it could not be locked up (see 'sandbox' in granola.conf(5))";
	return "it ended";
}

/* The errand in hand is to blame; those behind it have another chance. */
static void blame(struct cell *cell, const char *cause)
{
	struct errand *guilty = cell->count > 0 ? cell->errands[cell->first] : NULL;
	char why[LONGEST_ERROR];

	while (cell->count > 1) {
		cell->count--;
		put_first(cell->warden,
			  cell->errands[(cell->first + cell->count) % SLOT_COUNT]);
	}
	cell->count = 0;
	if (guilty == NULL)
		return;
	snprintf(why, sizeof(why), "its parser was stopped: %s", cause);
	fail(guilty, WARDEN_STOPPED, why);
}

static void take_answers(struct cell *cell);

static void on_ended(uv_process_t *process, int64_t status, int signal)
{
	struct cell *cell = process->data;

	cell->state = CELL_ENDING;
	if (cell->cause == NULL)
		take_answers(cell);
	blame(cell, cause_of(cell, status, signal));
	uv_close((uv_handle_t *)&cell->poll, on_cell_closed);
	uv_close((uv_handle_t *)&cell->process, on_cell_closed);
}

/* A stranger's process says it: one line, of what may be shown. */
static void refuse(struct errand *errand, const char *text, size_t length)
{
	char *copy = mem_dup_bytes(text, length < LONGEST_ERROR ? length : LONGEST_ERROR);
	struct buf clean = {0};
	size_t i;

	utf8_add_clean(&clean, copy, strlen(copy));
	for (i = 0; i < clean.length; i++) {
		if ((unsigned char)clean.data[i] < ' ')
			clean.data[i] = ' ';
	}
	fail(errand, WARDEN_REFUSED, buf_text(&clean));
	buf_clear(&clean);
	free(copy);
}

static bool makes_sense(const struct cell *cell, const struct inmate_answer *answer)
{
	return cell->count > 0 && answer->slot == cell->first && answer->is_error <= 1 &&
	       answer->length <= SLOT_SIZE;
}

static void take_answer(struct cell *cell, const struct inmate_answer *answer)
{
	size_t place = cell->first, length = (size_t)answer->length;
	struct errand *errand = cell->errands[place];
	size_t largest = length > errand->told.length ? length : errand->told.length;

	cell->first = (cell->first + 1) % SLOT_COUNT;
	cell->count--;
	cell->served++;
	cell->since_ms = clock_monotonic_ms();
	if (answer->is_error)
		refuse(errand, slots_at(cell->slots, place), length);
	else
		finish(errand, &(struct warden_result){
			.end = WARDEN_ANSWERED,
			.answer = slots_at(cell->slots, place),
			.length = length,
		});
	if (largest > LARGE)
		slots_empty(cell->slots, place);
}

/* All that it has said so far; if it hangs up, or talks nonsense, it is to end. */
static void take_answers(struct cell *cell)
{
	struct inmate_answer answer;
	ssize_t got;

	while ((got = recv(cell->socket, &answer, sizeof(answer), MSG_DONTWAIT)) ==
	       (ssize_t)sizeof(answer)) {
		if (!makes_sense(cell, &answer)) {
			end_process(cell, "its answer made no sense");
			return;
		}
		take_answer(cell, &answer);
	}
	if (got >= 0)
		end_process(cell, got == 0 ? NULL : "its answer made no sense");
	else if (errno != EAGAIN && errno != EINTR)
		end_process(cell, NULL);
}

static void on_readable(uv_poll_t *poll, int status, int events)
{
	struct cell *cell = poll->data;

	(void)status;
	(void)events;
	take_answers(cell);
	dispatch(cell->warden);
}

static void watch_errand(struct cell *cell, int64_t now)
{
	int64_t cpu = cpu_of(cell);

	if (cell->served != cell->served_at_tick) {
		cell->served_at_tick = cell->served;
		cell->cpu_ms = cpu;
	} else if (cpu - cell->cpu_ms > cell->warden->options.most_cpu_ms ||
		   now - cell->since_ms > MOST_WALL_MS) {
		end_process(cell, "it was out of time");
	}
}

static void on_tick(uv_timer_t *timer)
{
	struct warden *warden = timer->data;
	int64_t now = clock_monotonic_ms();
	bool is_any_open = false;
	size_t i;

	for (i = 0; i < CELLS; i++) {
		struct cell *cell = &warden->cells[i];

		if (cell->state == CELL_OPEN && cell->count > 0)
			watch_errand(cell, now);
		else if (cell->state == CELL_OPEN && now - cell->since_ms > MOST_IDLE_MS)
			end_process(cell, NULL);
		is_any_open |= cell->state != CELL_EMPTY;
	}
	if (!is_any_open)
		uv_timer_stop(timer);
	dispatch(warden);
}

static int spawn(struct cell *cell, int socket, int memory, struct err *err)
{
	char *arguments[] = {mem_dup("granola"), mem_dup(cell->warden->options.argument), NULL};
	uv_stdio_container_t stdio[] = {
		[INMATE_SOCKET]	= {.flags = UV_INHERIT_FD, .data.fd = socket},
		[INMATE_MEMORY]	= {.flags = UV_INHERIT_FD, .data.fd = memory},
		[STDERR_FILENO]	= {.flags = UV_INHERIT_FD, .data.fd = STDERR_FILENO},
	};
	const uv_process_options_t options = {
		.exit_cb = on_ended,
		.file = "/proc/self/exe",
		.args = arguments,
		.cwd = "/",
		.stdio_count = sizeof(stdio) / sizeof(stdio[0]),
		.stdio = stdio,
	};
	int status = uv_spawn(cell->warden->loop, &cell->process, &options);

	free(arguments[0]);
	free(arguments[1]);
	if (status < 0)
		return err_set(err, ERR_INTERNAL, "%s", uv_strerror(status));
	return 0;
}

static void begin(struct cell *cell, int socket)
{
	struct warden *warden = cell->warden;

	cell->state = CELL_OPEN;
	cell->socket = socket;
	cell->since_ms = clock_monotonic_ms();
	uv_poll_init(warden->loop, &cell->poll, socket);
	uv_poll_start(&cell->poll, UV_READABLE, on_readable);
	cell->poll.data = cell->process.data = cell;
	cell->open_handles = 2;
	if (!uv_is_active((uv_handle_t *)&warden->tick))
		uv_timer_start(&warden->tick, on_tick, TICK_MS, TICK_MS);
}

/* A process that could not be started has a handle all the same. */
static void give_up(struct cell *cell, int socket)
{
	cell->state = CELL_ENDING;
	cell->socket = socket;
	cell->process.data = cell;
	cell->open_handles = 1;
	uv_close((uv_handle_t *)&cell->process, on_cell_closed);
}

static int open_cell(struct cell *cell, struct warden *warden, struct err *err)
{
	int memory, sockets[2], result;

	*cell = (struct cell){.warden = warden};
	memory = slots_new(&cell->slots, err);
	if (memory < 0)
		return -1;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) < 0) {
		close(memory);
		slots_free(cell->slots);
		return err_set_errno(err, ERR_INTERNAL, "socketpair");
	}
	result = spawn(cell, sockets[1], memory, err);
	close(sockets[1]);
	close(memory);
	if (result < 0)
		give_up(cell, sockets[0]);
	else
		begin(cell, sockets[0]);
	return result;
}

static bool is_stuck(const struct cell *cell)
{
	return cell->count > 0 && clock_monotonic_ms() - cell->since_ms > STUCK_MS;
}

/*
 * The open cell with the most room; an empty one only if those that are open get
 * nowhere, for to start a process takes as long as many an errand; or NULL.
 */
static struct cell *choose(struct warden *warden)
{
	struct cell *best = NULL, *empty = NULL;
	bool is_any_working = false;
	size_t i;

	for (i = 0; i < CELLS; i++) {
		struct cell *cell = &warden->cells[i];

		if (cell->state == CELL_EMPTY)
			empty = cell;
		if (cell->state != CELL_OPEN || is_stuck(cell))
			continue;
		is_any_working = true;
		if (cell->count == SLOT_COUNT || cell->served + cell->count >= MOST_SERVED)
			continue;
		if (best == NULL || cell->count < best->count)
			best = cell;
	}
	return best != NULL || is_any_working ? best : empty;
}

static void retire(struct warden *warden)
{
	size_t i;

	for (i = 0; i < CELLS; i++) {
		struct cell *cell = &warden->cells[i];

		if (cell->count == 0 && cell->served >= MOST_SERVED)
			end_process(cell, NULL);
	}
}

/* False: the process is no more; the errand stays ours. */
static bool send_on(struct cell *cell, struct errand *errand)
{
	size_t place = (cell->first + cell->count) % SLOT_COUNT;
	const struct inmate_request request = {
		.slot = (uint32_t)place,
		.work = errand->told.work,
		.length = errand->told.length,
	};

	errand->told.write(errand->told.ctx, slots_at(cell->slots, place));
	if (send(cell->socket, &request, sizeof(request), MSG_NOSIGNAL) < 0)
		return false;
	if (cell->count == 0) {
		cell->since_ms = clock_monotonic_ms();
		cell->cpu_ms = cpu_of(cell);
	}
	cell->errands[place] = errand;
	cell->count++;
	return true;
}

static void on_soon(uv_timer_t *timer)
{
	struct warden *warden = timer->data;
	struct err failure = warden->failure;

	err_wrap(&failure, "no parser can be started (see 'sandbox' in granola.conf(5))");
	while (warden->queue != NULL)
		fail(dequeue(warden), WARDEN_STOPPED, failure.text);
}

static void dispatch(struct warden *warden)
{
	struct cell *cell;

	retire(warden);
	while (warden->queue != NULL && (cell = choose(warden)) != NULL) {
		struct errand *errand;

		if (cell->state == CELL_EMPTY && open_cell(cell, warden, &warden->failure) < 0) {
			uv_timer_start(&warden->soon, on_soon, 0, 0);
			return;
		}
		errand = dequeue(warden);
		if (!send_on(cell, errand)) {
			put_first(warden, errand);
			end_process(cell, NULL);
		}
	}
}

struct warden *warden_new(uv_loop_t *loop, const struct warden_options *options)
{
	struct warden *warden = mem_new(sizeof(*warden));

	warden->loop = loop;
	warden->options = *options;
	if (warden->options.most_cpu_ms == 0)
		warden->options.most_cpu_ms = MOST_CPU_MS;
	warden->queue_end = &warden->queue;
	uv_timer_init(loop, &warden->tick);
	uv_timer_init(loop, &warden->soon);
	warden->tick.data = warden->soon.data = warden;
	warden->open_timers = 2;
	return warden;
}

void warden_submit(struct warden *warden, const struct warden_errand *told)
{
	struct errand *errand = mem_new(sizeof(*errand));

	errand->told = *told;
	enqueue(warden, errand);
	dispatch(warden);
}

void warden_close(struct warden *warden)
{
	size_t i;

	if (warden == NULL)
		return;
	warden->is_closing = true;
	for (i = 0; i < CELLS; i++)
		end_process(&warden->cells[i], NULL);
	uv_close((uv_handle_t *)&warden->tick, on_timer_closed);
	uv_close((uv_handle_t *)&warden->soon, on_timer_closed);
}
