#include "commands.h"

#include "office/shares.h"

enum {
  OFFICE = KHOA_NEEDS_OFFICE,
  JSON = KHOA_NEEDS_JSON,
  AUTHORITY = KHOA_NEEDS_AUTHORITY,
  PRIVACY = KHOA_NEEDS_PRIVACY,
  NEW = KHOA_NEEDS_NEW,
  ANY = -1, /* number of arguments */

};

/* How the commands that change tags are told which. */
#define TAGS                                                                                       \
  "CODE: as printed or scanned, or '-' to read a line each from standard input. All or none."

#define REPORT                                                                                     \
  "Figures by commune and for the office: tags, survey, weaknesses, copied tags, patrols, "        \
  "costs,\n"                                                                                       \
  "and the communes ranked for commendation. PERIOD: 2026-11, 2026-Q4, 2026-H2, 2026, or for\n"    \
  "'report period' also 2026-11-01..2026-11-15; else the newest one that is over. The same "       \
  "period\n"                                                                                       \
  "is reported alike whenever it is printed, but for what is entered late about it. --explain\n"   \
  "names the rows behind a figure by number, never a person: an unknown FIGURE lists those that\n" \
  "there are. FILE ends in .csv or .json."

/* In the order of an office's work, which is the order of --help. */
const KhoaCommand khoa_commands[] = {
    {"init", "DIR --name NAME", 1, 1, AUTHORITY | PRIVACY, "A new office: folder, registry, keys",
     "The passphrases are asked for, or come from the files that --passphrase-file and\n"
     "--privacy-passphrase-file (or KHOA_PASSPHRASE_FILE, KHOA_PRIVACY_PASSPHRASE_FILE) name.",
     khoa_cmd_init},
    {"unit import", "FILE.csv", 1, 1, OFFICE | JSON, "Administrative units",
     "Columns: code, name, and parent if there is one.", khoa_cmd_unit_import},
    {"unit list", "", 0, 0, OFFICE | JSON, "Units, and how many households each has", NULL,
     khoa_cmd_unit_list},
    {"hotline set", "UNIT FILE.csv", 2, 2, OFFICE | JSON, "A unit's 3 to 5 numbers from a day on",
     "Columns: label, number, hours (24/24). A set is never changed, only followed by a newer one.",
     khoa_cmd_hotline_set},
    {"hotline list", "[UNIT]", 0, 1, OFFICE | JSON, "Numbers in force (--all: and earlier ones)",
     NULL, khoa_cmd_hotline_list},
    {"hotline check", "", 0, 0, OFFICE | JSON, "Whether every unit has numbers, none in two units",
     NULL, khoa_cmd_hotline_check},
    {"household import", "FILE.csv", 1, 1, OFFICE | JSON, "Households, agencies, units, businesses",
     "Any list that a spreadsheet saves as text: comma, semicolon or tab; UTF-8 or UTF-16; "
     "English\n"
     "or Vietnamese headings: reference, kind, unit, village, head, address, phone, keychains,\n"
     "lock_tags, remarks. All rows or none.",
     khoa_cmd_household_import},
    {"household list", "", 0, 0, OFFICE | JSON | PRIVACY, "What each household should have and has",
     "With --names it reads the sealed data and asks for the privacy key's passphrase.",
     khoa_cmd_household_list},
    {"household show", "REF", 1, 1, OFFICE | JSON | PRIVACY, "One household: its data and its tags",
     NULL, khoa_cmd_household_show},
    {"household forget", "[REF]", 0, 1, OFFICE | JSON, "Erase a household's data, revoke its tags",
     "Its tags stay registered by number, and the log says that a household was forgotten, not\n"
     "which. Names the backups, signing sheets and rosters that still tell of it. Without REF:\n"
     "finishes the erasing when another khoa was in the way.",
     khoa_cmd_household_forget},
    {"layout check", "FILE.svg...", 1, ANY, JSON, "Whether a designer's layouts would print well",
     "Lists every fault with line, element and remedy; exit 1 if there is one. Needs no office.",
     khoa_cmd_layout_check},
    {"layout preview", "FILE.svg", 1, 1, JSON, "A layout as specimens: pictures and a PDF",
     "For 3, 4 and 5 hotlines and the longest names. Lists faults as 'layout check' does, and "
     "draws\n"
     "in spite of them. Needs no office.",
     khoa_cmd_layout_preview},
    {"issue", "", 0, 0, OFFICE | JSON | AUTHORITY, "Sign, register and draw the tags that are due",
     "Queued replacements first, in batches of their own, then what households should have and "
     "don't.\n"
     "For --unit or --all, and --kind keychain or lock-tag (without: both). First finishes "
     "batches\n"
     "whose files are missing. Ends with the proof of each file unless --no-proof.",
     khoa_cmd_issue},
    {"batch list", "", 0, 0, OFFICE | JSON, "Batches and how many of their tags are where", NULL,
     khoa_cmd_batch_list},
    {"print", "BATCH", 0, 1, OFFICE | JSON | AUTHORITY, "Draw a batch again",
     "The same options give the same bytes as before. The passphrase is asked for only if the\n"
     "batch's own files were never finished.",
     khoa_cmd_print},
    {"proof", "BATCH|FILE.pdf|PICTURE|FOLDER...", 1, ANY, OFFICE | JSON,
     "Scan every code of finished files, or of printed sheets",
     "Exit 1 with a list if a code is missing, unreadable, damaged, twice or wrong. PNGs, JPEGs "
     "and\n"
     "a scanner's PDFs show sheets that came back from the press: the tags of those sheets that\n"
     "can't be read are listed, also for --only of print and tag spoil. Pictures in a row are "
     "taken\n"
     "together, so that one sheet may be in several. Pictures of single tags, a folder of them as\n"
     "'print --format png' makes it, must show each its own tag.",
     khoa_cmd_proof},
    {"handover", "BATCH", 1, 1, OFFICE | PRIVACY, "The signing sheet with names, by village",
     "Asks for the privacy key's passphrase. Each village starts on a new page, to be carried "
     "alone.",
     khoa_cmd_handover},
    {"leaflet", "UNIT", 1, 1, OFFICE | JSON, "A leaflet or poster with the unit's hotlines",
     "How burglars work, how to lock up, and whom to call (article 4.2), as a PDF for a print "
     "shop.",
     khoa_cmd_leaflet},
    {"verify", "[TEXT|IMAGE|-]...", 0, ANY, JSON, "Verdicts for scanned or typed texts and photos",
     "Without arguments, and for '-', reads a line a text from standard input and answers each at\n"
     "once. Asks the office's registry; with --bundle that file alone. Exit 0 only if all are\n"
     "genuine.",
     khoa_cmd_verify},
    {"tag show", "CODE...", 1, ANY, OFFICE | JSON, "What the registry knows of tags", NULL,
     khoa_cmd_tag_show},
    {"tag handover", "[CODE...]", 0, ANY, OFFICE | JSON, "Mark tags as given to their households",
     "What a replacement was issued for is replaced then, or spoiled if it was never given.\n" TAGS,
     khoa_cmd_tag_handover},
    {"tag lost", "[CODE...]", 0, ANY, OFFICE | JSON, "Mark tags as reported lost", TAGS,
     khoa_cmd_tag_lost},
    {"tag found", "[CODE...]", 0, ANY, OFFICE | JSON, "Mark lost tags as in use again", TAGS,
     khoa_cmd_tag_found},
    {"tag revoke", "[CODE...]", 0, ANY, OFFICE | JSON, "Withdraw tags", TAGS, khoa_cmd_tag_revoke},
    {"tag spoil", "[CODE...]", 0, ANY, OFFICE | JSON, "Mark misprints, never handed over", TAGS,
     khoa_cmd_tag_spoil},
    {"tag replace", "[CODE...]", 0, ANY, OFFICE | JSON, "Queue tags for replacement",
     "Those that are printed, in use or lost. The next 'khoa issue' prints what replaces them.\n"
     "With --found those that a survey found damaged or unreadable, each once.\n" TAGS,
     khoa_cmd_tag_replace},
    {"reissue", "", 0, 0, OFFICE | JSON, "Queue all tags that carry old numbers for replacement",
     "For --unit or --all, after 'hotline set'. The next 'khoa issue' prints what replaces them. "
     "A\n"
     "second time it queues only what came to it since.",
     khoa_cmd_reissue},
    {"reissue status", "", 0, 0, OFFICE | JSON, "How far the exchange is, village by village",
     "old: printed or in use with old numbers, nothing queued. queued: not issued yet. printed: "
     "the\n"
     "replacement waits to be handed over. exchanged: it was.",
     khoa_cmd_reissue_status},
    {"committee import", "FILE.csv", 1, 1, OFFICE | JSON, "The communes' operating committees",
     "Each commune's rows become its roll from a day on, and the roll before it ends; patrols are\n"
     "judged by the roll of their day. Columns: unit (or --unit), role, name, village, phone. "
     "Roles:\n"
     "head (vice chair of the commune), standing-deputy (police chief), deputy, policeman,\n"
     "village-head and militia-head, both with a village; or as article 8.1 calls them. All rows "
     "or\n"
     "none. Two heads or standing deputies of one commune are refused, a missing one is named.",
     khoa_cmd_committee_import},
    {"committee list", "", 0, 0, OFFICE | JSON | PRIVACY,
     "How many members each committee has, and what it lacks",
     "With --names it reads the sealed data and asks for the privacy key's passphrase.",
     khoa_cmd_committee_list},
    {"patrol add", "", 0, 0, OFFICE | JSON, "A patrol into the patrol book",
     "Needs --unit, --date, --time, --leader and --reached. --member may stand several times, "
     "with\n"
     "ROLE policeman, village-head, militia-head or other. What counts is told by 'khoa patrol "
     "import\n"
     "--help'. Other users of this computer can see arguments while khoa runs: findings are read "
     "from\n"
     "a file.",
     khoa_cmd_patrol_add},
    {"patrol import", "FILE.csv", 1, 1, OFFICE | JSON, "A commune's patrol book, or several",
     "Columns: unit (or --unit), date, time, leader, policemen, village_heads, militia_heads, "
     "reached,\n"
     "and others, villages, findings; names in a cell are separated by ';', ',' or a line break. "
     "All\n"
     "rows or none. A patrol is known by unit, date, time and leader, and is taken once however "
     "often\n"
     "its row comes; with other content the older one is struck out.\n"
     "Days: 23/11/2026 or 2026-11-23. Refused: a day to come, no leader, somebody named twice, an\n"
     "unknown unit, what is no day, time or number. Taken, and counted as falling short: a patrol\n"
     "led by anybody but the committee's head or a deputy, without a policeman, village head or\n"
     "militia head, or with people who aren't on the roll of that day with that role.",
     khoa_cmd_patrol_import},
    {"patrol list", "[PERIOD]", 0, 1, OFFICE | JSON | PRIVACY, "The patrol book",
     "PERIOD: 2026, 2026-H2, 2026-Q4, 2026-11, 2026-W47, 2026-11-23 or 2026-11-01..2026-11-15; "
     "else "
     "this\n"
     "month. With --names it reads the sealed data and asks for the privacy key's passphrase.",
     khoa_cmd_patrol_list},
    {"patrol strike", "NUMBER", 1, 1, OFFICE | JSON,
     "Strike a patrol out that was entered by mistake",
     "It stays in the book and counts no more. NUMBER: as 'khoa patrol list' shows it.",
     khoa_cmd_patrol_strike},
    {"patrol status", "[PERIOD]", 0, 1, OFFICE | JSON,
     "Which communes fell short of two patrols a week",
     "By article 8.2b: led by the head or a deputy, with at least one policeman, one village head "
     "and\n"
     "one village militia head, by the roll of that day. Weeks run from Monday to Sunday and "
     "belong "
     "to\n"
     "the month, quarter or year of their Thursday; one that isn't over is not counted yet. A "
     "commune\n"
     "has the duty in weeks on whose Monday it has a committee. Exit 1 if something falls short.\n"
     "PERIOD: 2026, 2026-H2, 2026-Q4, 2026-11, 2026-W47 or 2026-11-01..2026-11-15; else this "
     "month.",
     khoa_cmd_patrol_status},
    {"bundle export", "", 0, 0, OFFICE | JSON | AUTHORITY | PRIVACY,
     "Write the signed status bundle",
     "And beside NAME.khoa the form for surveyors' phones, NAME.form, signed too. With --roster\n"
     "it asks for the privacy key's passphrase, and for a new one that opens the roster on phones.",
     khoa_cmd_bundle_export},
    {"bundle check", "FILE", 1, 1, JSON, "Whether a bundle is whole, signed, the newest and fresh",
     "And the survey form beside it, if there is one. Trusts --authority, else the office's own\n"
     "key, and follows its successions. What was accepted is remembered: an older bundle, or one\n"
     "by another successor, is refused then.",
     khoa_cmd_bundle_check},
    {"bundle show", "FILE", 1, 1, JSON, "What a bundle says (proves nothing: see check)", NULL,
     khoa_cmd_bundle_show},
    {"web", "DIR", 1, 1, OFFICE | JSON, "The scanner page, ready for any web host",
     "A folder of static files with the newest bundle: phones check tags with it, also without a\n"
     "network. Again into the same folder it brings the site up to date. See docs/WEB.md.",
     khoa_cmd_web},
    {"surveyor add", "TEXT|-", 1, 1, OFFICE | JSON, "Enrol a surveyor's phone",
     "TEXT: the enrolment that the phone shows; '-' reads what a QR scanner types. Prints the\n"
     "fingerprint, to be compared by telephone. Files that the phone signs are taken from then on.",
     khoa_cmd_surveyor_add},
    {"surveyor list", "", 0, 0, OFFICE | JSON, "Enrolled phones, and what came home from each",
     NULL, khoa_cmd_surveyor_list},
    {"surveyor remove", "NUMBER|FINGERPRINT", 1, 1, OFFICE | JSON, "Take no new files of a phone",
     "What it made before, by its own clock, is taken with a note.", khoa_cmd_surveyor_remove},
    {"survey open", "ROUND", 1, 1, OFFICE | JSON, "Open a quarter's survey, such as 2026-Q4",
     "For --unit or --all. Opens a closed one again, too.", khoa_cmd_survey_open},
    {"survey import", "FILE...", 1, ANY, OFFICE | JSON, "Take what surveyors' phones bring home",
     "'-' is standard input. Each file whole or not at all: signed by an enrolled phone, for its "
     "unit,\n"
     "of open rounds, in the chain of the phone's files. What came before is passed over. "
     "Hand-overs\n"
     "mark printed tags as in use. Exit 1: some files were refused and the others taken, 2: all "
     "were\n"
     "refused.",
     khoa_cmd_survey_import},
    {"survey record", "[FILE|-]", 0, 1, OFFICE | JSON, "Survey at a desk, by USB scanner or keys",
     "In a terminal it takes a tag a line, answers at once, and asks by single keys what was "
     "found.\n"
     "Else it reads lines CODE FOUND [GRADE [WEAKNESSES]], such as '0012-00345-67 present 3 2,5',\n"
     "all or none. FOUND: present, damaged, unreadable, missing, wrong-place, refused,\n"
     "nobody-home. CODE: as printed or scanned, or h812 for household 812 without its tag.",
     khoa_cmd_survey_record},
    {"survey status", "[ROUND]", 0, 1, OFFICE | JSON | PRIVACY,
     "How far a round is, by commune and village",
     "ROUND: the newest if it isn't named. --missing lists the households that nobody has seen, "
     "with\n"
     "the codes of their tags, to be walked village by village; --names adds who they are and asks "
     "for\n"
     "the privacy key's passphrase. Exit 1: some are still to be surveyed.",
     khoa_cmd_survey_status},
    {"survey copies", "[ROUND]", 0, 1, OFFICE | JSON, "Tags that a survey saw where they can't be",
     "forged, altered: as the phone said. ended: seen after it was reported lost, replaced,\n"
     "spoiled or revoked. households, places: seen at two, 500 m apart or more. elsewhere: at\n"
     "another household, village or commune than its own. far: more than 2 km from the middle\n"
     "of where its village's tags were seen. ROUND: the newest, unless one is named. Exit 1 if\n"
     "there is any.",
     khoa_cmd_survey_copies},
    {"survey notes", "[ROUND]", 0, 1, OFFICE | JSON | PRIVACY, "What surveyors noted, sealed",
     "Asks for the privacy key's passphrase. Exit 1: a note doesn't open.", khoa_cmd_survey_notes},
    {"survey weakness", "", 0, 0, OFFICE | JSON,
     "The list of weaknesses that surveyors choose from",
     "Numbers are never given twice, and names never changed, since records refer to them.",
     khoa_cmd_survey_weakness},
    {"survey close", "ROUND", 1, 1, OFFICE | JSON, "Close a round: no more records are taken",
     "For --unit or --all.", khoa_cmd_survey_close},
    {"authority show", "", 0, 0, OFFICE | JSON, "The office's public key, and those before it",
     NULL, khoa_cmd_authority_show},
    {"authority handover", "", 0, 0, OFFICE | JSON | AUTHORITY | NEW,
     "A new authority key, signed by the old one",
     "To another committee, or away from a key that may be stolen. Asks for the old passphrase "
     "and\n"
     "for a new one. Tags and bundles given out stay good; export a bundle afterwards.",
     khoa_cmd_authority_handover},
    {"authority passphrase", "", 0, 0, OFFICE | AUTHORITY | NEW,
     "Change the passphrase of authority.key", NULL, khoa_cmd_authority_passphrase},
    {"authority split", "N of M -o FOLDER", 3, 3, OFFICE | JSON | AUTHORITY,
     "Shares of authority.key, for M holders",
     "Any N of the M shares (2 to 16) restore the key by 'khoa authority join', without its\n"
     "passphrase; fewer tell nothing of it. One file a holder, fit to be printed.",
     khoa_cmd_authority_split},
    {"authority join", "SHARE...", 1, KHOA_SHARES_MAX, OFFICE | NEW,
     "authority.key from its shares", "Asks for a new passphrase.", khoa_cmd_authority_join},
    {"privacy passphrase", "", 0, 0, OFFICE | PRIVACY | NEW, "Change the passphrase of privacy.key",
     NULL, khoa_cmd_privacy_passphrase},
    {"privacy split", "N of M -o FOLDER", 3, 3, OFFICE | JSON | PRIVACY,
     "Shares of privacy.key, for M holders",
     "As 'khoa authority split'. Without key and shares no name is ever read again.",
     khoa_cmd_privacy_split},
    {"privacy join", "SHARE...", 1, KHOA_SHARES_MAX, OFFICE | NEW, "privacy.key from its shares",
     "Asks for a new passphrase.", khoa_cmd_privacy_join},
    {"log show", "", 0, 0, OFFICE | JSON, "Who did what", NULL, khoa_cmd_log_show},
    {"log check", "[BUNDLE...]", 0, ANY, OFFICE | JSON,
     "Whether the log is the one that was signed",
     "Its chain of hashes must be whole and hold the head that each bundle was signed over: those\n"
     "that the registry knows, those in bundles/, and those named, wherever they were kept.",
     khoa_cmd_log_check},
    {"doctor", "", 0, 0, JSON | AUTHORITY | PRIVACY,
     "A full check of registry, keys, signatures and files",
     "Without --repair it changes nothing. With it, unfinished batches and missing files are "
     "drawn\n"
     "again, triggers and indices made again, modes set, leftovers of crashes removed. With\n"
     "--secrecy it asks for the privacy key's passphrase and proves that no household's name,\n"
     "address, number, reference or remark stands in the clear anywhere in the folder. Exit 0: in\n"
     "order, 1: faults were found and not repaired, 2: something couldn't be checked.",
     khoa_cmd_doctor},
    {"report month", "[PERIOD]", 0, 1, OFFICE | JSON, "A month's report (article 13)", REPORT,
     khoa_cmd_report},
    {"report quarter", "[PERIOD]", 0, 1, OFFICE | JSON, "A quarter's report", REPORT,
     khoa_cmd_report},
    {"report half", "[PERIOD]", 0, 1, OFFICE | JSON, "A half-year's report", REPORT,
     khoa_cmd_report},
    {"report year", "[PERIOD]", 0, 1, OFFICE | JSON, "A year's report", REPORT, khoa_cmd_report},
    {"report period", "PERIOD", 1, 1, OFFICE | JSON, "A report of any days", REPORT,
     khoa_cmd_report},
    {"backup", "FILE", 1, 1, OFFICE | JSON, "A copy in one file, while others work",
     "All but PDFs, which can be drawn again, and reports. It asks for no passphrase and holds no "
     "name\nin the clear.",
     khoa_cmd_backup},
    {"restore", "FILE DIR", 2, 2, JSON | PRIVACY, "An office from a backup, in a new folder",
     "Asks for the privacy key's passphrase. Numbers that the lost office may have given are left "
     "out:\nname by --seen what is left of it. Ignores -C.",
     khoa_cmd_restore},
    {"help", "[COMMAND|TOPIC]", 0, ANY, 0, "Help on a command or a topic",
     "Without one: the list of commands and topics.", khoa_cmd_help},
};
const gsize khoa_n_commands = G_N_ELEMENTS(khoa_commands);
