#include "reid_jpeg_decoder.h"

// The library's own source for bytes in memory hands over everything at once and does not tell whether the data ran out.
// This one looks at the clock in between and remembers that the end was reached.

// How much of the input the library sees at a time. Time is checked between pieces, so a piece bounds how long skipped
// rows can take (a block costs at least two bits: some 10 megapixels). Small pieces cost speed: near the end of each
// one the library falls back to its careful Huffman decoder.
static const size_t reid_jpeg_piece = 64 * 1024;

static void reid_jpeg_init_source(j_decompress_ptr library) { (void)library; }

static void reid_jpeg_term_source(j_decompress_ptr library) { (void)library; }

static boolean reid_jpeg_fill_input_buffer(j_decompress_ptr library) {
  // What the library finds behind the end: an end-of-image marker, so that it stops waiting.
  static const JOCTET end_of_image[2] = {0xFF, JPEG_EOI};
  reid_jpeg_decoder *decoder = reid_jpeg_of((j_common_ptr)library);
  reid_jpeg_check_time(decoder);
  if (decoder->left > 0) {
    size_t piece = decoder->left < reid_jpeg_piece ? decoder->left : reid_jpeg_piece;
    decoder->source.next_input_byte = decoder->next;
    decoder->source.bytes_in_buffer = piece;
    decoder->next += piece;
    decoder->left -= piece;
    return TRUE;
  }
  decoder->exhausted = true;
  decoder->source.next_input_byte = end_of_image;
  decoder->source.bytes_in_buffer = sizeof end_of_image;
  // The Huffman decoder reads ahead and says itself when it misses a bit (JWRN_HIT_MARKER). The arithmetic decoder
  // never does, and with several scans nothing says whether another one was to follow.
  if (decoder->phase == PHASE_SCANS || library->arith_code) reid_jpeg_note_damage(decoder, true);
  return TRUE;
}

static void reid_jpeg_skip_input_data(j_decompress_ptr library, long count) {
  reid_jpeg_decoder *decoder = reid_jpeg_of((j_common_ptr)library);
  if (count <= 0) return;
  size_t rest = (size_t)count;
  if (rest > decoder->source.bytes_in_buffer) {
    rest -= decoder->source.bytes_in_buffer;
    if (rest > decoder->left) rest = decoder->left;
    decoder->next += rest;
    decoder->left -= rest;
    (void)reid_jpeg_fill_input_buffer(library);
  } else {
    decoder->source.next_input_byte += rest;
    decoder->source.bytes_in_buffer -= rest;
  }
}

void reid_jpeg_attach_source(reid_jpeg_decoder *decoder) {
  decoder->source.init_source = reid_jpeg_init_source;
  decoder->source.fill_input_buffer = reid_jpeg_fill_input_buffer;
  decoder->source.skip_input_data = reid_jpeg_skip_input_data;
  decoder->source.resync_to_restart = jpeg_resync_to_restart;
  decoder->source.term_source = reid_jpeg_term_source;
  decoder->library.src = &decoder->source;
}
