/* What is wrong with a list, each fault with its place and remedy, gathered so that an office mends
 * all of them at once. */
#ifndef KHOA_LIST_FAULT_H
#define KHOA_LIST_FAULT_H

#include <glib.h>

#define KHOA_FAULTS_MAX 1000 /* kept; further ones are only counted */

typedef struct KhoaFault {
  guint line;   /* from 1; 0: the whole file */
  char *column; /* the column's name; NULL: the whole row */
  char *what;   /* "number has a letter: 02373x67113; give digits only, as 0237 0867 113" */
} KhoaFault;

typedef struct KhoaFaults {
  char *file;
  GPtrArray *list; /* KhoaFault *, in the order found */
  gsize count;     /* all, kept or not */
} KhoaFaults;

KhoaFaults *khoa_faults_new(const char *file);
void khoa_faults_free(KhoaFaults *faults);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaFaults, khoa_faults_free)

void khoa_faults_add(KhoaFaults *faults, guint line, const char *column, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
/* Puts them into a GError of KHOA_LIST_ERROR: a line a fault, by rising line, "FILE:LINE: COLUMN:
 * WHAT", and how many more there are. Always returns FALSE. */
gboolean khoa_faults_raise(const KhoaFaults *faults, GError **error);

#define KHOA_LIST_ERROR khoa_list_error_quark()
GQuark khoa_list_error_quark(void);

#endif
