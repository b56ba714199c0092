/* A surveyor's note, sealed on the phone to the office's privacy key: what crypto_box_seal() of
 * libsodium makes of the text, padded so that its length tells little (docs/FORMAT.md). */
#ifndef KHOA_TAG_NOTE_H
#define KHOA_TAG_NOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KHOA_NOTE_MAX 1000u
#define KHOA_NOTE_PAD 64u
#define KHOA_NOTE_SEALED_MAX (1024u + 48u)

/* The length of what is sealed; length at most KHOA_NOTE_MAX. */
size_t khoa_note_sealed_size(size_t length);
/* Writes khoa_note_sealed_size(length) bytes. seed: 32 random bytes, for this note alone; wiped.
 * False, and nothing written, if the text is too long or the privacy key is none. */
bool khoa_note_seal(uint8_t *sealed, const uint8_t privacy[32], uint8_t seed[32], const char *text,
                    size_t length);

#endif
