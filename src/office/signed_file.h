/* A text that the authority signs and its signature beside it, NAME and NAME.minisig: drafted, then
 * put in place so that a text is never seen without the signature that belongs to it. */
#ifndef KHOA_OFFICE_SIGNED_FILE_H
#define KHOA_OFFICE_SIGNED_FILE_H

#include "file.h"
#include "office.h"

typedef struct KhoaSignedFile {
  char *path;
  char signed_by[KHOA_SIGNATURE_TEXT_MAX]; /* the signature's text */
  KhoaDraft *text, *signature;
} KhoaSignedFile;
void khoa_signed_file_clear(KhoaSignedFile *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaSignedFile, khoa_signed_file_clear)

/* Signs the text and writes both beside their places. comment: the trusted one. The authority must
 * be unlocked. */
gboolean khoa_signed_file_draft(KhoaSignedFile *file, const KhoaOffice *office, const char *path,
                                const char *text, gsize length, const char *comment,
                                GError **error);
/* Removes the text that is to give way, if there is one: before anything that must not stand beside
 * it is put in place. */
gboolean khoa_signed_file_clear_place(const KhoaSignedFile *file, GError **error);
/* Puts both in place. */
gboolean khoa_signed_file_place(KhoaSignedFile *file, GError **error);

#endif
