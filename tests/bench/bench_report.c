/* What a year's report of a district takes: 32 communes, 60,000 households, 240,000 tags, 4 rounds
 * of surveys, 3,500 patrols, put into the registry without signing or drawing. `make bench`: fails
 * where figures take longer than they may. */
#include "bench.h"
#include "office/acts.h"
#include "office/audit.h"
#include "office/finding.h"
#include "office/report.h"
#include "reg/committee.h"
#include "reg/hotline.h"
#include "reg/log.h"
#include "reg/patrol.h"
#include "reg/round.h"
#include "reg/subject.h"
#include "reg/survey.h"
#include "reg/surveyor.h"

#include <sodium.h>
#include <string.h>

enum { COMMUNES = 32, HOUSEHOLDS = 60000, PER_HOUSEHOLD = 2, PATROLS = 3500, VILLAGE = 200 };
#define EACH (HOUSEHOLDS / COMMUNES) /* households of a commune */
#define DAY 86400
#define NEW_YEAR 1767200400  /* 2026-01-01T00:00+07:00 */
#define NEXT_YEAR 1798740000 /* 2027-01-01T01:00+07:00 */
#define SECONDS_MAX 2.0
#define TIMES 5

static GError *error;

static void must_be(gboolean so, const char *what) {
  g_autoptr(GError) fault = so ? NULL : g_error_new_literal(KHOA_OFFICE_ERROR, 0, what);
  must(so, fault);
}

static char *code_of(guint commune) {
  return g_strdup_printf("%u", 15600 + commune);
}

static void log_act(KhoaOffice *office, const char *act, const char *object, const char *detail,
                    gint64 time) {
  must(khoa_log_append(office->db, time, "bench", act, object, detail, &error), error);
}

static void name_hash(guint8 hash[KHOA_NAME_HASH_SIZE], guint commune, guint role) {
  memset(hash, 0, KHOA_NAME_HASH_SIZE);
  hash[0] = (guint8)commune;
  hash[1] = (guint8)role;
}

static void add_member(GPtrArray *members, guint commune, int role) {
  KhoaMemberRecord *member = khoa_members_add(members);
  member->role = role;
  member->village = role >= 5 ? g_strdup("Thôn 1") : NULL;
  member->sealed = g_bytes_new_static("sealed", 6);
  name_hash(member->name_hash, commune, (guint)role);
}

static void add_commune(KhoaOffice *office, guint commune) {
  g_autofree char *code = code_of(commune), *name = g_strdup_printf("Xã mẫu %u", commune);
  KhoaChange change;
  KhoaHotlinesRecord set = {.unit = code,
                            .since = (char *)"2026-01-01",
                            .count = 3,
                            .numbers = {{(char *)"+842370867113", (char *)"Trực ban"},
                                        {(char *)"+84530000678", (char *)"Trưởng"},
                                        {(char *)"113", (char *)"Cảnh sát 113"}}};
  must(khoa_unit_put(office->db, code, name, NULL, &change, &error), error);
  must(khoa_hotlines_add(office->db, &set, &error), error);
  log_act(office, KHOA_ACT_HOTLINES, code, "3 added", NEW_YEAR);
  g_autoptr(KhoaCommitteeRecord) roll = khoa_committee_record_new(code, "2026-01-01");
  for (int role = 1; role <= 6; role++)
    add_member(roll->members, commune, role);
  must(khoa_committee_add(office->db, roll, &error), error);
  KhoaSurveyorRecord desk = {.unit = code, .name = name, .desk = TRUE, .added = NEW_YEAR};
  must(khoa_surveyor_put(office->db, &desk, &error), error);
}

static void add_households(KhoaOffice *office, guint commune) {
  g_autofree char *code = code_of(commune);
  g_autoptr(GBytes) sealed = g_bytes_new_static("a hundred bytes or so, sealed", 29);
  for (guint i = 0; i < EACH; i++) {
    g_autofree char *village = g_strdup_printf("Thôn %u", i / VILLAGE + 1);
    KhoaSubjectRecord subject = {.unit = code,
                                 .village = village,
                                 .kind = 1,
                                 .keychains = PER_HOUSEHOLD,
                                 .lock_tags = PER_HOUSEHOLD,
                                 .sealed = sealed};
    randombytes_buf(subject.reference_hash, sizeof subject.reference_hash);
    must(khoa_subject_put(office->db, &subject, &error), error);
  }
}

/* Handed over household by household: so many entries the log hardly ever has. */
static void add_batch(KhoaOffice *office, gint64 number, guint commune, KhoaKind kind) {
  g_autofree char *code = code_of(commune);
  g_autofree char *object = g_strdup_printf("batch %" G_GINT64_FORMAT, number);
  KhoaBatchRecord batch = {.number = number,
                           .kind = kind,
                           .unit = code,
                           .hotline_set = commune + 2, /* 1 is make_office's */
                           .office_name = (char *)"Công an huyện",
                           .unit_name = (char *)"Xã mẫu",
                           .prefix = (char *)PREFIX,
                           .sheet = (char *)"paper=a4",
                           .day = (char *)"2026-01-05",
                           .fund = (char *)"budget",
                           .count = EACH * PER_HOUSEHOLD,
                           .cost = EACH * PER_HOUSEHOLD * 12000,
                           .cost_covered = TRUE};
  memcpy(batch.public_key, &number, sizeof number);
  must(khoa_layout_put(office->db, batch.layout, "none", "<svg/>", &error), error);
  must(khoa_batch_add(office->db, &batch, &error), error);
  KhoaTagRecord tag = {.batch = number, .status = KHOA_STATUS_IN_USE};
  for (tag.index = 1; tag.index <= batch.count; tag.index++) {
    tag.subject = commune * EACH + (tag.index - 1) / PER_HOUSEHOLD + 1;
    must(khoa_tag_add(office->db, &tag, &error), error);
  }
  log_act(office, KHOA_ACT_ISSUE, object, "3750 tags", NEW_YEAR + 4 * DAY);
}

static void hand_over(KhoaOffice *office, gint64 number) {
  for (gint64 index = 1; index <= EACH * PER_HOUSEHOLD; index += PER_HOUSEHOLD) {
    g_autofree char *object =
        g_strdup_printf("batch %" G_GINT64_FORMAT ": %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
                        number, index, index + PER_HOUSEHOLD - 1);
    log_act(office, KHOA_ACT_HANDOVER, object, "", NEW_YEAR + 30 * DAY + index);
  }
}

/* Each lock of each household, by the commune's desk. */
static void survey(KhoaOffice *office, guint commune, guint quarter) {
  gboolean changed, known;
  g_autofree char *code = code_of(commune);
  const gint64 surveyor = commune + 1, begun = NEW_YEAR + (quarter * 91 + 45) * DAY;
  KhoaSurveyRow row = {.surveyor = surveyor, .file = quarter + 1};
  KhoaSurveyRecord *record = &row.record;
  g_strlcpy(row.unit, code, sizeof row.unit);
  record->mode = KHOA_SURVEY_LOOK;
  g_snprintf(record->round, sizeof record->round, "2026-Q%u", quarter + 1);
  must(khoa_round_open(office->db, code, record->round, begun, &changed, &error), error);
  for (guint i = 1; i <= EACH * PER_HOUSEHOLD; i++) {
    const guint subject = (i - 1) / PER_HOUSEHOLD;
    record->number = quarter * EACH * PER_HOUSEHOLD + i;
    record->time = begun + i;
    record->batch = 2 * commune + 2;
    record->index = i;
    record->household = commune * EACH + subject + 1;
    record->found = i % 50 ? KHOA_FOUND_PRESENT : KHOA_FOUND_NOBODY_HOME;
    record->grade = i % 50 ? (int)(i % 4) + 1 : 0;
    record->n_weaknesses = i % 50 && i % 3 == 0;
    record->weaknesses[0] = (guint8)(i % 10 + 1);
    record->has_position = TRUE;
    record->latitude = 19812 + (gint32)(subject / VILLAGE * 20 + i % 5);
    record->longitude = 105590 + (gint32)(commune * 20 + i % 7);
    must(khoa_survey_put(office->db, &row, &known, &error), error);
  }
  const KhoaSurveyFileRecord file = {.surveyor = surveyor,
                                     .number = quarter + 1,
                                     .desk = TRUE,
                                     .created = begun,
                                     .imported = begun,
                                     .records = EACH * PER_HOUSEHOLD};
  must(khoa_survey_file_add(office->db, &file, &error), error);
}

static void add_patrol(KhoaOffice *office, guint n) {
  g_autoptr(KhoaPatrolRecord) patrol = khoa_patrol_record_new();
  const guint commune = n % COMMUNES;
  KhoaChange change;
  patrol->unit = code_of(commune);
  patrol->day =
      khoa_office_day(NEW_YEAR + (gint64)(n / COMMUNES) * 363 / (PATROLS / COMMUNES) * DAY);
  patrol->time = g_strdup("19:30");
  patrol->reached = 5;
  patrol->sealed = g_bytes_new_static("sealed", 6);
  name_hash(patrol->leader, commune, 1);
  for (int role = 4; role <= 6; role++)
    add_member(patrol->members, commune, role);
  must(khoa_patrol_put(office->db, patrol, &change, &error), error);
}

static void fill(KhoaOffice *office) {
  must(khoa_db_begin(office->db, &error), error);
  for (guint i = 0; i < COMMUNES; i++)
    add_commune(office, i);
  log_act(office, KHOA_ACT_UNITS, "units", "", NEW_YEAR);
  for (guint i = 0; i < COMMUNES; i++)
    add_households(office, i);
  log_act(office, KHOA_ACT_HOUSEHOLDS, "households", "", NEW_YEAR);
  for (guint i = 0; i < COMMUNES; i++) {
    add_batch(office, 2 * i + 1, i, KHOA_KIND_KEYCHAIN);
    add_batch(office, 2 * i + 2, i, KHOA_KIND_LOCK_TAG);
  }
  for (guint i = 1; i <= 2 * COMMUNES; i++)
    hand_over(office, i);
  for (guint i = 0; i < COMMUNES; i++)
    for (guint quarter = 0; quarter < 4; quarter++)
      survey(office, i, quarter);
  for (guint n = 0; n < PATROLS; n++)
    add_patrol(office, n);
  must(khoa_db_commit(office->db, &error), error);
}

/* Its rows were put in by no command, and the log vouches for few of them: so the audit that comes
 * before a report is called here, and its findings are passed over. */
static void audit(KhoaOffice *office) {
  g_autoptr(GString) lines = g_string_new(NULL);
  KhoaFindings findings = khoa_findings_to_lines(lines);
  g_autoptr(KhoaAudit) audit = khoa_audit_new(office, &findings, &error);
  must(audit && khoa_audit_figures(audit, &error), error);
}

/* A format's file, or with none the figures alone. */
static void bench(const char *home, const char *what, const KhoaReportFormat *format) {
  Took rounds[TIMES];
  const KhoaWorld world = {home, ".", "bench", NEXT_YEAR, NULL};
  for (guint i = 0; i < TIMES; i++) {
    g_autofree char *name = NULL;
    KhoaReportOrder order;
    Took took = took_begin();
    g_autoptr(KhoaOffice) office = khoa_office_open(&world, &error);
    must(office && khoa_report_order(&order, office, KHOA_REPORT_YEAR, NULL, &name, &error), error);
    audit(office);
    order.unaudited = TRUE;
    g_autoptr(KhoaReport) report = khoa_report_new(office, &order, &error);
    g_autoptr(GBytes) file = report && format ? format->make(office, report, &error) : NULL;
    must(report && (!format || file), error);
    rounds[i] = took_end(took);
    must_be(report->sum.values[KHOA_FIGURE_TAGS_HANDED_OVER] == HOUSEHOLDS * PER_HOUSEHOLD * 2 &&
                report->sum.values[KHOA_FIGURE_HOUSEHOLDS] == HOUSEHOLDS,
            "the figures are wrong");
  }
  Took took = median(rounds, TIMES);
  printf("report: a year of 32 communes, %s: %.2f s of at most %.0f s, %.2f s CPU\n", what,
         took.wall, SECONDS_MAX, took.cpu);
}

int main(void) {
  static const char *const files[] = {".csv", ".json", ".pdf", ".xlsx"};
  must(sodium_init() >= 0, NULL);
  g_autofree char *folder = g_dir_make_tmp("khoa-bench-XXXXXX", NULL);
  g_autofree char *home = g_build_filename(folder, "office", NULL);
  make_office(home);
  KhoaOffice *office = open_office(home);
  fill(office);
  khoa_office_free(office);
  bench(home, "figures", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    const KhoaReportFormat *format = khoa_report_format(files[i], NULL);
    if (format)
      bench(home, files[i], format);
  }
  remove_office(folder);
  return 0;
}
