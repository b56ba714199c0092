/* What is lost when the power fails: bytes that were written behind what was last synced of their
 * file, and with `names` also what was made, renamed or removed in a folder since that was synced
 * (what was overwritten within a file's length stays). The worst that a file system may do; all the
 * rest is what a kill leaves. Paths may be relative to an open folder, as for openat(). */
#ifndef POWERCUT_H
#define POWERCUT_H

void power_before_write(int descriptor);
/* Before a name is removed or replaced: KHOA_KEPT, a folder on the same disk, keeps what it names.
 */
void power_before_losing(int folder, const char *path);
void power_synced(int descriptor);
void power_made(int folder, const char *path);
void power_moved(int from_folder, const char *from, int to_folder, const char *to);
void power_removed(int folder, const char *path);
void power_cut(int names);

#endif
