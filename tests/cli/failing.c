/* Preloaded into khoa, so that a test can fail it at each of its calls that change the disk:
 * KHOA_KILL_AT=N kills it right before the N-th; with KHOA_FULL_AT=N the disk is full from the N-th
 * on, with KHOA_EIO_AT=N it is broken from there on. And passphrases cost nothing, since hundreds
 * of runs have to. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static long number(const char *variable) {
  const char *text = getenv(variable);
  return text ? atol(text) : 0;
}

/* Counts a call; what is wrong with the disk by now, 0 if nothing is. */
static int fault(void) {
  static long calls;
  calls++;
  if (calls == number("KHOA_KILL_AT"))
    kill(getpid(), SIGKILL);
  if (number("KHOA_FULL_AT") && calls >= number("KHOA_FULL_AT"))
    return ENOSPC;
  return number("KHOA_EIO_AT") && calls >= number("KHOA_EIO_AT") ? EIO : 0;
}

#define WRAP(type, name, takes_room, parameters, arguments)                                        \
  type name parameters {                                                                           \
    type(*next) parameters = (type(*) parameters)dlsym(RTLD_NEXT, #name);                          \
    int found = fault();                                                                           \
    if (found && takes_room) {                                                                     \
      errno = found;                                                                               \
      return -1;                                                                                   \
    }                                                                                              \
    return next arguments;                                                                         \
  }

WRAP(ssize_t, write, 1, (int file, const void *bytes, size_t size), (file, bytes, size))
WRAP(ssize_t, pwrite, 1, (int file, const void *bytes, size_t size, off_t at),
     (file, bytes, size, at))
WRAP(ssize_t, pwrite64, 1, (int file, const void *bytes, size_t size, off64_t at),
     (file, bytes, size, at))
WRAP(int, ftruncate, 1, (int file, off_t size), (file, size))
WRAP(int, ftruncate64, 1, (int file, off64_t size), (file, size))
WRAP(int, fsync, 1, (int file), (file))
WRAP(int, fdatasync, 1, (int file), (file))
WRAP(int, mkdir, 1, (const char *path, mode_t mode), (path, mode))
WRAP(int, rename, 0, (const char *from, const char *to), (from, to))
WRAP(int, renameat2, 0, (int from_at, const char *from, int to_at, const char *to, unsigned flags),
     (from_at, from, to_at, to, flags))
WRAP(int, unlink, 0, (const char *path), (path))
WRAP(int, rmdir, 0, (const char *path), (path))

int crypto_pwhash_scryptsalsa208sha256(unsigned char *key, unsigned long long size,
                                       const char *passphrase, unsigned long long length,
                                       const unsigned char *salt, unsigned long long work,
                                       size_t memory) {
  (void)passphrase, (void)length, (void)salt, (void)work, (void)memory;
  memset(key, 7, size);
  return 0;
}
