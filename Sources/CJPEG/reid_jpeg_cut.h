#ifndef REID_JPEG_CUT_H
#define REID_JPEG_CUT_H

// Cuts a smaller JPEG out of a larger one without decoding either. Not part of the target's interface.
//
// For a part of a picture, the library spends most of its time on the Huffman codes of what lies above and beside it:
// it finds out every coefficient to know where the next one begins. Finding only the end of each block takes a third of
// that, and the wanted blocks are then copied as they are.

#include "reid_jpeg.h"

typedef struct {
  uint8_t *bytes;
  size_t count;
  reid_jpeg_rect rect;  // where in the cut picture the wanted rectangle lies
} reid_jpeg_cutting;

// True: the cutting is a baseline JPEG. Inside `rect` its pixels are those of the original inside `wanted`, bit for
// bit. What the library refuses about the original's frame or tables, it refuses there as well. To be given back with
// reid_jpeg_cutting_free.
//
// False: there is no cutting, or it would not pay. The file is not baseline with a single scan, or unusual in another
// way; its coded data is wrong anywhere down to the end of the last row of MCUs that decoding `wanted` takes; most of
// the picture down to there is wanted; there is no memory; the deadline has passed (by the clock of reid_jpeg_now;
// INT64_MAX means none). Decoding the file itself tells which.
bool reid_jpeg_cut(const uint8_t *bytes, size_t count, reid_jpeg_rect wanted, int64_t deadline,
                   reid_jpeg_cutting *cutting);

void reid_jpeg_cutting_free(reid_jpeg_cutting *cutting);

// Upper bound of what cutting a file of that many bytes allocates, the cutting included.
uint64_t reid_jpeg_cut_bytes(size_t count);

#endif
