#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "code.h"
#include "roster.h"
#include "tag/mark.h"

/* The plain text on its way into guarded memory; measured alone while there is none. */
typedef struct Plain {
  char *text;
  size_t length, size;
  bool broken; /* a line end in a name would smuggle in a record */
} Plain;

/* One line, given without its end. */
__attribute__((format(printf, 2, 3))) static void put(Plain *plain, const char *format, ...) {
  char *line = plain->text != NULL ? plain->text + plain->length : NULL;
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(line, line != NULL ? plain->size - plain->length : 0, format, arguments);
  va_end(arguments);
  if (line != NULL) {
    plain->broken = plain->broken || strchr(line, '\n') != NULL;
    line[length] = '\n';
  }
  plain->length += (size_t)length + 1;
}

static void put_household(Plain *plain, const KhoaRosterHousehold *household) {
  char code[KHOA_CODE_SIZE];
  put(plain, "household %llu %s", (unsigned long long)household->number, household->head);
  for (size_t i = 0; i < household->n_tags; i++) {
    khoa_code_print(code, household->tags[i].batch, household->tags[i].index);
    put(plain, "tag %s", code);
  }
}

static void put_all(Plain *plain, const KhoaRoster *roster) {
  const char *village = "";
  put(plain, "khoa-roster %d", KHOA_ROSTER_VERSION);
  put(plain, "unit %s", roster->unit);
  for (size_t i = 0; i < roster->n_households; i++) {
    if (strcmp(village, roster->households[i].village) != 0)
      put(plain, "village %s", village = roster->households[i].village);
    put_household(plain, &roster->households[i]);
  }
  put(plain, "end");
}

/* The rules stand in one place: what can't be read back isn't sealed. */
static bool readable(const Plain *plain, KhoaBundleFault *fault) {
  KhoaRoster check;
  *fault = (KhoaBundleFault){N_("a name holds a line end"), 0};
  if (plain->broken)
    return false;
  char *copy = sodium_malloc(plain->length);
  *fault = (KhoaBundleFault){N_("not enough memory"), 0};
  if (copy == NULL)
    return false;
  memcpy(copy, plain->text, plain->length);
  bool good = khoa_roster_parse(&check, copy, plain->length, fault);
  khoa_roster_clear(&check);
  sodium_free(copy);
  return good;
}

/* The new box in sealed; false if memory is short. */
static bool encrypt(KhoaSealedRoster *sealed, const Plain *plain, const char *passphrase,
                    size_t length) {
  uint8_t *key = sodium_malloc(crypto_secretbox_KEYBYTES);
  *sealed = (KhoaSealedRoster){.ops = KHOA_ROSTER_OPS,
                               .memory = KHOA_ROSTER_MEMORY,
                               .size = plain->length + crypto_secretbox_MACBYTES};
  randombytes_buf(sealed->salt, sizeof sealed->salt);
  randombytes_buf(sealed->nonce, sizeof sealed->nonce);
  sealed->box = malloc(sealed->size);
  bool good =
      key != NULL && sealed->box != NULL && khoa_roster_key(key, sealed, passphrase, length);
  if (good)
    crypto_secretbox_easy(sealed->box, (const uint8_t *)plain->text, plain->length, sealed->nonce,
                          key);
  else
    free(sealed->box);
  sodium_free(key);
  return good;
}

bool khoa_roster_seal(KhoaSealedRoster *sealed, const KhoaRoster *roster, const char *passphrase,
                      size_t length, KhoaBundleFault *fault) {
  Plain plain = {0};
  put_all(&plain, roster);
  plain.size = plain.length;
  plain.length = 0;
  plain.text = sodium_malloc(plain.size);
  *fault = (KhoaBundleFault){N_("not enough memory"), 0};
  if (plain.text == NULL)
    return false;
  put_all(&plain, roster);
  bool good = readable(&plain, fault);
  if (good && !encrypt(sealed, &plain, passphrase, length)) {
    *fault = (KhoaBundleFault){N_("not enough memory"), 0};
    good = false;
  }
  sodium_free(plain.text);
  return good;
}
