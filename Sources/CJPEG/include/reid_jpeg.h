#ifndef REID_JPEG_H
#define REID_JPEG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// libjpeg-turbo behind three functions.
//
// The library reports errors by jumping out of its callbacks and creates its decompressor with a macro; neither can be
// written in Swift. Everything that jumps stays inside this target: the functions always return normally, free what they
// allocated, and never touch `bytes` outside `count` or `capacity`.

typedef enum {
  REID_JPEG_OK = 0,
  // The data ends too early for even one wanted row.
  REID_JPEG_TRUNCATED,
  // The data contradicts the format before even one wanted row.
  REID_JPEG_CORRUPT,
  // A kind of JPEG that the library does not decode (12 bit, lossless, hierarchical).
  REID_JPEG_UNSUPPORTED,
  // A side is longer than the library takes; the header's width and height are set.
  REID_JPEG_TOO_LARGE,
  // More memory would be needed than `working_bytes` says, or more room than `capacity`.
  REID_JPEG_MEMORY,
  // Time is up.
  REID_JPEG_DEADLINE,
} reid_jpeg_status;

typedef enum {
  REID_JPEG_UNDAMAGED = 0,
  REID_JPEG_DAMAGE_TRUNCATED,
  REID_JPEG_DAMAGE_CORRUPT,
} reid_jpeg_damage;

typedef struct {
  uint32_t width;
  uint32_t height;
  bool progressive;
  // Upper bound of what decoding allocates besides the caller's pixels. With a single scan this includes a smaller file
  // with what is wanted, which may be as large as the whole one.
  uint64_t working_bytes;
} reid_jpeg_header;

typedef struct {
  uint32_t left;
  uint32_t top;
  uint32_t width;
  uint32_t height;
} reid_jpeg_rect;

// Reads up to the first scan. Decodes nothing; allocates some tens of kilobytes, whatever the size claimed.
//
// file_count: at least the size of the whole file, of which `bytes` may be only the beginning.
reid_jpeg_status reid_jpeg_read_header(const uint8_t *bytes, size_t count, size_t file_count, reid_jpeg_header *header);

// Decodes exactly `wanted` (which must lie inside the picture and must not be empty) to packed 8-bit RGB.
//
// header:           what reid_jpeg_read_header said of the same file; checked again.
// nanoseconds_left: time allowed from now on; negative means no limit.
// pixels:           wanted.width * wanted.height * 3 bytes, all of them written.
// intact_rows:      rows of the *picture* above this one are as the undamaged file would give them; the picture's height
//                   when nothing was wrong. Rows of `pixels` from there on are zero.
reid_jpeg_status reid_jpeg_decode(const uint8_t *bytes, size_t count, const reid_jpeg_header *header,
                                  reid_jpeg_rect wanted, int64_t nanoseconds_left, uint8_t *pixels,
                                  uint32_t *intact_rows, reid_jpeg_damage *damage);

// Encodes packed 8-bit RGB as a baseline JPEG with chroma at half size. Allocates a few rows.
//
// quality: 1 to 100, as the library counts it.
// bytes:   room for `capacity` bytes, of which the first `count` are the file; 0 unless the answer is REID_JPEG_OK.
// Answers REID_JPEG_TOO_LARGE, REID_JPEG_MEMORY, or REID_JPEG_CORRUPT when there is no pixel.
reid_jpeg_status reid_jpeg_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int quality, uint8_t *bytes,
                                  size_t capacity, size_t *count);

#endif
