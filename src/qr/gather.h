/* Codes as decoders find them, gathered from windows of one picture or several sizes of it. Used by
 * this room alone. */
#ifndef KHOA_QR_GATHER_H
#define KHOA_QR_GATHER_H

#include "scan.h"
#include "scan_zxing.h"

typedef struct KhoaGathering {
  GPtrArray *scans;    /* KhoaScan *, in pixels of the whole picture */
  KhoaSeen seen;       /* what its pictures are */
  double zoom;         /* pixels of the whole picture per pixel of the window */
  KhoaDecoder decoder; /* that is at work */
  double x, y;         /* where the window starts, pixels of the whole picture */
} KhoaGathering;

KhoaGathering khoa_gathering(KhoaSeen seen);
/* The window may reach beyond the picture. */
void khoa_gather_window(KhoaGathering *to, const KhoaPicture *picture, int x, int y, int width,
                        int height, KhoaDecoder decoders);
/* Takes the scan; the same text at the same place is one. */
void khoa_gather(GPtrArray *scans, KhoaScan *scan);
/* What was gathered, from top to bottom, then left to right; the caller's. */
GPtrArray *khoa_gathering_end(KhoaGathering *gathering);

#endif
