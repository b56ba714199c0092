#include "answer.h"
#include "commands.h"
#include "office/lookup.h"
#include "office/photo.h"
#include "office/verify.h"
#include "output.h"
#include "trust.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SHOWN_MAX 256 /* bytes of an input that an answer repeats */
#define ROUND_MAX 2048
#define INPUT_BUFFER (1 << 20) /* bytes; some 4,800 scanned texts */

typedef struct Session {
  KhoaCli *cli;
  KhoaVerifier *verifier;
  guint answers, genuine;
} Session;

/* The input as an answer repeats it: valid UTF-8, and no longer than people care for. */
static char *shown(const char *text, gsize length) {
  char *valid = g_utf8_make_valid(text, (gssize)MIN(length, SHOWN_MAX));
  if (length <= SHOWN_MAX)
    return valid;
  char *cut = g_strconcat(valid, "…", NULL);
  g_free(valid);
  return cut;
}

static void show_json(const char *input, const KhoaAnswer *answer) {
  JsonBuilder *json = khoa_json_object();
  const KhoaVerdict *verdict = &answer->verdict;
  khoa_json_text(json, "input", input);
  khoa_json_text(json, "verdict", answer->word);
  khoa_json_text(json, "signature",
                 verdict->signature == KHOA_SIGNATURE_UNKNOWN && answer->code
                     ? "unknown"
                     : khoa_signature_word(verdict->signature));
  khoa_json_text(json, "address", khoa_address_word(verdict->address));
  if (verdict->status != KHOA_STATUS_UNKNOWN)
    khoa_json_text(json, "status", khoa_status_word(verdict->status));
  khoa_json_text(json, "freshness", khoa_freshness_word(answer->freshness));
  if (answer->tag.index) {
    khoa_json_text(json, "kind", khoa_kind_word(answer->tag.kind));
    khoa_json_int(json, "batch", answer->tag.batch);
    khoa_json_int(json, "index", answer->tag.index);
  }
  khoa_json_text(json, "code", answer->code);
  khoa_json_text(json, "unit", answer->unit);
  if (answer->hotlines) {
    json_builder_set_member_name(json, "hotlines");
    json_builder_begin_array(json);
    for (guint i = 0; i < answer->hotlines->len; i++) {
      const KhoaHotline *hotline = g_ptr_array_index(answer->hotlines, i);
      json_builder_begin_object(json);
      khoa_json_text(json, "number", hotline->number);
      khoa_json_text(json, "label", hotline->label);
      json_builder_end_object(json);
    }
    json_builder_end_array(json);
  }
  khoa_json_text(json, "note", answer->note);
  khoa_json_print(json);
}

static void tell(Session *session, const char *text, gsize length, const KhoaAnswer *answer) {
  g_autofree char *input = shown(text, length);
  (session->cli->json ? show_json : khoa_cli_show_answer)(input, answer);
  session->answers++;
  session->genuine += answer->genuine ? 1 : 0;
}

static gboolean answer_text(Session *session, const char *text, gsize length, GError **error) {
  g_auto(KhoaAnswer) answer = {0};
  if (!khoa_verifier_ask(session->verifier, text, length, &answer, error))
    return FALSE;
  tell(session, text, length, &answer);
  return TRUE;
}

static gboolean has_line(GBufferedInputStream *input) {
  gsize available;
  const char *bytes = g_buffered_input_stream_peek_buffer(input, &available);
  return available > 0 && memchr(bytes, '\n', available);
}

/* Whether a further line is there without waiting for it. */
static gboolean more_is_there(GBufferedInputStream *input) {
  struct pollfd standard = {.fd = STDIN_FILENO, .events = POLLIN};
  if (!has_line(input) && poll(&standard, 1, 0) == 1)
    g_buffered_input_stream_fill(input, -1, NULL, NULL);
  return has_line(input);
}

/* The lines that are there, at least one; none at the end of the input. */
static KhoaRound *read_round(Session *session, GDataInputStream *input, GError **error) {
  g_autoptr(KhoaRound) round = khoa_round_new(session->verifier);
  do {
    g_autoptr(GError) fault = NULL;
    gsize length;
    g_autofree char *line = g_data_input_stream_read_line(input, &length, NULL, &fault);
    if (fault) {
      g_set_error(error, KHOA_OFFICE_ERROR, 0, _("can't read standard input to its end"));
      return NULL;
    }
    if (!line)
      break;
    if (strspn(line, " \t\r") != length)
      khoa_round_add(round, line, length);
  } while (khoa_round_size(round) == 0 ||
           (khoa_round_size(round) < ROUND_MAX && has_line(G_BUFFERED_INPUT_STREAM(input))));
  return khoa_round_start(round, error) ? g_steal_pointer(&round) : NULL;
}

static void tell_round(Session *session, KhoaRound *round) {
  for (guint i = 0; round && i < khoa_round_size(round); i++) {
    const char *text;
    gsize length;
    const KhoaAnswer *answer = khoa_round_answer(round, i, &text, &length);
    tell(session, text, length, answer);
  }
  fflush(stdout);
}

/* A scanner's user waits for each answer before the next line comes. Of a file, which comes at
 * once, a round is told while all cores check the next. */
static gboolean answer_input(Session *session, GError **error) {
  g_autoptr(GInputStream) standard = g_unix_input_stream_new(STDIN_FILENO, FALSE);
  g_autoptr(GDataInputStream) input = g_data_input_stream_new(standard);
  g_autoptr(KhoaRound) before = NULL;
  g_buffered_input_stream_set_buffer_size(G_BUFFERED_INPUT_STREAM(input), INPUT_BUFFER);
  for (;;) {
    g_autoptr(KhoaRound) round = read_round(session, input, error);
    tell_round(session, before);
    g_clear_pointer(&before, khoa_round_free);
    if (!round || khoa_round_size(round) == 0)
      return round != NULL;
    if (more_is_there(G_BUFFERED_INPUT_STREAM(input)))
      before = g_steal_pointer(&round);
    else
      tell_round(session, round);
  }
}

static gboolean answer_image(Session *session, const char *path, GError **error) {
  g_autoptr(GPtrArray) texts = khoa_photo_texts(path, error);
  if (!texts)
    return FALSE;
  if (texts->len == 0) {
    khoa_cli_tell(_("khoa: %s: no QR code found: come closer, hold still, more light"), path);
    session->answers++;
  }
  for (guint i = 0; i < texts->len; i++) {
    GBytes *bytes = g_ptr_array_index(texts, i);
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    if (!answer_text(session, text, length, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean answer_all(Session *session, char **inputs, gboolean image, GError **error) {
  if (!*inputs)
    return answer_input(session, error);
  for (; *inputs; inputs++) {
    gboolean done;
    if (strcmp(*inputs, "-") == 0 && !image)
      done = answer_input(session, error);
    else if (image || khoa_photo_is_named(*inputs) || g_file_test(*inputs, G_FILE_TEST_EXISTS))
      done = answer_image(session, *inputs, error);
    else
      done = answer_text(session, *inputs, strlen(*inputs), error);
    if (!done)
      return FALSE;
  }
  return TRUE;
}

static KhoaVerifier *find_verifier(KhoaCli *cli, const char *path, const char *authority,
                                   GError **error) {
  KhoaBundle bundle;
  if (path)
    return khoa_cli_accept(cli, path, authority, &bundle, error)
               ? khoa_verifier_new_bundle(&bundle, cli->world.now)
               : NULL;
  cli->office = khoa_office_open(&cli->world, error);
  return cli->office ? khoa_verifier_new(cli->office) : NULL;
}

int khoa_cmd_verify(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *bundle = NULL, *authority = NULL;
  gboolean image = FALSE;
  const GOptionEntry entries[] = {
      {"bundle", 0, 0, G_OPTION_ARG_FILENAME, &bundle,
       N_("Ask this status bundle, not the registry"), N_("FILE")},
      {"authority", 0, 0, G_OPTION_ARG_STRING, &authority,
       N_("The key that must have signed the bundle (default: the office's)"), N_("FILE|RWQ...")},
      {"image", 0, 0, G_OPTION_ARG_NONE, &image,
       N_("All arguments are pictures (default: those that are files, or end in .png, .jpg or "
          ".jpeg)"),
       NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_autoptr(KhoaVerifier) verifier = find_verifier(cli, bundle, authority, &error);
  Session session = {cli, verifier, 0, 0};
  if (!verifier || !answer_all(&session, argv + 1, image, &error))
    return khoa_cli_fail(error);
  if (!session.answers)
    khoa_cli_tell(_("khoa: nothing to verify: no text came"));
  return session.answers && session.genuine == session.answers ? KHOA_EXIT_YES : KHOA_EXIT_NO;
}
