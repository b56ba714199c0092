# Several khoas at one office at the same time: they wait for each other, and nothing is done twice.
. tests/cli/lib.sh
make_office
quick_key office/authority.key authority.pass # so that all come to the registry at once
households() { # PREFIX COUNT
  printf 'reference,kind,village,head,keychains,lock_tags\n'
  for i in $(seq "$2"); do echo "$1-$i,household,Thôn $((i % 7)),Hộ Mẫu,1,1"; done
}
households A 150 >a.csv
households B 150 >b.csv
"$khoa" household import a.csv --unit 15667 >/dev/null 2>&1
"$khoa" household import a.csv --unit 15664 >/dev/null 2>&1

# start NAME COMMAND...: in the background; its exit status in NAME.status
start() {
  job=$1
  shift
  ("$khoa" "$@" >"$job.out" 2>"$job.err" </dev/null; echo $? >"$job.status") &
}
finished() { # NAME...
  wait
  for job; do
    cp "$job.out" out
    cp "$job.err" err
    same "$job ended well" "$(cat "$job.status")" 0
    check "$job said nothing of errors" 1 '' grep '^khoa:' "$job.err"
  done
}

start issue-1 issue --all --no-proof
start issue-2 issue --all --no-proof
start import household import b.csv --unit 15700
start handover hotline check
finished issue-1 issue-2 import handover
check "what came too late is issued next" 0 '' "$khoa" issue --all --no-proof
query() { sqlite3 office/registry.db "$1"; }
same "each household has its two tags, and no more" "$(query 'SELECT count(*), sum(n = 2) FROM (SELECT (SELECT count(*) FROM tag WHERE subject = s.id) AS n FROM subject s)')" '450|450'
same "batches are numbered without a gap" "$(query 'SELECT count(*) = max(number) FROM batch')" 1
same "each was issued by one of them" "$(cat issue-?.out | awk '$2 ~ /keychain|lock-tag/ {print $1}' | sort | uniq -d)" ''
same "each was drawn once" "$(query "SELECT object FROM log WHERE act = 'draw' GROUP BY object HAVING count(*) > 1")" ''
same "each has its files" "$(query 'SELECT number FROM batch EXCEPT SELECT batch FROM batch_file')" ''
for folder in office/batches/0*; do
  (cd "$folder" && sha256sum --quiet --strict -c SHA256SUMS) >out 2>err
  same "$folder is whole" $? 0
done
same "as many folders as batches" "$(find office/batches -name '0*' | wc -l)" "$(query 'SELECT count(*) FROM batch')"
check "nothing else is there" 1 '' sh -c 'ls -A office/batches | grep -v "^[0-9]*$" | grep -v "^.lock$"'
check "the log is whole" 0 'yes' "$khoa" log check

# All of them find the same batches without files, as after a crash.
cp -r office/batches drawn
rm -rf office/batches/0*
query 'DELETE FROM batch_file'
last=$(query 'SELECT max(sequence) FROM log')
for i in 1 2 3 4; do start "finish-$i" issue --all --no-proof; done
finished finish-1 finish-2 finish-3 finish-4
check "the same files are there again" 0 '' diff -r drawn office/batches
same "each drawn once, by one of them" "$(query "SELECT count(*), count(DISTINCT object) FROM log WHERE act = 'draw' AND sequence > $last")" \
  "$(query 'SELECT count(*), count(*) FROM batch')"

# Many small ones.
for i in 1 2 3 4 5 6; do
  start "export-$i" bundle export
  start "look-$i" doctor
  start "tag-$i" tag handover --batch 1 --only "$i-$((i + 20))"
done
finished look-1 look-2 look-3 look-4 look-5 look-6
finished export-1 export-2 export-3 export-4 export-5 export-6 tag-1 tag-2 tag-3 tag-4 tag-5 tag-6
same "six bundles, six numbers" "$(cat office/bundles/*.khoa | sed -n 's/^sequence //p' | sort -n | tr '\n' ' ')" '1 2 3 4 5 6 '
same "all that were handed over are" "$(query "SELECT count(*) FROM tag WHERE batch = 1 AND status = 1")" 26
check "the log is still whole" 0 'yes' "$khoa" log check

# Who has to wait too long says so. The lock is held by another program, and khoa waits ten seconds.
mkfifo hold
sqlite3 office/registry.db <hold >/dev/null &
exec 3>hold
echo 'BEGIN IMMEDIATE;' >&3
echo "INSERT INTO unit (code, name) VALUES ('1', 'X');" >&3
sleep 0.5
before=$(date +%s)
check "a registry that stays in use" 2 'the registry is in use by another khoa' "$khoa" tag handover --batch 2
check "it was waited for" 0 '' [ $(($(date +%s) - before)) -ge 5 ]
check "reading goes on meanwhile" 0 '^15667' "$khoa" unit list
exec 3>&-
wait
check "and afterwards all goes on" 0 'in use' "$khoa" tag handover --batch 2

done_testing
