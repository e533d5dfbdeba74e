#include "sandbox/jail.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#elif defined(__powerpc64__) && defined(__LITTLE_ENDIAN__)
#define ARCHITECTURE AUDIT_ARCH_PPC64LE
#endif

#ifdef ARCHITECTURE
static const uint32_t allowed[] = {
	SYS_read, SYS_write, SYS_close, SYS_futex, SYS_munmap, SYS_mremap, SYS_brk, SYS_madvise,
	SYS_exit_group, SYS_exit, SYS_rt_sigreturn, SYS_rt_sigprocmask, SYS_getpid, SYS_gettid,
	SYS_getrandom, SYS_clock_gettime, SYS_sched_yield,
};

static const uint32_t deadly[] = {
	SYS_execve, SYS_execveat, SYS_clone, SYS_ptrace, SYS_socket, SYS_process_vm_writev,
#ifdef SYS_clone3
	SYS_clone3,
#endif
#ifdef SYS_fork
	SYS_fork, SYS_vfork,
#endif
};

enum { MOST_INSTRUCTIONS = 80, X32_BIT = 0x40000000 };

struct filter {
	struct sock_filter code[MOST_INSTRUCTIONS];
	unsigned short length;
};

static void add(struct filter *filter, struct sock_filter instruction)
{
	filter->code[filter->length++] = instruction;
}

static void load(struct filter *filter, size_t offset)
{
	add(filter, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

static void finish(struct filter *filter, uint32_t result)
{
	add(filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, result));
}

static void finish_if(struct filter *filter, uint32_t number, uint32_t result)
{
	add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1));
	finish(filter, result);
}

/* Memory yes, code no. */
static void add_mmap(struct filter *filter)
{
	add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mmap, 0, 4));
	load(filter, offsetof(struct seccomp_data, args[2]));
	add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1));
	finish(filter, SECCOMP_RET_KILL_PROCESS);
	finish(filter, SECCOMP_RET_ALLOW);
}

static void build(struct filter *filter)
{
	size_t i;

	load(filter, offsetof(struct seccomp_data, arch));
	add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
	finish(filter, SECCOMP_RET_KILL_PROCESS);
	load(filter, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
	add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1));
	finish(filter, SECCOMP_RET_KILL_PROCESS);
#endif
	for (i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++)
		finish_if(filter, allowed[i], SECCOMP_RET_ALLOW);
	for (i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++)
		finish_if(filter, deadly[i], SECCOMP_RET_KILL_PROCESS);
	add_mmap(filter);
	finish(filter, SECCOMP_RET_ERRNO | EPERM);
}

static int install(struct err *err)
{
	struct filter filter = {.length = 0};
	struct sock_fprog program = {.filter = filter.code};

	build(&filter);
	program.len = filter.length;
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0)
		return err_set_errno(err, ERR_INTERNAL, "seccomp");
	return 0;
}
#else
static int install(struct err *err)
{
	return err_set(err, ERR_INTERNAL, "no system call filter for this kind of machine");
}
#endif

/* What the process may write to already: a sanitizer's shadow, for one, is huge. */
static size_t present_memory(void)
{
	FILE *file = fopen("/proc/self/statm", "re");
	size_t pages = 0;

	if (file == NULL)
		return 0;
	/* NOLINTNEXTLINE(cert-err34-c): the kernel writes numbers that fit */
	if (fscanf(file, "%*u %*u %*u %*u %*u %zu", &pages) != 1)
		pages = 0;
	fclose(file);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

static int limit(int resource, rlim_t most, struct err *err)
{
	const struct rlimit limits = {.rlim_cur = most, .rlim_max = most};

	if (setrlimit((unsigned)resource, &limits) < 0)
		return err_set_errno(err, ERR_INTERNAL, "limit %d", resource);
	return 0;
}

int jail_enter(size_t most_memory, struct err *err)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || prctl(PR_SET_DUMPABLE, 0) < 0)
		return err_set_errno(err, ERR_INTERNAL, "prctl");
	if (limit(RLIMIT_DATA, present_memory() + most_memory, err) < 0 ||
	    limit(RLIMIT_CORE, 0, err) < 0 || limit(RLIMIT_FSIZE, 0, err) < 0)
		return -1;
	return install(err);
}

bool jail_is_known(void)
{
#ifdef ARCHITECTURE
	return true;
#else
	return false;
#endif
}
