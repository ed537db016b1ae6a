#ifndef REID_JPEG_HUFFMAN_H
#define REID_JPEG_HUFFMAN_H

// Finds out where Huffman-coded blocks end and what their DC differences add up to, and nothing else about them.
//
// Several codes are looked up at once. An entry of a table stands for the bits that come next, and says of all whole
// codes among them:
//
//   bits 0...5    how many bits they take, values included
//   bits 8...14   how many AC coefficients they make
//   bits 16...30  the DC difference (signed) when they begin with one
//   bit 31        that the last one ends the block
//
// The last code's value may reach beyond what was looked up, since nobody wants to know it.

#include "reid_jpeg_bits.h"

enum {
  // How many bits are looked up at once. With 11 it takes a tenth more steps, with 13 the tables outgrow the nearest
  // cache.
  REID_JPEG_LOOKUP = 12,
  REID_JPEG_LARGEST_DIFFERENCE = 11,  // in bits
};

static inline unsigned reid_jpeg_entry_bits(uint32_t entry) { return entry & 63; }

static inline int32_t reid_jpeg_entry_difference(uint32_t entry) { return (int32_t)(entry << 1) >> 17; }

// A table as the file has it, with what it takes to read one code.
typedef struct {
  const uint8_t *lengths;  // how many codes of 1...16 bits there are
  const uint8_t *symbols;  // in the order of their codes
  uint32_t limit[17];      // per length: the first 16 bits that begin no code of that length or a shorter one
  int32_t offset[17];      // per length: from code to place among the symbols
} reid_jpeg_code;

// A block of an MCU. Those of one MCU are linked in a ring.
typedef struct reid_jpeg_block {
  const uint32_t *first;      // entries for its beginning: a difference and what follows
  const uint32_t *rest;       // entries for what comes later
  const uint32_t *following;  // the next block's first
  const struct reid_jpeg_block *next;
  int32_t *dc;  // of its component; differences are added
  const reid_jpeg_code *dc_code;
  const reid_jpeg_code *ac_code;
} reid_jpeg_block;

// definition: sixteen counts, and the symbols. False when they make no code.
bool reid_jpeg_prepare_code(reid_jpeg_code *code, const uint8_t *definition);

// entries: room for 2 << REID_JPEG_LOOKUP, the second half of which is what a block's `rest` points to. The first half
//          is for lookups of fewer bits, out of which those for more are put together.
void reid_jpeg_fill_ac(uint32_t *entries, const reid_jpeg_code *code);

// entries: room for 1 << REID_JPEG_LOOKUP.
// ac:      the filled entries of the code that follows.
void reid_jpeg_fill_dc(uint32_t *entries, const reid_jpeg_code *code, const uint32_t *ac);

// The entry for just the difference whose code comes next. 0 when there is no such code.
uint32_t reid_jpeg_read_difference(const reid_jpeg_code *code, uint64_t ahead);

// Skips blocks until `count` of them are done or, at the end of a block, the window's limit is reached, and counts
// `count` down. False when the data is wrong.
bool reid_jpeg_skip_blocks(reid_jpeg_reader *reader, const reid_jpeg_block **block, uint64_t *count);

#endif
