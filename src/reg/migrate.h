/* Numbered migrations; PRAGMA user_version says how many a registry has had. */
#ifndef KHOA_REG_MIGRATE_H
#define KHOA_REG_MIGRATE_H

#include <glib.h>

/* How many migrations this program knows. */
int khoa_migrate_version(void);
/* The script that brings a registry from version `from` to `from` + 1. */
const char *khoa_migrate_script(int from);

#endif
