#include "reid_pixels.h"

#include <string.h>

// Of each function one version for any CPU of its architecture, and on x86-64 another for those with AVX2, chosen by the
// loader. Other loaders than glibc's do not choose, and other architectures need no choice.
#if defined(__x86_64__) && defined(__gnu_linux__)
#define REID_PIXELS_EACH_CPU __attribute__((target_clones("avx2", "default")))
#else
#define REID_PIXELS_EACH_CPU
#endif

#define REID_PIXELS_PRECISION 22

typedef uint8_t reid_pixels_bytes8 __attribute__((vector_size(8)));
typedef int32_t reid_pixels_sums8 __attribute__((vector_size(32)));
typedef uint8_t reid_pixels_bytes16 __attribute__((vector_size(16)));
typedef int32_t reid_pixels_sums16 __attribute__((vector_size(64)));

// Weights are never negative, so a sum can only round a little over the top.
static inline uint8_t reid_pixels_level(int32_t sum) {
  int32_t level = sum >> REID_PIXELS_PRECISION;
  return (uint8_t)(level > 255 ? 255 : level);
}

REID_PIXELS_EACH_CPU
void reid_pixels_resize_row(const uint8_t *row, size_t readable, reid_pixels_kernel across, uint8_t *target) {
  const int32_t half = 1 << (REID_PIXELS_PRECISION - 1);
  const int32_t *weights = across.pairs;
  for (long x = 0; x < across.size; x++, target += 3) {
    const long pairs = (across.counts[x] + 1) / 2;
    const uint8_t *pixel = row + across.starts[x] * 3;
    const size_t left = readable - (size_t)(pixel - row);
    reid_pixels_sums8 sums = {half, half, half};
    // Two pixels at a time, and two bytes too many, whose weights are zero.
    const long whole = left >= (size_t)pairs * 6 + 2 ? pairs : 0;
    for (long pair = 0; pair < whole; pair++) {
      reid_pixels_bytes8 bytes;
      reid_pixels_sums8 weight;
      memcpy(&bytes, pixel + pair * 6, sizeof bytes);
      memcpy(&weight, weights + pair * 8, sizeof weight);
      sums += __builtin_convertvector(bytes, reid_pixels_sums8) * weight;
    }
    // At the very end of the picture's memory there is nothing too many.
    for (long place = 0; whole == 0 && place < across.counts[x] * 3; place++) {
      sums[place % 3] += pixel[place] * weights[place / 6 * 8 + place % 6];
    }
    weights += pairs * 8;
    // First and second pixels together; the fourth byte is the next output pixel's to overwrite.
    sums += __builtin_shufflevector(sums, sums, 3, 4, 5, 6, 7, 0, 1, 2);
    sums >>= REID_PIXELS_PRECISION;
    const reid_pixels_sums8 over = sums > 255;
    sums = (sums & ~over) | (over & 255);
    const reid_pixels_bytes8 levels = __builtin_convertvector(sums, reid_pixels_bytes8);
    memcpy(target, &levels, 4);
  }
}

REID_PIXELS_EACH_CPU
void reid_pixels_mix_rows(reid_pixels_ring ring, long row_bytes, long first, const int32_t *weights, long count,
                          uint8_t *target) {
  const int32_t half = 1 << (REID_PIXELS_PRECISION - 1);
  long place = 0;
  for (; place + 16 <= row_bytes; place += 16) {
    reid_pixels_sums16 sums = {0};
    sums += half;
    long slot = first % ring.rows;
    for (long tap = 0; tap < count; tap++) {
      reid_pixels_bytes16 bytes;
      memcpy(&bytes, ring.bytes + slot * ring.stride + place, sizeof bytes);
      sums += __builtin_convertvector(bytes, reid_pixels_sums16) * weights[tap];
      if (++slot == ring.rows) slot = 0;
    }
    sums >>= REID_PIXELS_PRECISION;
    const reid_pixels_sums16 over = sums > 255;
    sums = (sums & ~over) | (over & 255);
    const reid_pixels_bytes16 levels = __builtin_convertvector(sums, reid_pixels_bytes16);
    memcpy(target + place, &levels, sizeof levels);
  }
  for (; place < row_bytes; place++) {
    int32_t sum = half;
    long slot = first % ring.rows;
    for (long tap = 0; tap < count; tap++) {
      sum += ring.bytes[slot * ring.stride + place] * weights[tap];
      if (++slot == ring.rows) slot = 0;
    }
    target[place] = reid_pixels_level(sum);
  }
}
