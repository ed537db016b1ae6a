#ifndef REID_PEAK_H
#define REID_PEAK_H

#include <stdint.h>

// What one core can do at most, to hold our own times against. In C, because only here code for one kind of CPU can be
// chosen at run time.

// Multiply-adds of 32-bit floats, the widest that this CPU has and this file knows: so many of them, in nanoseconds.
// `sink` keeps the compiler from leaving the work out.
double reid_peak_multiply_adds(int64_t count, float *sink);

// Reads memory once, front to back, in nanoseconds.
double reid_peak_read(const int64_t *numbers, int64_t count, int64_t *sink);

#endif
