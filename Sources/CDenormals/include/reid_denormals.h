#ifndef REID_DENORMALS_H
#define REID_DENORMALS_H

#include <stdint.h>

// Numbers below 2^-126, which CPUs compute with a hundred times slower than with others, and which some trained models
// have many of: osnet-x0.25 takes 13 ms with them and 2.4 ms with zeros in their place, to the same embedding.
//
// How floating point works is a register of each thread that neither C nor Swift can name; hence this target.

// From here on this thread takes such numbers for zero. Answers the thread's former mode.
uint64_t reid_denormals_flush(void);

// Back to a mode that `reid_denormals_flush` answered.
void reid_denormals_restore(uint64_t mode);

#endif
