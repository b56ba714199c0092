#include "commands.h"

enum {
  OFFICE = KHOA_NEEDS_OFFICE,
  JSON = KHOA_NEEDS_JSON,
  AUTHORITY = KHOA_NEEDS_AUTHORITY,
  PRIVACY = KHOA_NEEDS_PRIVACY,
  ANY = -1, /* number of arguments */
};

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
    {"issue", "", 0, 0, OFFICE | JSON | AUTHORITY, "Sign, register and draw the tags that are due",
     "For --unit or --all, and --kind keychain or lock-tag (without: both). First finishes "
     "batches\n"
     "whose files are missing. Ends with the proof of each file unless --no-proof.",
     khoa_cmd_issue},
    {"batch list", "", 0, 0, OFFICE | JSON, "Batches and how many of their tags are where", NULL,
     khoa_cmd_batch_list},
    {"print", "BATCH", 1, 1, OFFICE | JSON | AUTHORITY, "Draw a batch again",
     "The same options give the same bytes as before. The passphrase is asked for only if the\n"
     "batch's own files were never finished.",
     khoa_cmd_print},
    {"proof", "BATCH|FILE.pdf|PICTURE...", 1, ANY, OFFICE | JSON,
     "Scan every code of finished files, or of printed sheets",
     "Exit 1 with a list if a code is missing, unreadable, damaged, twice or wrong. PNGs, JPEGs "
     "and\n"
     "a scanner's PDFs show sheets that came back from the press: the tags of those sheets that\n"
     "can't be read are listed, also for --only of print and tag spoil. Pictures in a row are "
     "taken\n"
     "together, so that one sheet may be in several.",
     khoa_cmd_proof},
    {"handover", "BATCH", 1, 1, OFFICE | PRIVACY, "The signing sheet with names, by village",
     "Asks for the privacy key's passphrase. Each village starts on a new page, to be carried "
     "alone.",
     khoa_cmd_handover},
    {"verify", "[TEXT|IMAGE|-]...", 0, ANY, JSON, "Verdicts for scanned or typed texts and photos",
     "Without arguments, and for '-', reads a line a text from standard input and answers each at\n"
     "once. Asks the office's registry; with --bundle that file alone. Exit 0 only if all are\n"
     "genuine.",
     khoa_cmd_verify},
    {"tag show", "CODE...", 1, ANY, OFFICE | JSON, "What the registry knows of tags", NULL,
     khoa_cmd_tag_show},
    {"tag handover", "[CODE...]", 0, ANY, OFFICE | JSON, "Mark tags as given to their households",
     "Also for a lost tag that was found.", khoa_cmd_tag_handover},
    {"tag lost", "[CODE...]", 0, ANY, OFFICE | JSON, "Mark tags as reported lost", NULL,
     khoa_cmd_tag_lost},
    {"tag revoke", "[CODE...]", 0, ANY, OFFICE | JSON, "Withdraw tags", NULL, khoa_cmd_tag_revoke},
    {"tag spoil", "[CODE...]", 0, ANY, OFFICE | JSON, "Mark misprints, never handed over", NULL,
     khoa_cmd_tag_spoil},
    {"bundle export", "", 0, 0, OFFICE | JSON | AUTHORITY, "Write the signed status bundle", NULL,
     khoa_cmd_bundle_export},
    {"bundle check", "FILE", 1, 1, JSON, "Whether a bundle is whole, signed and fresh",
     "Trusts --authority, else the office's own key.", khoa_cmd_bundle_check},
    {"bundle show", "FILE", 1, 1, JSON, "What a bundle says (proves nothing: see check)", NULL,
     khoa_cmd_bundle_show},
    {"authority show", "", 0, 0, OFFICE | JSON, "The office's public key", NULL,
     khoa_cmd_authority_show},
    {"log show", "", 0, 0, OFFICE | JSON, "Who did what", NULL, khoa_cmd_log_show},
    {"log check", "", 0, 0, OFFICE | JSON, "Whether the log's chain is whole", NULL,
     khoa_cmd_log_check},
};
const gsize khoa_n_commands = G_N_ELEMENTS(khoa_commands);
