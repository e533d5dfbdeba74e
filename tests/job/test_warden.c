/*
 * The errands are this program's own, run by processes of this program in a real
 * jail; nearly all of them misbehave.
 */
#include "support/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "job/warden.h"
#include "sandbox/inmate.h"
#include "sandbox/slots.h"

enum work {
	WORK_REPEAT,
	WORK_FAIL,
	WORK_CRASH,
	WORK_ABORT,
	WORK_LEAVE,
	WORK_SPIN,
	WORK_GROW,
	WORK_SWELL,
	WORK_SOCKET,
	WORK_FORK,
	WORK_CODE,
	WORK_LIE,
	WORK_STAMMER,
	WORK_TRY,
	WORK_COUNT,
};

static int repeat(struct buf *answer, const char *request, size_t length, struct err *err)
{
	(void)err;
	buf_add(answer, request, length);
	return 0;
}

static int fail_work(struct buf *answer, const char *request, size_t length, struct err *err)
{
	(void)answer;
	(void)request;
	(void)length;
	return err_set(err, ERR_DATA, "no\n\x1b[31mgood\xff");
}

static int crash(struct buf *answer, const char *request, size_t length, struct err *err)
{
	char *readable = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)answer;
	(void)request;
	(void)length;
	(void)err;
	*readable = 'x';
	return 0;
}

static int abort_work(struct buf *answer, const char *request, size_t length, struct err *err)
{
	(void)answer;
	(void)request;
	(void)length;
	(void)err;
	abort();
}

static int leave(struct buf *answer, const char *request, size_t length, struct err *err)
{
	(void)answer;
	(void)request;
	(void)length;
	(void)err;
	_exit(EXIT_SUCCESS);
}

static int spin(struct buf *answer, const char *request, size_t length, struct err *err)
{
	volatile bool for_ever = true;

	(void)answer;
	(void)request;
	(void)length;
	(void)err;
	while (for_ever)
		;
	return 0;
}

#ifndef __has_feature
#define __has_feature(feature) 0
#endif

/* A sanitizer that gets no memory waits for ever instead. */
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
static const bool can_grow = false;
#else
static const bool can_grow = true;
#endif

static int grow(struct buf *answer, const char *request, size_t length, struct err *err)
{
	size_t i;

	(void)answer;
	(void)request;
	(void)length;
	(void)err;
	if (!can_grow)
		_exit(EXIT_FAILURE);
	for (i = 0; i < 2048; i++)		/* more than there may be; nobody touches it */
		mem_new(1024 * 1024);
	return 0;
}

static int swell(struct buf *answer, const char *request, size_t length, struct err *err)
{
	(void)request;
	(void)length;
	(void)err;
	buf_reserve(answer, SLOT_SIZE + 1);
	memset(answer->data, 'x', SLOT_SIZE + 1);
	answer->length = SLOT_SIZE + 1;
	return 0;
}

static int open_socket(struct buf *answer, const char *request, size_t length, struct err *err)
{
	(void)answer;
	(void)request;
	(void)length;
	(void)err;
	return socket(AF_INET, SOCK_STREAM, 0);
}

static int fork_work(struct buf *answer, const char *request, size_t length, struct err *err)
{
	(void)answer;
	(void)request;
	(void)length;
	(void)err;
	return fork();
}

static int map_code(struct buf *answer, const char *request, size_t length, struct err *err)
{
	(void)answer;
	(void)request;
	(void)length;
	(void)err;
	mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return 0;
}

/* Says by itself that there is more than there can be. */
static int lie(struct buf *answer, const char *request, size_t length, struct err *err)
{
	const struct inmate_answer lie = {.length = (uint64_t)SLOT_SIZE * 1000};

	if (write(INMATE_SOCKET, &lie, sizeof(lie)) < 0)
		return err_set(err, ERR_INTERNAL, "cannot lie");
	return repeat(answer, request, length, err);
}

static int stammer(struct buf *answer, const char *request, size_t length, struct err *err)
{
	if (write(INMATE_SOCKET, "x", 1) < 0)
		return err_set(err, ERR_INTERNAL, "cannot stammer");
	return repeat(answer, request, length, err);
}

/* All of this fails, and is survived. */
static int try(struct buf *answer, const char *request, size_t length, struct err *err)
{
	(void)request;
	(void)length;
	(void)err;
	if (open("/etc/passwd", O_RDONLY) >= 0)
		buf_add_text(answer, "read a file; ");
	if (open("/tmp/granola_jail", O_WRONLY | O_CREAT, 0600) >= 0)
		buf_add_text(answer, "wrote a file; ");
	if (kill(getppid(), 0) == 0)
		buf_add_text(answer, "could end its parent; ");
	if (ftruncate(INMATE_MEMORY, 0) == 0)
		buf_add_text(answer, "cut the memory off; ");
	if (fcntl(3, F_GETFD) >= 0 || errno == EBADF)
		buf_add_text(answer, "asked about a descriptor; ");
	return 0;
}

static const inmate_work_cb works[WORK_COUNT] = {
	[WORK_REPEAT] = repeat, [WORK_FAIL] = fail_work, [WORK_CRASH] = crash,
	[WORK_ABORT] = abort_work, [WORK_LEAVE] = leave, [WORK_SPIN] = spin, [WORK_GROW] = grow,
	[WORK_SWELL] = swell, [WORK_SOCKET] = open_socket, [WORK_FORK] = fork_work,
	[WORK_CODE] = map_code, [WORK_LIE] = lie, [WORK_STAMMER] = stammer, [WORK_TRY] = try,
};

struct errand {
	struct warden *warden;		/* is closed with the last errand */
	size_t *left;
	enum work work;
	const char *request;
	int64_t most_cpu_ms;		/* of the first: for all; 0: 200 */
	enum warden_end end;
	char *text;
	int calls;
	size_t left_after;		/* how many others were still under way */
};

static void write_request(void *ctx, char *out)
{
	const struct errand *errand = ctx;

	memcpy(out, errand->request, strlen(errand->request));
}

static void on_done(void *ctx, const struct warden_result *result)
{
	struct errand *errand = ctx;

	errand->calls++;
	errand->end = result->end;
	errand->text = result->end == WARDEN_ANSWERED
		       ? mem_dup_bytes(result->answer, result->length)
		       : mem_dup(result->why);
	errand->left_after = --*errand->left;
	if (*errand->left == 0)
		warden_close(errand->warden);
}

static void run(const char *argument, struct errand *errands, size_t count)
{
	struct warden_options options = {
		.argument = argument,
		.most_cpu_ms = errands[0].most_cpu_ms != 0 ? errands[0].most_cpu_ms : 200,
	};
	size_t left = count, i;
	struct warden *warden;
	uv_loop_t loop;

	uv_loop_init(&loop);
	warden = warden_new(&loop, &options);
	for (i = 0; i < count; i++) {
		errands[i].warden = warden;
		errands[i].left = &left;
		warden_submit(warden, &(struct warden_errand){
			.work = errands[i].work,
			.length = strlen(errands[i].request),
			.write = write_request,
			.done = on_done,
			.ctx = &errands[i],
		});
		assert_int_equal(errands[i].calls, 0);
	}
	uv_run(&loop, UV_RUN_DEFAULT);
	assert_int_equal(uv_loop_close(&loop), 0);
	for (i = 0; i < count; i++)
		assert_int_equal(errands[i].calls, 1);
}

static void clear(struct errand *errands, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		free(errands[i].text);
}

static void answers_come_back_whole_and_to_whom_they_belong(void **state)
{
	enum { COUNT = 100, LONG = 3 * 1024 * 1024 };
	struct errand errands[COUNT] = {0};
	char *requests[COUNT];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT; i++) {
		requests[i] = i == 7 ? mem_new(LONG + 1) : mem_printf("request %zu", i);
		if (i == 7)
			memset(requests[i], 'x', LONG);
		errands[i] = (struct errand){.work = WORK_REPEAT, .request = requests[i]};
	}
	run("inmate", errands, COUNT);
	for (i = 0; i < COUNT; i++) {
		assert_int_equal(errands[i].end, WARDEN_ANSWERED);
		assert_string_equal(errands[i].text, requests[i]);
		free(requests[i]);
	}
	clear(errands, COUNT);
}

static void what_ends_the_process_costs_its_own_errand_only(void **state)
{
	static const struct {
		enum work work;
		const char *why;
	} cases[] = {
		{WORK_CRASH, ""},	/* how depends on the C library, or a sanitizer */
		{WORK_ABORT, ""},
		{WORK_LEAVE, "it "},
		{WORK_SPIN, "it was out of time"},
		{WORK_GROW, "it ran out of memory"},
		{WORK_SOCKET, "it asked the system for what no parser needs"},
		{WORK_FORK, "it asked the system for what no parser needs"},
		{WORK_CODE, "it asked the system for what no parser needs"},
		{WORK_LIE, "its answer made no sense"},
		{WORK_STAMMER, "its answer made no sense"},
	};
	enum { CASES = sizeof(cases) / sizeof(cases[0]), COUNT = 3 * CASES };
	struct errand errands[COUNT] = {0};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT; i++)
		errands[i] = (struct errand){
			.work = i % 3 == 1 ? cases[i / 3].work : WORK_REPEAT,
			.request = "good",
		};
	run("inmate", errands, COUNT);
	for (i = 0; i < COUNT; i++) {
		assert_int_equal(errands[i].end, i % 3 == 1 ? WARDEN_STOPPED : WARDEN_ANSWERED);
		if (i % 3 != 1)
			assert_string_equal(errands[i].text, "good");
		else if (strstr(errands[i].text, cases[i / 3].why) == NULL)
			fail_msg("work %d: %s", errands[i].work, errands[i].text);
	}
	clear(errands, COUNT);
}

static void one_that_hangs_keeps_nobody_waiting_but_those_sent_behind_it(void **state)
{
	enum { COUNT = 2 * SLOT_COUNT };
	struct errand errands[COUNT] = {0};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT; i++)
		errands[i] = (struct errand){
			.work = i == 0 ? WORK_SPIN : WORK_REPEAT,
			.request = "good",
			.most_cpu_ms = 1500,
		};
	run("inmate", errands, COUNT);
	assert_int_equal(errands[0].end, WARDEN_STOPPED);
	for (i = SLOT_COUNT; i < COUNT; i++)
		assert_true(errands[i].left_after > errands[0].left_after);
	clear(errands, COUNT);
}

static void what_may_go_wrong_is_refused_in_one_clean_line(void **state)
{
	struct errand errands[] = {
		{.work = WORK_FAIL, .request = ""},
		{.work = WORK_SWELL, .request = ""},
	};

	(void)state;
	run("inmate", errands, 2);
	assert_int_equal(errands[0].end, WARDEN_REFUSED);
	assert_string_equal(errands[0].text, "no [31mgood\xef\xbf\xbd");
	assert_int_equal(errands[1].end, WARDEN_REFUSED);
	assert_string_equal(errands[1].text, "more text than there is room for");
	clear(errands, 2);
}

static void an_inmate_gets_at_nothing(void **state)
{
	struct errand errand = {.work = WORK_TRY, .request = ""};

	(void)state;
	run("inmate", &errand, 1);
	assert_int_equal(errand.end, WARDEN_ANSWERED);
	assert_string_equal(errand.text, "");
	clear(&errand, 1);
}

static void a_process_that_cannot_work_fails_the_errand(void **state)
{
	struct errand errands[] = {
		{.work = WORK_REPEAT, .request = "a"}, {.work = WORK_REPEAT, .request = "b"},
	};

	(void)state;
	run("unable", errands, 2);
	assert_int_equal(errands[0].end, WARDEN_STOPPED);
	assert_non_null(strstr(errands[0].text, "could not be locked up"));
	assert_int_equal(errands[1].end, WARDEN_STOPPED);
	clear(errands, 2);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_come_back_whole_and_to_whom_they_belong),
		cmocka_unit_test(what_ends_the_process_costs_its_own_errand_only),
		cmocka_unit_test(
			one_that_hangs_keeps_nobody_waiting_but_those_sent_behind_it),
		cmocka_unit_test(what_may_go_wrong_is_refused_in_one_clean_line),
		cmocka_unit_test(an_inmate_gets_at_nothing),
		cmocka_unit_test(a_process_that_cannot_work_fails_the_errand),
	};

	if (argc > 1 && strcmp(argv[1], "inmate") == 0)
		return inmate_serve(works, WORK_COUNT);
	if (argc > 1)
		return INMATE_UNABLE;
	setenv("ASAN_OPTIONS", "detect_leaks=0", 1);	/* of inmates, which may not look */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
