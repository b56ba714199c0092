/* What is wrong with a layout: every fault, each with its line, the element and the remedy, so that
 * a designer mends all of them at once. */
#ifndef KHOA_ART_FAULTS_H
#define KHOA_ART_FAULTS_H

#include <glib.h>

#define KHOA_LAYOUT_FAULTS_MAX 200 /* kept; further ones are only counted */

typedef struct KhoaLayoutFaults KhoaLayoutFaults;

/* file: its name, for messages. */
KhoaLayoutFaults *khoa_layout_faults_new(const char *file);
void khoa_layout_faults_free(KhoaLayoutFaults *faults);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaLayoutFaults, khoa_layout_faults_free)

/* For a layout whose tags are issued: no rule is held against it, since rules come and grow and it
 * was accepted by those of its day; what keeps it from being drawn as it says is a fault still. */
KhoaLayoutFaults *khoa_layout_faults_new_issued(const char *file);
/* Whether the layout is held to rules. */
gboolean khoa_layout_faults_ruled(const KhoaLayoutFaults *faults);

const char *khoa_layout_faults_file(const KhoaLayoutFaults *faults);

/* line: from 1, 0 for the whole file; what: "text '{unit}'", NULL for the whole file. The same
 * fault counts once, however many drawings show it. FALSE, for `return`. */
gboolean khoa_layout_fault(KhoaLayoutFaults *faults, long line, const char *what,
                           const char *format, ...) G_GNUC_PRINTF(4, 5);
/* The same of what another module found; frees the error. */
gboolean khoa_layout_fault_take(KhoaLayoutFaults *faults, long line, const char *what,
                                GError *error);

gsize khoa_layout_faults_count(const KhoaLayoutFaults *faults);
/* "FILE:LINE: WHAT: MESSAGE", by rising line; g_strfreev(). */
char **khoa_layout_faults_lines(const KhoaLayoutFaults *faults);
/* TRUE if there is none; else all lines in one KHOA_LAYOUT_ERROR. */
gboolean khoa_layout_faults_none(const KhoaLayoutFaults *faults, GError **error);

#define KHOA_LAYOUT_ERROR khoa_layout_error_quark()
GQuark khoa_layout_error_quark(void);

#endif
