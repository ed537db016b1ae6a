#ifndef REID_JPEG_BITS_H
#define REID_JPEG_BITS_H

// Reads and writes the bits of a scan, in which a zero byte is stuffed behind every 0xFF.
//
// The reader takes stuffed bytes out, piece by piece, into a window of which one block can always be read without
// looking how much is left. So nothing is checked inside a block; that its data ended too early is noticed behind it.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
  // Small enough to stay in the nearest cache together with the tables.
  REID_JPEG_WINDOW = 16 * 1024,
  // The largest block has a difference and 63 coefficients of 16 + 15 bits, which are 249 bytes. The rest is for what
  // is loaded ahead.
  REID_JPEG_SLACK = 320,
};

typedef struct {
  uint64_t ahead;       // the next bits, from the top
  unsigned count;       // how many of them are taken as read from the window; only the low six bits mean something
  const uint8_t *next;  // in the window
} reid_jpeg_bits;

typedef struct {
  reid_jpeg_bits bits;
  const uint8_t *limit;  // a block that begins before can be read without looking
  uint8_t *end;          // of what the window holds
  bool complete;         // the window holds all up to a marker or the end of the file
  const uint8_t *source;
  const uint8_t *source_end;
  uint8_t window[REID_JPEG_WINDOW + REID_JPEG_SLACK];
} reid_jpeg_reader;

static inline uint64_t reid_jpeg_load(const uint8_t *bytes) {
  return (uint64_t)bytes[0] << 56 | (uint64_t)bytes[1] << 48 | (uint64_t)bytes[2] << 40 | (uint64_t)bytes[3] << 32 |
         (uint64_t)bytes[4] << 24 | (uint64_t)bytes[5] << 16 | (uint64_t)bytes[6] << 8 | bytes[7];
}

// At least 56 bits are ahead afterwards. Eight bytes are loaded, but only whole ones that fit are counted; what lies
// below them in `ahead` is loaded again the next time, to the same place.
static inline void reid_jpeg_load_ahead(reid_jpeg_bits *bits) {
  unsigned count = bits->count & 63;
  bits->ahead |= reid_jpeg_load(bits->next) >> count;
  bits->next += (63 - count) >> 3;
  bits->count = count | 56;
}

// As many bits as the low six bits of `count` say.
static inline void reid_jpeg_drop(reid_jpeg_bits *bits, unsigned count) {
  bits->ahead <<= count & 63;
  bits->count -= count;
}

// Where in the window the next bit is, in bits.
static inline size_t reid_jpeg_position(const reid_jpeg_reader *reader) {
  return (size_t)(reader->bits.next - reader->window) * 8 - (reader->bits.count & 63);
}

// More bits were read than there are.
static inline bool reid_jpeg_is_beyond_end(const reid_jpeg_reader *reader) {
  return reid_jpeg_position(reader) > (size_t)(reader->end - reader->window) * 8;
}

static inline void reid_jpeg_begin_segment(reid_jpeg_reader *reader, const uint8_t *source) {
  reader->source = source;
  reader->bits = (reid_jpeg_bits){0, 0, reader->window};
  reader->limit = reader->end = reader->window;
  reader->complete = false;
}

static inline void reid_jpeg_unstuff(reid_jpeg_reader *reader) {
  const uint8_t *room_end = reader->window + REID_JPEG_WINDOW;
  while (reader->end < room_end) {
    size_t left = (size_t)(reader->source_end - reader->source), room = (size_t)(room_end - reader->end);
    size_t most = left < room ? left : room;
    const uint8_t *found = most > 0 ? memchr(reader->source, 0xFF, most) : NULL;
    size_t plain = found != NULL ? (size_t)(found - reader->source) : most;
    memcpy(reader->end, reader->source, plain);
    reader->source += plain;
    reader->end += plain;
    left -= plain;
    if (left == 0 || (found != NULL && (left == 1 || found[1] != 0))) {
      reader->complete = true;
      return;
    }
    if (found == NULL) continue;
    *reader->end++ = 0xFF;
    reader->source += 2;
  }
}

// To be called when the limit is reached. False when the blocks before were not all there.
static inline bool reid_jpeg_fill_window(reid_jpeg_reader *reader) {
  if (!reader->complete) {
    // What is ahead was loaded from the last eight bytes; it is not loaded again, but may be copied from there.
    const uint8_t *kept = reader->bits.next - reader->window > 8 ? reader->bits.next - 8 : reader->window;
    size_t moved = (size_t)(kept - reader->window);
    memmove(reader->window, kept, (size_t)(reader->end - kept));
    reader->bits.next -= moved;
    reader->end -= moved;
    reid_jpeg_unstuff(reader);
    reader->limit = reader->complete ? reader->end : reader->end - REID_JPEG_SLACK;
    if (reader->complete) memset(reader->end, 0, REID_JPEG_SLACK);
  }
  return !reid_jpeg_is_beyond_end(reader);
}

// Goes on behind a restart marker. False when it is not the expected one, or not where it should be.
static inline bool reid_jpeg_next_segment(reid_jpeg_reader *reader, unsigned number) {
  if (!reid_jpeg_fill_window(reader) || !reader->complete) return false;
  if ((size_t)(reader->end - reader->window) * 8 - reid_jpeg_position(reader) > 7) return false;
  const uint8_t *marker = reader->source;
  while (marker < reader->source_end && *marker == 0xFF) marker++;
  if (marker == reader->source_end || *marker != 0xD0 + number) return false;
  reid_jpeg_begin_segment(reader, marker + 1);
  return true;
}

// --- Writing ---

typedef struct {
  uint64_t pending;  // not yet written bits, at the bottom
  unsigned count;    // of them; less than 32 between calls
  uint8_t *next;
  const uint8_t *end;  // looked at by the caller
} reid_jpeg_writer;

static inline void reid_jpeg_write_byte(reid_jpeg_writer *writer, uint8_t byte) {
  *writer->next++ = byte;
  if (byte == 0xFF) *writer->next++ = 0;
}

// At most 32 bits.
static inline void reid_jpeg_write_bits(reid_jpeg_writer *writer, uint32_t bits, unsigned count) {
  writer->pending = writer->pending << count | bits;
  writer->count += count;
  if (writer->count < 32) return;
  writer->count -= 32;
  uint32_t word = (uint32_t)(writer->pending >> writer->count);
  for (int shift = 24; shift >= 0; shift -= 8) reid_jpeg_write_byte(writer, (uint8_t)(word >> shift));
}

// Copies bits of the reader's window. False when there might be no room for them, each byte with a stuffed one, and for
// a few more bytes.
static inline bool reid_jpeg_copy_bits(reid_jpeg_writer *writer, const reid_jpeg_reader *reader, size_t from,
                                       size_t to) {
  if ((size_t)(writer->end - writer->next) < (to - from) / 4 + 32) return false;
  while (from < to) {
    unsigned count = to - from < 32 ? (unsigned)(to - from) : 32;
    uint64_t bits = reid_jpeg_load(reader->window + from / 8) << from % 8;
    reid_jpeg_write_bits(writer, (uint32_t)(bits >> (64 - count)), count);
    from += count;
  }
  return true;
}

// Fills the last byte with ones.
static inline void reid_jpeg_end_bits(reid_jpeg_writer *writer) {
  reid_jpeg_write_bits(writer, 0x7F, 7);
  for (; writer->count >= 8; writer->count -= 8) {
    reid_jpeg_write_byte(writer, (uint8_t)(writer->pending >> (writer->count - 8)));
  }
}

#endif
