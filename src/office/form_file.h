/* The survey form's two files, NAME.form and NAME.form.minisig beside a bundle's NAME.khoa. */
#ifndef KHOA_OFFICE_FORM_FILE_H
#define KHOA_OFFICE_FORM_FILE_H

#include "tag/form.h"

#include <glib.h>

/* Where the form of a bundle's file is; the caller's. */
char *khoa_form_path(const char *bundle_path);

/* Reads and parses the form beside a bundle that is good: it must be signed by the same authority,
 * and be of the same sequence. *found is FALSE, and nothing is wrong, if there is none, as with
 * bundles of earlier versions. Faults of the form are KHOA_BUNDLE_ERROR. Clear *form when done. */
gboolean khoa_form_file_read(const char *bundle_path, const KhoaBundle *bundle, KhoaForm *form,
                             gboolean *found, GError **error);

#endif
