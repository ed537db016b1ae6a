#ifndef REID_JPEG_CLOCK_H
#define REID_JPEG_CLOCK_H

#include <stdint.h>
#include <time.h>

// What deadlines are measured by: nanoseconds of a clock that nobody sets.
static inline int64_t reid_jpeg_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

#endif
