/* What a new office's khoa.ini says. */
#include "config.h"

#include <glib/gi18n.h>

/* As N_(), which can't start an array. */
#define gettext_noop(words) words

static const char text[] = gettext_noop(
    "# Settings of this office. Lines that begin with # explain; change the others by hand.\n"
    "\n"
    "[office]\n"
    "# As it is printed on every tag.\n"
    "name = %s\n"
    "# Address in front of a code's digits, so that any phone opens the scanner page.\n"
    "# Empty: bare digits, which open nothing.\n"
    "prefix = %s\n"
    "\n"
    "[print]\n"
    "# a4, a3, sra3, roll and others, or a sheet's width and height in mm, such as 320x450\n"
    "paper = a4\n"
    "# Layouts by name: the office's own layouts/ first, then those that come with khoa.\n"
    "keychain-layout = keychain-50x20\n"
    "lock-tag-layout = lock-tag-60x40\n"
    "# Millimetres between tags, and at the edges that the printer can't reach.\n"
    "gap = 4\n"
    "margin = 5\n"
    "# What new batches are drawn with, unless 'khoa issue' is told otherwise. 'khoa print' draws\n"
    "# a batch as it was issued.\n"
    "# crop, registration, crop,registration or none\n"
    "marks = crop\n"
    "# The edge that the printer turns sheets over for the back: long or short\n"
    "duplex = long\n"
    "# The cut line: layer, file (a cut.pdf of its own) or none\n"
    "cut = layer\n"
    "# rgb, or cmyk by the inks that the layout states\n"
    "colour = rgb\n"
    "\n"
    "# A printer that prints askew: how far to move what it prints, in millimetres to the right "
    "and\n"
    "# down, and how much to stretch it. One that prints 0.6 mm too far to the right needs -0.6.\n"
    "# 'khoa print --calibrate -o FILE.pdf' makes a sheet to measure it by.\n"
    "# Then: khoa print BATCH --printer front-desk\n"
    "#[printer front-desk]\n"
    "#offset-x = -0.6\n"
    "#offset-y = 0\n"
    "#scale-x = 1.000\n"
    "#scale-y = 1.000\n"
    "\n"
    "[prices]\n"
    "# What a finished tag costs, in whole dong (12000, not 12.000), so that --dry-run tells the "
    "cost.\n"
    "# 0: unknown.\n"
    "keychain = 0\n"
    "lock-tag = 0\n"
    "\n"
    "[bundle]\n"
    "# Days after which a verifier calls a status bundle stale.\n"
    "stale-after = 100\n"
    "\n"
    "[survey]\n"
    "# What surveyors read beside the four grades of a lock, 1 worst, 4 best.\n"
    "grade-1 = %s\n"
    "grade-2 = %s\n"
    "grade-3 = %s\n"
    "grade-4 = %s\n"
    "\n"
    "[report]\n"
    "# What stands around the text of a report (Decree 30/2020/NĐ-CP). What is left empty is "
    "dotted,\n"
    "# to be written by hand. Several lines are separated by semicolons.\n"
    "# The body above the one that reports; and that one, if it isn't the office as named above.\n"
    "parent =\n"
    "issuer =\n"
    "# Where it has its seat, and the symbol behind the report's number, such as BC-BCĐ.\n"
    "place =\n"
    "symbol = BC\n"
    "# hand: who numbers the report dates it too; today: the day on which khoa writes it.\n"
    "date = hand\n"
    "# Who signs, such as: TM. Ban Chỉ đạo; Trưởng ban\n"
    "signer =\n"
    "# Who gets it, such as: Công an tỉnh (để báo cáo); Các thành viên Ban Chỉ đạo; Lưu: VT\n"
    "recipients =\n");

const char *const khoa_config_grades[KHOA_GRADES_DESCRIBED] = {
    "Rất kém: không có khóa, hoặc khóa hỏng",
    "Kém: khóa cạy, bẻ được bằng tay hoặc tua vít",
    "Khá: khóa chắc, nhưng cửa, then hoặc bản lề còn yếu",
    "Tốt: khóa khó cắt, cửa và then chắc, luôn được khóa",
};

char *khoa_config_text(const char *name, const char *prefix) {
  const char *const *grades = khoa_config_grades;
  return g_strdup_printf(_(text), name, prefix, grades[0], grades[1], grades[2], grades[3]);
}
