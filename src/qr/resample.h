/* Pictures straightened, enlarged and sharpened, for codes that are small or blurred. */
#ifndef KHOA_QR_RESAMPLE_H
#define KHOA_QR_RESAMPLE_H

#include "picture.h"
#include "point.h"

/* Between the four pixels around a point; white outside. */
double khoa_grey_at(const KhoaPicture *photo, KhoaPoint at);
/* Each pixel made more different from those `reach` pixels away. */
KhoaPicture *khoa_picture_sharpen(const KhoaPicture *picture, int reach);

#endif
