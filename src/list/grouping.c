#include "grouping.h"

#include <stddef.h>
#include <string.h>

#define COUNTRY "+84"
#define GROUPS 3

/* By what follows the trunk 0; the first that fits. */
static const struct {
  const char *prefix;
  size_t groups[GROUPS];
} groupings[] = {
    {"24", {3, 4, 4}}, {"28", {3, 4, 4}}, {"2", {4, 4, 3}}, {"69", {3, 4, 3}}, {"", {4, 3, 3}}};

static const size_t *groups_of(const char *national) {
  size_t i = 0;
  while (strncmp(national, groupings[i].prefix, strlen(groupings[i].prefix)) != 0)
    i++;
  return groupings[i].groups;
}

void khoa_phone_group(char printed[KHOA_PRINTED_SIZE], const char *number) {
  char *at = printed, *end = printed + KHOA_PRINTED_SIZE - 1;
  size_t group = 0, left = KHOA_PRINTED_SIZE;
  if (strncmp(number, COUNTRY, strlen(COUNTRY)) == 0) {
    number += strlen(COUNTRY);
    left = groups_of(number)[0] - 1;
    *at++ = '0';
  }
  for (const char *from = number; *from && at < end; left--) {
    if (left == 0 && group < GROUPS - 1) {
      left = groups_of(number)[++group] + 1;
      *at++ = ' ';
    } else {
      *at++ = *from++;
    }
  }
  *at = '\0';
}
