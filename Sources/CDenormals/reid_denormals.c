#include "reid_denormals.h"

#if defined(__x86_64__)
#include <xmmintrin.h>

// Results that would be such numbers (bit 15), and operands that are (bit 6).
static const uint32_t reid_denormals_bits = 1u << 15 | 1u << 6;

uint64_t reid_denormals_flush(void) {
  const uint32_t mode = _mm_getcsr();
  _mm_setcsr(mode | reid_denormals_bits);
  return mode;
}

void reid_denormals_restore(uint64_t mode) { _mm_setcsr((uint32_t)mode); }

#elif defined(__aarch64__)

// FZ: operands and results.
static const uint64_t reid_denormals_bits = UINT64_C(1) << 24;

uint64_t reid_denormals_flush(void) {
  uint64_t mode;
  __asm__ volatile("mrs %0, fpcr" : "=r"(mode));
  __asm__ volatile("msr fpcr, %0" : : "r"(mode | reid_denormals_bits));
  return mode;
}

void reid_denormals_restore(uint64_t mode) { __asm__ volatile("msr fpcr, %0" : : "r"(mode)); }

#else

// Slower on some models, right on all.
uint64_t reid_denormals_flush(void) { return 0; }

void reid_denormals_restore(uint64_t mode) { (void)mode; }

#endif
