#ifndef REID_WEBP_H
#define REID_WEBP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// libwebp behind two functions: its decoder configuration is a structure of nested unions that C fills in best, and
// its set-up functions are inline in the header.
//
// Both take one `VP8 ` or `VP8L` chunk, its eight bytes of name and length included, not the whole file: so a separate
// alpha plane is never decoded (it would be dropped anyway), and animations never get here.

typedef enum {
  REID_WEBP_OK = 0,
  REID_WEBP_TRUNCATED,
  REID_WEBP_CORRUPT,
  REID_WEBP_MEMORY,
  // Time is up.
  REID_WEBP_DEADLINE,
} reid_webp_status;

typedef struct {
  uint32_t width;
  uint32_t height;
  bool lossless;
} reid_webp_header;

typedef struct {
  uint32_t left;
  uint32_t top;
  uint32_t width;
  uint32_t height;
} reid_webp_rect;

reid_webp_status reid_webp_read_header(const uint8_t *chunk, size_t count, reid_webp_header *header);

// Decodes exactly `wanted` (inside the picture, not empty) to packed 8-bit RGB; alpha is dropped.
//
// header:           what reid_webp_read_header said of the same bytes; checked again.
// nanoseconds_left: time allowed from now on; negative means no limit. Looked at between pieces of the input.
// scratch:          room for the wanted rectangle and its margin, `reid_webp_scratch_bytes` of it.
// pixels:           wanted.width * wanted.height * 3 bytes, all of them written.
// intact_rows:      rows of the *picture* above this one came out; the picture's height when all wanted ones did.
reid_webp_status reid_webp_decode(const uint8_t *chunk, size_t count, const reid_webp_header *header,
                                  reid_webp_rect wanted, int64_t nanoseconds_left, uint8_t *scratch, uint8_t *pixels,
                                  uint32_t *intact_rows);

// Bytes that `scratch` must have.
size_t reid_webp_scratch_bytes(const reid_webp_header *header, reid_webp_rect wanted);

#endif
