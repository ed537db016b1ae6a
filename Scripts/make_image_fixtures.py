#!/usr/bin/env python3
"""Draws the pictures that Tests/ImagingTests reads, and what Pillow makes of them.

    python3 Scripts/make_image_fixtures.py            writes Tests/ImagingTests/Fixtures

Needs Pillow and numpy. Everything is drawn here; nothing is copied from anywhere. Pillow writes the ordinary files.
What it cannot write (unusual subsamplings, separate scans, YCCK, 16-bit colour, interlaced PNG) is written by the small
encoders below. `<name>.golden.png` is Pillow's upright RGB decode of `<name>`.
"""
import io
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps

FOLDER = Path(__file__).resolve().parent.parent / "Tests" / "ImagingTests" / "Fixtures"
RESAMPLING = Image.Resampling.BILINEAR


def figure(width, height, seed):
    """A person-like figure before a slope of colour, with stripes (detail) and a little seeded grain."""
    large = Image.new("RGB", (width * 4, height * 4))
    y, x = np.mgrid[0 : height * 4, 0 : width * 4]
    slope = np.stack([60 + 120 * x / (width * 4), 150 - 90 * y / (height * 4), 90 + 100 * y / (height * 4)], axis=2)
    large.paste(Image.fromarray(slope.astype(np.uint8)))
    draw = ImageDraw.Draw(large)

    def box(left, top, right, bottom):
        return [width * 4 * left, height * 4 * top, width * 4 * right, height * 4 * bottom]

    draw.polygon([(0, height * 4), (width * 4 * 0.45, height * 4 * 0.7), (width * 4, height * 4)], fill=(70, 75, 60))
    draw.rectangle(box(0.30, 0.28, 0.68, 0.60), fill=(200, 30, 40))
    for stripe in range(5):
        draw.rectangle(box(0.30, 0.30 + stripe * 0.06, 0.68, 0.32 + stripe * 0.06), fill=(250, 240, 60))
    draw.rectangle(box(0.33, 0.60, 0.47, 0.92), fill=(20, 40, 150))
    draw.rectangle(box(0.51, 0.60, 0.65, 0.92), fill=(20, 40, 150))
    draw.ellipse(box(0.40, 0.08, 0.60, 0.27), fill=(225, 180, 150))
    draw.ellipse(box(0.75, 0.05, 0.95, 0.25), fill=(255, 0, 255))
    draw.line([(0, 0), (width * 4, height * 4 * 0.5)], fill=(0, 255, 120), width=6)
    small = np.asarray(large.resize((width, height), RESAMPLING)).astype(np.int16)
    grain = np.random.default_rng(seed).integers(-3, 4, small.shape[:2] + (1,), dtype=np.int16)
    return Image.fromarray(np.clip(small + grain, 0, 255).astype(np.uint8))


def write(name, data, golden=True):
    (FOLDER / name).write_bytes(data)
    if golden:
        upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data))) if name.endswith(".jpg") else Image.open(
            io.BytesIO(data))
        write(name + ".golden.png", encoded(upright.convert("RGB"), "PNG", optimize=True), golden=False)


def encoded(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


# --- A baseline JPEG encoder for what Pillow does not write: any sampling factors, any number of scans. ---

ZIGZAG = sorted(range(64), key=lambda i: (i // 8 + i % 8, (i // 8 if (i // 8 + i % 8) % 2 else i % 8)))


def huffman_code(symbols):
    """Every symbol gets eight or nine bits, the last code (all ones) stays free as the format demands."""
    short = max(0, min(255, 511 - len(symbols) - 1)) if len(symbols) > 255 else len(symbols)
    lengths = [8] * short + [9] * (len(symbols) - short)
    codes, code, previous = {}, 0, 8
    for symbol, length in zip(symbols, lengths):
        code <<= length - previous
        previous = length
        codes[symbol] = (code, length)
        code += 1
    counts = [lengths.count(n) for n in range(1, 17)]
    return codes, bytes(counts) + bytes(symbols)


DC_CODES, DC_TABLE = huffman_code(list(range(12)))
AC_CODES, AC_TABLE = huffman_code([0x00, 0xF0] + [run << 4 | size for run in range(16) for size in range(1, 11)])
COSINE = np.array([[np.sqrt((1 if u == 0 else 2) / 8) * np.cos((2 * x + 1) * u * np.pi / 16) for x in range(8)]
                   for u in range(8)])


def segment(kind, payload):
    return struct.pack(">BBH", 0xFF, kind, len(payload) + 2) + payload


class BitWriter:
    def __init__(self):
        self.out, self.buffer, self.count = bytearray(), 0, 0

    def put(self, value, length):
        self.buffer = self.buffer << length | value
        self.count += length
        while self.count >= 8:
            self.count -= 8
            byte = self.buffer >> self.count & 0xFF
            self.out.append(byte)
            if byte == 0xFF:
                self.out.append(0)
        self.buffer &= (1 << self.count) - 1

    def flush(self):
        if self.count:
            self.put((1 << 8 - self.count) - 1, 8 - self.count)

    def number(self, codes, prefix, value):
        size = int(abs(value)).bit_length()
        code, length = codes[prefix << 4 | size]
        self.put(code, length)
        if size:
            self.put(value if value > 0 else value + (1 << size) - 1, size)


def plane_blocks(plane, columns, rows, step):
    """Quantised coefficients of the plane in blocks of 8 × 8, in zigzag order, padded by repeating the border."""
    height, width = plane.shape
    padded = np.pad(plane, ((0, rows * 8 - height), (0, columns * 8 - width)), mode="edge").astype(float) - 128
    blocks = padded.reshape(rows, 8, columns, 8).transpose(0, 2, 1, 3)
    coefficients = np.rint(COSINE @ blocks @ COSINE.T / step).astype(int)
    return coefficients.reshape(rows, columns, 64)[:, :, ZIGZAG]


def jpeg(planes, sampling, step=6, interleaved=True, adobe_transform=None):
    """planes: full-size arrays, one per component. sampling: (across, down) of each component."""
    height, width = planes[0].shape
    most_across, most_down = max(s[0] for s in sampling), max(s[1] for s in sampling)
    mcus_across, mcus_down = -(-width // (8 * most_across)), -(-height // (8 * most_down))
    blocks, sizes = [], []
    for plane, (across, down) in zip(planes, sampling):
        skip_x, skip_y = most_across // across, most_down // down
        rows, columns = -(-height // skip_y), -(-width // skip_x)
        full = np.pad(plane.astype(float), ((0, rows * skip_y - height), (0, columns * skip_x - width)), mode="edge")
        small = full.reshape(rows, skip_y, columns, skip_x).mean(axis=(1, 3))
        blocks.append(plane_blocks(small, mcus_across * across, mcus_down * down, step))
        sizes.append((-(-columns // 8), -(-rows // 8)))
    parts = [b"\xff\xd8"]
    if adobe_transform is not None:
        parts.append(segment(0xEE, b"Adobe" + struct.pack(">HHHB", 100, 0, 0, adobe_transform)))
    parts.append(segment(0xDB, bytes([0]) + bytes([step] * 64)))
    frame = struct.pack(">BHHB", 8, height, width, len(planes))
    for index, (across, down) in enumerate(sampling):
        frame += bytes([index + 1, across << 4 | down, 0])
    parts.append(segment(0xC0, frame))
    parts.append(segment(0xC4, bytes([0x00]) + DC_TABLE))
    parts.append(segment(0xC4, bytes([0x10]) + AC_TABLE))

    def put_block(bits, coefficients, before):
        bits.number(DC_CODES, 0, int(coefficients[0] - before))
        run = 0
        for value in coefficients[1:]:
            if value == 0:
                run += 1
                continue
            while run > 15:
                bits.put(*AC_CODES[0xF0])
                run -= 16
            bits.number(AC_CODES, run, int(value))
            run = 0
        if run:
            bits.put(*AC_CODES[0x00])
        return coefficients[0]

    scans = [list(range(len(planes)))] if interleaved else [[i] for i in range(len(planes))]
    for scan in scans:
        header = bytes([len(scan)]) + b"".join(bytes([i + 1, 0]) for i in scan) + bytes([0, 63, 0])
        bits, before = BitWriter(), [0] * len(planes)
        if len(scan) == 1:  # a scan of one component has its blocks row by row, none beyond the picture
            columns, rows = sizes[scan[0]]
            order = [(scan[0], row, column) for row in range(rows) for column in range(columns)]
        else:
            order = [(i, my * sampling[i][1] + v, mx * sampling[i][0] + h)
                     for my in range(mcus_down) for mx in range(mcus_across) for i in scan
                     for v in range(sampling[i][1]) for h in range(sampling[i][0])]
        for i, row, column in order:
            before[i] = put_block(bits, blocks[i][row, column], before[i])
        bits.flush()
        parts += [segment(0xDA, header), bytes(bits.out)]
    return b"".join(parts) + b"\xff\xd9"


def ycbcr(image):
    return list(np.moveaxis(np.asarray(image.convert("YCbCr")), 2, 0))


def four_inks(image):
    """Cyan, magenta, yellow and black, with half of the common share moved to black."""
    inks = 255 - np.asarray(image).astype(float)
    black = inks.min(axis=2) / 2
    colours = (inks - black[..., None]) * 255 / (255 - black[..., None])
    return [Image.fromarray(np.rint(plane).astype(np.uint8)) for plane in [*np.moveaxis(colours, 2, 0), black]]


# --- A PNG encoder for 16-bit samples and interlacing. ---

ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def png(samples, depth, colour, interlaced=False):
    """samples: [height, width, channels]; colour: PNG's colour type. No filters."""
    height, width = samples.shape[:2]
    kind = ">u2" if depth == 16 else "u1"

    def rows(part):
        return b"".join(b"\0" + row.astype(kind).tobytes() for row in part) if part.size else b""

    data = b"".join(rows(samples[y::dy, x::dx]) for x, y, dx, dy in ADAM7) if interlaced else rows(samples)

    def chunk(name, payload):
        return struct.pack(">I", len(payload)) + name + payload + struct.pack(">I", zlib.crc32(name + payload))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    image = figure(97, 131, seed=1)

    # JPEG as cameras and programs write it.
    for name, subsampling in [("444", 0), ("422", 1), ("420", 2)]:
        write(f"baseline-{name}.jpg", encoded(image, "JPEG", quality=88, subsampling=subsampling))
    # The same coefficients in another order: their golden pictures are those of baseline-….
    write("progressive-420.jpg", encoded(image, "JPEG", quality=88, subsampling=2, progressive=True), golden=False)
    write("progressive-444.jpg", encoded(image, "JPEG", quality=88, subsampling=0, progressive=True), golden=False)
    write("restart-420.jpg", encoded(image, "JPEG", quality=88, subsampling=2, restart_marker_blocks=3), golden=False)
    write("gray.jpg", encoded(image.convert("L"), "JPEG", quality=88))
    inks = four_inks(image)
    write("cmyk.jpg", encoded(Image.merge("CMYK", inks), "JPEG", quality=88))
    # JPEG as almost nobody writes it, and every viewer reads it.
    luma_first = ycbcr(image)
    write("sampling-440.jpg", jpeg(luma_first, [(1, 2), (1, 1), (1, 1)]))
    write("sampling-411.jpg", jpeg(luma_first, [(4, 1), (1, 1), (1, 1)]))
    write("sampling-410.jpg", jpeg(luma_first, [(4, 2), (1, 1), (1, 1)]))
    write("separate-scans-420.jpg", jpeg(luma_first, [(2, 2), (1, 1), (1, 1)], interleaved=False))
    write("large-chroma.jpg", jpeg(luma_first, [(1, 1), (2, 2), (2, 2)]))
    # Adobe stores inverted inks, and YCCK's first three are those inverted once more before they become YCbCr.
    write("ycck.jpg", jpeg(ycbcr(Image.merge("RGB", inks[:3])) + [255 - np.asarray(inks[3])], [(1, 1)] * 4,
                           adobe_transform=2))

    # Larger, for boxes in the middle of many MCUs.
    scene = figure(331, 243, seed=2)
    write("scene-420.jpg", encoded(scene, "JPEG", quality=80, subsampling=2), golden=False)
    write("scene-422.jpg", encoded(scene, "JPEG", quality=80, subsampling=1), golden=False)
    # Restarts with every row of MCUs; coded data longer than what is read in one piece; and a slope whose neighbours
    # differ so little that its Huffman tables have no codes for large differences.
    write("restart-rows-422.jpg", encoded(scene, "JPEG", quality=80, subsampling=1, restart_marker_rows=1), golden=False)
    write("fine-444.jpg", encoded(scene, "JPEG", quality=96, subsampling=0), golden=False)
    y, x = np.mgrid[0:243, 0:331]
    slope = Image.fromarray(np.stack([x * 255 // 330, y * 255 // 242, 255 - x * 255 // 330], axis=2).astype(np.uint8))
    write("slope-420.jpg", encoded(slope, "JPEG", quality=92, subsampling=2, optimize=True), golden=False)

    # Every orientation.
    small = figure(45, 61, seed=3)
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        write(f"orientation-{orientation}.jpg", encoded(small, "JPEG", quality=90, subsampling=2, exif=exif))

    # PNG.
    small = figure(53, 47, seed=4)
    wide = np.asarray(small).astype(np.uint16) * 257 - 90 * (np.asarray(small) > 0)
    alpha = Image.fromarray(np.tile(np.linspace(0, 255, 53).astype(np.uint8), (47, 1)))
    rgba = small.copy()
    rgba.putalpha(alpha)
    gray_alpha = small.convert("L")
    gray_alpha.putalpha(alpha)
    write("rgb.png", encoded(small, "PNG"))
    write("rgba.png", encoded(rgba, "PNG"))
    write("gray.png", encoded(small.convert("L"), "PNG"))
    write("gray-alpha.png", encoded(gray_alpha, "PNG"))
    write("bits-1.png", encoded(small.convert("1"), "PNG"))
    write("palette.png", encoded(small.quantize(40), "PNG"))
    write("palette-transparent.png", encoded(small.quantize(12), "PNG", transparency=3))
    write("rgb-16.png", png(wide, 16, 2))
    write("rgb-interlaced.png", png(np.asarray(small), 8, 2, interlaced=True))
    write("rgb-16-interlaced.png", png(wide, 16, 2, interlaced=True))

    # WebP.
    write("lossy.webp", encoded(image, "WEBP", quality=85))
    write("lossless.webp", encoded(small, "WEBP", lossless=True))
    write("lossy-alpha.webp", encoded(rgba, "WEBP", quality=85))
    write("lossless-alpha.webp", encoded(rgba, "WEBP", lossless=True, exact=True))
    animation = io.BytesIO()
    small.save(animation, "WEBP", save_all=True, append_images=[small.filter(ImageFilter.GaussianBlur(3))], lossless=True)
    write("animated.webp", animation.getvalue(), golden=False)

    # Resizing: Pillow's answer for a box of resize-source.png and a size. Names hold what was done.
    write("resize-source.png", encoded(image, "PNG", optimize=True), golden=False)
    for x, y, width, height, to_width, to_height in [
        (20, 25, 55, 100, 128, 256), (0, 0, 97, 131, 32, 64), (0, 0, 97, 131, 64, 128), (3, 5, 90, 120, 40, 23),
        (10, 10, 7, 90, 64, 8), (0, 0, 97, 131, 1, 1), (50, 60, 1, 1, 12, 20), (11, 0, 64, 128, 64, 128),
    ]:
        crop = image.crop((x, y, x + width, y + height))
        name = f"{x}-{y}-{width}x{height}-to-{to_width}x{to_height}.png"
        golden = crop.resize((to_width, to_height), RESAMPLING)
        write(f"antialiased-{name}", encoded(golden, "PNG", optimize=True), golden=False)
        if to_width * to_height > 64 * 128 or (width, height) == (to_width, to_height):
            continue  # nothing that the others do not show
        # An affine transform samples the two nearest pixels on each axis, at half-pixel centres.
        plain = crop.transform((to_width, to_height), Image.Transform.AFFINE,
                               (width / to_width, 0, 0, 0, height / to_height, 0), RESAMPLING)
        write(f"plain-{name}", encoded(plain, "PNG", optimize=True), golden=False)

    total = sum(path.stat().st_size for path in FOLDER.iterdir())
    print(f"{len(list(FOLDER.iterdir()))} files, {total} bytes")


if __name__ == "__main__":
    main()
