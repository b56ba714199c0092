/* Proof of article 6 of the regulation: no name, address, phone, remarks or reference of anybody,
 * and no surveyor's note, stands in the clear anywhere in the office's folder. Every byte of every
 * file is looked at, so also the registry's free pages, its write-ahead log and what a crash left
 * behind.
 *
 * It can't see into what is compressed (PDF streams) or encrypted, nor into what the disk keeps of
 * files that are gone; a text that SQLite cut in two at the end of a page is found only where it
 * stands uncut. */
#ifndef KHOA_OFFICE_SECRECY_H
#define KHOA_OFFICE_SECRECY_H

#include "finding.h"
#include "office.h"

/* The privacy key must be unlocked. A fault for each file and kind of datum, by the place of the
 * first, never the datum itself; reports/ holds what the office asked for, so what is found there,
 * and the signing sheets, are notes. The last note counts what was looked at. FALSE only if the
 * registry can't be read or its sealed data not opened. */
gboolean khoa_secrecy_check(KhoaOffice *office, KhoaFindings *findings, GError **error);

#endif
