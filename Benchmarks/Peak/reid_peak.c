#include "reid_peak.h"

#include <time.h>

static double reid_peak_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

#pragma STDC FP_CONTRACT ON

// Ten sums, because one multiply-add takes four or five cycles until its sum can be used and two begin in every cycle.
#define REID_PEAK_LOOP(lanes)                                                              \
  typedef float vector __attribute__((vector_size(lanes * sizeof(float))));                \
  vector a = {0}, b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a;           \
  vector x = a + 0.9999f, y = a + 1e-6f;                                                   \
  for (int64_t left = count / (10 * lanes); left > 0; left--) {                            \
    __asm__ volatile("" ::: "memory");                                                     \
    a = a * x + y, b = b * x + y, c = c * x + y, d = d * x + y, e = e * x + y;             \
    f = f * x + y, g = g * x + y, h = h * x + y, i = i * x + y, j = j * x + y;             \
  }                                                                                        \
  vector sum = a + b + c + d + e + f + g + h + i + j;                                      \
  *sink = sum[0]

#if defined(__x86_64__)
__attribute__((target("avx512f"))) static void reid_peak_16(int64_t count, float *sink) { REID_PEAK_LOOP(16); }
__attribute__((target("avx2,fma"))) static void reid_peak_8(int64_t count, float *sink) { REID_PEAK_LOOP(8); }
#endif
static void reid_peak_4(int64_t count, float *sink) { REID_PEAK_LOOP(4); }

double reid_peak_multiply_adds(int64_t count, float *sink) {
  double start = reid_peak_now();
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) {
    reid_peak_16(count, sink);
  } else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    reid_peak_8(count, sink);
  } else {
    reid_peak_4(count, sink);
  }
#else
  reid_peak_4(count, sink);
#endif
  return reid_peak_now() - start;
}

double reid_peak_read(const int64_t *numbers, int64_t count, int64_t *sink) {
  typedef int64_t vector __attribute__((vector_size(64), aligned(8)));
  double start = reid_peak_now();
  vector a = {0}, b = {0};
  for (int64_t index = 0; index + 16 <= count; index += 16) {
    a += *(const vector *)(numbers + index);
    b += *(const vector *)(numbers + index + 8);
  }
  a += b;
  *sink = a[0] + a[1] + a[2] + a[3] + a[4] + a[5] + a[6] + a[7];
  return reid_peak_now() - start;
}
