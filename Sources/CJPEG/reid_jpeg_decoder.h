#ifndef REID_JPEG_DECODER_H
#define REID_JPEG_DECODER_H

// What the files of this target share. Not part of its interface.

#include "reid_jpeg.h"

// clang-format off
#include <stdio.h>  // jpeglib.h uses FILE without including it
#include <jpeglib.h>
#include <jerror.h>
// clang-format on
#include <setjmp.h>

#if !defined(LIBJPEG_TURBO_VERSION_NUMBER) || LIBJPEG_TURBO_VERSION_NUMBER < 2000000
#error "libjpeg-turbo 2.0 or newer is needed: decoding a part of a picture is not in other JPEG libraries"
#endif

typedef enum { PHASE_HEADER, PHASE_SCANS, PHASE_SKIP, PHASE_ROWS } reid_jpeg_phase;

typedef struct {
  struct jpeg_decompress_struct library;
  struct jpeg_error_mgr errors;
  struct jpeg_source_mgr source;
  struct jpeg_progress_mgr progress;
  jmp_buf escape;

  // Input not yet shown to the library.
  const uint8_t *next;
  size_t left;
  bool exhausted;

  int64_t deadline;
  reid_jpeg_phase phase;
  reid_jpeg_status status;
  reid_jpeg_damage damage;
  uint32_t intact_rows;
} reid_jpeg_decoder;

static inline reid_jpeg_decoder *reid_jpeg_of(j_common_ptr library) {
  return (reid_jpeg_decoder *)library->client_data;
}

// Jumps out when time is up.
void reid_jpeg_check_time(reid_jpeg_decoder *decoder);

// Notes the first damage; jumps out when nothing can be saved.
void reid_jpeg_note_damage(reid_jpeg_decoder *decoder, bool truncated);

// Makes the library read from `next` and `left`.
void reid_jpeg_attach_source(reid_jpeg_decoder *decoder);

#endif
