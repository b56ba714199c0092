#include "commands.h"

#include "office/shares.h"

#include <glib/gi18n.h>

enum {
  OFFICE = KHOA_NEEDS_OFFICE,
  JSON = KHOA_NEEDS_JSON,
  AUTHORITY = KHOA_NEEDS_AUTHORITY,
  PRIVACY = KHOA_NEEDS_PRIVACY,
  NEW = KHOA_NEEDS_NEW
};
#define ANY (-1) /* number of arguments */

/* How the commands that change tags are told which. */
#define TAGS                                                                                       \
  N_("CODE: as printed or scanned, or '-' to read a line each from standard input. All or none.")

#define REPORT                                                                                     \
  N_("Figures by commune and for the office, and the communes ranked for commendation. PERIOD: "   \
     "see 'khoa help periods'; else the newest one that is over. --explain lists the rows "        \
     "behind a figure: see 'khoa help reports'."),                                                 \
      khoa_cmd_report

/* In the order of an office's work, which is the order of --help. */
const KhoaCommand khoa_commands[] = {
    {"init", N_("DIR --name NAME"), 1, 1, AUTHORITY | PRIVACY,
     N_("A new office: folder, registry, keys"),
     N_("The passphrases are asked for, or come from the files that --passphrase-file and "
        "--privacy-passphrase-file (or KHOA_PASSPHRASE_FILE, KHOA_PRIVACY_PASSPHRASE_FILE) name."),
     khoa_cmd_init},
    {"unit import", N_("FILE.csv"), 1, 1, OFFICE | JSON, N_("Administrative units"),
     N_("Columns: code, name, and parent if there is one."), khoa_cmd_unit_import},
    {"unit list", "", 0, 0, OFFICE | JSON, N_("Units, and how many households each has"), NULL,
     khoa_cmd_unit_list},
    {"hotline set", N_("UNIT FILE.csv"), 2, 2, OFFICE | JSON,
     N_("A unit's 3 to 5 numbers from a day on"),
     N_("Columns: label, number, hours (24/24). A set never changes: a newer one follows it."),
     khoa_cmd_hotline_set},
    {"hotline list", N_("[UNIT]"), 0, 1, OFFICE | JSON,
     N_("Numbers in force (--all: and earlier ones)"), NULL, khoa_cmd_hotline_list},
    {"hotline check", "", 0, 0, OFFICE | JSON,
     N_("Whether every unit has numbers, none in two units"), NULL, khoa_cmd_hotline_check},
    {"household import", N_("FILE.csv"), 1, 1, OFFICE | JSON,
     N_("Households, agencies, units, businesses"),
     N_("Any list that a spreadsheet saves as text: comma, semicolon or tab; UTF-8 or UTF-16; "
        "English or Vietnamese headings: reference, kind, unit, village, head, address, phone, "
        "keychains, lock_tags, remarks. All rows or none."),
     khoa_cmd_household_import},
    {"household list", "", 0, 0, OFFICE | JSON | PRIVACY,
     N_("What each household should have and has"),
     N_("With --names it reads the sealed data and asks for the privacy key's passphrase."),
     khoa_cmd_household_list},
    {"household show", N_("REF"), 1, 1, OFFICE | JSON | PRIVACY,
     N_("One household: its data and its tags"), NULL, khoa_cmd_household_show},
    {"household forget", N_("[REF]"), 0, 1, OFFICE | JSON,
     N_("Erase a household's data, revoke its tags"),
     N_("Its tags stay registered by number, and the log says that a household was forgotten, not "
        "which. Names the backups, signing sheets and rosters that still tell of it. Without REF: "
        "finishes the erasing when another khoa was in the way."),
     khoa_cmd_household_forget},
    {"layout check", N_("FILE.svg..."), 1, ANY, JSON,
     N_("Whether a designer's layouts would print well"),
     N_("Every fault with line, element and remedy; exit 1 if there is one. Needs no office."),
     khoa_cmd_layout_check},
    {"layout preview", N_("FILE.svg"), 1, 1, JSON, N_("A layout as specimens: pictures and a PDF"),
     N_("For 3, 4 and 5 hotlines and the longest names. Lists faults as 'layout check' does, and "
        "draws in spite of them. Needs no office."),
     khoa_cmd_layout_preview},
    {"estimate", "", 0, 0, OFFICE | JSON, N_("What is due and queued, and what it would cost"),
     N_("Tags, sheets, printed sides and cost before 'khoa issue', by the prices in khoa.ini, of "
        "every unit or of one. Changes nothing."),
     khoa_cmd_estimate},
    {"issue", "", 0, 0, OFFICE | JSON | AUTHORITY,
     N_("Sign, register and draw the tags that are due"),
     N_("Queued replacements first, in batches of their own, then what households should have and "
        "don't. For --unit or --all, and --kind keychain or lock-tag (without: both). First "
        "finishes batches whose files are missing. Ends with the proof of each file unless "
        "--no-proof."),
     khoa_cmd_issue},
    {"batch list", "", 0, 0, OFFICE | JSON, N_("Batches and how many of their tags are where"),
     NULL, khoa_cmd_batch_list},
    {"print", N_("BATCH"), 0, 1, OFFICE | JSON | AUTHORITY, N_("Draw a batch again"),
     N_("The same options give the same bytes as before. The passphrase is asked for only if the "
        "batch's own files were never finished."),
     khoa_cmd_print},
    {"proof", N_("BATCH|FILE.pdf|PICTURE|FOLDER..."), 1, ANY, OFFICE | JSON,
     N_("Scan every code of finished files, or of printed sheets"),
     N_("Exit 1 with a list if a code is missing, unreadable, damaged, twice or wrong. PNGs, JPEGs "
        "and a scanner's PDFs show sheets that came back from the press: the tags of those sheets "
        "that can't be read are listed, also for --only of print and tag spoil. Pictures in a row "
        "are taken together, so that one sheet may be in several. Pictures of single tags, a "
        "folder of them as 'print --format png' makes it, must show each its own tag."),
     khoa_cmd_proof},
    {"handover", N_("BATCH"), 1, 1, OFFICE | PRIVACY,
     N_("The signing sheet with names, by village"),
     N_("Asks for the privacy key's passphrase. Each village starts on a page of its own."),
     khoa_cmd_handover},
    {"leaflet", N_("UNIT"), 1, 1, OFFICE | JSON, N_("A leaflet or poster with the unit's hotlines"),
     N_("How burglars work, how to lock up, whom to call (article 4.2): a PDF for a print shop."),
     khoa_cmd_leaflet},
    {"verify", N_("[TEXT|IMAGE|-]..."), 0, ANY, JSON,
     N_("Verdicts for scanned or typed texts and photos"),
     N_("Without arguments, and for '-', reads a line a text from standard input and answers each "
        "at once. Asks the office's registry; with --bundle that file alone. Exit 0 only if all "
        "are genuine."),
     khoa_cmd_verify},
    {"tag show", N_("CODE..."), 1, ANY, OFFICE | JSON, N_("What the registry knows of tags"), NULL,
     khoa_cmd_tag_show},
    {"tag handover", N_("[CODE...]"), 0, ANY, OFFICE | JSON,
     N_("Mark tags as given to their households"),
     N_("What a replacement was issued for is replaced then, or spoiled if it was never "
        "given.\nCODE: as printed or scanned, or '-' to read a line each from standard input. All "
        "or none."),
     khoa_cmd_tag_handover},
    {"tag lost", N_("[CODE...]"), 0, ANY, OFFICE | JSON, N_("Mark tags as reported lost"), TAGS,
     khoa_cmd_tag_lost},
    {"tag found", N_("[CODE...]"), 0, ANY, OFFICE | JSON, N_("Mark lost tags as in use again"),
     TAGS, khoa_cmd_tag_found},
    {"tag revoke", N_("[CODE...]"), 0, ANY, OFFICE | JSON, N_("Withdraw tags"), TAGS,
     khoa_cmd_tag_revoke},
    {"tag spoil", N_("[CODE...]"), 0, ANY, OFFICE | JSON, N_("Mark misprints, never handed over"),
     TAGS, khoa_cmd_tag_spoil},
    {"tag replace", N_("[CODE...]"), 0, ANY, OFFICE | JSON, N_("Queue tags for replacement"),
     N_("Those that are printed, in use or lost. The next 'khoa issue' prints what replaces them. "
        "With --found those that a survey found damaged or unreadable, each once.\nCODE: as "
        "printed or scanned, or '-' to read a line each from standard input. All or none."),
     khoa_cmd_tag_replace},
    {"reissue", "", 0, 0, OFFICE | JSON,
     N_("Queue all tags that carry old numbers for replacement"),
     N_("For --unit or --all, after 'hotline set'. The next 'khoa issue' prints what replaces "
        "them. A second time it queues only what came to it since."),
     khoa_cmd_reissue},
    {"reissue status", "", 0, 0, OFFICE | JSON, N_("How far the exchange is, village by village"),
     N_("old: printed or in use with old numbers, nothing queued. queued: not issued yet. printed: "
        "the replacement waits to be handed over. exchanged: it was."),
     khoa_cmd_reissue_status},
    {"committee import", N_("FILE.csv"), 1, 1, OFFICE | JSON,
     N_("The communes' operating committees"),
     N_("Each commune's rows become its roll from a day on, and the roll before it ends; patrols "
        "are judged by the roll of their day. Columns: unit (or --unit), role, name, village, "
        "phone. Roles: head (vice chair of the commune), standing-deputy (police chief), deputy, "
        "policeman, village-head and militia-head, both with a village; or as article 8.1 calls "
        "them. All rows or none. Two heads or standing deputies of one commune are refused, a "
        "missing one is named."),
     khoa_cmd_committee_import},
    {"committee list", "", 0, 0, OFFICE | JSON | PRIVACY,
     N_("How many members each committee has, and what it lacks"),
     N_("With --names it reads the sealed data and asks for the privacy key's passphrase."),
     khoa_cmd_committee_list},
    {"patrol add", "", 0, 0, OFFICE | JSON, N_("A patrol into the patrol book"),
     N_("Needs --unit, --date, --time, --leader and --reached. --member may stand several times, "
        "with ROLE policeman, village-head, militia-head or other. What counts is told by 'khoa "
        "patrol import --help'. Other users of this computer can see arguments while khoa runs: "
        "findings are read from a file."),
     khoa_cmd_patrol_add},
    {"patrol import", N_("FILE.csv"), 1, 1, OFFICE | JSON,
     N_("A commune's patrol book, or several"),
     N_("Columns: unit (or --unit), date, time, leader, policemen, village_heads, militia_heads, "
        "reached, and others, villages, findings; names in a cell are separated by ';', ',' or a "
        "line break. All rows or none. A patrol is known by unit, date, time and leader, and is "
        "taken once however often its row comes; with other content the older one is struck "
        "out.\nDays: 23/11/2026 or 2026-11-23. Refused: a day to come, no leader, somebody named "
        "twice, an unknown unit, what is no day, time or number. Taken, and counted as falling "
        "short: a patrol led by anybody but the committee's head or a deputy, without a policeman, "
        "village head or militia head, or with people who aren't on the roll of that day with that "
        "role."),
     khoa_cmd_patrol_import},
    {"patrol list", N_("[PERIOD]"), 0, 1, OFFICE | JSON | PRIVACY, N_("The patrol book"),
     N_("PERIOD: see 'khoa help periods'; else this month. With --names it reads the sealed data "
        "and asks for the privacy key's passphrase."),
     khoa_cmd_patrol_list},
    {"patrol strike", N_("NUMBER"), 1, 1, OFFICE | JSON,
     N_("Strike a patrol out that was entered by mistake"),
     N_("It stays in the book and counts no more. NUMBER: as 'khoa patrol list' shows it."),
     khoa_cmd_patrol_strike},
    {"patrol status", N_("[PERIOD]"), 0, 1, OFFICE | JSON,
     N_("Which communes fell short of two patrols a week"),
     N_("By article 8.2b: led by the head or a deputy, with at least one policeman, one village "
        "head and one village militia head, by the roll of that day. Weeks run from Monday to "
        "Sunday and belong to the month, quarter or year of their Thursday; one that isn't over is "
        "not counted yet. A commune has the duty in weeks on whose Monday it has a committee. Exit "
        "1 if something falls short. PERIOD: see 'khoa help periods'; else this month."),
     khoa_cmd_patrol_status},
    {"bundle export", "", 0, 0, OFFICE | JSON | AUTHORITY | PRIVACY,
     N_("Write the signed status bundle"),
     N_("And beside NAME.khoa the form for surveyors' phones, NAME.form, signed too. With --roster "
        "it asks for the privacy key's passphrase, and for a new one that opens the roster on "
        "phones."),
     khoa_cmd_bundle_export},
    {"bundle check", N_("FILE"), 1, 1, JSON,
     N_("Whether a bundle is whole, signed, the newest and fresh"),
     N_("And the survey form beside it, if there is one. Trusts --authority, else the office's own "
        "key, and follows its successions. What was accepted is remembered: an older bundle, or "
        "one by another successor, is refused then."),
     khoa_cmd_bundle_check},
    {"bundle show", N_("FILE"), 1, 1, JSON, N_("What a bundle says (proves nothing: see check)"),
     NULL, khoa_cmd_bundle_show},
    {"web", N_("DIR"), 1, 1, OFFICE | JSON, N_("The scanner page, ready for any web host"),
     N_("A folder of static files with the newest bundle: phones check tags with it, also without "
        "a network. Again into the same folder it brings the site up to date. See docs/WEB.md."),
     khoa_cmd_web},
    {"surveyor add", N_("TEXT|-"), 1, 1, OFFICE | JSON, N_("Enrol a surveyor's phone"),
     N_("TEXT: the enrolment that the phone shows; '-' reads what a QR scanner types. Prints the "
        "fingerprint, to be compared by telephone. Files that the phone signs are taken from then "
        "on."),
     khoa_cmd_surveyor_add},
    {"surveyor list", "", 0, 0, OFFICE | JSON, N_("Enrolled phones, and what came home from each"),
     NULL, khoa_cmd_surveyor_list},
    {"surveyor remove", N_("NUMBER|FINGERPRINT"), 1, 1, OFFICE | JSON,
     N_("Take no new files of a phone"),
     N_("What it made before, by its own clock, is taken with a note."), khoa_cmd_surveyor_remove},
    {"survey open", N_("ROUND"), 1, 1, OFFICE | JSON,
     N_("Open a quarter's survey, such as 2026-Q4"),
     N_("For --unit or --all. Opens a closed one again, too."), khoa_cmd_survey_open},
    {"survey import", N_("FILE..."), 1, ANY, OFFICE | JSON,
     N_("Take what surveyors' phones bring home"),
     N_("'-' is standard input. Each file whole or not at all: signed by an enrolled phone, for "
        "its unit, of open rounds, in the chain of the phone's files. What came before is passed "
        "over. Hand-overs mark printed tags as in use. Exit 1: some files were refused and the "
        "others taken, 2: all were refused."),
     khoa_cmd_survey_import},
    {"survey record", N_("[FILE|-]"), 0, 1, OFFICE | JSON,
     N_("Survey at a desk, by USB scanner or keys"),
     N_("In a terminal it takes a tag a line, answers at once, and asks by single keys what was "
        "found. Else it reads lines CODE FOUND [GRADE [WEAKNESSES]], such as '0012-00345-67 "
        "present 3 2,5', all or none. FOUND: present, damaged, unreadable, missing, wrong-place, "
        "refused, nobody-home.\nCODE: as printed or scanned, or h812 for household 812 without its "
        "tag."),
     khoa_cmd_survey_record},
    {"survey status", N_("[ROUND]"), 0, 1, OFFICE | JSON | PRIVACY,
     N_("How far a round is, by commune and village"),
     N_("ROUND: the newest if it isn't named. --missing lists the households that nobody has seen, "
        "with the codes of their tags, to be walked village by village; --names adds who they are "
        "and asks for the privacy key's passphrase. Exit 1: some are still to be surveyed."),
     khoa_cmd_survey_status},
    {"survey copies", N_("[ROUND]"), 0, 1, OFFICE | JSON,
     N_("Tags that a survey saw where they can't be"),
     N_("forged, altered: as the phone said. ended: seen after it was reported lost, replaced, "
        "spoiled or revoked. households, places: seen at two, 500 m apart or more. elsewhere: at "
        "another household, village or commune than its own. far: more than 2 km from the middle "
        "of where its village's tags were seen. ROUND: the newest, unless one is named. Exit 1 if "
        "there is any."),
     khoa_cmd_survey_copies},
    {"survey notes", N_("[ROUND]"), 0, 1, OFFICE | JSON | PRIVACY,
     N_("What surveyors noted, sealed"),
     N_("Asks for the privacy key's passphrase. Exit 1: a note doesn't open."),
     khoa_cmd_survey_notes},
    {"survey weakness", "", 0, 0, OFFICE | JSON,
     N_("The list of weaknesses that surveyors choose from"),
     N_("Numbers are never given twice, and names never changed, since records refer to them."),
     khoa_cmd_survey_weakness},
    {"survey close", N_("ROUND"), 1, 1, OFFICE | JSON,
     N_("Close a round: no more records are taken"), N_("For --unit or --all."),
     khoa_cmd_survey_close},
    {"authority show", "", 0, 0, OFFICE | JSON, N_("The office's public key, and those before it"),
     NULL, khoa_cmd_authority_show},
    {"authority handover", "", 0, 0, OFFICE | JSON | AUTHORITY | NEW,
     N_("A new authority key, signed by the old one"),
     N_("To another committee, or away from a key that may be stolen. Asks for the old passphrase "
        "and for a new one. Tags and bundles given out stay good; export a bundle afterwards."),
     khoa_cmd_authority_handover},
    {"authority passphrase", "", 0, 0, OFFICE | AUTHORITY | NEW,
     N_("Change the passphrase of authority.key"), NULL, khoa_cmd_authority_passphrase},
    {"authority split", N_("N of M -o FOLDER"), 3, 3, OFFICE | JSON | AUTHORITY,
     N_("Shares of authority.key, for M holders"),
     N_("Any N of the M shares (2 to 16) restore the key by 'khoa authority join', without its "
        "passphrase; fewer tell nothing of it. One file a holder, fit to be printed."),
     khoa_cmd_authority_split},
    {"authority join", N_("SHARE..."), 1, KHOA_SHARES_MAX, OFFICE | NEW,
     N_("authority.key from its shares"), N_("Asks for a new passphrase."),
     khoa_cmd_authority_join},
    {"privacy passphrase", "", 0, 0, OFFICE | PRIVACY | NEW,
     N_("Change the passphrase of privacy.key"), NULL, khoa_cmd_privacy_passphrase},
    {"privacy split", N_("N of M -o FOLDER"), 3, 3, OFFICE | JSON | PRIVACY,
     N_("Shares of privacy.key, for M holders"),
     N_("As 'khoa authority split'. Without key and shares no name is ever read again."),
     khoa_cmd_privacy_split},
    {"privacy join", N_("SHARE..."), 1, KHOA_SHARES_MAX, OFFICE | NEW,
     N_("privacy.key from its shares"), N_("Asks for a new passphrase."), khoa_cmd_privacy_join},
    {"log show", "", 0, 0, OFFICE | JSON, N_("Who did what"), NULL, khoa_cmd_log_show},
    {"log check", N_("[BUNDLE...]"), 0, ANY, OFFICE | JSON,
     N_("Whether the log is the one that was signed"),
     N_("Its chain of hashes must be whole and hold the head that each bundle was signed over: "
        "those that the registry knows, those in bundles/, and those named, wherever they were "
        "kept."),
     khoa_cmd_log_check},
    {"doctor", "", 0, 0, JSON | AUTHORITY | PRIVACY,
     N_("A full check of registry, keys, signatures and files"),
     N_("Without --repair it changes nothing. With it, unfinished batches and missing files are "
        "drawn again, triggers and indices made again, modes set, leftovers of crashes removed. "
        "With --secrecy it asks for the privacy key's passphrase and proves that no household's "
        "name, address, number, reference or remark stands in the clear anywhere in the folder. "
        "Exit 0: in order, 1: faults were found and not repaired, 2: something couldn't be "
        "checked."),
     khoa_cmd_doctor},
    {"report month", N_("[PERIOD]"), 0, 1, OFFICE | JSON, N_("A month's report"), REPORT},
    {"report quarter", N_("[PERIOD]"), 0, 1, OFFICE | JSON, N_("A quarter's report"), REPORT},
    {"report half", N_("[PERIOD]"), 0, 1, OFFICE | JSON, N_("A half-year's report"), REPORT},
    {"report year", N_("[PERIOD]"), 0, 1, OFFICE | JSON, N_("A year's report"), REPORT},
    {"report period", N_("PERIOD"), 1, 1, OFFICE | JSON, N_("A report of any days"), REPORT},
    {"backup", N_("FILE"), 1, 1, OFFICE | JSON, N_("A copy in one file, while others work"),
     N_("All but PDFs, which can be drawn again, and reports. It asks for no passphrase and holds "
        "no name in the clear."),
     khoa_cmd_backup},
    {"restore", N_("FILE DIR"), 2, 2, JSON | PRIVACY,
     N_("An office from a backup, in a new folder"),
     N_("Asks for the privacy key's passphrase. Numbers that the lost office may have given are "
        "left out: name by --seen what is left of it. Ignores -C."),
     khoa_cmd_restore},
    {"help", N_("[COMMAND|TOPIC]"), 0, ANY, 0, N_("Help on a command or a topic"),
     N_("Without one: the list of commands and topics."), khoa_cmd_help},
};
const gsize khoa_n_commands = G_N_ELEMENTS(khoa_commands);
