# Four khoas at one office for a while, each at its own work without a pause: nothing is lost, nothing
# is done twice, and nobody fails but by having waited too long. `make soak` takes a minute.
. tests/cli/lib.sh
. "$samples/../tests/cli/failing.sh" # passphrases cost nothing
rm -rf office
cp -r empty office
seconds=${KHOA_SOAK_SECONDS:-6}
for unit in 15664 15700; do
  khoa hotline set $unit "$samples/hotlines-$unit.csv" >/dev/null 2>&1
done

# work NAME: runs `step` again and again; each line of NAME.ends is an exit status and what was done.
work() {
  end=$(($(date +%s) + seconds)) step=0
  : >"$1.ends"
  while [ "$(date +%s)" -lt $end ]; do
    step=$((step + 1))
    "$1" $step >"$1.out" 2>"$1.err" </dev/null
    ended=$?
    if [ $ended = 0 ] || ! grep -q '^khoa: .*: the registry is in use by another khoa$' "$1.err"; then
      echo "$ended $step $(head -c 300 "$1.err" | tr '\n' ' ')" >>"$1.ends"
    fi
  done
}

issue() {
  khoa issue --all --no-proof
}
import() { # a patrol, and three households, each of its own list, round about the units
  unit=$(echo 15664 15667 15700 | cut -d ' ' -f $(($1 % 3 + 1)))
  {
    printf 'reference,kind,village,head,keychains,lock_tags\n'
    for i in 1 2 3; do echo "S$1-$i,household,Thôn $i,Hộ Mẫu,1,1"; done
  } >list.csv
  { head -n 1 book.csv; printf '2025-11-03,%02d:%02d,Lê Văn Mẫu,Hà Văn Mẫu,Bùi Văn Mẫu,,3\n' $(($1 / 60 % 24)) $(($1 % 60)); } >patrol.csv
  khoa patrol import patrol.csv --unit "$unit" && khoa household import list.csv --unit "$unit"
}
handover() { # the newest batch, and of an old one a tag lost and found
  newest=$(query 'SELECT coalesce(max(number), 0) FROM batch')
  [ "$newest" != 0 ] || return 0
  khoa tag handover --batch "$newest" || return
  lost=$(query "SELECT printf('%d %d', batch, idx) FROM tag WHERE status = 1 ORDER BY batch, idx LIMIT 1 OFFSET $(($1 % 7))")
  [ -n "$lost" ] || return 0
  khoa tag lost --batch "${lost% *}" --only "${lost#* }"
}
export_bundle() { # every third time after a backup
  [ $(($1 % 3)) != 0 ] || khoa backup "saved-$1" || return
  khoa bundle export && khoa log check
}
query() { sqlite3 -cmd '.timeout 10000' office/registry.db "$1"; }

for worker in issue import handover export_bundle; do
  work $worker &
done
wait

operations=0
for worker in issue import handover export_bundle; do
  done=$(grep -c '^0 ' $worker.ends)
  operations=$((operations + done))
  same "$worker: nobody failed" "$(grep -v '^0 ' $worker.ends | head -n 3)" ''
  check "$worker: some of it was done ($done times)" 0 '' [ "$done" -gt 0 ]
done
echo "# $operations operations by four processes in $seconds s"

check "what came too late is issued next" 0 '' khoa issue --all --no-proof
same "no household is lost" "$(query 'SELECT count(*) FROM subject')" $((3 * $(grep -c '^0 ' import.ends)))
same "each has its two tags, but for those that were lost" \
  "$(query 'SELECT count(*) FROM subject s WHERE (SELECT count(*) FROM tag WHERE subject = s.id AND status IN (0, 1)) <> 2')" 0
same "batches are numbered without a gap" "$(query 'SELECT count(*) = max(number) FROM batch')" 1
same "each was drawn once" "$(query "SELECT object FROM log WHERE act = 'draw' GROUP BY object HAVING count(*) > 1")" ''
same "each has its files" "$(query 'SELECT number FROM batch EXCEPT SELECT batch FROM batch_file')" ''
same "all files are whole" "$(for folder in office/batches/0*; do (cd "$folder" && sha256sum --quiet --strict -c SHA256SUMS 2>&1); done)" ''
same "bundles are numbered without a gap" "$(query 'SELECT count(*) = max(sequence), count(*) FROM bundle')" "1|$(grep -c '^0 ' export_bundle.ends)"
same "each of them has its entry" "$(query "SELECT count(*) FROM log WHERE act = 'bundle export'")" "$(grep -c '^0 ' export_bundle.ends)"
same "nothing half made is left" "$(find . -path './.*' -name '*.??????' -o -path './*/.*.??????' -o -name '*.khoa.??????')" ''
same "each patrol stands in the log" "$(query 'SELECT count(*) FROM patrol')" "$(query "SELECT count(*) FROM log WHERE act = 'patrol import'")"
for saved in $(ls saved-* | sort -t - -k 2n | tail -n 2); do
  check "an office comes out of $saved" 0 '' khoa restore "$saved" "back-$saved" --margin 0
  check "all that it tells is as it was signed" 0 '' khoa -C "back-$saved" bundle export
done
check "the doctor finds nothing" 0 'the office is in order' khoa doctor
check "the log is whole" 0 yes khoa log check
same "the registry is whole" "$(query 'PRAGMA integrity_check; PRAGMA foreign_key_check')" ok
done_testing
