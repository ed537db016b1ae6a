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

typedef uint8_t reid_pixels_bytes4 __attribute__((vector_size(4)));
typedef int32_t reid_pixels_sums4 __attribute__((vector_size(16)));
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
  const int32_t *weights = across.weights;
  for (long x = 0; x < across.size; x++, target += 3) {
    const long count = across.counts[x];
    const uint8_t *pixel = row + across.starts[x] * 3;
    reid_pixels_sums4 sums = {half, half, half, half};
    // Four bytes at a time: a pixel and a byte too many, which nobody looks at.
    long wide = count;
    while (wide > 0 && (size_t)((pixel - row) + wide * 3 + 1) > readable) wide--;
    for (long tap = 0; tap < wide; tap++, pixel += 3) {
      reid_pixels_bytes4 bytes;
      memcpy(&bytes, pixel, sizeof bytes);
      sums += __builtin_convertvector(bytes, reid_pixels_sums4) * weights[tap];
    }
    for (long tap = wide; tap < count; tap++, pixel += 3) {
      for (int channel = 0; channel < 3; channel++) sums[channel] += pixel[channel] * weights[tap];
    }
    weights += count;
    for (int channel = 0; channel < 3; channel++) target[channel] = reid_pixels_level(sums[channel]);
  }
}

REID_PIXELS_EACH_CPU
void reid_pixels_mix_rows(const uint8_t *ring, long ring_rows, long row_bytes, long first, const int32_t *weights,
                          long count, uint8_t *target) {
  const int32_t half = 1 << (REID_PIXELS_PRECISION - 1);
  long place = 0;
  for (; place + 16 <= row_bytes; place += 16) {
    reid_pixels_sums16 sums = {0};
    sums += half;
    long slot = first % ring_rows;
    for (long tap = 0; tap < count; tap++) {
      reid_pixels_bytes16 bytes;
      memcpy(&bytes, ring + slot * row_bytes + place, sizeof bytes);
      sums += __builtin_convertvector(bytes, reid_pixels_sums16) * weights[tap];
      if (++slot == ring_rows) slot = 0;
    }
    sums >>= REID_PIXELS_PRECISION;
    const reid_pixels_sums16 over = sums > 255;
    sums = (sums & ~over) | (over & 255);
    const reid_pixels_bytes16 levels = __builtin_convertvector(sums, reid_pixels_bytes16);
    memcpy(target + place, &levels, sizeof levels);
  }
  for (; place < row_bytes; place++) {
    int32_t sum = half;
    long slot = first % ring_rows;
    for (long tap = 0; tap < count; tap++) {
      sum += ring[slot * row_bytes + place] * weights[tap];
      if (++slot == ring_rows) slot = 0;
    }
    target[place] = reid_pixels_level(sum);
  }
}
