/* Preloaded into khoa, so that a test can fail it at each of its system calls that change the disk.
 * The kernel hands them over (seccomp), so none is missed, whether SQLite, GLib or stdio makes it.
 *
 *   KHOA_KILL_AT=N    killed right before the N-th
 *   KHOA_POWER_AT=N   the power fails right before the N-th: what was not synced is lost
 * (powercut.h) KHOA_TORN_AT=N    the same, and of names nothing is lost KHOA_FULL_AT=N    the disk
 * is full from the N-th on KHOA_EIO_AT=N     the disk is broken from the N-th on KHOA_ONCE_AT=N the
 * N-th fails, whatever it is, and no other KHOA_CALLS=FILE   takes how many there were KHOA_SEED=N
 * makes the same keys each time
 *
 * And passphrases cost nothing, since hundreds of runs have to. */
#define _GNU_SOURCE
#include "powercut.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#define OURS 0x6b686f61 /* as a sixth argument, which none of these calls has: let it through */

/* What a call does, and where its arguments stand. */
typedef enum Act { WRITE, SYNC, MAKE, LINK, MOVE, REMOVE, OPEN, RANDOM } Act;

static const struct {
  long number;
  Act act;
  int at; /* 1: the names follow a folder's descriptor */
} calls[] = {
    {SYS_write, WRITE, 0},     {SYS_pwrite64, WRITE, 0},  {SYS_writev, WRITE, 0},
    {SYS_pwritev, WRITE, 0},   {SYS_ftruncate, WRITE, 0}, {SYS_fallocate, WRITE, 0},
    {SYS_fsync, SYNC, 0},      {SYS_fdatasync, SYNC, 0},  {SYS_mkdirat, MAKE, 1},
    {SYS_linkat, LINK, 1},     {SYS_renameat2, MOVE, 1},  {SYS_renameat, MOVE, 1},
    {SYS_unlinkat, REMOVE, 1}, {SYS_openat, OPEN, 1},     {SYS_getrandom, RANDOM, 0},
#ifdef SYS_mkdir
    {SYS_mkdir, MAKE, 0},      {SYS_link, LINK, 0},       {SYS_rename, MOVE, 0},
    {SYS_unlink, REMOVE, 0},   {SYS_rmdir, REMOVE, 0},    {SYS_open, OPEN, 0},
#endif
};
#define N_CALLS (sizeof calls / sizeof *calls)

static long count, lock;
static uint64_t stream;

static long number(const char *variable) {
  const char *text = getenv(variable);
  return text ? atol(text) : 0;
}

static long now(long call, const long *a) {
  long result = syscall(call, a[0], a[1], a[2], a[3], a[4], OURS);
  return result == -1 ? -errno : result;
}

/* The program's own files, not its answers, its threads' signals or a terminal. */
static int is_file(long descriptor) {
  struct stat status;
  return descriptor > 2 && fstat((int)descriptor, &status) == 0 &&
         (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
}

/* Whether opening with O_CREAT makes a file, or empties one. */
static int makes_file(const long *a, int at) {
  int folder = at ? (int)a[0] : AT_FDCWD;
  long flags = a[at + 1];
  return (flags & O_TRUNC) ||
         faccessat(folder, (const char *)a[at], F_OK, AT_SYMLINK_NOFOLLOW) != 0;
}

static int changes_disk(Act act, const long *a, int at) {
  switch (act) {
  case WRITE:
  case SYNC:
    return is_file(a[0]);
  case OPEN:
    return makes_file(a, at);
  default:
    return 1;
  }
}

/* Counts a call; what is wrong with the disk by now, 0 if nothing is. Emptying takes no room. */
static int fault(Act act) {
  static const char *const cuts[] = {"KHOA_POWER_AT", "KHOA_TORN_AT"};
  int takes_room = act == WRITE || act == SYNC || act == MAKE || act == OPEN;
  count++;
  if (count == number("KHOA_KILL_AT"))
    kill(getpid(), SIGKILL);
  for (int i = 0; i < 2; i++)
    if (count == number(cuts[i])) {
      power_cut(i == 0);
      kill(getpid(), SIGKILL);
    }
  if (count == number("KHOA_ONCE_AT"))
    return EIO;
  if (takes_room && number("KHOA_FULL_AT") && count >= number("KHOA_FULL_AT"))
    return ENOSPC;
  return takes_room && number("KHOA_EIO_AT") && count >= number("KHOA_EIO_AT") ? EIO : 0;
}

/* Does the call, and tells the power cut of it. */
static long watch(long call, Act act, const long *a, int at) {
  int from = at ? (int)a[0] : AT_FDCWD, to = at ? (int)a[2] : AT_FDCWD;
  const char *name = (const char *)a[at], *target = (const char *)a[at ? 3 : 1];
  if (!number("KHOA_POWER_AT") && !number("KHOA_TORN_AT"))
    return now(call, a);
  if (act == WRITE)
    power_before_write((int)a[0]);
  if (act == MOVE)
    power_before_losing(to, target);
  if (act == REMOVE)
    power_before_losing(from, name);
  long result = now(call, a);
  if (result < 0)
    return result;
  if (act == SYNC)
    power_synced((int)a[0]);
  if (act == MAKE || act == OPEN)
    power_made(from, name);
  if (act == LINK)
    power_made(to, target);
  if (act == MOVE)
    power_moved(from, name, to, target);
  if (act == REMOVE)
    power_removed(from, name);
  return result;
}

static long random_bytes(const long *a) {
  uint8_t *bytes = (uint8_t *)a[0];
  for (long i = 0; i < a[1]; i++) { /* splitmix64 */
    uint64_t x = stream += 0x9e3779b97f4a7c15;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    bytes[i] = (uint8_t)(x >> 56);
  }
  return a[1];
}

static long take(long call, const long *a) {
  for (size_t i = 0; i < N_CALLS; i++) {
    int at = calls[i].at;
    if (calls[i].number != call)
      continue;
    if (calls[i].act == RANDOM)
      return number("KHOA_SEED") ? random_bytes(a) : now(call, a);
    if (!changes_disk(calls[i].act, a, at))
      return now(call, a);
    int found = fault(calls[i].act);
    return found ? -found : watch(call, calls[i].act, a, at);
  }
  return -ENOSYS;
}

static void on_call(int signal, siginfo_t *info, void *context) {
  mcontext_t *machine = &((ucontext_t *)context)->uc_mcontext;
  int saved = errno;
  (void)signal;
  while (__atomic_exchange_n(&lock, 1, __ATOMIC_ACQUIRE))
    sched_yield();
#ifdef __x86_64__
  greg_t *r = machine->gregs;
  const long a[] = {r[REG_RDI], r[REG_RSI], r[REG_RDX], r[REG_R10], r[REG_R8]};
  r[REG_RAX] = take(info->si_syscall, a);
#elif defined __aarch64__
  unsigned long long *r = machine->regs;
  const long a[] = {(long)r[0], (long)r[1], (long)r[2], (long)r[3], (long)r[4]};
  r[0] = (unsigned long long)take(info->si_syscall, a);
#else
#error "where does this machine keep a system call's arguments?"
#endif
  __atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
  errno = saved;
}

/* Lets pass what this library does itself and what it doesn't know, and traps the calls above; of
 * those that open a file only the ones that may make it. */
static struct sock_filter code[5 * N_CALLS + 5];
static struct sock_fprog program = {0, code};

static void add(unsigned short what, unsigned value, unsigned char if_not) {
  code[program.len++] = (struct sock_filter){what, 0, if_not, value};
}

static void fill_program(void) {
  add(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[5]), 0);
  add(BPF_JMP | BPF_JEQ | BPF_K, OURS, 1);
  add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0);
  add(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr), 0);
  for (size_t i = 0; i < N_CALLS; i++) {
    int opens = calls[i].act == OPEN;
    add(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)calls[i].number, opens ? 4 : 1);
    if (opens) {
      add(BPF_LD | BPF_W | BPF_ABS, (unsigned)offsetof(struct seccomp_data, args[calls[i].at + 1]),
          0);
      add(BPF_JMP | BPF_JSET | BPF_K, O_CREAT, 1);
    }
    add(BPF_RET | BPF_K, SECCOMP_RET_TRAP, 0);
    if (opens)
      add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0);
  }
  add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0);
}

__attribute__((constructor)) static void begin(void) {
  struct sigaction action = {.sa_sigaction = on_call,
                             .sa_flags = SA_SIGINFO | SA_NODEFER | SA_RESTART};
  stream = (uint64_t)number("KHOA_SEED");
  fill_program();
  if (sigaction(SIGSYS, &action, NULL) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
    abort();
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("KHOA_CALLS");
  long calls_made = count;
  FILE *file = path ? fopen(path, "w") : NULL;
  if (file) {
    fprintf(file, "%ld\n", calls_made);
    fclose(file);
  }
  if (number("KHOA_POWER_AT") > calls_made)
    power_cut(1);
}

void sqlite3_randomness(int size, void *bytes) {
  void (*next)(int, void *) = (void (*)(int, void *))dlsym(RTLD_NEXT, "sqlite3_randomness");
  const long a[] = {(long)bytes, size};
  if (number("KHOA_SEED") && size > 0)
    random_bytes(a);
  else
    next(size, bytes);
}

int crypto_pwhash_scryptsalsa208sha256(unsigned char *key, unsigned long long size,
                                       const char *passphrase, unsigned long long length,
                                       const unsigned char *salt, unsigned long long work,
                                       size_t memory) {
  (void)passphrase, (void)length, (void)salt, (void)work, (void)memory;
  memset(key, 7, size);
  return 0;
}
