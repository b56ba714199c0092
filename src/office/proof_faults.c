#include "proof_faults.h"

#include "ranges.h"
#include "tag/code.h"
#include "tag/verdict.h"

#include <glib/gi18n.h>
#include <stdarg.h>

static void fault_free(gpointer data) {
  KhoaProofFault *fault = data;
  g_free(fault->code);
  g_free(fault->what);
  g_free(fault);
}

void khoa_proof_init(KhoaProof *proof) {
  *proof = (KhoaProof){.faults = g_ptr_array_new_with_free_func(fault_free),
                       .unread = g_array_new(FALSE, FALSE, sizeof(KhoaTagName))};
}

void khoa_proof_clear(KhoaProof *proof) {
  g_clear_pointer(&proof->faults, g_ptr_array_unref);
  g_clear_pointer(&proof->unread, g_array_unref);
}

static void add(KhoaProof *proof, guint page, const char *code, const char *format,
                va_list arguments) {
  KhoaProofFault *fault = g_new(KhoaProofFault, 1);
  *fault = (KhoaProofFault){page, g_strdup(code), g_strdup_vprintf(format, arguments)};
  g_ptr_array_add(proof->faults, fault);
}

void khoa_proof_add(KhoaProof *proof, guint page, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  add(proof, page, code, format, arguments);
  va_end(arguments);
}

void khoa_proof_add_tag(KhoaProof *proof, guint page, KhoaTagName tag, const char *format, ...) {
  char code[KHOA_CODE_SIZE];
  khoa_code_print(code, tag.batch, tag.index);
  va_list arguments;
  va_start(arguments, format);
  add(proof, page, code, format, arguments);
  va_end(arguments);
  khoa_proof_lack(proof, tag);
}

void khoa_proof_lack(KhoaProof *proof, KhoaTagName tag) {
  g_array_append_val(proof->unread, tag);
}

char *khoa_proof_unread(KhoaProof *proof, guint *from, guint32 *batch) {
  g_array_sort(proof->unread, khoa_tag_name_compare);
  g_autoptr(GArray) indexes = g_array_new(FALSE, FALSE, sizeof(gint64));
  *batch = g_array_index(proof->unread, KhoaTagName, *from).batch;
  for (gint64 last = 0; *from < proof->unread->len; ++*from) {
    const KhoaTagName *tag = &g_array_index(proof->unread, KhoaTagName, *from);
    gint64 index = tag->index;
    if (tag->batch != *batch)
      break;
    if (index != last)
      g_array_append_val(indexes, index);
    last = index;
  }
  return khoa_ranges_print(indexes);
}

void khoa_proof_join(KhoaProof *proof, KhoaProof *part) {
  proof->expected += part->expected;
  proof->read += part->read;
  proof->asked += part->asked;
  proof->weak += part->weak;
  g_array_append_vals(proof->unread, part->unread->data, part->unread->len);
  g_array_set_size(part->unread, 0);
  g_ptr_array_extend_and_steal(proof->faults, g_steal_pointer(&part->faults));
}

char *khoa_proof_name_text(const char *text, gsize length) {
  KhoaReading reading;
  khoa_reading_parse(&reading, text, length);
  if (reading.fault != KHOA_DIGITS_OK)
    return g_strdup(_("a code that is no tag"));
  char code[KHOA_CODE_SIZE];
  khoa_code_print(code, reading.tag.batch, reading.tag.index);
  return g_strdup(code);
}
