#define ZX_USE_UTF8
#include "scan_zxing.h"

#include <ReadBarcode.h>

static void tell(const ZXing::Result &result, KhoaFound found, void *data) {
  KhoaPoint corners[4];
  for (int i = 0; i < 4; i++)
    corners[i] = {double(result.position()[i].x), double(result.position()[i].y)};
  const ZXing::ByteArray &bytes = result.bytes(); // text() would guess a character set
  found(reinterpret_cast<const char *>(bytes.data()), bytes.size(), corners, data);
}

void khoa_zxing_scan(const uint8_t *grey, int width, int height, int stride, KhoaSeen seen,
                     KhoaFound found, void *data) {
  try {
    ZXing::ImageView view(grey, width, height, ZXing::ImageFormat::Lum, stride);
    auto hints = ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode);
    if (seen != KHOA_SEEN_PHOTO)
      hints.setBinarizer(ZXing::Binarizer::FixedThreshold);
    hints.setIsPure(seen == KHOA_SEEN_MODULES);
    for (const ZXing::Result &result : ZXing::ReadBarcodes(view, hints))
      if (result.isValid())
        tell(result, found, data);
  } catch (...) { // no exception may reach C
  }
}
