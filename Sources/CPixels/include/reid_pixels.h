#ifndef REID_PIXELS_H
#define REID_PIXELS_H

#include <stddef.h>
#include <stdint.h>

// The two inner loops of resizing, in C because only here the compiler can be told to make them for several kinds of CPU and
// to choose when the program starts. Whole numbers throughout, so every kind gives the same pixels.

// Which input pixels make one output pixel, as Swift's `ResampleKernel` says: weights are of 2^-22.
typedef struct {
  const long *starts;
  const long *counts;
  // For every two input pixels of an output pixel eight numbers: the first's weight three times, once for each of its
  // channels, the second's three times (0 where there is no second), and two zeros. Those of one output pixel follow
  // those of another.
  const int32_t *pairs;
  long size;
} reid_pixels_kernel;

// Resizes one row of packed 8-bit RGB along x.
//
// row:    its first pixel; `readable` bytes from there on may be looked at (a few more than the last pixel's is faster).
// target: room for 3 * across.size bytes and one more.
void reid_pixels_resize_row(const uint8_t *row, size_t readable, reid_pixels_kernel across, uint8_t *target);

// Rows that are still needed: row n lies at place n % rows, `stride` bytes from one to the next.
typedef struct {
  const uint8_t *bytes;
  long rows;
  long stride;
} reid_pixels_ring;

// Mixes the `count` rows from `first` on, of `row_bytes` bytes each, into one.
void reid_pixels_mix_rows(reid_pixels_ring ring, long row_bytes, long first, const int32_t *weights, long count,
                          uint8_t *target);

#endif
