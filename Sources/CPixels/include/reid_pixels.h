#ifndef REID_PIXELS_H
#define REID_PIXELS_H

#include <stddef.h>
#include <stdint.h>

// The two inner loops of resizing, in C because only here the compiler can be told to make them for several kinds of CPU and
// to choose when the program starts. Whole numbers throughout, so every kind gives the same pixels.

// Which input pixels make one output pixel, as Swift's `ResampleKernel` says: weights are of 2^-22 and follow each other.
typedef struct {
  const long *starts;
  const long *counts;
  const int32_t *weights;
  long size;
} reid_pixels_kernel;

// Resizes one row of packed 8-bit RGB along x.
//
// row:    its first pixel; `readable` bytes from there on may be looked at (one more than the last pixel's is faster).
// target: 3 * across.size bytes.
void reid_pixels_resize_row(const uint8_t *row, size_t readable, reid_pixels_kernel across, uint8_t *target);

// Mixes `count` rows of `row_bytes` bytes into one. Row `first + n` lies in `ring` at place (first + n) % ring_rows.
void reid_pixels_mix_rows(const uint8_t *ring, long ring_rows, long row_bytes, long first, const int32_t *weights,
                          long count, uint8_t *target);

#endif
