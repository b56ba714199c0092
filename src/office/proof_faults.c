#include "proof_faults.h"

#include "tag/code.h"
#include "tag/verdict.h"

#include <stdarg.h>

static void fault_free(gpointer data) {
  KhoaProofFault *fault = data;
  g_free(fault->code);
  g_free(fault->what);
  g_free(fault);
}

GPtrArray *khoa_proof_faults_new(void) {
  return g_ptr_array_new_with_free_func(fault_free);
}

void khoa_proof_add(KhoaProof *proof, guint page, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  KhoaProofFault *fault = g_new(KhoaProofFault, 1);
  *fault = (KhoaProofFault){page, g_strdup(code), g_strdup_vprintf(format, arguments)};
  va_end(arguments);
  g_ptr_array_add(proof->faults, fault);
}

char *khoa_proof_name_text(const char *text, gsize length) {
  KhoaReading reading;
  khoa_reading_parse(&reading, text, length);
  if (reading.fault != KHOA_DIGITS_OK)
    return g_strdup("a code that is no tag");
  char code[KHOA_CODE_SIZE];
  khoa_code_print(code, reading.tag.batch, reading.tag.index);
  return g_strdup(code);
}
