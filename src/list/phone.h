/* Viet Nam's telephone numbers (numbering plan of Circular 22/2014/TT-BTTTT and the changes of 2017
 * and 2018): short codes 110-119, landlines 02x, the police network 069,
 * mobiles 03, 05, 07, 08, 09. */
#ifndef KHOA_LIST_PHONE_H
#define KHOA_LIST_PHONE_H

#include <glib.h>

#define KHOA_PHONE_SIZE 16

typedef enum KhoaPhoneFault {
  KHOA_PHONE_OK,
  KHOA_PHONE_CHARACTER,  /* something other than digits and the usual separators */
  KHOA_PHONE_SCIENTIFIC, /* a spreadsheet shortened it, as 9,12E+08 */
  KHOA_PHONE_SEVERAL,    /* more than one number */
  KHOA_PHONE_LENGTH,
  KHOA_PHONE_AREA,       /* a local number without its area code */
  KHOA_PHONE_PREFIX,     /* no such range in Viet Nam */
  KHOA_PHONE_OLD_MOBILE, /* 11 digits, renumbered in 2018 */
  KHOA_PHONE_FOREIGN,    /* another country's */
  KHOA_PHONE_FAULTS
} KhoaPhoneFault;

/* What is wrong and what would be right, for people, to stand after "number: ". */
const char *khoa_phone_fault_words(KhoaPhoneFault fault);

/* text: UTF-8, as people write it: spaces, dots, dashes, brackets, +84, 84, 0084, or a leading zero
 * lost in a spreadsheet. Writes E.164 ("+842370867113") or a short code ("113"); for
 * KHOA_PHONE_OLD_MOBILE the number that took its place; for any other fault "". */
KhoaPhoneFault khoa_phone_parse(char number[KHOA_PHONE_SIZE], const char *text);
/* As printed: "0237 0867 113", "024 0826 8888", "0530 000 678", "113". number as khoa_phone_parse()
 * writes it; the result is the caller's. */
char *khoa_phone_format(const char *number);

#endif
