#!/bin/sh
# A peer: the same tags by gLabels' batch program. glabels.sh COUNT FILE.pdf
set -eu
count=$1 output=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
seq "$count" | awk '{printf "https://antt.example.gov.vn/#%09d", $1; for (i = 0; i < 164; i++) printf "7";
  printf ",Xã Thọ Sơn,0237 0867 113,0237 0867 114,113,0001-%05d\n", $1}' >"$folder/tags.csv"
{
  cat <<XML
<?xml version="1.0"?>
<Glabels-document xmlns="http://glabels.org/xmlns/3.0/">
  <Template brand="khoa" part="bench" size="A4" description="50 x 30 mm">
    <Label-rectangle id="0" width="141.7pt" height="85pt" round="0pt" x_waste="0pt" y_waste="0pt">
      <Layout nx="4" ny="9" x0="14pt" y0="36pt" dx="141.7pt" dy="85pt"/>
    </Label-rectangle>
  </Template>
  <Objects id="0" rotate="False">
    <Object-barcode x="4pt" y="10pt" w="62pt" h="62pt" style="IEC18004" text="False" checksum="True" color="0x000000ff" field="1" backend="libqrencode" a0="1" a1="0" a2="0" a3="1" a4="0" a5="0"/>
XML
  for field in 2 3 4 5 6; do
    cat <<XML
    <Object-text x="70pt" y="$((14 * field - 20))pt" w="70pt" h="13pt" justify="Left" valign="Top" auto_shrink="False" a0="1" a1="0" a2="0" a3="1" a4="0" a5="0"><Span font_family="Sans" font_size="7" font_weight="Regular" font_italic="False" line_spacing="1" color="0x000000ff"><Field name="$field"/></Span></Object-text>
XML
  done
  echo "  </Objects>
  <Merge type=\"Text/Comma\" src=\"$folder/tags.csv\"/></Glabels-document>"
} >"$folder/tags.glabels"
glabels-3-batch -o "$output" "$folder/tags.glabels" >/dev/null
