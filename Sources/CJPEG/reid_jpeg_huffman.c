#include "reid_jpeg_huffman.h"

static const uint32_t reid_jpeg_end_of_block = (uint32_t)1 << 31;

// More coefficients than can be before another code, so that this is found out with the codes that go too far.
static const uint32_t reid_jpeg_no_entry = 63 << 8;

// Two entries, or one and the longest code, take no more than the 56 bits that are loaded at once.
static const unsigned reid_jpeg_most_bits = 25;

static unsigned reid_jpeg_entry_coefficients(uint32_t entry) { return entry >> 8 & 127; }

static bool reid_jpeg_entry_ends(uint32_t entry) { return (entry & reid_jpeg_end_of_block) != 0; }

// --- One code ---

bool reid_jpeg_prepare_code(reid_jpeg_code *code, const uint8_t *definition) {
  code->lengths = definition;
  code->symbols = definition + 16;
  uint32_t next = 0;
  int32_t place = 0;
  for (int length = 1; length <= 16; length++) {
    next <<= 1;
    code->offset[length] = place - (int32_t)next;
    next += code->lengths[length - 1];
    place += code->lengths[length - 1];
    if (next >= (uint32_t)1 << length) return false;  // the code of all ones must stay free
    code->limit[length] = next << (16 - length);
  }
  return true;
}

static int reid_jpeg_symbol(const reid_jpeg_code *code, uint64_t ahead, unsigned *length) {
  uint32_t next = (uint32_t)(ahead >> 48);
  for (*length = 1; *length <= 16; ++*length) {
    if (next < code->limit[*length]) {
      return code->symbols[(int32_t)(next >> (16 - *length)) + code->offset[*length]];
    }
  }
  return -1;
}

static uint32_t reid_jpeg_dc_entry(uint32_t value, unsigned size, unsigned length) {
  // Values that begin with a zero are negative.
  uint32_t difference = size > 0 && value >> (size - 1) == 0 ? value - ((1u << size) - 1) : value;
  return (difference << 16 & 0x7FFF0000) | (length + size);
}

static uint32_t reid_jpeg_ac_entry(unsigned symbol, unsigned length) {
  unsigned run = symbol >> 4, size = symbol & 15;
  // Without a value there are only "sixteen zeros" and "end of block", for which the library takes all others.
  return size == 0 && run != 15 ? reid_jpeg_end_of_block | length : (run + 1) << 8 | (length + size);
}

uint32_t reid_jpeg_read_difference(const reid_jpeg_code *code, uint64_t ahead) {
  unsigned length;
  int size = reid_jpeg_symbol(code, ahead, &length);
  if (size < 0 || size > REID_JPEG_LARGEST_DIFFERENCE) return 0;
  uint32_t value = size > 0 ? (uint32_t)(ahead << length >> (64 - size)) : 0;
  return reid_jpeg_dc_entry(value, (unsigned)size, length);
}

static uint32_t reid_jpeg_read_coefficient(const reid_jpeg_code *code, uint64_t ahead, unsigned place) {
  unsigned length;
  int symbol = reid_jpeg_symbol(code, ahead, &length);
  if (symbol < 0) return 0;
  uint32_t entry = reid_jpeg_ac_entry((unsigned)symbol, length);
  place += reid_jpeg_entry_coefficients(entry);
  if (place > 63) return 0;
  return place == 63 ? entry | reid_jpeg_end_of_block : entry;
}

// --- Tables ---

static uint32_t *reid_jpeg_repeat(uint32_t *next, uint32_t entry, size_t count) {
  for (size_t index = 0; index < count; index++) next[index] = entry;
  return next + count;
}

// An entry with everything that may follow it, which are the entries for lookups of fewer bits.
static uint32_t *reid_jpeg_combine(uint32_t *next, uint32_t entry, unsigned bits_left, const uint32_t *ac) {
  size_t count = (size_t)1 << bits_left;
  for (size_t index = 0; index < count; index++) {
    uint32_t both = entry + ac[count + index];
    bool fits = reid_jpeg_entry_coefficients(both) < 63 && reid_jpeg_entry_bits(both) <= reid_jpeg_most_bits;
    next[index] = fits ? both : entry;
  }
  return next + count;
}

// Codes are in the order of their bits, so tables are filled from their beginning to their end.
void reid_jpeg_fill_ac(uint32_t *entries, const reid_jpeg_code *code) {
  for (unsigned lookup = 0; lookup <= REID_JPEG_LOOKUP; lookup++) {
    uint32_t *next = entries + ((size_t)1 << lookup), *end = next + ((size_t)1 << lookup);
    const uint8_t *symbol = code->symbols;
    for (unsigned length = 1; length <= lookup; length++) {
      for (unsigned left = code->lengths[length - 1]; left > 0; left--) {
        uint32_t *next_code = next + ((size_t)1 << (lookup - length));
        uint32_t entry = reid_jpeg_ac_entry(*symbol++, length);
        unsigned bits = reid_jpeg_entry_bits(entry);
        bool combines = bits <= lookup && !reid_jpeg_entry_ends(entry);
        if (bits > reid_jpeg_most_bits) entry = reid_jpeg_no_entry;
        while (combines && next < next_code) next = reid_jpeg_combine(next, entry, lookup - bits, entries);
        next = reid_jpeg_repeat(next, entry, (size_t)(next_code - next));
      }
    }
    (void)reid_jpeg_repeat(next, reid_jpeg_no_entry, (size_t)(end - next));
  }
}

void reid_jpeg_fill_dc(uint32_t *entries, const reid_jpeg_code *code, const uint32_t *ac) {
  uint32_t *next = entries, *end = entries + ((size_t)1 << REID_JPEG_LOOKUP);
  const uint8_t *symbol = code->symbols;
  for (unsigned length = 1; length <= REID_JPEG_LOOKUP; length++) {
    for (unsigned left = code->lengths[length - 1]; left > 0; left--) {
      uint32_t *next_code = next + ((size_t)1 << (REID_JPEG_LOOKUP - length));
      unsigned size = *symbol++;
      if (size <= REID_JPEG_LARGEST_DIFFERENCE && length + size <= REID_JPEG_LOOKUP) {
        for (uint32_t value = 0; value < (uint32_t)1 << size; value++) {
          uint32_t entry = reid_jpeg_dc_entry(value, size, length);
          next = reid_jpeg_combine(next, entry, REID_JPEG_LOOKUP - length - size, ac);
        }
      }
      next = reid_jpeg_repeat(next, reid_jpeg_no_entry, (size_t)(next_code - next));
    }
  }
  (void)reid_jpeg_repeat(next, reid_jpeg_no_entry, (size_t)(end - next));
}

// --- Skipping ---

#define REID_JPEG_RARELY(condition) __builtin_expect(condition, 0)

// Compilers turn a choice into a branch where they think that the processor can guess it.
#ifdef __clang__
#define REID_JPEG_UNFORESEEN(condition) __builtin_unpredictable(condition)
#else
#define REID_JPEG_UNFORESEEN(condition) (condition)
#endif

typedef struct {
  reid_jpeg_bits bits;
  const uint32_t *table;
  const reid_jpeg_block *block;
  unsigned place;  // how many AC coefficients of the block are behind
  uint64_t left;   // blocks
} reid_jpeg_walk;

// One entry further. No processor foresees with which one a block ends, so nothing branches there.
static inline __attribute__((always_inline)) bool reid_jpeg_step(reid_jpeg_walk *walk) {
  const reid_jpeg_block *block = walk->block;
  const uint32_t *rest = block->rest, *following = block->following;
  const reid_jpeg_block *next = block->next;
  uint32_t entry = walk->table[walk->bits.ahead >> (64 - REID_JPEG_LOOKUP)];
  unsigned place = walk->place + reid_jpeg_entry_coefficients(entry);
  if (REID_JPEG_RARELY(place > 62)) {
    // A long code or none, or the block is full before the last of these codes.
    reid_jpeg_load_ahead(&walk->bits);
    entry = walk->table == block->first ? reid_jpeg_read_difference(block->dc_code, walk->bits.ahead)
                                        : reid_jpeg_read_coefficient(block->ac_code, walk->bits.ahead, walk->place);
    if (entry == 0) return false;
    place = walk->place + reid_jpeg_entry_coefficients(entry);
  }
  reid_jpeg_drop(&walk->bits, entry);
  *block->dc += reid_jpeg_entry_difference(entry);
  bool ends = reid_jpeg_entry_ends(entry);
  walk->table = REID_JPEG_UNFORESEEN(ends) ? following : rest;
  walk->block = REID_JPEG_UNFORESEEN(ends) ? next : block;
  walk->place = REID_JPEG_UNFORESEEN(ends) ? 0 : place;
  walk->left -= ends;
  return true;
}

bool reid_jpeg_skip_blocks(reid_jpeg_reader *reader, const reid_jpeg_block **block, uint64_t *count) {
  reid_jpeg_walk walk = {reader->bits, (*block)->first, *block, 0, *count};
  const uint8_t *limit = reader->limit;
  uint64_t later = 0;
  do {
    if (REID_JPEG_RARELY(walk.bits.next >= limit)) {
      // Only to the end of this block.
      later = walk.left - 1;
      walk.left = 1;
      limit = reader->window + sizeof reader->window;
    }
    reid_jpeg_load_ahead(&walk.bits);
    if (!reid_jpeg_step(&walk)) return false;
    if (walk.left == 0) break;
    if (!reid_jpeg_step(&walk)) return false;
  } while (walk.left > 0);
  reader->bits = walk.bits;
  *block = walk.block;
  *count = later;
  return true;
}
