/* Runs a fuzz target without libFuzzer: `fuzz_X [-n MUTATIONS] [-s SEED] FILE...` feeds it every
 * file and then so many mutations of each. The same arguments try the same inputs again. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_MAX (1 << 20)
#define EDITS_MAX 4

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct Input {
  uint8_t bytes[FILE_MAX];
  size_t size;
} Input;

static uint64_t next_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

/* From 0 to limit - 1. */
static size_t below(uint64_t *state, size_t limit) {
  return (size_t)(next_random(state) >> 16) % limit;
}

static void flip_bit(Input *input, uint64_t *state) {
  input->bytes[below(state, input->size)] ^= (uint8_t)(1 << below(state, 8));
}

static void set_byte(Input *input, uint64_t *state) {
  static const char interesting[] = "\0\n\r #-+=09AZz\x7f\x80\xff";
  input->bytes[below(state, input->size)] =
      (uint8_t)interesting[below(state, sizeof interesting - 1)];
}

static void delete_range(Input *input, uint64_t *state) {
  size_t at = below(state, input->size), length = 1 + below(state, input->size - at);
  memmove(input->bytes + at, input->bytes + at + length, input->size - at - length);
  input->size -= length;
}

/* Copies a range in front of another place: repeated and moved lines come of this. */
static void copy_range(Input *input, uint64_t *state) {
  size_t from = below(state, input->size), length = 1 + below(state, input->size - from);
  size_t to = below(state, input->size);
  if (input->size + length > FILE_MAX)
    return;
  uint8_t *range = malloc(length);
  if (range == NULL)
    exit(2);
  memcpy(range, input->bytes + from, length);
  memmove(input->bytes + to + length, input->bytes + to, input->size - to);
  memcpy(input->bytes + to, range, length);
  input->size += length;
  free(range);
}

static void change_digit(Input *input, uint64_t *state) {
  size_t at = below(state, input->size);
  for (size_t i = 0; i < input->size; i++) {
    uint8_t *byte = &input->bytes[(at + i) % input->size];
    if (*byte >= '0' && *byte <= '9') {
      *byte = (uint8_t)('0' + below(state, 10));
      return;
    }
  }
}

static void mutate(Input *input, uint64_t *state) {
  static void (*const edits[])(Input *, uint64_t *) = {flip_bit, set_byte, delete_range, copy_range,
                                                       change_digit};
  for (size_t n = 1 + below(state, EDITS_MAX); n > 0 && input->size > 0; n--)
    edits[below(state, sizeof edits / sizeof *edits)](input, state);
}

/* In memory of exactly that size, so that the sanitizer notices reading beyond. */
static void feed(const Input *input) {
  uint8_t *copy = malloc(input->size + (input->size == 0));
  if (copy == NULL)
    exit(2);
  memcpy(copy, input->bytes, input->size);
  LLVMFuzzerTestOneInput(copy, input->size);
  free(copy);
}

static void replay(const char *path, unsigned long mutations, uint64_t seed) {
  static Input original, input;
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    perror(path);
    exit(2);
  }
  original.size = fread(original.bytes, 1, FILE_MAX, file);
  fclose(file);
  feed(&original);
  for (unsigned long i = 0; i < mutations; i++) {
    memcpy(input.bytes, original.bytes, original.size);
    input.size = original.size;
    mutate(&input, &seed);
    feed(&input);
  }
}

int main(int argc, char **argv) {
  unsigned long mutations = 0;
  uint64_t seed = 1;
  for (int option; (option = getopt(argc, argv, "n:s:")) != -1;) {
    if (option == 'n')
      mutations = strtoul(optarg, NULL, 10);
    else if (option == 's')
      seed = strtoull(optarg, NULL, 10) + 1; /* the generator must not start at 0 */
    else
      return 2;
  }
  if (optind == argc) {
    fprintf(stderr, "usage: %s [-n MUTATIONS] [-s SEED] FILE...\n", argv[0]);
    return 2;
  }
  for (int i = optind; i < argc; i++) {
    fprintf(stderr, "%s\n", argv[i]);
    replay(argv[i], mutations, seed);
  }
  return 0;
}
