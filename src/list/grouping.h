/* How a number of Viet Nam is grouped in print. The C library alone, so that the scanner page shows
 * numbers exactly as the tags do. */
#ifndef KHOA_LIST_GROUPING_H
#define KHOA_LIST_GROUPING_H

#define KHOA_PRINTED_SIZE 24

/* "0237 0867 113", "024 0826 8888", "0530 000 678"; a short code as it is. number: E.164 or a short
 * code; what doesn't fit is cut off. */
void khoa_phone_group(char printed[KHOA_PRINTED_SIZE], const char *number);

#endif
