/* The registry's records that a front end may list, in one place: it reads them through
 * `office->db`, and changes them only through this room's functions. */
#ifndef KHOA_OFFICE_LOOKUP_H
#define KHOA_OFFICE_LOOKUP_H

#include "list/lists.h"
#include "office.h"
#include "reg/batch.h"
#include "reg/hotline.h"
#include "reg/log.h"
#include "reg/replacement.h"
#include "reg/round.h"
#include "reg/subject.h"
#include "reg/tag.h"
#include "reg/unit.h"
#include "reg/weakness.h"

/* A tag's printed code; the caller's. */
char *khoa_tag_code(const KhoaTagRecord *tag);

#endif
