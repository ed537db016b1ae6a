#include "reid_jpeg_decoder.h"

#include <string.h>

#include "reid_jpeg_clock.h"
#include "reid_jpeg_cut.h"

// The files that cameras and encoders write have about ten scans; each one goes over the whole picture again.
static const int reid_jpeg_maximum_scans = 100;

// How far above the row at which damage was noticed it may have begun. Huffman codes fall back into step, so wrong
// bits are often noticed late; a file that simply ends is noticed at once and needs no such margin.
static const uint32_t reid_jpeg_doubtful_mcu_rows = 2;

// The library writes a row whose address is aligned past the caches, so that reading it back waits for memory: up to a
// third of the time for a narrow part of a picture. It does not when the row begins here.
static const size_t reid_jpeg_misalignment = 8;

static _Noreturn void reid_jpeg_fail(reid_jpeg_decoder *decoder, reid_jpeg_status status) {
  decoder->status = status;
  longjmp(decoder->escape, 1);
}

void reid_jpeg_check_time(reid_jpeg_decoder *decoder) {
  if (decoder->deadline != INT64_MAX && reid_jpeg_now() >= decoder->deadline) {
    reid_jpeg_fail(decoder, REID_JPEG_DEADLINE);
  }
}

// Notes the first damage. Only while rows are read can anything be saved: a file of several scans that is not whole
// lacks something in every row, and damage in skipped rows lies above everything wanted.
void reid_jpeg_note_damage(reid_jpeg_decoder *decoder, bool truncated) {
  if (decoder->phase == PHASE_SCANS || decoder->phase == PHASE_SKIP) {
    reid_jpeg_fail(decoder, truncated ? REID_JPEG_TRUNCATED : REID_JPEG_CORRUPT);
  }
  if (decoder->phase != PHASE_ROWS || decoder->damage != REID_JPEG_UNDAMAGED) return;
  uint32_t row = decoder->library.output_scanline;
  if (!truncated) {
    uint32_t doubtful = reid_jpeg_doubtful_mcu_rows * (uint32_t)decoder->library.max_v_samp_factor * DCTSIZE;
    row = row > doubtful ? row - doubtful : 0;
  }
  decoder->damage = truncated ? REID_JPEG_DAMAGE_TRUNCATED : REID_JPEG_DAMAGE_CORRUPT;
  decoder->intact_rows = row;
}

// --- Errors ---

static void reid_jpeg_error_exit(j_common_ptr library) {
  reid_jpeg_decoder *decoder = reid_jpeg_of(library);
  switch (library->err->msg_code) {
    case JERR_IMAGE_TOO_BIG:
      reid_jpeg_fail(decoder, REID_JPEG_TOO_LARGE);
    case JERR_SOF_UNSUPPORTED:
    case JERR_BAD_PRECISION:
    case JERR_ARITH_NOTIMPL:
    case JERR_CCIR601_NOTIMPL:
    case JERR_FRACT_SAMPLE_NOTIMPL:
    case JERR_CONVERSION_NOTIMPL:
      reid_jpeg_fail(decoder, REID_JPEG_UNSUPPORTED);
    case JERR_OUT_OF_MEMORY:
    case JERR_NO_BACKING_STORE:
    case JERR_WIDTH_OVERFLOW:
      reid_jpeg_fail(decoder, REID_JPEG_MEMORY);
    default:
      reid_jpeg_fail(decoder, decoder->exhausted ? REID_JPEG_TRUNCATED : REID_JPEG_CORRUPT);
  }
}

static void reid_jpeg_emit_message(j_common_ptr library, int level) {
  if (level >= 0) return;  // traces
  library->err->num_warnings++;
  reid_jpeg_decoder *decoder = reid_jpeg_of(library);
  switch (library->err->msg_code) {
    case JWRN_JFIF_MAJOR:
    case JWRN_ADOBE_XFORM:
      return;  // about labels, not about pixels
    case JWRN_HIT_MARKER:
      reid_jpeg_note_damage(decoder, decoder->exhausted);
      return;
    default:
      reid_jpeg_note_damage(decoder, false);
  }
}

static void reid_jpeg_output_message(j_common_ptr library) { (void)library; }

// --- Progress ---

// Called for every row of MCUs of every scan, and for every row read.
static void reid_jpeg_progress(j_common_ptr library) {
  reid_jpeg_decoder *decoder = reid_jpeg_of(library);
  reid_jpeg_check_time(decoder);
  if (decoder->library.input_scan_number > reid_jpeg_maximum_scans) reid_jpeg_fail(decoder, REID_JPEG_CORRUPT);
}

// --- Header ---

static uint64_t reid_jpeg_round_up(uint64_t value, uint64_t step) { return (value + step - 1) / step * step; }

static uint64_t reid_jpeg_working_bytes(j_decompress_ptr library, size_t count) {
  uint64_t bytes = 256 * 1024;  // tables, one MCU, rounding by the library's pools
  if (!jpeg_has_multiple_scans(library)) bytes += reid_jpeg_cut_bytes(count);
  uint64_t mcu_width = (uint64_t)library->max_h_samp_factor * DCTSIZE;
  uint64_t mcu_height = (uint64_t)library->max_v_samp_factor * DCTSIZE;
  uint64_t padded_width = reid_jpeg_round_up(library->image_width, mcu_width);
  uint64_t padded_height = reid_jpeg_round_up(library->image_height, mcu_height);
  for (int index = 0; index < library->num_components; index++) {
    const jpeg_component_info *component = &library->comp_info[index];
    uint64_t width = padded_width * (uint64_t)component->h_samp_factor / (uint64_t)library->max_h_samp_factor;
    uint64_t height = padded_height * (uint64_t)component->v_samp_factor / (uint64_t)library->max_v_samp_factor;
    // One row of MCUs with a row of context above and below, and its upsampled rows.
    bytes += width * (uint64_t)component->v_samp_factor * (DCTSIZE + 4);
    bytes += padded_width * (uint64_t)library->max_v_samp_factor;
    // Every coefficient of every block, 16 bit each, stays in memory until the last scan is read.
    if (jpeg_has_multiple_scans(library)) bytes += width * height * sizeof(JCOEF);
  }
  return bytes + padded_width * 4;  // one row before it is cut out
}

// Sets the decoder up and reads the header. May jump to `escape`.
static void reid_jpeg_begin(reid_jpeg_decoder *decoder) {
  j_decompress_ptr library = &decoder->library;
  jpeg_create_decompress(library);
  // Creating clears everything but `err` and `client_data`; so the rest is set only now.
  reid_jpeg_attach_source(decoder);
  decoder->progress.progress_monitor = reid_jpeg_progress;
  library->progress = &decoder->progress;
  (void)jpeg_read_header(library, TRUE);
}

static void reid_jpeg_prepare(reid_jpeg_decoder *decoder, const uint8_t *bytes, size_t count,
                              int64_t nanoseconds_left) {
  memset(decoder, 0, sizeof *decoder);
  decoder->library.err = jpeg_std_error(&decoder->errors);
  decoder->library.client_data = decoder;
  decoder->errors.error_exit = reid_jpeg_error_exit;
  decoder->errors.emit_message = reid_jpeg_emit_message;
  decoder->errors.output_message = reid_jpeg_output_message;
  decoder->next = bytes;
  decoder->left = count;
  decoder->deadline = INT64_MAX;
  int64_t now = reid_jpeg_now();
  if (nanoseconds_left >= 0 && nanoseconds_left < INT64_MAX - now) decoder->deadline = now + nanoseconds_left;
}

// Its own function, so that nothing it keeps in registers is looked at after the jump.
static void reid_jpeg_header_or_jump(reid_jpeg_decoder *decoder, size_t count, reid_jpeg_header *header) {
  if (setjmp(decoder->escape)) return;
  reid_jpeg_begin(decoder);
  header->progressive = decoder->library.progressive_mode;
  header->working_bytes = reid_jpeg_working_bytes(&decoder->library, count);
}

reid_jpeg_status reid_jpeg_read_header(const uint8_t *bytes, size_t count, size_t file_count,
                                       reid_jpeg_header *header) {
  reid_jpeg_decoder decoder;
  memset(header, 0, sizeof *header);
  reid_jpeg_prepare(&decoder, bytes, count, -1);
  reid_jpeg_header_or_jump(&decoder, file_count, header);
  header->width = decoder.library.image_width;
  header->height = decoder.library.image_height;
  jpeg_destroy_decompress(&decoder.library);
  return decoder.status;
}

// --- Pixels ---

// CMYK as Adobe writes it and every viewer takes it: inverted, so that a component is the share of light it lets through.
static void reid_jpeg_cmyk_row(const JSAMPLE *row, uint32_t width, uint8_t *pixels) {
  for (uint32_t x = 0; x < width; x++, row += 4, pixels += 3) {
    uint32_t key = row[3];
    for (int channel = 0; channel < 3; channel++) {
      // The ink's share of the light, rounded to the nearest 1/255.
      uint32_t product = (255 - row[channel]) * key + 128;
      pixels[channel] = (uint8_t)(key - ((product + (product >> 8)) >> 8));
    }
  }
}

static void reid_jpeg_decode_rows(reid_jpeg_decoder *decoder, reid_jpeg_rect wanted, uint8_t *pixels) {
  j_decompress_ptr library = &decoder->library;
  bool cmyk = library->jpeg_color_space == JCS_CMYK || library->jpeg_color_space == JCS_YCCK;
  library->out_color_space = cmyk ? JCS_CMYK : JCS_RGB;
  library->dct_method = JDCT_ISLOW;
  // Plain instead of merged upsampling: the exact one, and the one whose skipping is well tried.
  library->do_fancy_upsampling = TRUE;
  bool several_scans = jpeg_has_multiple_scans(library);

  decoder->phase = PHASE_SCANS;
  (void)jpeg_start_decompress(library);  // reads all scans when there are several

  uint32_t mcu_width = (uint32_t)library->max_h_samp_factor * DCTSIZE;
  uint32_t mcu_height = (uint32_t)library->max_v_samp_factor * DCTSIZE;
  JDIMENSION column = 0;
  // Chroma upsampling looks at its neighbours, so a column cut at the border of the box would differ there: one MCU
  // more on both sides. Not with several scans: an unfinished progressive picture is smoothed over two blocks either
  // side, and there is no entropy decoding left to save.
  if (!several_scans) {
    uint32_t from = wanted.left > mcu_width ? wanted.left - mcu_width : 0;
    uint64_t to = (uint64_t)wanted.left + wanted.width + mcu_width;
    if (to > library->output_width) to = library->output_width;
    JDIMENSION width = (JDIMENSION)(to - from);
    if (width < library->output_width) {
      column = from;
      jpeg_crop_scanline(library, &column, &width);  // moves `column` left to a border between MCUs
    }
  }
  size_t offset = (size_t)(wanted.left - column);

  // One MCU more above as well. The library (2.1.5) keeps what upsampling needs there by itself; older versions had
  // their troubles, and reading a few rows for nothing is cheap.
  if (wanted.top > mcu_height) {
    decoder->phase = PHASE_SKIP;
    (void)jpeg_skip_scanlines(library, wanted.top - mcu_height);
  }
  decoder->phase = PHASE_ROWS;

  size_t row_bytes = (size_t)library->output_width * (size_t)library->output_components;
  JSAMPROW row = (JSAMPROW)(*library->mem->alloc_large)((j_common_ptr)library, JPOOL_IMAGE,
                                                        row_bytes + reid_jpeg_misalignment);
  row += reid_jpeg_misalignment;
  uint32_t bottom = wanted.top + wanted.height;
  while (library->output_scanline < bottom) {
    uint32_t y = library->output_scanline;
    if (jpeg_read_scanlines(library, &row, 1) != 1) reid_jpeg_fail(decoder, REID_JPEG_CORRUPT);
    if (decoder->damage != REID_JPEG_UNDAMAGED) return;  // this row and all below are in doubt
    if (y < wanted.top) continue;
    uint8_t *target = pixels + (size_t)(y - wanted.top) * wanted.width * 3;
    if (cmyk) {
      reid_jpeg_cmyk_row(row + offset * 4, wanted.width, target);
    } else {
      memcpy(target, row + offset * 3, (size_t)wanted.width * 3);
    }
  }
}

// --- Cutting ---

// Its own function, so that nothing it keeps in registers is looked at after the jump.
static void reid_jpeg_decode_cutting_or_jump(reid_jpeg_decoder *decoder, reid_jpeg_rect rect, uint8_t *pixels) {
  if (setjmp(decoder->escape)) return;
  reid_jpeg_begin(decoder);
  reid_jpeg_decode_rows(decoder, rect, pixels);
}

// Decodes a smaller file with what is wanted. False when there is none or anything is wrong with it: then nothing is
// known about the file yet, and `pixels` holds anything.
static bool reid_jpeg_decode_cutting(const uint8_t *bytes, size_t count, reid_jpeg_rect wanted, int64_t deadline,
                                     uint8_t *pixels) {
  reid_jpeg_cutting cutting;
  if (!reid_jpeg_cut(bytes, count, wanted, deadline, &cutting)) return false;
  reid_jpeg_decoder decoder;
  reid_jpeg_prepare(&decoder, cutting.bytes, cutting.count, -1);
  decoder.deadline = deadline;
  reid_jpeg_decode_cutting_or_jump(&decoder, cutting.rect, pixels);
  jpeg_destroy_decompress(&decoder.library);
  reid_jpeg_cutting_free(&cutting);
  return decoder.status == REID_JPEG_OK && decoder.damage == REID_JPEG_UNDAMAGED;
}

// --- Decoding ---

static void reid_jpeg_decode_or_jump(reid_jpeg_decoder *decoder, const uint8_t *bytes, size_t count,
                                     const reid_jpeg_header *header, reid_jpeg_rect wanted, uint8_t *pixels) {
  if (setjmp(decoder->escape)) {
    // An error in the middle of the rows is damage like any other.
    if (decoder->phase == PHASE_ROWS && decoder->status != REID_JPEG_DEADLINE) {
      reid_jpeg_note_damage(decoder, false);
      decoder->status = REID_JPEG_OK;
    }
    return;
  }
  reid_jpeg_begin(decoder);
  j_decompress_ptr library = &decoder->library;
  decoder->intact_rows = library->image_height;
  if (library->image_width != header->width || library->image_height != header->height ||
      reid_jpeg_working_bytes(library, count) > header->working_bytes) {
    reid_jpeg_fail(decoder, REID_JPEG_MEMORY);
  }
  if (wanted.width == 0 || wanted.height == 0 || wanted.left >= header->width || wanted.top >= header->height ||
      wanted.width > header->width - wanted.left || wanted.height > header->height - wanted.top) {
    reid_jpeg_fail(decoder, REID_JPEG_CORRUPT);
  }
  // Only bounds the coefficient arrays; a second guard behind our own sum.
  library->mem->max_memory_to_use = (long)header->working_bytes;
  // With several scans every block is needed.
  if (!jpeg_has_multiple_scans(library) &&
      reid_jpeg_decode_cutting(bytes, count, wanted, decoder->deadline, pixels)) {
    return;
  }
  reid_jpeg_decode_rows(decoder, wanted, pixels);
}

reid_jpeg_status reid_jpeg_decode(const uint8_t *bytes, size_t count, const reid_jpeg_header *header,
                                  reid_jpeg_rect wanted, int64_t nanoseconds_left, uint8_t *pixels,
                                  uint32_t *intact_rows, reid_jpeg_damage *damage) {
  reid_jpeg_decoder decoder;
  reid_jpeg_prepare(&decoder, bytes, count, nanoseconds_left);
  reid_jpeg_decode_or_jump(&decoder, bytes, count, header, wanted, pixels);
  jpeg_destroy_decompress(&decoder.library);

  uint32_t bottom = wanted.top + wanted.height;
  if (decoder.status == REID_JPEG_OK && decoder.intact_rows <= wanted.top) {
    decoder.status =
        decoder.damage == REID_JPEG_DAMAGE_TRUNCATED ? REID_JPEG_TRUNCATED : REID_JPEG_CORRUPT;
  }
  uint32_t good = decoder.status != REID_JPEG_OK ? wanted.top : decoder.intact_rows;
  if (good < bottom) {
    size_t row_bytes = (size_t)wanted.width * 3;
    memset(pixels + (size_t)(good - wanted.top) * row_bytes, 0, (size_t)(bottom - good) * row_bytes);
  }
  *intact_rows = decoder.intact_rows;
  *damage = decoder.damage;
  return decoder.status;
}
