/* Text in the order of Viet Nam's dictionaries, for SQL: "ORDER BY village COLLATE vi".
 *
 * A Ă Â B … D Đ E Ê, then by tones (ngang, huyền, hỏi, ngã, sắc, nặng), then by case; runs of
 * digits by their value, so that "Thôn 2" stands before "Thôn 10" (CLDR's rules for Vietnamese, by
 * ICU, which brings its own data: the machine needs no locale). Texts that differ in a byte are
 * never equal. It is for people's eyes alone: the schema, digests and the order of tags in batches
 * don't know it. */
#ifndef KHOA_REG_COLLATION_H
#define KHOA_REG_COLLATION_H

#include <sqlite3.h>

/* An SQLite result. ICU's data is read when a statement first asks for it. */
int khoa_collation_offer(sqlite3 *handle);

#endif
