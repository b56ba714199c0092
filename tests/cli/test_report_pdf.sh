# A report as a document, read by pdftotext and qpdf: what stands in it, its language, its bytes.
. tests/cli/lib.sh
make_office
import_small
"$khoa" committee import "$samples/committees.csv" --from 2025-10-01 >/dev/null 2>&1
for unit in 15664 15667; do
  "$khoa" patrol import "$samples/patrols-$unit.csv" --unit $unit >/dev/null
done
sed -i -e 's/^keychain = 0/keychain = 12000/' -e 's/^lock-tag = 0/lock-tag = 9000/' office/khoa.ini
"$khoa" issue --unit 15667 --no-proof --fund donation >/dev/null 2>&1
sed -e 's/^parent =.*/parent = Ban Chỉ đạo 138 huyện/' -e 's/^place =.*/place = Triệu Sơn/' \
  -e 's/^symbol =.*/symbol = BC-CAH/' -e 's/^signer =.*/signer = KT. Trưởng Công an huyện; Phó Trưởng Công an huyện/' \
  -e 's/^recipients =.*/recipients = Ban Chỉ đạo 138 (để báo cáo); Lưu: VT/' office/khoa.ini >khoa.ini
cp khoa.ini office/khoa.ini

# has NAME FILE.pdf WORDS...: all of them, however lines are broken.
has() {
  name=$1
  pdftotext "$2" - | tr '\n\f' '  ' | tr -s ' ' >out
  : >err
  shift 2
  for words; do
    grep -qF -e "$words" out || { fail "$name" "without '$words'"; return; }
  done
  pass "$name"
}

check "a quarter" 0 '^quarter.pdf$' "$khoa" report quarter 2025-Q4 -o quarter.pdf
has "the form of an official document" quarter.pdf 'BAN CHỈ ĐẠO 138 HUYỆN' 'CÔNG AN HUYỆN TRIỆU SƠN' \
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM' 'Độc lập - Tự do - Hạnh phúc' 'Số: ……/BC-CAH' \
  'Triệu Sơn, ngày …… tháng …… năm ………' 'BÁO CÁO' 'KT. TRƯỞNG CÔNG AN HUYỆN' 'PHÓ TRƯỞNG CÔNG AN HUYỆN' \
  'Nơi nhận:' '- Ban Chỉ đạo 138 (để báo cáo);' '- Lưu: VT.'
has "its title and days" quarter.pdf \
  'Tình hình, kết quả hoạt động của mô hình “Khóa an toàn an ninh trật tự” quý IV năm 2025' \
  '(từ ngày 01/10/2025 đến ngày 31/12/2025)' 'số liệu tính đến hết ngày 01/12/2025'
has "its sections" quarter.pdf 'I. KẾT QUẢ NỔI BẬT' 'II. CẤP PHÁT MÓC KHÓA' 'III. KHẢO SÁT' 'IV. TUẦN TRA' \
  'V. KINH PHÍ' 'VI. THI ĐUA, KHEN THƯỞNG' 'VII. KHÓ KHĂN'
has "its figures" quarter.pdf 'cần có 6 chiếc' 'đạt 100,0 %' 'đã thực hiện 15 lượt' 'Xã Thọ Sơn' \
  'Nguồn xã hội hóa' 'kinh phí 63.000 đồng'
check "nothing that no font draws, and sound" 0 'No syntax or stream encoding errors' qpdf --check quarter.pdf
pdffonts quarter.pdf | awk 'NR > 2 { print $1, $(NF - 4), $(NF - 3) }' >fonts
same "fonts are embedded subsets of one family" '' "$(grep -v '^[A-Z]*+LiberationSerif.* yes yes$' fonts)"
same "on A4" "$(pdfinfo quarter.pdf | sed -n 's/^Pages: *//p')" \
  "$(pdfinfo -l 99 quarter.pdf | grep -c 'size: *595.276 x 841.89')"
check "its metadata" 0 '^Title: *Báo cáo: Tình hình' pdfinfo quarter.pdf
check "whose it is" 0 '^Author: *Công an huyện Triệu Sơn' pdfinfo quarter.pdf
"$khoa" report quarter 2025-Q4 -o again.pdf >/dev/null 2>&1
check "the same bytes again" 0 '' cmp quarter.pdf again.pdf

check "in English" 0 '' "$khoa" report quarter 2025-Q4 --language en -o english.pdf
has "the same figures" english.pdf 'SOCIALIST REPUBLIC OF VIET NAM' 'No. ……/BC-CAH' 'REPORT' 'should have 6' '100.0 %' \
  'Patrols made: 15' 'VII. DIFFICULTIES AND PROPOSALS'
check "another language" 2 "en or vi, not 'fr'" "$khoa" report quarter 2025-Q4 --language fr -o french.pdf
mkdir bare && cp "$khoa" bare/khoa
check "without translations" 2 "the Vietnamese translation isn't installed" bare/khoa report quarter 2025-Q4 -o wrong.pdf
check "of a commune" 0 '' "$khoa" report quarter 2025-Q4 --unit 15667 -o commune.pdf
has "whose name its title says" commune.pdf 'quý IV năm 2025 tại Xã Thọ Sơn'
check "of a year before all" 0 '' "$khoa" report year 2024 -o empty.pdf
has "which says that there was nothing" empty.pdf 'Tổng kết hoạt động' 'chưa có hộ gia đình' \
  'Không phát hiện dấu hiệu thẻ bị sao chép'

sed -e 's/^date =.*/date = today/' khoa.ini >office/khoa.ini
"$khoa" report quarter 2025-Q4 -o dated.pdf >/dev/null 2>&1
has "dated by the day" dated.pdf 'Triệu Sơn, ngày 01 tháng 12 năm 2025'
sed -e 's/^date =.*/date = tomorrow/' khoa.ini >office/khoa.ini
check "a date that is none" 2 'date = tomorrow: ' "$khoa" report quarter 2025-Q4 -o wrong.pdf
cp khoa.ini office/khoa.ini

pdftotext quarter.pdf text
cut -d';' -f4 "$samples/committees.csv" | sed 1d >people
printf 'Lê Văn Mẫu\nTrần Thị Mẫu\nThôn 1\n0530 009\n' >>people
check "names nobody" 1 '' grep -F -f people text
same "nothing half-written" '' "$(find . -name '*unfinished*' -o -name 'french.pdf' -o -name 'wrong.pdf')"
check "not over a file that is there" 2 'is there already' "$khoa" report quarter 2025-Q4 -o quarter.pdf
done_testing
