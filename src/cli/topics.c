#include "topics.h"

#include <glib/gi18n.h>
#include <string.h>

/* In the order of an office's work. */
const KhoaTopic khoa_topics[] = {
    {"start",
     N_("The order of an office's work"),
     {N_("Each step needs the one before it:"),
      N_("  khoa init office --name 'Công an huyện Triệu Sơn' --prefix "
         "https://antt.example.gov.vn\n"
         "  export KHOA_HOME=office\n"
         "  khoa unit import units.csv\n"
         "  khoa hotline set 15667 hotlines-15667.csv\n"
         "  khoa household import households-15667.csv --unit 15667\n"
         "  khoa issue --unit 15667            signs, registers and draws what is due\n"
         "  khoa proof sheet-1.jpg             once it was printed: photos of the sheets\n"
         "  khoa handover 1                    the signing sheet, to go from door to door with\n"
         "  khoa tag handover --batch 1        when it came back signed\n"
         "  khoa bundle export                 what phones need to tell genuine from forged\n"
         "  khoa survey open 2026-Q4 --all     every quarter"),
      N_("To try it all out without any risk, make an office in another folder: nothing that is "
         "done there touches the real one. 'khoa help printing', 'khoa help trust' and 'khoa help "
         "surveys' tell more of the later steps, 'khoa help backups' what to do from the first day "
         "on.")}},
    {"office",
     N_("The office's folder and what is in it"),
     {N_("A command works on the folder that -C names, before the command's own name; else on "
         "$KHOA_HOME, else on the current folder. In it are:"),
      N_("  khoa.ini          settings, to be changed by hand; each is explained there\n"
         "  registry.db       units, households (sealed), tags, surveys, patrols, the log\n"
         "  authority.key     signs tags and bundles; authority.pub, to be published, checks them\n"
         "  privacy.key       reads names; privacy.pub seals them\n"
         "  index.key         finds a household again by its reference\n"
         "  layouts/          the office's own layouts, before those that come with khoa\n"
         "  batches/NNNN/     what was drawn: PDFs, a list of codes, checksums, their signature\n"
         "  bundles/          status bundles that were exported\n"
         "  reports/          signing sheets, leaflets and what else was asked for"),
      N_("Files are readable by their owner alone. Several people may work on one office at once, "
         "on one computer: who comes second waits for a moment. Don't put the folder on a network "
         "share or into a synchronised cloud folder: registry.db would suffer, and names leave the "
         "house. 'khoa doctor' checks everything in it.")}},
    {"lists",
     N_("Lists that can be imported"),
     {N_("A list is what a spreadsheet saves as text: CSV with commas, semicolons or tabs, or "
         "Excel's \"Unicode Text\"; UTF-8 or UTF-16. Title lines above the headings are passed "
         "over. The columns may stand in any order, under their English names or what offices call "
         "them in Vietnamese, in any case and with or without diacritics:"),
      N_("  units        code, name, parent (if any)\n"
         "  hotlines     label, number, hours (24/24); 3 to 5 rows\n"
         "  households   reference, kind (household, agency, unit, business), unit (or --unit),\n"
         "               village, head; and if known address, phone, keychains, lock_tags, "
         "remarks\n"
         "  committees   unit (or --unit), role, name, village, phone\n"
         "  patrols      unit (or --unit), date, time, leader, policemen, village_heads,\n"
         "               militia_heads, reached; and others, villages, findings"),
      N_("All rows are taken, or none: each fault is named with its line, its column and what to "
         "do about it. Mend the list in the spreadsheet, save it and import it again. A list may "
         "come again at any time: rows that are known are left or updated, never doubled."),
      N_("  samples/households-15667.csv: 191 households: 0 added, 2 updated, 189 unchanged"),
      N_("A household that isn't on a newer list stays: lists may come by village. What must go is "
         "erased by 'khoa household forget'.")}},
    {"printing",
     N_("Sheets, printers and proofs"),
     {N_("'khoa issue' draws a batch once, as khoa.ini's [print] says or as its options say. 'khoa "
         "print' draws it again: on other paper, from a partly used sheet, some tags only, tag by "
         "tag as pictures. The same options give the same bytes."),
      N_("  khoa issue --unit 15667 --kind keychain --paper sra3 --marks crop,registration\n"
         "  khoa print 1 --only 43,120-125 --paper a4 --start-at 8\n"
         "  khoa print 1 --format png --dpi 600 -o tags"),
      N_("Print at 100 %, never \"fit to page\". For sheets with two faces, --duplex names the "
         "edge over which the printer turns them. A printer that prints askew is measured once:"),
      N_("  khoa print --calibrate --paper a4 -o calibration.pdf\n"
         "  khoa print --calibrate --paper a4 --printer front-desk --measured 30.6,29.5,149.5,237"),
      N_("The second answers with lines for khoa.ini; from then on add --printer front-desk."),
      N_("Each finished file is proved at once: every code is scanned by two decoders and held "
         "against the registry. Prove what the print shop delivers too, before it is carried out, "
         "by photos or scans of the sheets: 'khoa proof' names each tag that can't be read, in the "
         "words that 'khoa print --only' and 'khoa tag spoil --only' take.")}},
    {"tags",
     N_("A tag's life, and how tags are named"),
     {N_("A tag is named by its printed code, 0001-00043-87: batch, number within the batch, check "
         "digits; or by what a scanner reads from it. Commands that take codes read them a line "
         "each from standard input for '-', and take whole batches by --batch, --only and "
         "--sheet."),
      N_("  printed     drawn; waits to be handed over\n"
         "  in use      handed over: 'khoa tag handover'\n"
         "  lost        reported lost: 'khoa tag lost'; back in use by 'khoa tag found'\n"
         "  replaced    the household has a newer one instead\n"
         "  revoked     withdrawn: 'khoa tag revoke'\n"
         "  spoiled     a misprint that was never handed over: 'khoa tag spoil'"),
      N_("'khoa tag replace' queues tags for replacement, 'khoa reissue' all that carry old "
         "numbers; the next 'khoa issue' prints what is queued. Handing the new one over ends the "
         "old one. Nothing is ever deleted, a number never given twice, and the log keeps who "
         "changed what: 'khoa log show'. With --dry-run the commands only say what they would "
         "change.")}},
    {"trust",
     N_("Verdicts, bundles, keys and the log"),
     {N_("A code holds a number signed by the office's authority. What 'khoa verify' and the "
         "scanner page say of it:"),
      N_("  genuine        signed by the office, in use, with the numbers of today\n"
         "  outdated       genuine, but its unit has newer numbers by now\n"
         "  unissued       genuine, not handed over yet\n"
         "  replaced, lost, revoked, spoiled\n"
         "                 the office's own tag, which should be on no door any more\n"
         "  altered        a good code behind a foreign address: don't open it\n"
         "  forged         not signed by the office\n"
         "  specimen       for training; proves nothing\n"
         "  unknown        can't be told: a batch that isn't in this bundle\n"
         "  not-a-tag      something else"),
      N_("A code that was copied is genuine wherever it hangs: look whether the tag's place and "
         "numbers are as the answer says. 'khoa survey copies' finds those seen in two places."),
      N_("Phones and other computers ask a status bundle, signed by 'khoa bundle export'. Whom "
         "they trust is the key of authority.pub, which has to reach them another way than the "
         "bundle. A bundle older than khoa.ini's stale-after is called stale; an older one than "
         "was accepted before is refused."),
      N_("The key passes to a successor by 'khoa authority handover', and tags stay good. 'khoa "
         "authority split' makes shares for the day when file or passphrase is lost."),
      N_("'khoa log check BUNDLE' tells, by a bundle that was kept elsewhere, whether the registry "
         "is still the one that was signed.")}},
    {"surveys",
     N_("A quarter's survey, on phones and at the desk"),
     {N_("Once for each phone: its owner opens the scanner page, chooses Khảo sát and enrols; "
         "'khoa surveyor add' takes what the phone shows, and both compare the fingerprint by "
         "telephone."),
      N_("  khoa survey open 2026-Q4 --all       the round begins\n"
         "  khoa bundle export                   bundle and form, to phones by web, chat or cable\n"
         "  khoa survey import FILE...           what comes home; the same file twice counts once\n"
         "  khoa survey record                   at a desk: USB scanner and number keys\n"
         "  khoa survey status --missing         who is still to be seen\n"
         "  khoa survey copies                   tags that were seen where they can't be\n"
         "  khoa survey notes                    what surveyors noted, with the privacy "
         "passphrase\n"
         "  khoa tag replace --found damaged,unreadable\n"
         "  khoa survey close 2026-Q4 --all"),
      N_("Grades run from 1, worst, to 4, best; what each means stands in khoa.ini. The weaknesses "
         "to choose from are listed and changed by 'khoa survey weakness'.")}},
    {"patrols",
     N_("Committees and the patrol book"),
     {N_("Article 8.2b asks for two patrols a week in each commune, led by the head of the "
         "operating committee or a deputy, with at least one policeman, one village head and one "
         "village militia head. 'khoa committee import' tells who is on the committee from a day "
         "on, 'khoa patrol import' takes the patrol book, 'khoa patrol add' a single patrol, and "
         "'khoa patrol status' names each week that falls short, and why."),
      N_("  khoa committee import committees.csv --from 2026-01-01\n"
         "  khoa patrol import patrols-15667.csv --unit 15667\n"
         "  khoa patrol status 2026-Q1"),
      N_("A patrol that lacks somebody is taken, and counts as falling short; one that was entered "
         "by mistake is struck out by 'khoa patrol strike', and stays in the book. Names, routes "
         "and findings are sealed.")}},
    {"periods",
     N_("How months, quarters and weeks are written"),
     {N_("  2026                      a year\n"
         "  2026-H2                   a half-year\n"
         "  2026-Q4                   a quarter\n"
         "  2026-11                   a month\n"
         "  2026-W47                  a week, Monday to Sunday, as ISO 8601 counts them\n"
         "  2026-11-23                a day\n"
         "  2026-11-01..2026-11-15    from one day to another, both of it"),
      N_("A week belongs to the month, quarter or year that its Thursday is in. Days are those of "
         "Viet Nam (UTC+7).")}},
    {"reports",
     N_("Reports, and where their figures come from"),
     {N_("Article 13 asks for reports of each month and quarter, and for summaries of each "
         "half-year "
         "and year. Without a period the newest one that is over is reported."),
      N_("  khoa report month 2026-11\n"
         "  khoa report quarter 2026-Q4 --unit 15667\n"
         "  khoa report year 2026 -o FILE            its name's end says which kind of file\n"
         "  khoa report period 2026-11-01..2026-11-15"),
      N_("Figures count rows of the registry, as they stood at the period's end. --explain FIGURE "
         "lists these rows, by number and never by name; a figure that there is none of names all "
         "there are. What is missing is entered late, and the report made again: nobody can write "
         "into one."),
      N_("What tags cost is told before 'khoa issue' by 'khoa estimate', by the prices in "
         "khoa.ini, "
         "and afterwards by the reports, by fund.")}},
    {"secrecy",
     N_("What is kept of people, and how it is sealed"),
     {N_("Article 6 asks for absolute secrecy. A household's name, address, telephone number, "
         "reference and remarks are sealed to privacy.pub as they come in; only privacy.key, with "
         "its passphrase, reads them. Tags, codes, bundles and lists of codes name nobody. "
         "Commands that read names ask for that passphrase, and the log says that names were read "
         "and what for."),
      N_("Files that you ask for do name people: signing sheets in reports/, rosters for "
         "surveyors, and the lists that you imported. Keep, hand on and destroy them as paper with "
         "names on it."),
      N_("'khoa doctor --secrecy' proves that no name stands in the clear anywhere in the office's "
         "folder. 'khoa household forget' erases a household and revokes its tags.")}},
    {"passphrases",
     N_("Which passphrase is asked for when"),
     {N_("There are two: one of authority.key, to sign (issue, bundle export, authority), and one "
         "of privacy.key, to read names (handover, --names, survey notes, restore). They are typed "
         "at a prompt and not shown. Where nobody can type, a file's first line holds one:"),
      N_("  --passphrase-file           KHOA_PASSPHRASE_FILE            authority.key\n"
         "  --privacy-passphrase-file   KHOA_PRIVACY_PASSPHRASE_FILE    privacy.key\n"
         "  --new-passphrase-file       KHOA_NEW_PASSPHRASE_FILE        what either is to have\n"
         "  --roster-passphrase-file    KHOA_ROSTER_PASSPHRASE_FILE     a roster on phones"),
      N_("They are never arguments, since other users of a computer can see those. Keep both "
         "written down in a sealed envelope in the office's safe: nobody, nor those who wrote "
         "khoa, can bring a lost one back. 'khoa authority split' and 'khoa privacy split' make "
         "shares for several holders as a way back; 'khoa authority passphrase' and 'khoa privacy "
         "passphrase' change them.")}},
    {"backups",
     N_("Backups, and an office from one"),
     {N_("'khoa backup' copies the office into one file while others work. It asks for no "
         "passphrase and shows a thief no name. Every evening, onto a stick that is kept in "
         "another building, by a line of crontab:"),
      N_("  0 20 * * *  khoa -C /srv/office backup /media/stick/office-$(date +\\%F).backup"),
      N_("After a fire or a theft, on a new computer, with the bundle that was given out last:"),
      N_("  khoa restore /media/stick/office-2026-11-23.backup office --seen khoa-000042.khoa"),
      N_("Numbers that the lost office may have given since are left out. PDFs aren't in a backup: "
         "'khoa doctor --repair' draws them again, byte for byte.")}},
    {"scripts",
     N_("JSON and standard input, for programs"),
     {N_("Answers go to standard output, everything else to standard error. With --json an answer "
         "is an object a line. Nothing is asked when passphrases come from files; progress is "
         "shown on a terminal only, and colours too, unless NO_COLOR is set."),
      N_("  khoa tag show 0001-00043-87 --json | jq -r .status\n"
         "  khoa verify --json <scanned.txt"),
      N_("With SOURCE_DATE_EPOCH, in seconds since 1970, as the clock, the same commands give the "
         "same bytes.")}},
    {"environment",
     N_("Environment variables"),
     {N_("  KHOA_HOME                       the office's folder, unless -C names it\n"
         "  KHOA_PASSPHRASE_FILE            first line: the passphrase of authority.key\n"
         "  KHOA_PRIVACY_PASSPHRASE_FILE    first line: the passphrase of privacy.key\n"
         "  KHOA_NEW_PASSPHRASE_FILE        first line: the passphrase that a key is to have\n"
         "  KHOA_ROSTER_PASSPHRASE_FILE     first line: the passphrase of a roster on phones\n"
         "  KHOA_DATA                       a folder with layouts/ and fonts/ to use instead\n"
         "  XDG_STATE_HOME                  in its khoa/: which bundles were accepted here\n"
         "  NO_COLOR                        no colours on a terminal\n"
         "  SOURCE_DATE_EPOCH               the time to work with, in seconds since 1970")}},
    {"exit-codes",
     N_("What a command's exit code says"),
     {N_("  0    done; or checked, and the answer is yes: genuine, complete, in order\n"
         "  1    checked, and the answer is no: not genuine, incomplete, a check failed\n"
         "  2    an error in the typed command, a list or the system; nothing was changed"),
      N_("One exception: of several batches or files, those that were done before a fault stay "
         "done, and standard error says so.")}},
};
const gsize khoa_n_topics = G_N_ELEMENTS(khoa_topics);

gboolean khoa_paragraph_is_fixed(const char *paragraph) {
  return g_str_has_prefix(paragraph, "  ");
}

const KhoaTopic *khoa_topic_find(const char *name) {
  const KhoaTopic *found = NULL;
  for (gsize i = 0; i < khoa_n_topics; i++) {
    if (strcmp(khoa_topics[i].name, name) == 0)
      return &khoa_topics[i];
    if (g_str_has_prefix(khoa_topics[i].name, name)) {
      if (found)
        return NULL;
      found = &khoa_topics[i];
    }
  }
  return found;
}

char **khoa_topic_names(void) {
  g_autoptr(GStrvBuilder) names = g_strv_builder_new();
  for (gsize i = 0; i < khoa_n_topics; i++)
    g_strv_builder_add(names, khoa_topics[i].name);
  return g_strv_builder_end(names);
}
