#include "reid_jpeg.h"

// clang-format off
#include <stdio.h>  // jpeglib.h uses FILE without including it
#include <jpeglib.h>
#include <jerror.h>
// clang-format on
#include <setjmp.h>
#include <string.h>

// The library's own destination for bytes in memory allocates without limit. This one fills what the caller gave and then
// gives up.

typedef struct {
  struct jpeg_compress_struct library;
  struct jpeg_error_mgr errors;
  struct jpeg_destination_mgr destination;
  jmp_buf escape;

  uint8_t *bytes;
  size_t capacity;
  reid_jpeg_status status;
} reid_jpeg_encoder;

static _Noreturn void reid_jpeg_encoder_fail(j_common_ptr library, reid_jpeg_status status) {
  reid_jpeg_encoder *encoder = (reid_jpeg_encoder *)library->client_data;
  encoder->status = status;
  longjmp(encoder->escape, 1);
}

static void reid_jpeg_encoder_error_exit(j_common_ptr library) {
  switch (library->err->msg_code) {
    case JERR_IMAGE_TOO_BIG:
      reid_jpeg_encoder_fail(library, REID_JPEG_TOO_LARGE);
    case JERR_OUT_OF_MEMORY:
      reid_jpeg_encoder_fail(library, REID_JPEG_MEMORY);
    default:
      reid_jpeg_encoder_fail(library, REID_JPEG_CORRUPT);
  }
}

static void reid_jpeg_encoder_emit_message(j_common_ptr library, int level) {
  (void)library;
  (void)level;
}

static void reid_jpeg_encoder_output_message(j_common_ptr library) { (void)library; }

static void reid_jpeg_init_destination(j_compress_ptr library) {
  reid_jpeg_encoder *encoder = (reid_jpeg_encoder *)library->client_data;
  encoder->destination.next_output_byte = encoder->bytes;
  encoder->destination.free_in_buffer = encoder->capacity;
}

static boolean reid_jpeg_empty_output_buffer(j_compress_ptr library) {
  reid_jpeg_encoder_fail((j_common_ptr)library, REID_JPEG_MEMORY);
}

static void reid_jpeg_term_destination(j_compress_ptr library) { (void)library; }

// Its own function, so that nothing it keeps in registers is looked at after the jump.
static void reid_jpeg_encode_or_jump(reid_jpeg_encoder *encoder, const uint8_t *pixels, uint32_t width, uint32_t height,
                                     int quality) {
  if (setjmp(encoder->escape)) return;
  j_compress_ptr library = &encoder->library;
  jpeg_create_compress(library);
  // Creating clears everything but `err` and `client_data`; so the rest is set only now.
  library->dest = &encoder->destination;
  library->image_width = width;
  library->image_height = height;
  library->input_components = 3;
  library->in_color_space = JCS_RGB;
  jpeg_set_defaults(library);  // baseline, chroma at half size both ways
  jpeg_set_quality(library, quality, TRUE);
  jpeg_start_compress(library, TRUE);
  while (library->next_scanline < height) {
    JSAMPROW row = (JSAMPROW)(pixels + (size_t)library->next_scanline * width * 3);
    (void)jpeg_write_scanlines(library, &row, 1);
  }
  jpeg_finish_compress(library);
}

reid_jpeg_status reid_jpeg_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int quality, uint8_t *bytes,
                                  size_t capacity, size_t *count) {
  reid_jpeg_encoder encoder;
  memset(&encoder, 0, sizeof encoder);
  encoder.library.err = jpeg_std_error(&encoder.errors);
  encoder.library.client_data = &encoder;
  encoder.errors.error_exit = reid_jpeg_encoder_error_exit;
  encoder.errors.emit_message = reid_jpeg_encoder_emit_message;
  encoder.errors.output_message = reid_jpeg_encoder_output_message;
  encoder.destination.init_destination = reid_jpeg_init_destination;
  encoder.destination.empty_output_buffer = reid_jpeg_empty_output_buffer;
  encoder.destination.term_destination = reid_jpeg_term_destination;
  encoder.bytes = bytes;
  encoder.capacity = capacity;
  reid_jpeg_encode_or_jump(&encoder, pixels, width, height, quality);
  *count = encoder.status == REID_JPEG_OK ? capacity - encoder.destination.free_in_buffer : 0;
  jpeg_destroy_compress(&encoder.library);
  return encoder.status;
}
