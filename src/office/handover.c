#include "handover.h"

#include "art/register.h"
#include "batch_files.h"
#include "file.h"
#include "lookup.h"
#include "reg/replacement.h"
#include "seal.h"

#include <glib/gi18n.h>
#include <string.h>

/* noun, noun */
#define COLLECT "Khi giao %s mới phải thu lại %s cũ theo mã ở cột “Mã cũ thu lại”.\n"
#define NOTICE "Tài liệu có thông tin cá nhân: giữ kín theo Điều 6 Quy chế"
#define FORGOTTEN "(đã xóa thông tin)"
#define ROW_HEIGHT 10.0 /* mm: room for a signature */

/* How a kind of tag is called in the sheet; exchange: of a batch of replacements. */
static const struct {
  const char *title, *exchange, *noun;
} words[] = {
    [KHOA_KIND_KEYCHAIN] = {"DANH SÁCH CẤP PHÁT MÓC KHÓA AN NINH TRẬT TỰ",
                            "DANH SÁCH CẤP ĐỔI MÓC KHÓA AN NINH TRẬT TỰ", "móc khóa"},
    [KHOA_KIND_LOCK_TAG] = {"DANH SÁCH CẤP PHÁT THẺ Ổ KHÓA AN NINH TRẬT TỰ",
                            "DANH SÁCH CẤP ĐỔI THẺ Ổ KHÓA AN NINH TRẬT TỰ", "thẻ ổ khóa"},
};

/* What stands where nobody is to sign. */
static const char *const not_given[KHOA_STATUS_COUNT] = {
    [KHOA_STATUS_REPLACED] = "Đã thay thế: không cấp",
    [KHOA_STATUS_LOST] = "Đã báo mất: không cấp",
    [KHOA_STATUS_REVOKED] = "Đã thu hồi: không cấp",
    [KHOA_STATUS_SPOILED] = "Thẻ hỏng: không cấp",
};

static const KhoaRegisterColumn columns[] = {
    {"STT", 11, TRUE},      {"Tham chiếu", 25, FALSE}, {"Tên chủ hộ, cơ quan", 53, FALSE},
    {"Địa chỉ", 57, FALSE}, {"Mã in", 31, TRUE},       {"Vị trí\n(tờ–hàng–cột)", 27, TRUE},
    {"Ký nhận", 41, TRUE},  {"Ngày", 20, TRUE},
};
/* The same with the code of the tag that the carrier collects. */
static const KhoaRegisterColumn exchange_columns[] = {
    {"STT", 11, TRUE},           {"Tham chiếu", 22, FALSE}, {"Tên chủ hộ, cơ quan", 46, FALSE},
    {"Địa chỉ", 44, FALSE},      {"Mã in mới", 31, TRUE},   {"Vị trí\n(tờ–hàng–cột)", 27, TRUE},
    {"Mã cũ thu lại", 31, TRUE}, {"Ký nhận", 35, TRUE},     {"Ngày", 18, TRUE},
};

/* What is said below an old code that its household can't give back. */
static const char *const not_collected[KHOA_STATUS_COUNT] = {
    [KHOA_STATUS_PRINTED] = "(chưa cấp)",
    [KHOA_STATUS_LOST] = "(đã báo mất)",
    [KHOA_STATUS_REVOKED] = "(đã thu hồi)",
    [KHOA_STATUS_SPOILED] = "(chưa cấp)",
};

/* Somebody who gets tags of the batch. */
typedef struct Party {
  KhoaSubjectRecord *subject;
  guint village;   /* rises in the order in which the batch comes to them */
  GPtrArray *tags; /* const KhoaTagRecord * */
} Party;

static void party_free(gpointer data) {
  Party *party = data;
  khoa_subject_record_free(party->subject);
  g_ptr_array_unref(party->tags);
  g_free(party);
}

static Party *party_new(KhoaOffice *office, gint64 id, GHashTable *villages, GError **error) {
  KhoaSubjectRecord *subject = khoa_subject_get(office->db, id, error);
  if (!subject)
    return NULL;
  Party *party = g_new0(Party, 1);
  party->subject = subject;
  party->tags = g_ptr_array_new();
  party->village = GPOINTER_TO_UINT(g_hash_table_lookup(villages, subject->village));
  if (party->village == 0) {
    party->village = g_hash_table_size(villages) + 1;
    g_hash_table_insert(villages, subject->village, GUINT_TO_POINTER(party->village));
  }
  return party;
}

static gint by_village(gconstpointer a, gconstpointer b) {
  guint x = (*(Party *const *)a)->village, y = (*(Party *const *)b)->village;
  return (x > y) - (x < y);
}

/* Party *, those of a village next to each other, else in the batch's order. */
static GPtrArray *gather(KhoaOffice *office, const GArray *tags, GError **error) {
  g_autoptr(GPtrArray) parties = g_ptr_array_new_with_free_func(party_free);
  g_autoptr(GHashTable) villages = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) known = g_hash_table_new(g_int64_hash, g_int64_equal);
  for (guint i = 0; i < tags->len; i++) {
    KhoaTagRecord *tag = &g_array_index(tags, KhoaTagRecord, i);
    Party *party = g_hash_table_lookup(known, &tag->subject);
    if (!party) {
      party = party_new(office, tag->subject, villages, error);
      if (!party)
        return NULL;
      g_ptr_array_add(parties, party);
      g_hash_table_insert(known, &tag->subject, party);
    }
    g_ptr_array_add(party->tags, tag);
  }
  g_ptr_array_sort(parties, by_village);
  return g_steal_pointer(&parties);
}

/* What the sheet is being filled from and into. */
typedef struct Filling {
  KhoaOffice *office;
  const KhoaRun *run;
  const char *noun;
  gboolean exchange; /* the batch replaces other tags */
  KhoaRegister *list;
  guint number; /* of the last row of this village */
} Filling;

/* Of all that the tag replaces, what its household holds; else what it held or should have had. */
static char *old_code(KhoaOffice *office, const KhoaTagRecord *tag, GError **error) {
  g_autoptr(GArray) old = khoa_replacement_forebears(office->db, tag->batch, tag->index, error);
  if (!old)
    return NULL;
  const KhoaTagRecord *shown = NULL;
  for (guint i = 0; i < old->len && (!shown || not_collected[shown->status]); i++) {
    const KhoaTagRecord *one = &g_array_index(old, KhoaTagRecord, i);
    if (!shown || !not_collected[one->status] || one->status == KHOA_STATUS_LOST)
      shown = one;
  }
  g_autofree char *code = shown ? khoa_tag_code(shown) : g_strdup("");
  const char *note = shown ? not_collected[shown->status] : NULL;
  return g_strconcat(code, note ? "\n" : NULL, note, NULL);
}

static gboolean add_tag(Filling *filling, const KhoaPerson *person, const KhoaTagRecord *tag,
                        gboolean follows, GError **error) {
  guint sheet, row, column;
  khoa_run_place(filling->run, (guint64)tag->index - 1, &sheet, &row, &column);
  g_autofree char *number = g_strdup_printf("%u", ++filling->number);
  g_autofree char *code = khoa_tag_code(tag);
  g_autofree char *place = g_strdup_printf("%u–%u–%u", sheet, row, column);
  g_autofree char *old = filling->exchange ? old_code(filling->office, tag, error) : NULL;
  if (filling->exchange && !old)
    return FALSE;
  const char *note = not_given[tag->status];
  const char *cells[G_N_ELEMENTS(exchange_columns)] = {
      number, person->reference, person->head, person->address, code, place};
  gsize n = 6;
  if (old)
    cells[n++] = old;
  cells[n++] = note ? note : "";
  cells[n] = "";
  if (khoa_register_add(filling->list, cells, follows, error))
    return TRUE;
  g_prefix_error(error, _("tag %s: "), code);
  return FALSE;
}

static gboolean add_party(Filling *filling, const Party *party, GError **error) {
  const KhoaPerson nobody = {(char *)"", (char *)FORGOTTEN, (char *)"", (char *)"", (char *)""};
  g_autoptr(KhoaPerson) person = NULL;
  if (!khoa_subject_forgotten(party->subject) &&
      !(person = khoa_person_open(party->subject->sealed, filling->office->privacy_secret, error)))
    return FALSE;
  for (guint i = 0; i < party->tags->len; i++)
    if (!add_tag(filling, person ? person : &nobody, g_ptr_array_index(party->tags, i), i > 0,
                 error))
      return FALSE;
  return TRUE;
}

/* Begins the section of the village whose parties stand from `from` on. */
static gboolean begin_village(Filling *filling, const GPtrArray *parties, guint from,
                              GError **error) {
  const Party *first = g_ptr_array_index(parties, from);
  guint tags = 0, count = 0;
  for (guint i = from; i < parties->len; i++, count++) {
    const Party *party = g_ptr_array_index(parties, i);
    if (party->village != first->village)
      break;
    tags += party->tags->len;
  }
  g_autofree char *heading = g_strdup_printf(
      "%s: %u %s", khoa_subject_forgotten(first->subject) ? FORGOTTEN : first->subject->village,
      tags, filling->noun);
  g_autofree char *collected =
      filling->exchange ? g_strdup_printf("   Thu lại %s cũ: ……………", filling->noun) : g_strdup("");
  g_autofree char *closing =
      g_strdup_printf("Cộng: %u %s của %u hộ, cơ quan, đơn vị.\nĐã cấp: ……………   Trả lại: ……………%s",
                      tags, filling->noun, count, collected);
  filling->number = 0;
  return khoa_register_begin(filling->list, heading, closing, error);
}

static gboolean fill(Filling *filling, const GPtrArray *parties, guint *villages, GError **error) {
  guint village = 0;
  *villages = 0;
  for (guint i = 0; i < parties->len; i++) {
    const Party *party = g_ptr_array_index(parties, i);
    if (party->village != village) {
      village = party->village;
      ++*villages;
      if (!begin_village(filling, parties, i, error))
        return FALSE;
    }
    if (!add_party(filling, party, error))
      return FALSE;
  }
  return TRUE;
}

/* The list as a PDF; wipe it after use. */
static GByteArray *draw(KhoaOffice *office, const KhoaBatchRecord *batch, const KhoaRun *run,
                        gboolean exchange, const GPtrArray *parties, KhoaHandover *written,
                        GError **error) {
  const char *noun = words[batch->kind].noun;
  g_autofree char *folder = g_build_filename(office->data, "fonts", NULL);
  g_autofree char *facts = g_strdup_printf(
      "Lô %04" G_GINT64_FORMAT " · phát hành ngày %.2s/%.2s/%.4s · tổng số %u %s", batch->number,
      batch->day + 8, batch->day + 5, batch->day, written->tags, noun);
  g_autofree char *slug = g_strdup_printf("Lô %04" G_GINT64_FORMAT " · %s · %s. " NOTICE,
                                          batch->number, noun, batch->unit_name);
  g_autofree char *date = g_strdup_printf("%sT00:00:00+07:00", batch->day);
  g_autofree char *collect = g_strdup_printf(COLLECT NOTICE, noun, noun);
  const KhoaRegisterForm form = {
      .office = batch->office_name,
      .unit = batch->unit_name,
      .title = exchange ? words[batch->kind].exchange : words[batch->kind].title,
      .facts = facts,
      .notice = exchange ? collect : NOTICE,
      .slug = slug,
      .signer = "NGƯỜI CẤP PHÁT",
      .date = date,
      .row_height = ROW_HEIGHT,
      .columns = exchange ? exchange_columns : columns,
      .n_columns = exchange ? G_N_ELEMENTS(exchange_columns) : G_N_ELEMENTS(columns),
  };
  g_autoptr(KhoaFonts) fonts = khoa_fonts_new(folder, error);
  g_autoptr(KhoaRegister) list = fonts ? khoa_register_new(fonts, &form, error) : NULL;
  Filling filling = {office, run, noun, exchange, list, 0};
  if (!list || !fill(&filling, parties, &written->villages, error))
    return NULL;
  return khoa_register_pdf(list, &written->pages, error);
}

/* The run that drew the batch's own files. */
static KhoaRun *own_run(KhoaOffice *office, const KhoaBatchRecord *batch, GError **error) {
  g_auto(KhoaPrintOptions) options = {0};
  if (!khoa_print_options_parse(&options, batch->sheet, error))
    return NULL;
  return khoa_batch_run(office, batch, &options, error);
}

char *khoa_handover_path(const KhoaOffice *office, gint64 batch) {
  g_autofree char *name = g_strdup_printf("handover-%04" G_GINT64_FORMAT ".pdf", batch);
  return g_build_filename(office->folder, "reports", name, NULL);
}

gboolean khoa_handover_write(KhoaOffice *office, const KhoaBatchRecord *batch, const char *path,
                             gboolean replace, KhoaHandover *written, GError **error) {
  g_autoptr(KhoaRun) run = own_run(office, batch, error);
  g_autoptr(GArray) tags = run ? khoa_batch_tags(office, batch, NULL, error) : NULL;
  g_autoptr(GPtrArray) parties = tags ? gather(office, tags, error) : NULL;
  if (!parties)
    return FALSE;
  *written = (KhoaHandover){.tags = tags->len};
  /* A batch replaces with all its tags or with none. */
  gboolean exchange = g_array_index(tags, KhoaTagRecord, 0).replaces_batch != 0;
  g_autoptr(GByteArray) pdf = draw(office, batch, run, exchange, parties, written, error);
  if (!pdf)
    return FALSE;
  gboolean done = khoa_file_write(path, pdf->data, pdf->len, replace, error);
  explicit_bzero(pdf->data, pdf->len);
  return done;
}
