/* What an official document has around its text: Decree 30/2020/NĐ-CP, appendix I, part I, section
 * II says what stands where, in which letters and over which rule. */
#ifndef KHOA_ART_OFFICIAL_H
#define KHOA_ART_OFFICIAL_H

#include "document.h"

typedef struct KhoaOfficialHead {
  const char *nation, *motto;
  const char *parent; /* the body above the issuing one; NULL: none */
  const char *issuer;
  const char *number;   /* with its symbol: "Số: 05/BC-BCĐ" */
  const char *date;     /* with its place: "Triệu Sơn, ngày 29 tháng 11 năm 2026" */
  const char *kind;     /* "Báo cáo", set in capitals */
  const char *abstract; /* what it is about */
} KhoaOfficialHead;
void khoa_official_head(KhoaDocument *document, const KhoaOfficialHead *head);

typedef struct KhoaOfficialEnd {
  const char *to;                /* "Nơi nhận:" */
  const char *const *recipients; /* a line each, NULL-terminated, as they are printed */
  const char *const *titles;     /* on whose behalf and as what the signer signs, NULL-terminated */
} KhoaOfficialEnd;
/* Recipients at left, at right the signer with room for signature and seal, on the page of what was
 * added last. */
void khoa_official_end(KhoaDocument *document, const KhoaOfficialEnd *end);

/* Begins an annex on a page of its own: its number, "Phụ lục I", its title, and to what it belongs.
 */
void khoa_official_annex(KhoaDocument *document, const char *number, const char *title,
                         const char *reference);

#endif
