#define _GNU_SOURCE
#include "powercut.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define OURS 0x6b686f61 /* failing.c lets such calls through */
#define HIGH 500        /* descriptors that are in nobody's way */
#define MANY 1024
#define ROOM 512 /* of a path */

/* A file that was written to; its descriptor is never closed, which would drop SQLite's locks. */
static struct File {
  struct stat status;
  int descriptor, dirty;
  off_t synced; /* its length then */
} files[MANY];

/* What happened to a name, newest last, until its folder is synced. */
typedef enum Kind { MADE, MOVED, REMOVED } Kind;
static struct Step {
  Kind kind;
  dev_t device;
  ino_t folder;
  char from[ROOM], to[ROOM];
  int kept; /* 0: nothing was lost by it */
} steps[MANY];
static int n_files, n_steps, n_kept, last_kept;

static struct File *find(const struct stat *status) {
  for (int i = 0; i < n_files; i++)
    if (files[i].status.st_ino == status->st_ino && files[i].status.st_dev == status->st_dev)
      return &files[i];
  return NULL;
}

void power_before_write(int descriptor) {
  struct stat status;
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
    return;
  struct File *file = find(&status);
  if (!file) {
    if (n_files == MANY)
      abort();
    file = &files[n_files++];
    file->descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, HIGH);
    file->status = status;
  }
  if (!file->dirty)
    file->synced = status.st_size;
  file->dirty = 1;
}

static void resolve(char path[ROOM], int folder, const char *name) {
  char link[64];
  ssize_t length = 0;
  if (*name != '/') {
    snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
    length = readlink(link, path, ROOM - 1);
  }
  snprintf(path + length, (size_t)(ROOM - length), "%s%s", *name == '/' ? "" : "/", name);
}

static void kept_path(char path[ROOM], int kept) {
  snprintf(path, ROOM, "%s/%ld-%d", getenv("KHOA_KEPT"), (long)getpid(), kept);
}

void power_before_losing(int folder, const char *name) {
  char path[ROOM];
  last_kept = 0;
  if (!getenv("KHOA_KEPT"))
    return;
  kept_path(path, n_kept + 1);
  if (syscall(SYS_linkat, folder, name, AT_FDCWD, path, 0, OURS) == 0)
    last_kept = ++n_kept;
}

static void add_step(Kind kind, const char *from, const char *to, int kept) {
  struct stat status;
  if (n_steps == MANY)
    abort();
  struct Step *step = &steps[n_steps];
  step->kind = kind;
  step->kept = kept;
  strcpy(step->from, from);
  strcpy(step->to, to);
  char *slash = strrchr(step->to, '/');
  *slash = '\0';
  if (stat(*step->to ? step->to : "/", &status) == 0)
    n_steps++;
  *slash = '/';
  step->device = status.st_dev;
  step->folder = status.st_ino;
}

void power_made(int folder, const char *name) {
  char path[ROOM];
  resolve(path, folder, name);
  add_step(MADE, "", path, 0);
}

void power_moved(int from_folder, const char *from, int to_folder, const char *to) {
  char old[ROOM], new[ROOM];
  resolve(old, from_folder, from);
  resolve(new, to_folder, to);
  add_step(MOVED, old, new, last_kept);
}

void power_removed(int folder, const char *name) {
  char path[ROOM];
  resolve(path, folder, name);
  add_step(REMOVED, "", path, last_kept);
}

void power_synced(int descriptor) {
  struct stat status;
  int left = 0;
  if (fstat(descriptor, &status) != 0)
    return;
  struct File *file = find(&status);
  if (file)
    file->dirty = 0;
  for (int i = 0; i < n_steps; i++)
    if (steps[i].folder != status.st_ino || steps[i].device != status.st_dev)
      steps[left++] = steps[i];
  n_steps = left;
}

static void take_back(const struct Step *step) {
  char kept[ROOM];
  kept_path(kept, step->kept);
  if (step->kind == MADE && syscall(SYS_unlinkat, AT_FDCWD, step->to, 0, 0, 0, OURS) != 0)
    syscall(SYS_unlinkat, AT_FDCWD, step->to, AT_REMOVEDIR, 0, 0, OURS);
  if (step->kind == MOVED)
    syscall(SYS_renameat2, AT_FDCWD, step->to, AT_FDCWD, step->from, 0, OURS);
  if (step->kind != MADE && step->kept)
    syscall(SYS_linkat, AT_FDCWD, kept, AT_FDCWD, step->to, 0, OURS);
}

void power_cut(int names) {
  for (int i = 0; i < n_files; i++)
    if (files[i].dirty)
      syscall(SYS_ftruncate, files[i].descriptor, files[i].synced, 0, 0, 0, OURS);
  while (names && n_steps)
    take_back(&steps[--n_steps]);
}
