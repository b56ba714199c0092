# The doctor and the audit. Somebody who gets at the registry's file edits it, row by row, and puts the
# triggers back: each time the doctor names what was touched, and no bundle is signed over it.
. tests/cli/lib.sh
make_office
quick_key office/authority.key authority.pass
import_small 15667
import_small 15664
"$khoa" issue --all --no-proof >/dev/null
"$khoa" tag handover --batch 1 >/dev/null
check "a healthy office is in order" 0 '^the office is in order$' "$khoa" doctor
cp -r office early
"$khoa" committee import "$samples/committees.csv" --from 2025-11-01 >/dev/null 2>&1
"$khoa" patrol import "$samples/patrols-15667.csv" --unit 15667 >/dev/null
"$khoa" patrol import "$samples/patrols-15664.csv" --unit 15664 >/dev/null
"$khoa" patrol strike 15 >/dev/null
"$khoa" bundle export >/dev/null 2>&1
"$khoa" tag lost --batch 1 --only 2 --reason 'Mất' >/dev/null
"$khoa" hotline set 15667 "$samples/hotlines-15667-new.csv" >/dev/null
"$khoa" bundle export --unit 15667 >/dev/null 2>&1
"$khoa" tag handover --batch 1 --only 2 >/dev/null
check "still healthy after some work" 0 '^the office is in order$' "$khoa" doctor
check "JSON has nothing to say" 1 '' sh -c "'$khoa' doctor --json | grep ."
check "the log is the one that was signed" 0 '^[0-9]+ +yes +0 ' "$khoa" log check
before=$(everything)
"$khoa" doctor >/dev/null
same "looking changes nothing" "$(everything)" "$before"

sql() { # OFFICE SQL: with foreign keys and rules off, and the triggers back afterwards
  triggers=$(sqlite3 "$1/registry.db" "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger'")
  sqlite3 "$1/registry.db" "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'" >drop.sql
  { cat drop.sql; echo 'PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;'; echo "$2;"; echo "$triggers"; } |
    sqlite3 "$1/registry.db" || fail "SQL: $2"
}
rehash() { # OFFICE FROM: computes the chain anew, as a thorough forger would
  for entry in $(sqlite3 "$1/registry.db" "SELECT sequence FROM log WHERE sequence >= $2 ORDER BY sequence"); do
    sqlite3 "$1/registry.db" "UPDATE log SET previous = coalesce((SELECT hash FROM log b WHERE b.sequence = log.sequence - 1), zeroblob(32)) WHERE sequence = $entry"
    hash=$(sqlite3 "$1/registry.db" "SELECT hex('khoa-log-v1') || '00' || hex(previous) || printf('%016X%016X', sequence, time) ||
      hex(actor) || '00' || hex(act) || '00' || hex(object) || '00' || hex(detail) || '00' FROM log WHERE sequence = $entry" |
      xxd -r -p | b2sum -l 256 | cut -d' ' -f1)
    sqlite3 "$1/registry.db" "UPDATE log SET hash = x'$hash' WHERE sequence = $entry"
  done
}
tried=0
found=0
diagnose() { # WHERE NAME PATTERN: office `t`, which was tampered with; WHERE: all, or doctor alone
  tried=$((tried + 1))
  missed=
  "$khoa" -C t doctor >out 2>err </dev/null
  [ $? = 1 ] && grep -qE "^fault: $3" out || missed="the doctor"
  if [ "$1" = all ] && [ -z "$missed" ]; then
    "$khoa" -C t bundle export -o t.khoa >out 2>err </dev/null
    [ $? = 2 ] && grep -qE "^khoa: $3" err && [ ! -e t.khoa ] && [ ! -e t.khoa.minisig ] || missed="bundle export"
  fi
  grep -q 'Sanitizer\|runtime error\|CRITICAL\|WARNING' err && missed="$missed a warning of the program's own"
  if [ -z "$missed" ]; then
    found=$((found + 1))
    pass "$2"
  else
    fail "$2" "missed by: $missed"
  fi
}
tamper() { # WHERE NAME PATTERN SQL
  rm -rf t
  cp -r office t
  sql t "$4"
  diagnose "$1" "$2" "$3"
}

tamper all "a unit's name" 'units: ' "UPDATE unit SET name = 'Xã Khác' WHERE code = '15664'"
tamper all "a unit's code" 'units: ' "UPDATE unit SET code = '99999' WHERE code = '15700'"
tamper all "a unit's parent" 'units: ' "UPDATE unit SET parent = '15667' WHERE code = '15664'"
tamper all "a unit more" 'units: ' "INSERT INTO unit VALUES ('99999', 'Xã Khác', NULL)"
tamper all "how many tags a household should have" 'households: ' "UPDATE subject SET keychains = 9 WHERE id = 1"
tamper all "how many it should have had" 'households: ' "UPDATE subject_past SET keychains = 9 WHERE subject = 1"
tamper all "since when it is there" 'households: ' "UPDATE subject_past SET entry = entry + 1 WHERE subject = 1"
tamper all "a household's village" 'households: ' "UPDATE subject SET village = 'Thôn 9' WHERE id = 1"
tamper all "who two households are, exchanged" 'households: ' "CREATE TEMP TABLE was AS SELECT * FROM subject; UPDATE subject SET reference_hash = randomblob(32); UPDATE subject SET (sealed, content_hash, reference_hash) = (SELECT sealed, content_hash, reference_hash FROM was WHERE was.id = CASE subject.id WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE subject.id END)"
printf 'reference,kind,village,head,keychains,lock_tags\nH8,household,Thôn 1,Lê Văn Mẫu,1,1\n' >more.csv
check "no import vouches for them" 2 '^khoa: households: changed in the registry by hand' "$khoa" -C t household import more.csv --unit 15664
check "nor is one forgotten" 2 '^khoa: households: changed' "$khoa" -C t household forget H1 --unit 15667
tamper all "a household less" 'households: |registry: ' "DELETE FROM subject WHERE id = 4"
tamper all "a household more" 'households: ' "INSERT INTO subject SELECT id + 100, unit, randomblob(32), kind, village, keychains, lock_tags, columns, content_hash, sealed FROM subject WHERE id = 1"
sql t "DELETE FROM subject WHERE id > 100; UPDATE unit SET name = 'Xã Khác' WHERE code = '15664'"
check "nor of units" 2 '^khoa: units: changed in the registry by hand' "$khoa" -C t unit import "$samples/units.csv"
tamper all "a hotline's number" 'hotline set 1 of unit 15664: ' "UPDATE hotline SET number = '+842370867999' WHERE hotline_set = 1 AND position = 1"
tamper all "a hotline's label" 'hotline set 2 of unit 15667: ' "UPDATE hotline SET label = 'Khác' WHERE hotline_set = 2 AND position = 1"
tamper all "hotlines in another order" 'hotline set 3 of unit 15700: ' "UPDATE hotline SET position = 5 WHERE hotline_set = 3 AND position = 1"
tamper all "a hotline less" 'hotline set 4 of unit 15667: ' "DELETE FROM hotline WHERE hotline_set = 4 AND position = 3"
tamper all "a hotline set's day" 'hotline set 4 of unit 15667: ' "UPDATE hotline_set SET since = '2024-01-01' WHERE id = 4"
tamper all "a hotline set's unit" 'hotline set 4 of unit 15664: ' "UPDATE hotline_set SET unit = '15664' WHERE id = 4"
tamper all "how many numbers a hotline set says it has" "hotline set 2: was changed by hand: it hasn't as many" "UPDATE hotline_set SET count = count + 1 WHERE id = 2"
tamper all "a hotline set more" 'hotline set 5 of unit 15667: ' "INSERT INTO hotline_set VALUES (5, '15667', '2025-11-30', 3); INSERT INTO hotline SELECT 5, position, number, label FROM hotline WHERE hotline_set = 2"
tamper all "a hotline set less" 'hotline set 4: is missing' "DELETE FROM hotline WHERE hotline_set = 4; DELETE FROM hotline_set WHERE id = 4"
for change in "unit = '15700'" "count = 4" "count = -7" "public_key = randomblob(32)" "hotline_set = 4" "day = '2025-11-01'" "layout = zeroblob(32)" \
  "prefix = 'https://evil.example.vn/#'" "kind = 2" "unit_name = 'X'" "office_name = 'X'" "sheet = 'paper=a3'" "fund = 'donation'" "cost = 5" "cost = NULL" "endorsement = zeroblob(64)" "tags = NULL"; do
  tamper all "a batch with $change" 'batch 3: was changed by hand: the authority' "UPDATE batch SET $change WHERE number = 3"
  check "a batch with $change isn't printed" 2 '^khoa: batch 3:? was changed' "$khoa" -C t print 3 -o t.print
done
tamper all "a batch more" 'batch 5: was added by hand' "INSERT INTO batch SELECT 5, kind, unit, hotline_set, office_name, unit_name, prefix, layout, sheet, day, fund, count, zeroblob(32), endorsement, tags, cost FROM batch WHERE number = 1"
tamper all "a batch less" 'batch 4: is missing' "DELETE FROM batch_file WHERE batch = 4; DELETE FROM tag WHERE batch = 4; DELETE FROM batch WHERE number = 4"
tamper doctor "another file in a batch's place" 'batch 2: the SHA-256' "UPDATE batch_file SET sha256 = zeroblob(32) WHERE batch = 2 AND name = 'front.pdf'"
tamper doctor "artwork" "batch 1: the batch's artwork" "UPDATE layout SET svg = svg || ' '"
tamper all "a tag's status" 'batch 1: 1: stands as lost, and by the log it is in use' "UPDATE tag SET status = 3 WHERE batch = 1 AND idx = 1"
tamper all "a revoked tag's status" 'batch 2: 1-3: stands as in use, and by the log it is printed' "UPDATE tag SET status = 1 WHERE batch = 2"
tamper all "a status that there is none of" 'batch 1: tag 1 of batch 1 has a status' "UPDATE tag SET status = 12 WHERE batch = 1 AND idx = 1"
tamper all "a tag's signature" "batch 1: 1,3: was changed by hand: the signature" "UPDATE tag SET signature = zeroblob(64) WHERE batch = 1 AND idx <> 2"
tamper all "whose a tag is" "batch 1: whose a tag is" "UPDATE tag SET subject = (SELECT max(id) FROM subject) WHERE batch = 1 AND idx = 1"
tamper all "a tag moved beyond all numbers" "batch 1: 2: is missing" "UPDATE tag SET idx = 9223372036854775807 WHERE batch = 1 AND idx = 2"
tamper all "a tag moved" "batch 1: 2: is missing" "UPDATE tag SET idx = 9 WHERE batch = 1 AND idx = 2"
tamper all "a tag moved to another batch" "batch 1: 3: is missing" "UPDATE tag SET batch = 2, idx = 4 WHERE batch = 1 AND idx = 3"
tamper all "a tag deleted" "batch 2: 2: is missing" "DELETE FROM tag WHERE batch = 2 AND idx = 2"
tamper all "a tag added" "batch 2: 4: was added by hand" "INSERT INTO tag SELECT batch, 4, subject, status, signature FROM tag WHERE batch = 2 AND idx = 1"
tamper all "a replacement queued by hand" "batch 1: 1: was queued for replacement by hand" "INSERT INTO replacement (old_batch, old_idx, reason) VALUES (1, 1, 'x')"
tamper all "a replacement made up" "batch 2: whose a tag is, or which one it replaces" "INSERT INTO replacement VALUES (1, 1, 'x', 2, 1)"
tamper all "which status may follow which" "statuses: " "INSERT INTO status_path VALUES (4, 1)"
tamper all "reserved numbers" "reserved numbers: " "INSERT INTO reserved VALUES ('batch', 100)"
tamper all "a log entry edited" "log entry 4: was changed by hand" "UPDATE log SET detail = 'x' WHERE sequence = 4"
tamper all "a log entry's time" "log entry 4: was changed by hand" "UPDATE log SET time = time + 1 WHERE sequence = 4"
tamper all "a log entry's actor" "log entry 4: was changed by hand" "UPDATE log SET actor = 'x' WHERE sequence = 4"
tamper all "log entries in another order" "log entry 4: doesn't hold the hash" "UPDATE log SET sequence = 1000 WHERE sequence = 4; UPDATE log SET sequence = 4 WHERE sequence = 5; UPDATE log SET sequence = 5 WHERE sequence = 1000"
tamper all "a log entry less" "log entry 6: its number doesn't follow" "DELETE FROM log WHERE sequence = 5"
tamper all "a log that was cut off" "bundle 2: .*put back to an earlier day, or its log was cut off" "DELETE FROM log WHERE sequence > (SELECT max(sequence) - 2 FROM log)"
tamper all "a log entry inserted" "log entry 6: doesn't hold" "UPDATE log SET sequence = -sequence WHERE sequence > 5; UPDATE log SET sequence = 1 - sequence WHERE sequence < 0; INSERT INTO log SELECT 6, time, actor, act, 'x', detail, previous, hash FROM log WHERE sequence = 5"
tamper all "a bundle's day" "bundle 1: was changed by hand" "UPDATE bundle SET created = 0 WHERE sequence = 1"
tamper all "a bundle's unit" "bundle 2: was changed by hand" "UPDATE bundle SET unit = NULL WHERE sequence = 2"
tamper all "a bundle's hash" "bundle 1: was changed by hand" "UPDATE bundle SET sha256 = zeroblob(32) WHERE sequence = 1"
tamper all "a bundle's signature" "bundle 1: its signature isn't one by this office" "UPDATE bundle SET signature = replace(signature, 'khoa bundle 1', 'khoa bundle 7') WHERE sequence = 1"
tamper all "another bundle's signature" "bundle 1: holds the signature of bundle 2" "UPDATE bundle SET signature = (SELECT signature FROM bundle WHERE sequence = 2) WHERE sequence = 1"
tamper all "no signature" "bundle 1: lost its signature" "UPDATE bundle SET signature = NULL WHERE sequence = 1"
tamper all "a bundle less" "bundle 2: is missing" "DELETE FROM bundle WHERE sequence = 2"
tamper all "a bundle more" "bundle 9: was added by hand" "INSERT INTO bundle SELECT 9, created, unit, sha256, signature FROM bundle WHERE sequence = 2"

# Committees and the patrol book, on which no bundle is built.
for change in "day = '2025-11-05'" "time = '18:00'" "reached = 99" "struck = 1" "leader = randomblob(32)" "content_hash = randomblob(32)" \
  "sealed = (SELECT sealed FROM patrol WHERE id = 2)" "id = 99"; do
  tamper doctor "a patrol with $change" 'patrols of unit 15667: changed by hand' "UPDATE patrol SET $change WHERE id = 1"
done
tamper doctor "a patrol of another commune" 'patrols of unit 15700: added by hand' "UPDATE patrol SET unit = '15700' WHERE id = 1"
tamper doctor "a strike undone" 'patrols of unit 15664: changed by hand' "UPDATE patrol SET struck = 0 WHERE id = 15"
tamper doctor "a patrol less" 'patrols of unit 15667: changed by hand' "DELETE FROM patrol_member WHERE patrol = 7; DELETE FROM patrol WHERE id = 7"
tamper doctor "a patrol more" 'patrols of unit 15667: changed by hand' "INSERT INTO patrol SELECT 99, unit, '2025-11-21', time, leader, reached, content_hash, sealed, 0 FROM patrol WHERE id = 1"
tamper doctor "all patrols less" 'patrols of unit 15667: changed by hand' "DELETE FROM patrol_member WHERE patrol <= 7; DELETE FROM patrol WHERE id <= 7"
tamper doctor "another role on a patrol" 'patrols of unit 15667: changed by hand' "UPDATE patrol_member SET role = 7 WHERE patrol = 1 AND position = 1"
tamper doctor "another name on a patrol" 'patrols of unit 15667: changed by hand' "UPDATE patrol_member SET name_hash = randomblob(32) WHERE patrol = 1 AND position = 1"
tamper doctor "a patrol's member less" 'patrols of unit 15667: changed by hand' "DELETE FROM patrol_member WHERE patrol = 1 AND position = 3"
tamper doctor "a patrol's member more" 'patrols of unit 15667: changed by hand' "INSERT INTO patrol_member SELECT patrol, 9, 6, randomblob(32), sealed FROM patrol_member WHERE patrol = 7 AND position = 1"
tamper doctor "a patrol's member on another" 'patrols of unit 15667: changed by hand' "UPDATE patrol_member SET patrol = 7, position = 9, role = 6 WHERE patrol = 1 AND position = 3"
tamper doctor "a roll's day" 'committee of unit 15667: changed by hand' "UPDATE committee SET since = '2025-10-01' WHERE unit = '15667'"
tamper doctor "a roll of another commune" 'committee of unit 15667: changed by hand' "UPDATE committee SET unit = '15667' WHERE unit = '15664'"
tamper doctor "a roll less" 'committee of unit 15700: changed by hand' "DELETE FROM committee_member WHERE committee = 3; DELETE FROM committee WHERE id = 3"
tamper doctor "a roll more" 'committee of unit 15700: changed by hand' "INSERT INTO committee VALUES (9, '15700', '2025-11-30')"
for change in "role = 3" "village = 'Thôn 9'" "name_hash = randomblob(32)" "content_hash = randomblob(32)" "position = 99" \
  "sealed = (SELECT sealed FROM committee_member WHERE committee = 2 AND position = 2)"; do
  tamper doctor "a member with $change" 'committee of unit 15667: changed by hand' "UPDATE committee_member SET $change WHERE committee = 2 AND position = 4"
done
tamper doctor "a member less" 'committee of unit 15667: changed by hand' "DELETE FROM committee_member WHERE committee = 2 AND position = 4"
tamper doctor "a member more" 'committee of unit 15667: changed by hand' "INSERT INTO committee_member SELECT committee, 99, 4, village, randomblob(32), content_hash, sealed FROM committee_member WHERE committee = 2 AND position = 4"

# The chain computed anew behind the change, so that it is whole: the signed heads tell.
forge() { # NAME PATTERN FROM SQL
  rm -rf t
  cp -r office t
  sqlite3 t/registry.db "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'log'" >log.sql
  sqlite3 t/registry.db "DROP TRIGGER log_kept_update; DROP TRIGGER log_kept_delete; $4"
  rehash t "$3"
  sqlite3 t/registry.db <log.sql
  diagnose all "$1" "$2"
}
forge "a forged entry" "bundle 1: the log up to entry [0-9]+ isn't the one over which bundle 1 of 2025-12-01 was signed" 8 \
  "UPDATE log SET detail = 'x' WHERE sequence = 8 AND act <> 'issue'; UPDATE log SET actor = 'x' WHERE sequence = 8"
forge "a forged handover" "bundle 2: the log up to entry" 17 \
  "UPDATE log SET act = 'tag spoil', object = 'batch 1: 1' WHERE act = 'tag lost'"
forge "a forged end of the log" "bundle 2: .*was put back to an earlier day, or its log was cut off" 99 \
  "DELETE FROM log WHERE sequence >= (SELECT max(sequence) FROM log WHERE act = 'bundle export')"

# Successions and the registry's version.
tamper all "a succession made up" ".*the registry's successions were changed by hand" "INSERT INTO succession VALUES (1, '$(sed -n 2p early/authority.pub)', '$(sed -n 2p "$vectors/example-authority.pub")', '2025-12-01', zeroblob(64), 0, zeroblob(64))"
check "the doctor goes on without authorities" 1 '^unknown: signatures: ' "$khoa" -C t doctor
for version in 0 1; do
  tamper all "the registry's version $version" ".*says that it is of version $version, and its tables aren't" "PRAGMA user_version = $version"
done
tamper all "the registry's version 99" ".*made by a newer khoa" "PRAGMA user_version = 99"
tamper all "the registry's mark" ".*not a registry of khoa" "PRAGMA application_id = 0"

# Put back to an earlier day, with the bundles that were given out since.
rm -rf t
cp -r office t
cp early/registry.db t/registry.db
rm -f t/registry.db-*
diagnose all "the registry of an earlier day" ".*khoa-000001.khoa.minisig: bundle 1 of 2025-12-01 was signed over .* put back to an earlier day.*; restore the newest backup"
cp office/bundles/khoa-000001.khoa office/bundles/khoa-000001.khoa.minisig .
rm t/bundles/*
check "an earlier day, and no bundle at hand" 0 '^the office is in order' "$khoa" -C t doctor
check "a bundle that was kept elsewhere tells" 1 '^fault: .*khoa-000001.khoa: bundle 1 of 2025-12-01 .*put back' "$khoa" -C t log check khoa-000001.khoa
check "by its signature too" 1 '^fault: .*put back' "$khoa" -C t log check khoa-000001.khoa.minisig
check "in JSON" 1 '"finding":"fault","object":"khoa-000001.khoa","what":.*"remedy":"restore the newest' "$khoa" -C t log check khoa-000001.khoa --json
check "the office's own log holds it" 0 '^[0-9]+ +yes' "$khoa" log check khoa-000001.khoa
check "another office's bundle isn't ours" 1 "isn't one by this office" "$khoa" log check "$vectors/example.khoa"
check "one that isn't there is an error" 2 'No such file' "$khoa" log check nowhere.khoa

# A restored registry: the bundles of the time between the backup and its restoration are lost.
sqlite3 t/registry.db "INSERT INTO reserved VALUES ('batch', 40), ('bundle', 12); INSERT INTO log
  SELECT max(sequence) + 1, time, 'x', 'restore', 'registry', 'batches to 40, bundles to 12', zeroblob(32), zeroblob(32) FROM log"
sqlite3 t/registry.db "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'log'" >log.sql
sqlite3 t/registry.db "DROP TRIGGER log_kept_update; DROP TRIGGER log_kept_delete"
rehash t "$(sqlite3 t/registry.db 'SELECT max(sequence) FROM log')"
sqlite3 t/registry.db <log.sql
check "a bundle lost by a restore is no fault" 0 '^note: .*bundle 1 of 2025-12-01 was given out after the backup that log entry [0-9]+ restored' \
  "$khoa" -C t log check khoa-000001.khoa
check "the restored office is in order" 0 '^the office is in order' "$khoa" -C t doctor
check "its next bundle is above those that were lost" 0 '^13 ' "$khoa" -C t bundle export
check "and it is in order afterwards" 0 '^the office is in order' "$khoa" -C t doctor

# Issue and print build on what was signed, too.
rm -rf t
cp -r office t
sql t "UPDATE hotline SET number = '+842370867999' WHERE hotline_set = 4 AND position = 1"
printf 'reference,kind,village,head,keychains,lock_tags\nH9,household,Thôn 1,Lê Văn Mẫu,1,1\n' >more.csv
"$khoa" -C t household import more.csv --unit 15664 >/dev/null
check "no tag is issued with numbers that were changed" 2 '^khoa: hotline set 4 of unit 15667: ' "$khoa" -C t issue --all --no-proof
check "and nothing printed" 2 '^khoa: hotline set 4 of unit 15667: ' "$khoa" -C t print 1 -o printed
rm -rf t
cp -r office t
sql t "UPDATE tag SET status = 3 WHERE batch = 1 AND idx = 1"
check "a batch with changed statuses isn't printed" 2 '^khoa: batch 1: 1: stands as lost' "$khoa" -C t print 1 -o printed

# Whoever edits the tables themselves can put in what no khoa ever wrote: said, and nothing dies of it.
bare() { # NAME PATTERN COLUMN...: each of TABLE.COLUMN holds NULL
  bare_name=$1 bare_pattern=$2
  shift 2
  rm -rf t
  cp -r office t
  sqlite3 t/registry.db "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '') WHERE name IN ('batch', 'unit', 'hotline', 'hotline_set', 'log')"
  for column; do sql t "UPDATE ${column%.*} SET ${column#*.} = NULL"; done
  check "$bare_name: no doctor dies" 1 '^fault: table ' "$khoa" -C t doctor
  check "$bare_name: no bundle is signed" 2 "^khoa: .*$bare_pattern" "$khoa" -C t bundle export
}
bare "a batch without words" 'batch 1' batch.office_name batch.unit_name batch.sheet batch.day
check "nor anything verified by it" 2 '^khoa: batch 1 was changed' "$khoa" -C t verify 0001-00001-19
bare "nameless units" units unit.name
bare "hotlines without numbers" 'hotline set' hotline.number hotline.label hotline_set.since
bare "a log without acts" 'log entry' log.act log.object log.detail
sql t 'UPDATE log SET time = 9223372036854775807'
check "a time that no calendar has" 0 '^1 +- ' "$khoa" -C t log show

# Nothing is entered over rows that were changed, since that entry would vouch for them.
rm -rf t
cp -r office t
sql t "UPDATE patrol SET reached = 99 WHERE id = 1; UPDATE committee_member SET role = 3 WHERE committee = 2 AND position = 4"
check "no strike in a changed book" 2 '^khoa: patrols of unit 15667: changed by hand.*restore a backup' "$khoa" -C t patrol strike 2
check "no patrol into it" 2 '^khoa: patrols of unit 15667: changed by hand' "$khoa" -C t patrol import "$samples/patrols-15667.csv" --unit 15667
check "no roll after a changed one" 2 '^khoa: committee of unit 15667: changed by hand' "$khoa" -C t committee import "$samples/committees.csv"
check "another commune's book goes on" 0 '1 added, 0 updated, 7 unchanged' "$khoa" -C t patrol import "$samples/patrols-15664.csv" --unit 15664
check "and the changed one is found still" 1 '^fault: patrols of unit 15667: changed by hand' "$khoa" -C t doctor

# What the doctor repairs.
hurt() { # NAME PATTERN COMMAND: seen, left alone, repaired, gone
  rm -rf t
  cp -r office t
  (cd t && sh -c "$3")
  hurt_before=$(cd t && find . ! -name 'registry.db-*' -type f -exec sha256sum {} + | grep -v registry.db | sort; sqlite3 registry.db .dump | sha256sum)
  check "$1: found" 1 "^fault: $2.*'khoa doctor --repair'" "$khoa" -C t doctor
  same "$1: left alone" "$hurt_before" "$(cd t && find . ! -name 'registry.db-*' -type f -exec sha256sum {} + | grep -v registry.db | sort; sqlite3 registry.db .dump | sha256sum)"
  check "$1: repaired" 0 "^repaired: $2" "$khoa" -C t doctor --repair
  check "$1: gone" 0 '^the office is in order$' "$khoa" -C t doctor
  same "$1: the same files as before" "$(cd t && find batches bundles -type f ! -name '*.minisig' -exec sha256sum {} + | sort)" "$files"
}
files=$(cd office && find batches bundles -type f ! -name '*.minisig' -exec sha256sum {} + | sort)
hurt "a trigger dropped" 'trigger tag_status_path: is missing' "sqlite3 registry.db 'DROP TRIGGER tag_status_path'"
hurt "a trigger changed" 'trigger log_kept_update: was changed' "sqlite3 registry.db 'DROP TRIGGER log_kept_update; CREATE TRIGGER log_kept_update BEFORE UPDATE ON log BEGIN SELECT 1; END'"
hurt "an index dropped" 'index tag_of_subject: is missing' "sqlite3 registry.db 'DROP INDEX tag_of_subject'"
hurt "a file missing" 'batches/0001: files are missing' "rm batches/0001/front.pdf"
hurt "a batch's folder missing" 'batches/0002: files are missing' "rm -r batches/0002"
hurt "sums missing" 'batches/0003: SHA256SUMS' "rm batches/0003/SHA256SUMS"
hurt "sums changed" 'batches/0003: SHA256SUMS' "echo more >>batches/0003/SHA256SUMS"
hurt "sums signed by nobody" 'batches/0003: SHA256SUMS' "cp batches/0002/SHA256SUMS.minisig batches/0003"
hurt "a key for all to read" 'index.key: has mode 0644' "chmod 644 index.key"
hurt "a folder for all to read" '.: has mode 0755' "chmod 755 ."
hurt "a folder missing" 'reports: the folder is missing' "rm -r reports"
hurt "a drawing cut off" 'batches/.0005.unfinished-aB3dEf: was left behind' "mkdir batches/.0005.unfinished-aB3dEf; echo x >batches/.0005.unfinished-aB3dEf/front.pdf"
hurt "a bundle cut off" 'bundles/khoa-000003.khoa.unfinished-aB3dEf: was left behind' "echo x >bundles/khoa-000003.khoa.unfinished-aB3dEf"
hurt "a sheet cut off" 'reports/handover-0001.pdf.unfinished-aB3dEf: was left behind' "echo x >reports/handover-0001.pdf.unfinished-aB3dEf; touch -d '2 hours ago' reports/*"
rm -rf t
cp -r office t
echo x >t/reports/handover-0001.pdf.unfinished-aB3dEf
cp t/khoa.ini t/khoa.ini.backup
check "a file that may be at work is left alone" 0 '^note: reports/handover-0001.pdf.unfinished-aB3dEf' "$khoa" -C t doctor --repair
check "a copy that somebody made is nobody's leftover" 0 '' test -e t/khoa.ini.backup -a -e t/reports/handover-0001.pdf.unfinished-aB3dEf
rm -rf t
cp -r office t
"$khoa" -C t household import more.csv --unit 15664 >/dev/null
rm t/batches/.lock
mkdir t/batches/.lock # so that drawing fails after the batch is registered
"$khoa" -C t issue --all --no-proof >/dev/null 2>&1
rmdir t/batches/.lock
check "an unfinished batch: found" 1 "^fault: batches/0005: files were never finished; 'khoa doctor --repair'" "$khoa" -C t doctor
check "an unfinished batch: repaired" 0 '^repaired: batches/0005: files were never finished' "$khoa" -C t doctor --repair
check "an unfinished batch: gone" 0 '^the office is in order$' "$khoa" -C t doctor
check "an unfinished batch: proved" 0 '([0-9]+) of \1 codes read right' "$khoa" -C t proof 5
check "no passphrase, nothing signed" 1 "batches/0003: SHA256SUMS.* can't be repaired: .*authority.key" \
  sh -c "rm -rf t; cp -r office t; rm t/batches/0003/SHA256SUMS t/authority.key; '$khoa' -C t doctor --repair"
check "sums are signed again in any language" 0 '^đã sửa: batches/0003: SHA256SUMS' \
  sh -c "rm -rf t; cp -r office t; rm t/batches/0003/SHA256SUMS; LC_ALL= LANGUAGE= LANG=vi_VN.UTF-8 '$khoa' -C t doctor --repair"

# What it can only name.
named() { # NAME PATTERN COMMAND
  rm -rf t
  cp -r office t
  (cd t && sh -c "$3")
  check "$1" 1 "^fault: $2" "$khoa" -C t doctor
  check "$1: no repair" 1 "^fault: $2" "$khoa" -C t doctor --repair
}
named "a changed file" "batches/0001/back.pdf: isn't the file that was issued" "echo x >>batches/0001/back.pdf"
named "files and their sums exchanged" "batches/0001: SHA256SUMS.* can't be repaired: the recorded SHA-256|batch 1: the SHA-256" \
  "echo x >batches/0001/front.pdf; rm batches/0001/SHA256SUMS; sqlite3 registry.db \"UPDATE batch_file SET sha256 = x'\$(sha256sum batches/0001/front.pdf | cut -d' ' -f1)' WHERE batch = 1 AND name = 'front.pdf'\""
named "a batch that the registry doesn't know" "batches/0077: is of a batch" "mkdir batches/0077"
named "a changed bundle" "bundles/khoa-000001.khoa: " "sed -i 's/^stale-after 100/stale-after 900/' bundles/khoa-000001.khoa"
named "a bundle without its signature" "bundles/khoa-000001.khoa: " "rm bundles/khoa-000001.khoa.minisig"
named "another office's bundle" "bundles/example.khoa: is by another authority" "cp $vectors/example.khoa $vectors/example.khoa.minisig bundles"
mkdir -m 755 elsewhere
named "a folder that is a link" "layouts: is a link" "rmdir layouts; ln -s ../elsewhere layouts"
same "and what it leads to is left alone" "$(stat -c %a elsewhere)" 755
named "no authority.pub" "authority.pub: " "rm authority.pub"
named "no authority.pub, and files to draw" "batches/0001: files are missing" "rm authority.pub batches/0001/front.pdf"
named "no authority.key" "authority.key: isn't there: nothing can be signed" "rm authority.key"
named "a key that is none" "privacy.key: holds no secret key" "cp privacy.pub privacy.key"
named "a key without a passphrase" "authority.key: isn't encrypted.*'khoa authority passphrase'" "minisign -C -W -s authority.key <$dir/authority.pass >/dev/null 2>&1"
named "no index.key" "index.key: " "rm index.key"
named "half an index.key" "index.key: .*damaged" "truncate -s 16 index.key"
named "an exchanged privacy.pub" "keys: privacy.pub isn't the key" "cp authority.pub privacy.pub"
named "an exchanged index.key" "keys: index.key isn't the key" "head -c 32 /dev/urandom >index.key"
check "an exchanged index.key: no household is entered twice" 2 "index.key isn't the key with which the office was founded: restore" \
  "$khoa" -C t household import small.csv --unit 15667
named "a damaged khoa.ini" "khoa.ini: " "echo nonsense >>khoa.ini"
named "no khoa.ini" "khoa.ini: " "rm khoa.ini"
named "a table dropped" "table replacement: is missing" "sqlite3 registry.db 'DROP TABLE replacement'"
named "a trigger of somebody's own" "trigger evil: isn't one of khoa's" "sqlite3 registry.db 'CREATE TRIGGER evil AFTER INSERT ON tag BEGIN UPDATE tag SET status = 1; END'"
named "a row that refers to nothing" "registry: .*refer" "sqlite3 registry.db 'PRAGMA foreign_keys = OFF; DELETE FROM subject WHERE id = 1'"
named "damaged pages" "registry: " "dd if=/dev/urandom of=registry.db bs=4096 seek=12 count=3 conv=notrunc 2>/dev/null"
named "no registry at all but its name" "registry: .*not a registry" "head -c 5000 /dev/urandom >registry.db"
named "no registry at all" "registry: .*No such file|registry: .*can't be opened" "rm registry.db"
# What belongs to surveys.
phone=$build/tests/phone/phone
"$khoa" surveyor add "$("$phone" a enrol)" --unit 15667 --name 'Trưởng thôn 1' >/dev/null 2>&1
"$khoa" surveyor add "$("$phone" b enrol)" --unit 15667 --name 'Trưởng thôn 2' >/dev/null 2>&1
"$khoa" surveyor remove 2 >/dev/null
"$khoa" survey open 2025-Q4 --unit 15667 >/dev/null 2>&1
"$khoa" survey open 2025-Q3 --unit 15667 >/dev/null 2>&1
"$khoa" survey close 2025-Q3 --unit 15667 >/dev/null
look() { printf 'record %s survey 2025-Q4 2025-11-30T07:41:09Z\nhousehold %s\nvillage Thôn 1\nfound present\ngrade 2\nweaknesses 2,5\nposition 19.812 105.590\nnote %s\n' "$@"; }
note=$("$phone" seal "$(sed -n 's/^privacy //p' office/bundles/khoa-000001.khoa)" 'x')
{ look 1 1 "$note"; look 2 2 "$note"; } | "$phone" a file 15667 1 - 2025-11-30T08:00:00Z >a1.txt
look 3 1 "$note" | "$phone" a file 15667 2 a1.txt 2025-11-30T08:00:00Z >a2.txt
"$khoa" survey import a1.txt a2.txt >/dev/null 2>&1
check "surveys are in order" 0 '^the office is in order$' "$khoa" doctor
for change in "unit = '15664'" "name = 'X'" "public_key = zeroblob(33)" "public_key = NULL" "added = 1"; do
  tamper all "a surveyor with $change" 'surveyor 1: was changed by hand: unit, name, key or day' "UPDATE surveyor SET $change WHERE id = 1"
done
tamper all "a surveyor removed" 'surveyor 1: was changed by hand: the log tells otherwise of its removal' "UPDATE surveyor SET removed = added WHERE id = 1"
tamper all "a surveyor taken back" 'surveyor 2: was changed by hand: the log tells otherwise of its removal' "UPDATE surveyor SET removed = NULL WHERE id = 2"
tamper all "a surveyor more" 'surveyor 3: was added by hand' "INSERT INTO surveyor SELECT 3, unit, name, zeroblob(33), added, NULL FROM surveyor WHERE id = 1"
tamper all "a surveyor less" 'surveyor 2: is missing' "DELETE FROM surveyor WHERE id = 2"
tamper all "a round closed" 'round 15667 2025-Q4: was opened or closed by hand' "UPDATE round SET closed = opened WHERE name = '2025-Q4'"
tamper all "a round opened again" 'round 15667 2025-Q3: was opened or closed by hand' "UPDATE round SET closed = NULL WHERE name = '2025-Q3'"
tamper all "a round's day" 'round 15667 2025-Q4: was opened or closed by hand' "UPDATE round SET opened = 1 WHERE name = '2025-Q4'"
tamper all "a round more" 'round 15664 2025-Q4: was added by hand' "INSERT INTO round VALUES ('15664', '2025-Q4', 1, NULL)"
tamper all "a round less" 'round 15667 2025-Q3: is missing' "DELETE FROM round WHERE name = '2025-Q3'"
tamper all "a weakness reworded" 'weaknesses: the list was changed' "UPDATE weakness SET name = 'X' WHERE id = 3"
tamper all "a weakness retired" 'weaknesses: the list was changed' "UPDATE weakness SET retired = 1 WHERE id = 3"
tamper all "a weakness more" 'weaknesses: the list was changed' "INSERT INTO weakness VALUES (11, 'X', 0)"
tamper all "a weakness less" 'weaknesses: the list was changed' "DELETE FROM weakness WHERE id = 10"
for change in "sha256 = zeroblob(32)" "sha256 = NULL" "previous = zeroblob(32)" "created = 1" "imported = 1" "records = 7"; do
  tamper doctor "a file with $change" 'surveyor 1 file 1: was changed by hand: the file or a record' "UPDATE survey_file SET $change WHERE number = 1"
done
tamper doctor "a file more" 'surveyor 1 file 3: was added by hand' "INSERT INTO survey_file SELECT surveyor, 3, sha256, previous, created, imported, 0 FROM survey_file WHERE number = 1"
tamper doctor "a file less" 'surveyor 1 file 2: is missing' "DELETE FROM survey_weakness WHERE number = 3; DELETE FROM survey_record WHERE number = 3; DELETE FROM survey_file WHERE number = 2"
for change in "number = 9" "file = 2" "mode = 2" "unit = '15664'" "round = '2025-Q3'" "time = time - 1" "batch = 1, idx = 1" "subject = 2" "found = 2" "grade = 4" "grade = NULL" \
  "bundle = 1, verdict = 11, signature = 1, address = 1, status = 1, freshness = 1" "private = zeroblob(32)"; do
  tamper doctor "a record with $change" 'surveyor 1 file 1: was changed by hand: the file or a record' "UPDATE survey_record SET $change WHERE number = 1"
done
for change in "village = 'Thôn 2'" "village = NULL" "latitude = 19813" "longitude = 0" "latitude = NULL, longitude = NULL" "note = zeroblob(112)" "note = NULL" "village = NULL, latitude = NULL, longitude = NULL, note = NULL"; do
  tamper doctor "a record with $change" "surveyor 1 file 1: was changed by hand: a record's village, position or note" "UPDATE survey_record SET $change WHERE number = 1"
done
tamper doctor "a record more" 'surveyor 1 file 2: was changed by hand' "INSERT INTO survey_record SELECT surveyor, 4, file, mode, unit, round, time, batch, idx, subject, found, grade, bundle, verdict, signature, address, status, freshness, village, latitude, longitude, note, private FROM survey_record WHERE number = 3"
tamper doctor "a record less" 'surveyor 1 file 1: was changed by hand' "DELETE FROM survey_weakness WHERE number = 2; DELETE FROM survey_record WHERE number = 2"
tamper doctor "a weakness found" 'surveyor 1 file 1: was changed by hand' "INSERT INTO survey_weakness VALUES (1, 1, 9)"
tamper doctor "a weakness not found" 'surveyor 1 file 1: was changed by hand' "DELETE FROM survey_weakness WHERE number = 1 AND weakness = 5"
tamper doctor "records exchanged" 'surveyor 1 file 1: was changed by hand' "UPDATE survey_record SET subject = 3 - subject WHERE file = 1"

rm -rf t
mkdir t
check "no office at all is an error" 2 "isn't an office" "$khoa" -C t doctor

echo "# $tried tamperings were tried, $found found"
same "all of them are found" "$found" "$tried"
done_testing
