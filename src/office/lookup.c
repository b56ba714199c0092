#include "lookup.h"

#include "tag/code.h"

char *khoa_tag_code(const KhoaTagRecord *tag) {
  char code[KHOA_CODE_SIZE];
  khoa_code_print(code, (guint32)tag->batch, (guint32)tag->index);
  return g_strdup(code);
}
