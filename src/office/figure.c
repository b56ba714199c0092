#include "figure.h"

#include "office.h"

#include <glib/gi18n.h>
#include <string.h>

/* One figure of all tags, of keychains and of lock tags. */
#define TAGS(FIGURE, word, at, label_, title_, what)                                               \
  [KHOA_FIGURE_TAGS_##                                                                             \
      FIGURE] = {"tags." word, KHOA_SECTION_TAGS, at, 0, FALSE, label_, title_, "tags " what},     \
    [KHOA_FIGURE_KEYCHAINS_##FIGURE] =                                                             \
        {"keychains." word, KHOA_SECTION_TAGS, at, KHOA_KIND_KEYCHAIN, FALSE, label_, title_,      \
         "keychains " what},                                                                       \
    [KHOA_FIGURE_LOCK_TAGS_##FIGURE] = {                                                           \
        "lock-tags." word, KHOA_SECTION_TAGS, at, KHOA_KIND_LOCK_TAG, FALSE, label_, title_,       \
        "lock tags " what}

#define ROUNDS(FIGURE, word, label_, title_, what)                                                 \
  [KHOA_FIGURE_##FIGURE] = {"survey." word, KHOA_SECTION_SURVEY, KHOA_IN_ROUND, 0, FALSE, label_,  \
                            title_,         what " in the round"},                                 \
  [KHOA_FIGURE_##FIGURE##                                                                          \
      _BEFORE] = {"survey-before." word,                                                           \
                  KHOA_SECTION_SURVEY,                                                             \
                  KHOA_IN_ROUND_BEFORE,                                                            \
                  0,                                                                               \
                  FALSE,                                                                           \
                  label_,                                                                          \
                  title_,                                                                          \
                  what " in the round before, of those that there were when its quarter ended"}

#define COPIES(FIGURE, word, label_, title_, what)                                                 \
  [KHOA_FIGURE_##                                                                                  \
      FIGURE] = {"copies." word, KHOA_SECTION_COPIES, KHOA_WITHIN, 0, FALSE, label_, title_, what}

#define PATROLS(FIGURE, word, label_, title_, what)                                                \
  [KHOA_FIGURE_##FIGURE] = {                                                                       \
      "patrols." word, KHOA_SECTION_PATROLS, KHOA_WITHIN, 0, FALSE, label_, title_, what}

#define COSTS(FIGURE, name_, dong_, label_, title_, what)                                          \
  [KHOA_FIGURE_##FIGURE] = {name_, KHOA_SECTION_COSTS, KHOA_WITHIN, 0, dong_, label_, title_, what}

static const KhoaFigureInfo named[KHOA_FIGURE_NAMED] = {
    TAGS(WANTED, "wanted", KHOA_AT_END, NC_("figure", "wanted"), "Cần có",
         "that households should have by their lists"),
    TAGS(COVERED, "covered", KHOA_AT_END, NC_("figure", "covered"), "Đã cấp đủ",
         "of those wanted that were issued and still count"),
    TAGS(DUE, "due", KHOA_AT_END, NC_("figure", "due"), "Còn thiếu",
         "of those wanted that are still to be issued"),
    TAGS(QUEUED, "queued", KHOA_AT_END, NC_("figure", "queued"), "Chờ cấp lại",
         "whose replacement is queued and not issued yet"),
    TAGS(ISSUED, "issued", KHOA_WITHIN, NC_("figure", "issued"), "Đã in",
         "of batches that were issued"),
    TAGS(WAITING, "waiting", KHOA_AT_END, NC_("figure", "waiting"), "Chưa giao",
         "that are printed and not handed over yet"),
    TAGS(HANDED_OVER, "handed-over", KHOA_WITHIN, NC_("figure", "handed over"), "Đã giao",
         "that were handed over to their households"),
    TAGS(IN_USE, "in-use", KHOA_AT_END, NC_("figure", "in use"), "Đang dùng", "that are in use"),
    TAGS(OUTDATED, "outdated", KHOA_AT_END, NC_("figure", "outdated"), "Mang số điện thoại cũ",
         "printed or in use that carry numbers which newer ones have followed"),
    TAGS(LOST, "lost", KHOA_WITHIN, NC_("figure", "lost"), "Báo mất", "that were reported lost"),
    TAGS(FOUND, "found", KHOA_WITHIN, NC_("figure", "found"), "Tìm lại được",
         "that had been lost and were found"),
    TAGS(REPLACED, "replaced", KHOA_WITHIN, NC_("figure", "replaced"), "Đã thay",
         "whose replacement was handed over"),
    TAGS(SPOILED, "spoiled", KHOA_WITHIN, NC_("figure", "spoiled"), "In hỏng",
         "that were misprints, never handed over"),
    TAGS(REVOKED, "revoked", KHOA_WITHIN, NC_("figure", "revoked"), "Thu hồi",
         "that were withdrawn"),

    ROUNDS(HOUSEHOLDS, "households", NC_("figure", "households"), "Số hộ, cơ quan, đơn vị",
           "households to be surveyed"),
    ROUNDS(SURVEYED, "surveyed", NC_("figure", "surveyed"), "Đã khảo sát",
           "households that were surveyed"),
    ROUNDS(REFUSED, "refused", NC_("figure", "refused"), "Từ chối", "households that refused"),
    ROUNDS(NOBODY_HOME, "nobody-home", NC_("figure", "nobody home"), "Vắng nhà",
           "households where nobody was home"),
    ROUNDS(UNSEEN, "unseen", NC_("figure", "not seen"), "Chưa đến", "households without a record"),
    ROUNDS(LOCKS, "locks", NC_("figure", "locks"), "Số khóa gắn thẻ", "lock tags that are in use"),
    ROUNDS(LOCKS_SEEN, "locks-seen", NC_("figure", "locks seen"), "Số khóa đã xem",
           "lock tags in use that a record names"),
    ROUNDS(GRADE_1, "grade-1", NC_("figure", "grade 1"), "Mức 1", "locks of grade 1, the worst,"),
    ROUNDS(GRADE_2, "grade-2", NC_("figure", "grade 2"), "Mức 2", "locks of grade 2"),
    ROUNDS(GRADE_3, "grade-3", NC_("figure", "grade 3"), "Mức 3", "locks of grade 3"),
    ROUNDS(GRADE_4, "grade-4", NC_("figure", "grade 4"), "Mức 4", "locks of grade 4, the best,"),

    COPIES(COPIES, "found", NC_("figure", "signs"), "Thẻ nghi bị sao chép, làm giả",
           "signs of copied or forged tags, by where they were seen"),
    COPIES(COPIES_FORGED, "forged", NC_("figure", "forged"), "Mã giả",
           "codes that aren't the office's"),
    COPIES(COPIES_ALTERED, "altered", NC_("figure", "altered"), "Mã thật sau địa chỉ lạ",
           "genuine codes behind a foreign address"),
    COPIES(COPIES_ENDED, "ended", NC_("figure", "ended"), "Thẻ đã hết hiệu lực mà còn dùng",
           "tags seen after they were lost, replaced, spoiled or revoked"),
    COPIES(COPIES_HOUSEHOLDS, "households", NC_("figure", "two households"), "Một thẻ ở hai hộ",
           "tags seen at two households"),
    COPIES(COPIES_PLACES, "places", NC_("figure", "two places"), "Một thẻ ở hai nơi",
           "tags seen at two places"),
    COPIES(COPIES_ELSEWHERE, "elsewhere", NC_("figure", "elsewhere"), "Thẻ ở hộ, thôn, xã khác",
           "tags seen at another household, village or commune than their own"),
    COPIES(COPIES_FAR, "far", NC_("figure", "far"), "Thẻ xa thôn của mình",
           "tags seen far from their village"),

    PATROLS(PATROLS, "done", NC_("figure", "done"), "Số lượt tuần tra",
            "patrols in the patrol book"),
    PATROLS(PATROLS_COMPLETE, "complete", NC_("figure", "complete"), "Đủ thành phần",
            "patrols that were led and manned as article 8.2b says"),
    PATROLS(PATROLS_DUE, "due", NC_("figure", "duty"), "Phải thực hiện",
            "patrols that were due: two in each week that is over, of each commune with a "
            "committee"),
    PATROLS(PATROLS_FULFILLED, "fulfilled", NC_("figure", "fulfilled"), "Đạt yêu cầu",
            "complete patrols that count towards the duty, at most two a week"),
    PATROLS(PATROLS_MISSING, "missing", NC_("figure", "missing"), "Còn thiếu",
            "patrols that were due and lack, or aren't complete"),
    PATROLS(WEEKS_SHORT, "weeks-short", NC_("figure", "weeks short"), "Số tuần chưa đạt",
            "weeks in which a commune fell short of its duty"),
    PATROLS(PEOPLE_REACHED, "reached", NC_("figure", "people reached"),
            "Số lượt người được tuyên truyền", "people whom patrols spoke to"),

    COSTS(COST, "cost.total", TRUE, NC_("figure", "cost"), "Tổng kinh phí in",
          "what the batches issued cost, where prices were known"),
    COSTS(COST_BUDGET, "cost.budget", TRUE, NC_("figure", "cost, budget"), "Ngân sách địa phương",
          "cost of batches paid from the local budget"),
    COSTS(COST_DEFENCE_SECURITY, "cost.defence-security", TRUE,
          NC_("figure", "cost, defence and security fund"), "Quỹ Quốc phòng - An ninh",
          "cost of batches paid from the defence and security fund"),
    COSTS(COST_DONATION, "cost.donation", TRUE, NC_("figure", "cost, donations"),
          "Nguồn xã hội hóa", "cost of batches paid by donations"),
    COSTS(COST_UNSTATED, "cost.unstated", TRUE, NC_("figure", "cost, no fund stated"),
          "Chưa ghi nguồn", "cost of batches without a stated fund"),
    COSTS(FUNDED_BUDGET, "funded.budget", FALSE, NC_("figure", "tags, budget"),
          "Số thẻ từ ngân sách địa phương", "tags issued from the local budget"),
    COSTS(FUNDED_DEFENCE_SECURITY, "funded.defence-security", FALSE,
          NC_("figure", "tags, defence and security fund"), "Số thẻ từ Quỹ Quốc phòng - An ninh",
          "tags issued from the defence and security fund"),
    COSTS(FUNDED_DONATION, "funded.donation", FALSE, NC_("figure", "tags, donations"),
          "Số thẻ từ nguồn xã hội hóa", "tags issued from donations"),
    COSTS(FUNDED_UNSTATED, "funded.unstated", FALSE, NC_("figure", "tags, no fund stated"),
          "Số thẻ chưa ghi nguồn", "tags issued without a stated fund"),
    COSTS(BATCHES, "batches.issued", FALSE, NC_("figure", "batches"), "Số lô in",
          "batches that were issued"),
    COSTS(BATCHES_UNPRICED, "batches.unpriced", FALSE, NC_("figure", "batches of unknown cost"),
          "Số lô in chưa rõ kinh phí", "batches issued whose cost isn't known"),
};

#define WEAKNESS(n)                                                                                \
  {                                                                                                \
    "weakness." #n, KHOA_SECTION_WEAKNESSES, KHOA_IN_ROUND, 0, FALSE, "", "",                      \
        "locks and households that show the weakness in the round"                                 \
  }
#define TEN(t)                                                                                     \
  WEAKNESS(t##0), WEAKNESS(t##1), WEAKNESS(t##2), WEAKNESS(t##3), WEAKNESS(t##4), WEAKNESS(t##5),  \
      WEAKNESS(t##6), WEAKNESS(t##7), WEAKNESS(t##8), WEAKNESS(t##9)

static const KhoaFigureInfo weaknesses[] = {
    WEAKNESS(1), WEAKNESS(2), WEAKNESS(3), WEAKNESS(4), WEAKNESS(5), WEAKNESS(6),
    WEAKNESS(7), WEAKNESS(8), WEAKNESS(9), TEN(1),      TEN(2),      TEN(3),
    TEN(4),      TEN(5),      TEN(6),      TEN(7),      TEN(8),      TEN(9),
};
_Static_assert(KHOA_FIGURE_NAMED + G_N_ELEMENTS(weaknesses) == KHOA_FIGURE_COUNT, "a name each");

static const struct {
  const char *word, *title;
} sections[KHOA_SECTION_COUNT] = {
    [KHOA_SECTION_TAGS] = {"tags", "Móc khóa, thẻ ổ khóa"},
    [KHOA_SECTION_SURVEY] = {"survey", "Khảo sát khóa an toàn"},
    [KHOA_SECTION_WEAKNESSES] = {"weaknesses", "Sơ hở, thiếu sót thường gặp"},
    [KHOA_SECTION_COPIES] = {"copies", "Thẻ nghi bị sao chép, làm giả"},
    [KHOA_SECTION_PATROLS] = {"patrols", "Tuần tra"},
    [KHOA_SECTION_COSTS] = {"costs", "Kinh phí"},
};

const char *khoa_section_word(KhoaSection section) {
  return sections[section].word;
}

const char *khoa_section_title(KhoaSection section) {
  return sections[section].title;
}

const char *khoa_when_word(KhoaWhen when) {
  static const char *const words[] = {
      [KHOA_AT_END] = "at the end",
      [KHOA_WITHIN] = "within",
      [KHOA_IN_ROUND] = "round",
      [KHOA_IN_ROUND_BEFORE] = "round before",
  };
  return words[when];
}

const KhoaFigureInfo *khoa_figure_info(KhoaFigure figure) {
  return figure < KHOA_FIGURE_NAMED ? &named[figure] : &weaknesses[figure - KHOA_FIGURE_NAMED];
}

static char *all_names(void) {
  GString *names = g_string_new(NULL);
  for (int i = 0; i < KHOA_FIGURE_NAMED; i++)
    g_string_append_printf(names, "%s, ", named[i].name);
  g_string_append(names, "weakness.1..weakness.99");
  return g_string_free(names, FALSE);
}

gboolean khoa_figure_find(KhoaFigure *figure, const char *name, GError **error) {
  for (int i = 0; i < KHOA_FIGURE_COUNT; i++)
    if (strcmp(khoa_figure_info((KhoaFigure)i)->name, name) == 0) {
      *figure = (KhoaFigure)i;
      return TRUE;
    }
  g_autofree char *names = all_names();
  g_set_error(error, KHOA_OFFICE_ERROR, 0, _("no figure is called '%s': there are %s"), name,
              names);
  return FALSE;
}

static const KhoaRatioInfo ratios[KHOA_RATIO_COUNT] = {
    [KHOA_RATIO_TAGS] = {"ratio.tags", KHOA_FIGURE_TAGS_COVERED, KHOA_FIGURE_TAGS_WANTED,
                         "tags covered", "Tỷ lệ cấp móc khóa, thẻ ổ khóa"},
    [KHOA_RATIO_SURVEY] = {"ratio.survey", KHOA_FIGURE_SURVEYED, KHOA_FIGURE_HOUSEHOLDS,
                           "households surveyed", "Tỷ lệ khảo sát"},
    [KHOA_RATIO_SURVEY_BEFORE] = {"ratio.survey-before", KHOA_FIGURE_SURVEYED_BEFORE,
                                  KHOA_FIGURE_HOUSEHOLDS_BEFORE,
                                  "households surveyed in the round before",
                                  "Tỷ lệ khảo sát kỳ trước"},
    [KHOA_RATIO_PATROLS] = {"ratio.patrols", KHOA_FIGURE_PATROLS_FULFILLED, KHOA_FIGURE_PATROLS_DUE,
                            "duty of patrols fulfilled", "Tỷ lệ tuần tra đạt yêu cầu"},
};

const KhoaRatioInfo *khoa_ratio_info(KhoaRatio ratio) {
  return &ratios[ratio];
}

const char *const khoa_funds[KHOA_FUNDS] = {NC_("fund", "budget"), NC_("fund", "defence-security"),
                                            NC_("fund", "donation"), ""};

const char *khoa_fund_title(gsize fund) {
  return named[KHOA_FIGURE_COST_BUDGET + fund].title;
}
