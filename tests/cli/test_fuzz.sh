# The parsers of outside bytes, fed their corpus and seeded mutations of it.
. tests/cli/lib.sh
corpus=$vectors/../corpus

check "scanned texts" 0 '' sh -c "'$build'/tests/fuzz/fuzz_reading -n 20000 -s 7 '$corpus'/reading/*"
check "bundles" 0 '' \
  sh -c "'$build'/tests/fuzz/fuzz_bundle -n 5000 -s 7 '$corpus'/bundle/* '$vectors'/example.khoa"
check "survey forms and rosters" 0 '' sh -c "'$build'/tests/fuzz/fuzz_form -n 10000 -s 7 '$corpus'/form/*"
check "key and signature files" 0 '' \
  sh -c "'$build'/tests/fuzz/fuzz_minisign -n 20000 -s 7 '$corpus'/minisign/*"
check "survey files and enrolments" 0 '' \
  sh -c "'$build'/tests/fuzz/fuzz_survey -n 20000 -s 7 '$corpus'/survey/*"

done_testing
