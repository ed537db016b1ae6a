#include "reid_jpeg_cut.h"

#include <stdlib.h>

#include "reid_jpeg_clock.h"
#include "reid_jpeg_huffman.h"

enum {
  REID_JPEG_SOF0 = 0xC0,
  REID_JPEG_SOF1 = 0xC1,
  REID_JPEG_DHT = 0xC4,
  REID_JPEG_SOI = 0xD8,
  REID_JPEG_EOI = 0xD9,
  REID_JPEG_SOS = 0xDA,
  REID_JPEG_DQT = 0xDB,
  REID_JPEG_DRI = 0xDD,
  REID_JPEG_APP0 = 0xE0,
  REID_JPEG_APP14 = 0xEE,
  REID_JPEG_APP15 = 0xEF,
  REID_JPEG_COM = 0xFE,

  REID_JPEG_MOST_COMPONENTS = 4,
  REID_JPEG_MOST_BLOCKS = 10,
  REID_JPEG_MOST_TABLES = 4,
};

// By how much a cutting may be larger than the whole file. It could only be by codes added to DC tables, and by more
// stuffing where bits moved within their bytes.
static const size_t reid_jpeg_growth = 64 * 1024;

// Of 100 MCUs down to the last row needed, how many may be kept. Those are read twice, and with camera pictures that
// costs more than it saves from 55 to 60 on.
static const uint64_t reid_jpeg_most_kept = 50;

typedef struct {
  reid_jpeg_code code;
  // The same with a code for every difference.
  uint8_t definition[16 + 16 + REID_JPEG_LARGEST_DIFFERENCE + 1];
  reid_jpeg_code written;
} reid_jpeg_dc_table;

typedef struct {
  reid_jpeg_code code;
  uint32_t entries[2 << REID_JPEG_LOOKUP];
} reid_jpeg_ac_table;

typedef struct {
  unsigned sampling;  // blocks of an MCU
  unsigned dc_table;
  unsigned ac_table;
  uint32_t first[1 << REID_JPEG_LOOKUP];
  int32_t dc;       // of the last block passed
  int32_t dc_kept;  // of the last block written
} reid_jpeg_component;

typedef struct {
  reid_jpeg_reader reader;
  reid_jpeg_writer writer;

  // Payloads of segments, and where among them each table is.
  const uint8_t *frame;
  const uint8_t *scan;
  const uint8_t *dc_definitions[REID_JPEG_MOST_TABLES];
  const uint8_t *ac_definitions[REID_JPEG_MOST_TABLES];

  uint32_t mcu_width;
  uint32_t mcu_height;
  // In MCUs: the picture's width, and what is kept.
  uint32_t columns;
  uint32_t left;
  uint32_t top;
  uint32_t right;
  uint32_t bottom;

  uint32_t restart_interval;
  uint64_t until_restart;
  unsigned restarts;

  unsigned component_count;
  reid_jpeg_component components[REID_JPEG_MOST_COMPONENTS];
  reid_jpeg_dc_table dc_tables[REID_JPEG_MOST_TABLES];
  reid_jpeg_ac_table ac_tables[REID_JPEG_MOST_TABLES];
  unsigned block_count;
  reid_jpeg_block blocks[REID_JPEG_MOST_BLOCKS];
  const reid_jpeg_block *block;  // the next one
} reid_jpeg_cutter;

static uint32_t reid_jpeg_number(const uint8_t *bytes) { return (uint32_t)bytes[0] << 8 | bytes[1]; }

// --- Segments ---

static void reid_jpeg_put(reid_jpeg_cutter *cutter, const uint8_t *bytes, size_t count) {
  memcpy(cutter->writer.next, bytes, count);
  cutter->writer.next += count;
}

static void reid_jpeg_put_marker(reid_jpeg_cutter *cutter, uint8_t kind) {
  reid_jpeg_put(cutter, (const uint8_t[]){0xFF, kind}, 2);
}

static void reid_jpeg_put_segment(reid_jpeg_cutter *cutter, uint8_t kind, const uint8_t *payload) {
  reid_jpeg_put_marker(cutter, kind);
  reid_jpeg_put(cutter, payload - 2, reid_jpeg_number(payload - 2));
}

static size_t reid_jpeg_symbol_count(const uint8_t *definition) {
  size_t count = 0;
  for (int length = 0; length < 16; length++) count += definition[length];
  return count;
}

// Notes where each table is. A later one takes the place of an earlier one.
static bool reid_jpeg_note_tables(reid_jpeg_cutter *cutter, const uint8_t *bytes, size_t left) {
  while (left > 0) {
    if (left < 17) return false;
    unsigned kind = bytes[0] >> 4, slot = bytes[0] & 15;
    size_t symbols = reid_jpeg_symbol_count(bytes + 1);
    if (kind > 1 || slot >= REID_JPEG_MOST_TABLES || symbols > 256 || symbols > left - 17) return false;
    (kind == 0 ? cutter->dc_definitions : cutter->ac_definitions)[slot] = bytes + 1;
    bytes += 17 + symbols;
    left -= 17 + symbols;
  }
  return true;
}

static bool reid_jpeg_read_frame(reid_jpeg_cutter *cutter, const uint8_t *frame, size_t count) {
  if (cutter->frame != NULL || count < 6 || frame[0] != 8) return false;
  unsigned components = frame[5];
  if ((components != 1 && components != 3 && components != 4) || count != 6 + 3 * components) return false;
  cutter->frame = frame;
  cutter->component_count = components;
  for (unsigned index = 0; index < components; index++) {
    uint32_t across = frame[7 + 3 * index] >> 4, down = frame[7 + 3 * index] & 15;
    if (across < 1 || across > 4 || down < 1 || down > 4) return false;
    cutter->components[index].sampling = across * down;
    cutter->block_count += across * down;
    if (8 * across > cutter->mcu_width) cutter->mcu_width = 8 * across;
    if (8 * down > cutter->mcu_height) cutter->mcu_height = 8 * down;
  }
  return cutter->block_count <= (components == 1 ? 1 : REID_JPEG_MOST_BLOCKS);
}

// The frame's components in its order, with all of their coefficients.
static bool reid_jpeg_read_scan(reid_jpeg_cutter *cutter, const uint8_t *scan, size_t count) {
  unsigned components = cutter->component_count;
  if (components == 0 || count != 4 + 2 * components || scan[0] != components) return false;
  cutter->scan = scan;
  for (unsigned index = 0; index < components; index++) {
    unsigned dc = scan[2 + 2 * index] >> 4, ac = scan[2 + 2 * index] & 15;
    if (scan[1 + 2 * index] != cutter->frame[6 + 3 * index]) return false;
    if (dc >= REID_JPEG_MOST_TABLES || cutter->dc_definitions[dc] == NULL) return false;
    if (ac >= REID_JPEG_MOST_TABLES || cutter->ac_definitions[ac] == NULL) return false;
    cutter->components[index].dc_table = dc;
    cutter->components[index].ac_table = ac;
  }
  const uint8_t *range = scan + 1 + 2 * components;
  return range[0] == 0 && range[1] == 63 && range[2] == 0;
}

// Goes through the segments up to the scan's data, and copies those that the cutting needs as they are.
static const uint8_t *reid_jpeg_read_segments(reid_jpeg_cutter *cutter, const uint8_t *bytes, const uint8_t *end) {
  if (end - bytes < 2 || bytes[0] != 0xFF || bytes[1] != REID_JPEG_SOI) return NULL;
  reid_jpeg_put_marker(cutter, REID_JPEG_SOI);
  bytes += 2;
  while (cutter->scan == NULL) {
    if (bytes == end || *bytes != 0xFF) return NULL;
    while (bytes < end && *bytes == 0xFF) bytes++;
    if (end - bytes < 3) return NULL;
    uint8_t kind = *bytes++;
    size_t length = reid_jpeg_number(bytes), count = length - 2;
    if (length < 2 || length > (size_t)(end - bytes)) return NULL;
    const uint8_t *payload = bytes + 2;
    bytes += length;
    switch (kind) {
      case REID_JPEG_SOF0:
      case REID_JPEG_SOF1:
        if (!reid_jpeg_read_frame(cutter, payload, count)) return NULL;
        break;
      case REID_JPEG_DHT:
        if (!reid_jpeg_note_tables(cutter, payload, count)) return NULL;
        break;
      case REID_JPEG_DRI:
        if (count != 2) return NULL;
        cutter->restart_interval = reid_jpeg_number(payload);
        break;
      case REID_JPEG_SOS:
        if (!reid_jpeg_read_scan(cutter, payload, count)) return NULL;
        break;
      case REID_JPEG_APP0:  // this one and APP14 decide how colours are converted
      case REID_JPEG_APP14:
      case REID_JPEG_DQT:
        reid_jpeg_put_segment(cutter, kind, payload);
        break;
      default:
        if (kind != REID_JPEG_COM && (kind < REID_JPEG_APP0 || kind > REID_JPEG_APP15)) return NULL;
    }
  }
  return bytes;
}

// --- Layout ---

// Decides which MCUs are kept, and where the wanted rectangle lies in them.
static bool reid_jpeg_lay_out(reid_jpeg_cutter *cutter, reid_jpeg_rect wanted, reid_jpeg_rect *rect) {
  uint32_t height = reid_jpeg_number(cutter->frame + 1), width = reid_jpeg_number(cutter->frame + 3);
  if (wanted.width == 0 || wanted.height == 0 || wanted.left >= width || wanted.top >= height ||
      wanted.width > width - wanted.left || wanted.height > height - wanted.top) {
    return false;
  }
  cutter->columns = (width + cutter->mcu_width - 1) / cutter->mcu_width;
  uint32_t rows = (height + cutter->mcu_height - 1) / cutter->mcu_height;

  // Chroma upsampling looks at the next sample, which is at most four pixels away, and works differently for a row of
  // two or fewer. Half an MCU more on every side keeps clear of both.
  uint32_t across = cutter->mcu_width / 2, down = cutter->mcu_height / 2;
  cutter->left = wanted.left > across ? (wanted.left - across) / cutter->mcu_width : 0;
  cutter->top = wanted.top > down ? (wanted.top - down) / cutter->mcu_height : 0;
  cutter->right = (wanted.left + wanted.width - 1 + across) / cutter->mcu_width + 1;
  if (cutter->right > cutter->columns) cutter->right = cutter->columns;
  cutter->bottom = (wanted.top + wanted.height - 1 + down) / cutter->mcu_height + 1;
  if (cutter->bottom > rows) cutter->bottom = rows;
  *rect = wanted;
  rect->left -= cutter->left * cutter->mcu_width;
  rect->top -= cutter->top * cutter->mcu_height;

  uint64_t kept = (uint64_t)(cutter->right - cutter->left) * (cutter->bottom - cutter->top);
  return kept * 100 <= (uint64_t)cutter->columns * cutter->bottom * reid_jpeg_most_kept;
}

static void reid_jpeg_put_frame(reid_jpeg_cutter *cutter) {
  uint32_t height = reid_jpeg_number(cutter->frame + 1), width = reid_jpeg_number(cutter->frame + 3);
  uint32_t right = cutter->right * cutter->mcu_width, bottom = cutter->bottom * cutter->mcu_height;
  // MCUs at the picture's border reach beyond it.
  width = (right < width ? right : width) - cutter->left * cutter->mcu_width;
  height = (bottom < height ? bottom : height) - cutter->top * cutter->mcu_height;
  const uint8_t size[4] = {(uint8_t)(height >> 8), (uint8_t)height, (uint8_t)(width >> 8), (uint8_t)width};
  uint8_t *frame = cutter->writer.next;
  reid_jpeg_put_segment(cutter, cutter->frame[-3], cutter->frame);
  memcpy(frame + 5, size, sizeof size);
}

// --- Tables ---

// Leaving out what lies between two blocks makes differences that an optimised table may have no code for. Each gets
// one that is longer than all others; below the code of all ones, which stays free, there is room for it.
static bool reid_jpeg_prepare_dc(reid_jpeg_dc_table *table, const uint8_t *definition) {
  size_t count = reid_jpeg_symbol_count(definition);
  if (count > 16 || !reid_jpeg_prepare_code(&table->code, definition)) return false;
  memcpy(table->definition, definition, 16 + count);
  uint8_t *symbols = table->definition + 16;
  unsigned longest = 16;
  while (longest > 0 && definition[longest - 1] == 0) longest--;
  for (uint8_t size = 0; size <= REID_JPEG_LARGEST_DIFFERENCE; size++) {
    if (memchr(symbols, size, count) != NULL) continue;
    if (longest == 16) return false;
    table->definition[longest++] = 1;
    symbols[count++] = size;
  }
  return reid_jpeg_prepare_code(&table->written, table->definition);
}

static void reid_jpeg_put_table(reid_jpeg_cutter *cutter, unsigned kind_and_slot, const uint8_t *definition) {
  size_t count = 16 + reid_jpeg_symbol_count(definition), length = count + 3;
  reid_jpeg_put_marker(cutter, REID_JPEG_DHT);
  reid_jpeg_put(cutter, (const uint8_t[]){(uint8_t)(length >> 8), (uint8_t)length, (uint8_t)kind_and_slot}, 3);
  reid_jpeg_put(cutter, definition, count);
}

// Prepares the tables that the scan names, each once, and writes them.
static bool reid_jpeg_prepare_tables(reid_jpeg_cutter *cutter) {
  for (unsigned slot = 0; slot < REID_JPEG_MOST_TABLES; slot++) {
    bool is_dc = false, is_ac = false;
    for (unsigned index = 0; index < cutter->component_count; index++) {
      is_dc |= cutter->components[index].dc_table == slot;
      is_ac |= cutter->components[index].ac_table == slot;
    }
    if (is_dc) {
      if (!reid_jpeg_prepare_dc(&cutter->dc_tables[slot], cutter->dc_definitions[slot])) return false;
      reid_jpeg_put_table(cutter, slot, cutter->dc_tables[slot].definition);
    }
    if (is_ac) {
      reid_jpeg_ac_table *table = &cutter->ac_tables[slot];
      if (!reid_jpeg_prepare_code(&table->code, cutter->ac_definitions[slot])) return false;
      reid_jpeg_fill_ac(table->entries, &table->code);
      reid_jpeg_put_table(cutter, 0x10 | slot, cutter->ac_definitions[slot]);
    }
  }
  return true;
}

static void reid_jpeg_prepare_blocks(reid_jpeg_cutter *cutter) {
  reid_jpeg_block *block = cutter->blocks, *end = block + cutter->block_count;
  for (unsigned index = 0; index < cutter->component_count; index++) {
    reid_jpeg_component *component = &cutter->components[index];
    const reid_jpeg_code *dc = &cutter->dc_tables[component->dc_table].code;
    const reid_jpeg_ac_table *ac = &cutter->ac_tables[component->ac_table];
    const uint32_t *first = component->first;
    // Both chroma components mostly have the same tables.
    if (index > 0 && block[-1].dc_code == dc && block[-1].ac_code == &ac->code) {
      first = block[-1].first;
    } else {
      reid_jpeg_fill_dc(component->first, dc, ac->entries);
    }
    for (unsigned count = component->sampling; count > 0; count--, block++) {
      block->first = first;
      block->rest = ac->entries + (1 << REID_JPEG_LOOKUP);
      block->next = block + 1 < end ? block + 1 : cutter->blocks;
      block->dc = &component->dc;
      block->dc_code = dc;
      block->ac_code = &ac->code;
    }
  }
  for (block = cutter->blocks; block < end; block++) block->following = block->next->first;
  cutter->block = cutter->blocks;
}

// --- Scan ---

static bool reid_jpeg_pass_blocks(reid_jpeg_cutter *cutter, uint64_t count, bool kept) {
  reid_jpeg_reader *reader = &cutter->reader;
  while (count > 0) {
    if (reader->bits.next >= reader->limit && !reid_jpeg_fill_window(reader)) return false;
    size_t from = reid_jpeg_position(reader);
    if (!reid_jpeg_skip_blocks(reader, &cutter->block, &count)) return false;
    if (kept && !reid_jpeg_copy_bits(&cutter->writer, reader, from, reid_jpeg_position(reader))) return false;
  }
  return true;
}

static bool reid_jpeg_write_difference(reid_jpeg_writer *writer, const reid_jpeg_code *code, int32_t difference) {
  uint32_t size = 0, magnitude = (uint32_t)(difference < 0 ? -difference : difference);
  while (magnitude >> size != 0) size++;
  // Negative values are written less one, without their sign.
  uint32_t value = (uint32_t)(difference < 0 ? difference - 1 : difference) & ((1u << size) - 1);
  int32_t place = 0;
  for (unsigned length = 1; length <= 16 && size <= REID_JPEG_LARGEST_DIFFERENCE; length++) {
    for (unsigned left = code->lengths[length - 1]; left > 0; left--, place++) {
      if (code->symbols[place] != size) continue;
      reid_jpeg_write_bits(writer, (uint32_t)(place - code->offset[length]) << size | value, length + size);
      return true;
    }
  }
  return false;
}

// An MCU behind others that were not kept: each component's first difference is to something that is no longer there.
static bool reid_jpeg_join_mcu(reid_jpeg_cutter *cutter) {
  reid_jpeg_reader *reader = &cutter->reader;
  for (unsigned index = 0; index < cutter->component_count; index++) {
    reid_jpeg_component *component = &cutter->components[index];
    const reid_jpeg_dc_table *table = &cutter->dc_tables[component->dc_table];
    if (reader->bits.next >= reader->limit && !reid_jpeg_fill_window(reader)) return false;
    reid_jpeg_load_ahead(&reader->bits);
    uint32_t entry = reid_jpeg_read_difference(&table->code, reader->bits.ahead);
    int32_t difference = component->dc + reid_jpeg_entry_difference(entry) - component->dc_kept;
    if (entry == 0 || !reid_jpeg_write_difference(&cutter->writer, &table->written, difference)) return false;
    size_t from = reid_jpeg_position(reader) + reid_jpeg_entry_bits(entry);
    uint64_t count = 1;
    if (!reid_jpeg_skip_blocks(reader, &cutter->block, &count)) return false;
    if (!reid_jpeg_copy_bits(&cutter->writer, reader, from, reid_jpeg_position(reader))) return false;
    if (!reid_jpeg_pass_blocks(cutter, component->sampling - 1, true)) return false;
  }
  return true;
}

// MCUs of one row.
static bool reid_jpeg_pass_mcus(reid_jpeg_cutter *cutter, uint32_t count, bool kept) {
  bool joins = kept;
  while (count > 0) {
    if (cutter->until_restart == 0) {
      if (!reid_jpeg_next_segment(&cutter->reader, cutter->restarts++ % 8)) return false;
      for (unsigned index = 0; index < cutter->component_count; index++) cutter->components[index].dc = 0;
      cutter->until_restart = cutter->restart_interval;
      joins = kept;  // the cutting has no restarts
    }
    uint32_t passed = joins ? 1 : cutter->until_restart < count ? (uint32_t)cutter->until_restart : count;
    if (joins ? !reid_jpeg_join_mcu(cutter)
              : !reid_jpeg_pass_blocks(cutter, (uint64_t)passed * cutter->block_count, kept)) {
      return false;
    }
    joins = false;
    count -= passed;
    cutter->until_restart -= passed;
    for (unsigned index = 0; index < cutter->component_count; index++) {
      reid_jpeg_component *component = &cutter->components[index];
      if (component->dc < INT16_MIN || component->dc > INT16_MAX) return false;
      if (kept) component->dc_kept = component->dc;
    }
  }
  return true;
}

// All rows down to the last one needed, and that one to its end: damage there is to be reported too.
static bool reid_jpeg_cut_scan(reid_jpeg_cutter *cutter, int64_t deadline) {
  cutter->until_restart = cutter->restart_interval > 0 ? cutter->restart_interval : UINT64_MAX;
  for (uint32_t row = 0; row < cutter->bottom; row++) {
    if (deadline != INT64_MAX && reid_jpeg_now() >= deadline) return false;
    uint32_t left = row < cutter->top ? cutter->columns : cutter->left;
    uint32_t right = row < cutter->top ? cutter->columns : cutter->right;
    if (!reid_jpeg_pass_mcus(cutter, left, false) || !reid_jpeg_pass_mcus(cutter, right - left, true) ||
        !reid_jpeg_pass_mcus(cutter, cutter->columns - right, false)) {
      return false;
    }
  }
  return !reid_jpeg_is_beyond_end(&cutter->reader);
}

static bool reid_jpeg_cut_file(reid_jpeg_cutter *cutter, const uint8_t *bytes, size_t count, reid_jpeg_rect wanted,
                               int64_t deadline, reid_jpeg_rect *rect) {
  const uint8_t *data = reid_jpeg_read_segments(cutter, bytes, bytes + count);
  if (data == NULL || !reid_jpeg_lay_out(cutter, wanted, rect) || !reid_jpeg_prepare_tables(cutter)) return false;
  reid_jpeg_prepare_blocks(cutter);
  reid_jpeg_put_frame(cutter);
  reid_jpeg_put_segment(cutter, REID_JPEG_SOS, cutter->scan);
  cutter->reader.source_end = bytes + count;
  reid_jpeg_begin_segment(&cutter->reader, data);
  if (!reid_jpeg_cut_scan(cutter, deadline)) return false;
  reid_jpeg_end_bits(&cutter->writer);
  reid_jpeg_put_marker(cutter, REID_JPEG_EOI);
  return true;
}

uint64_t reid_jpeg_cut_bytes(size_t count) { return (uint64_t)count + reid_jpeg_growth + sizeof(reid_jpeg_cutter); }

bool reid_jpeg_cut(const uint8_t *bytes, size_t count, reid_jpeg_rect wanted, int64_t deadline,
                   reid_jpeg_cutting *cutting) {
  *cutting = (reid_jpeg_cutting){0};
  if (count > SIZE_MAX - reid_jpeg_growth) return false;
  reid_jpeg_cutter *cutter = calloc(1, sizeof *cutter);
  cutting->bytes = malloc(count + reid_jpeg_growth);
  bool succeeded = false;
  if (cutter != NULL && cutting->bytes != NULL) {
    cutter->writer.next = cutting->bytes;
    cutter->writer.end = cutting->bytes + count + reid_jpeg_growth;
    succeeded = reid_jpeg_cut_file(cutter, bytes, count, wanted, deadline, &cutting->rect);
    cutting->count = (size_t)(cutter->writer.next - cutting->bytes);
  }
  free(cutter);
  if (!succeeded) reid_jpeg_cutting_free(cutting);
  return succeeded;
}

void reid_jpeg_cutting_free(reid_jpeg_cutting *cutting) {
  free(cutting->bytes);
  cutting->bytes = NULL;
}
