#ifndef REID_PNG_H
#define REID_PNG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// libpng behind one function, because it reports errors with longjmp. Always returns normally, frees what it allocated
// and never reads outside `count` bytes.

typedef enum {
  REID_PNG_OK = 0,
  // The data ends before even one wanted row (for an interlaced picture: before its last).
  REID_PNG_TRUNCATED,
  // The data contradicts the format or one of its checksums.
  REID_PNG_CORRUPT,
  REID_PNG_MEMORY,
  // Time is up.
  REID_PNG_DEADLINE,
} reid_png_status;

typedef struct {
  uint32_t left;
  uint32_t top;
  uint32_t width;
  uint32_t height;
} reid_png_rect;

// Decodes exactly `wanted` (inside the picture, not empty) to packed 8-bit RGB: palettes looked up, gray spread over the
// three channels, 16-bit samples cut to their high byte, alpha dropped. Gamma and colour profiles are not applied.
//
// width, height, interlaced: what the caller read from the file's header and reserved memory for; checked again.
// nanoseconds_left: time allowed from now on; negative means no limit.
// pixels:           wanted.width * wanted.height * 3 bytes, all of them written.
// intact_rows:      rows of the *picture* above this one could be read; the picture's height when all wanted ones
//                   could. Rows of `pixels` from there on are zero.
reid_png_status reid_png_decode(const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, bool interlaced,
                                reid_png_rect wanted, int64_t nanoseconds_left, uint8_t *pixels,
                                uint32_t *intact_rows);

#endif
