#include "reid_png.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
  png_structp library;
  png_infop info;
  // One row; the whole picture when it is interlaced.
  uint8_t *rows;

  const uint8_t *next;
  size_t left;
  bool truncated;

  int64_t deadline;
  reid_png_status status;
  uint32_t intact_rows;
} reid_png_decoder;

static int64_t reid_png_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static _Noreturn void reid_png_fail(reid_png_decoder *decoder, reid_png_status status) {
  decoder->status = status;
  png_longjmp(decoder->library, 1);
}

static _Noreturn void reid_png_error(png_structp library, png_const_charp message) {
  (void)message;
  reid_png_decoder *decoder = png_get_error_ptr(library);
  reid_png_fail(decoder, decoder->truncated ? REID_PNG_TRUNCATED : REID_PNG_CORRUPT);
}

static void reid_png_warning(png_structp library, png_const_charp message) {
  (void)library;
  (void)message;
}

static void reid_png_read(png_structp library, png_bytep target, size_t count) {
  reid_png_decoder *decoder = png_get_io_ptr(library);
  if (count > decoder->left) {
    decoder->truncated = true;
    reid_png_fail(decoder, REID_PNG_TRUNCATED);
  }
  memcpy(target, decoder->next, count);
  decoder->next += count;
  decoder->left -= count;
}

static void reid_png_check_time(reid_png_decoder *decoder) {
  if (decoder->deadline != INT64_MAX && reid_png_now() >= decoder->deadline) {
    reid_png_fail(decoder, REID_PNG_DEADLINE);
  }
}

static void reid_png_begin(reid_png_decoder *decoder, uint32_t width, uint32_t height, bool interlaced) {
  png_structp library = decoder->library;
  png_set_read_fn(library, decoder, reid_png_read);
  png_set_user_limits(library, width, height);
  // Text, profiles and all other chunks that do not change a pixel are passed over unread: they can be compressed
  // bombs, and some of them are kept in memory.
  png_set_keep_unknown_chunks(library, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_set_chunk_malloc_max(library, 1 << 20);
  png_set_chunk_cache_max(library, 16);
  // It asks for as much at a time and uses nothing of a piece that is not whole: small pieces, so that a file that ends
  // early loses few rows.
  png_set_compression_buffer_size(library, 512);
  png_read_info(library, decoder->info);
  if (png_get_image_width(library, decoder->info) != width ||
      png_get_image_height(library, decoder->info) != height ||
      (png_get_interlace_type(library, decoder->info) != PNG_INTERLACE_NONE) != interlaced) {
    reid_png_fail(decoder, REID_PNG_CORRUPT);
  }
  png_byte colour = png_get_color_type(library, decoder->info);
  if (colour == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(library);
  if (colour == PNG_COLOR_TYPE_GRAY) png_set_expand_gray_1_2_4_to_8(library);
  if (!(colour & PNG_COLOR_MASK_COLOR)) png_set_gray_to_rgb(library);
  png_set_strip_16(library);
  png_set_strip_alpha(library);
  (void)png_set_interlace_handling(library);
  png_read_update_info(library, decoder->info);
  if (png_get_rowbytes(library, decoder->info) != (size_t)width * 3) reid_png_fail(decoder, REID_PNG_CORRUPT);
}

static void reid_png_copy_row(const uint8_t *row, uint32_t y, reid_png_rect wanted, uint8_t *pixels) {
  if (y < wanted.top) return;
  memcpy(pixels + (size_t)(y - wanted.top) * wanted.width * 3, row + (size_t)wanted.left * 3, (size_t)wanted.width * 3);
}

static void reid_png_decode_rows(reid_png_decoder *decoder, uint32_t width, uint32_t height, bool interlaced,
                                 reid_png_rect wanted, uint8_t *pixels) {
  const uint32_t rows_between_checks = 16;
  size_t row_bytes = (size_t)width * 3;
  uint32_t bottom = wanted.top + wanted.height;
  // The last pass of an interlaced picture fills in rows that earlier ones left out, so all of it must be held.
  decoder->rows = calloc(interlaced ? height : 1, row_bytes);
  if (decoder->rows == NULL) reid_png_fail(decoder, REID_PNG_MEMORY);
  if (interlaced) {
    for (int pass = 0; pass < PNG_INTERLACE_ADAM7_PASSES; pass++) {
      for (uint32_t y = 0; y < height; y++) {
        if (y % rows_between_checks == 0) reid_png_check_time(decoder);
        png_read_row(decoder->library, decoder->rows + y * row_bytes, NULL);
      }
    }
    for (uint32_t y = wanted.top; y < bottom; y++) {
      reid_png_copy_row(decoder->rows + y * row_bytes, y, wanted, pixels);
    }
  } else {
    for (uint32_t y = 0; y < bottom; y++) {
      if (y % rows_between_checks == 0) reid_png_check_time(decoder);
      png_read_row(decoder->library, decoder->rows, NULL);
      reid_png_copy_row(decoder->rows, y, wanted, pixels);
      decoder->intact_rows = y + 1;
    }
  }
  decoder->intact_rows = height;
}

// Its own function, so that nothing it keeps in registers is looked at after the jump.
static void reid_png_decode_or_jump(reid_png_decoder *decoder, uint32_t width, uint32_t height, bool interlaced,
                                    reid_png_rect wanted, uint8_t *pixels) {
  decoder->library = png_create_read_struct(PNG_LIBPNG_VER_STRING, decoder, reid_png_error, reid_png_warning);
  if (decoder->library == NULL) {
    decoder->status = REID_PNG_MEMORY;
    return;
  }
  if (setjmp(png_jmpbuf(decoder->library))) return;
  decoder->info = png_create_info_struct(decoder->library);
  if (decoder->info == NULL) reid_png_fail(decoder, REID_PNG_MEMORY);
  reid_png_begin(decoder, width, height, interlaced);
  reid_png_decode_rows(decoder, width, height, interlaced, wanted, pixels);
}

reid_png_status reid_png_decode(const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, bool interlaced,
                                reid_png_rect wanted, int64_t nanoseconds_left, uint8_t *pixels,
                                uint32_t *intact_rows) {
  *intact_rows = 0;
  if (wanted.width == 0 || wanted.height == 0 || wanted.left >= width || wanted.top >= height ||
      wanted.width > width - wanted.left || wanted.height > height - wanted.top) {
    return REID_PNG_CORRUPT;
  }
  reid_png_decoder decoder;
  memset(&decoder, 0, sizeof decoder);
  decoder.next = bytes;
  decoder.left = count;
  decoder.deadline = INT64_MAX;
  int64_t now = reid_png_now();
  if (nanoseconds_left >= 0 && nanoseconds_left < INT64_MAX - now) decoder.deadline = now + nanoseconds_left;

  reid_png_decode_or_jump(&decoder, width, height, interlaced, wanted, pixels);
  if (decoder.library != NULL) png_destroy_read_struct(&decoder.library, &decoder.info, NULL);
  free(decoder.rows);

  // Rows that came out before the file ended are right. Before a wrong checksum they need not be: it is looked at
  // only at the end of a chunk, when the rows inside it are already out.
  uint32_t bottom = wanted.top + wanted.height;
  uint32_t good = decoder.intact_rows < bottom ? decoder.intact_rows : bottom;
  if (decoder.status == REID_PNG_TRUNCATED && good > wanted.top) decoder.status = REID_PNG_OK;
  if (decoder.status != REID_PNG_OK) good = wanted.top;
  if (good < bottom) {
    size_t row_bytes = (size_t)wanted.width * 3;
    memset(pixels + (size_t)(good - wanted.top) * row_bytes, 0, (size_t)(bottom - good) * row_bytes);
  }
  *intact_rows = decoder.intact_rows;
  return decoder.status;
}
