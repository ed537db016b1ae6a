#include "reid_webp.h"

#include <string.h>
#include <time.h>
#include <webp/decode.h>

// How much more of the input the library sees at a time; time is checked in between.
static const size_t reid_webp_piece = 64 * 1024;

// Chroma is upsampled from its neighbours, and the library takes the border of a cut for the border of the picture:
// so the cut is this much larger on every side. Even, because the library cuts at even columns and rows only.
static const uint32_t reid_webp_margin = 4;

static int64_t reid_webp_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static reid_webp_rect reid_webp_cut(const reid_webp_header *header, reid_webp_rect wanted) {
  reid_webp_rect cut;
  cut.left = wanted.left > reid_webp_margin ? (wanted.left - reid_webp_margin) & ~1u : 0;
  cut.top = wanted.top > reid_webp_margin ? (wanted.top - reid_webp_margin) & ~1u : 0;
  uint64_t right = (uint64_t)wanted.left + wanted.width + reid_webp_margin;
  uint64_t bottom = (uint64_t)wanted.top + wanted.height + reid_webp_margin;
  if (right > header->width) right = header->width;
  if (bottom > header->height) bottom = header->height;
  cut.width = (uint32_t)(right - cut.left);
  cut.height = (uint32_t)(bottom - cut.top);
  return cut;
}

size_t reid_webp_scratch_bytes(const reid_webp_header *header, reid_webp_rect wanted) {
  reid_webp_rect cut = reid_webp_cut(header, wanted);
  return (size_t)cut.width * cut.height * 3;
}

static reid_webp_status reid_webp_status_of(VP8StatusCode code) {
  switch (code) {
    case VP8_STATUS_OK:
      return REID_WEBP_OK;
    case VP8_STATUS_OUT_OF_MEMORY:
      return REID_WEBP_MEMORY;
    case VP8_STATUS_SUSPENDED:
    case VP8_STATUS_NOT_ENOUGH_DATA:
      return REID_WEBP_TRUNCATED;
    default:
      return REID_WEBP_CORRUPT;
  }
}

reid_webp_status reid_webp_read_header(const uint8_t *chunk, size_t count, reid_webp_header *header) {
  WebPBitstreamFeatures features;
  memset(header, 0, sizeof *header);
  VP8StatusCode code = WebPGetFeatures(chunk, count, &features);
  if (code != VP8_STATUS_OK) return reid_webp_status_of(code);
  if (features.width <= 0 || features.height <= 0) return REID_WEBP_CORRUPT;
  header->width = (uint32_t)features.width;
  header->height = (uint32_t)features.height;
  header->lossless = features.format == 2;
  return REID_WEBP_OK;
}

reid_webp_status reid_webp_decode(const uint8_t *chunk, size_t count, const reid_webp_header *header,
                                  reid_webp_rect wanted, int64_t nanoseconds_left, uint8_t *scratch, uint8_t *pixels,
                                  uint32_t *intact_rows) {
  *intact_rows = 0;
  int64_t deadline = INT64_MAX;
  int64_t now = reid_webp_now();
  if (nanoseconds_left >= 0 && nanoseconds_left < INT64_MAX - now) deadline = now + nanoseconds_left;
  if (wanted.width == 0 || wanted.height == 0 || wanted.left >= header->width || wanted.top >= header->height ||
      wanted.width > header->width - wanted.left || wanted.height > header->height - wanted.top) {
    return REID_WEBP_CORRUPT;
  }
  reid_webp_header actual;
  reid_webp_status status = reid_webp_read_header(chunk, count, &actual);
  if (status != REID_WEBP_OK) return status;
  if (actual.width != header->width || actual.height != header->height || actual.lossless != header->lossless) {
    return REID_WEBP_CORRUPT;
  }

  WebPDecoderConfig config;
  if (!WebPInitDecoderConfig(&config)) return REID_WEBP_MEMORY;  // the library's version is not the header's
  reid_webp_rect cut = reid_webp_cut(header, wanted);
  config.options.use_cropping = 1;
  config.options.crop_left = (int)cut.left;
  config.options.crop_top = (int)cut.top;
  config.options.crop_width = (int)cut.width;
  config.options.crop_height = (int)cut.height;
  config.output.colorspace = MODE_RGB;
  config.output.is_external_memory = 1;
  config.output.u.RGBA.rgba = scratch;
  config.output.u.RGBA.stride = (int)(cut.width * 3);
  config.output.u.RGBA.size = (size_t)cut.width * cut.height * 3;

  // Piece by piece, so that a truncated file gives its upper rows and that time can run out.
  WebPIDecoder *decoder = WebPIDecode(NULL, 0, &config);
  if (decoder == NULL) return REID_WEBP_MEMORY;
  VP8StatusCode code = VP8_STATUS_SUSPENDED;
  for (size_t shown = 0; shown < count && code == VP8_STATUS_SUSPENDED;) {
    if (deadline != INT64_MAX && reid_webp_now() >= deadline) {
      WebPIDelete(decoder);
      return REID_WEBP_DEADLINE;
    }
    shown = count - shown > reid_webp_piece ? shown + reid_webp_piece : count;
    code = WebPIUpdate(decoder, chunk, shown);
  }
  int rows = 0;
  (void)WebPIDecGetRGB(decoder, &rows, NULL, NULL, NULL);
  WebPIDelete(decoder);

  status = reid_webp_status_of(code);
  if (status == REID_WEBP_OK) {
    *intact_rows = header->height;
    rows = (int)cut.height;
  } else if (status == REID_WEBP_TRUNCATED && rows > 0) {
    *intact_rows = cut.top + (uint32_t)rows;
    if (*intact_rows > wanted.top) status = REID_WEBP_OK;
  }
  for (uint32_t y = 0; y < wanted.height; y++) {
    uint8_t *target = pixels + (size_t)y * wanted.width * 3;
    uint32_t row = wanted.top - cut.top + y;
    if (status == REID_WEBP_OK && row < (uint32_t)rows) {
      memcpy(target, scratch + ((size_t)row * cut.width + (wanted.left - cut.left)) * 3, (size_t)wanted.width * 3);
    } else {
      memset(target, 0, (size_t)wanted.width * 3);
    }
  }
  return status;
}
