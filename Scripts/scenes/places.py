"""The three places that the cameras watch. Each function returns a fresh 1920 × 1080 canvas without people."""

from __future__ import annotations

import random

from .canvas import Canvas, Color, mixed

WIDTH, HEIGHT = 1920, 1080


def _tree(canvas: Canvas, x: float, ground: float, size: float, leaves: Color, seed: int) -> None:
    pick = random.Random(seed)
    trunk = (92, 68, 50)
    canvas.polygon([(x - size * 0.07, ground), (x - size * 0.045, ground - size), (x + size * 0.045, ground - size), (x + size * 0.07, ground)], trunk)
    for layer in range(3):
        shade = mixed(leaves, (255, 250, 190), 0.1 * layer) if layer else mixed(leaves, (0, 20, 10), 0.25)
        for _ in range(9):
            radius = size * pick.uniform(0.2, 0.32) * (1 - 0.2 * layer)
            canvas.ellipse(x + size * pick.uniform(-0.42, 0.42) - size * 0.06 * layer,
                           ground - size * (1.15 + pick.uniform(-0.32, 0.34)) - size * 0.06 * layer, radius, radius * 0.9, shade)


def _bush(canvas: Canvas, x: float, ground: float, size: float, leaves: Color, seed: int, flowers: Color | None = None) -> None:
    pick = random.Random(seed)
    for layer in range(2):
        for _ in range(7):
            radius = size * pick.uniform(0.24, 0.36)
            canvas.ellipse(x + size * pick.uniform(-0.55, 0.55), ground - size * pick.uniform(0.18, 0.5) - layer * size * 0.1,
                           radius, radius * 0.85, mixed(leaves, (255, 250, 190), 0.14 * layer))
    if flowers:
        for _ in range(16):
            canvas.ellipse(x + size * pick.uniform(-0.6, 0.6), ground - size * pick.uniform(0.1, 0.75), size * 0.05, size * 0.05, flowers)


def _pot(canvas: Canvas, x: float, ground: float, size: float, seed: int, flowers: Color) -> None:
    _bush(canvas, x, ground - size * 0.62, size * 0.75, (66, 112, 60), seed, flowers)
    canvas.polygon([(x - size * 0.36, ground - size * 0.7), (x + size * 0.36, ground - size * 0.7),
                    (x + size * 0.26, ground), (x - size * 0.26, ground)], (172, 96, 66))
    canvas.rectangle(x - size * 0.4, ground - size * 0.76, size * 0.8, size * 0.13, (188, 108, 76), 4)


def _clouds(canvas: Canvas, spots: list[tuple[float, float, float]], color: Color) -> None:
    for x, y, size in spots:
        for dx, dy, part in ((-0.8, 0.1, 0.5), (-0.2, -0.12, 0.72), (0.5, 0.0, 0.6), (1.0, 0.14, 0.4)):
            canvas.ellipse(x + dx * size, y + dy * size, size * part, size * part * 0.55, color)


def _car(canvas: Canvas, x: float, ground: float, length: float, paint: Color) -> None:
    """Seen from the side, standing on `ground`."""
    unit = length / 100
    canvas.soft_ellipse_shadow(x + length / 2, ground - unit, length * 0.52, unit * 5, 0.55)
    body = [(2, 22), (4, 16), (22, 13.5), (34, 2), (66, 1), (80, 13), (96, 16), (99, 24), (98, 32), (2, 32)]
    canvas.polygon([(x + px * unit, ground - (36 - py) * unit) for px, py in body], paint)
    canvas.rectangle(x + unit * 2, ground - unit * 15, unit * 96, unit * 11, mixed(paint, (0, 0, 0), 0.16), unit * 4)
    glass = (56, 72, 88)
    for window in ([(27, 13), (36.5, 4.5), (48.5, 4), (48.5, 13)], [(51, 13), (51, 4), (64.5, 3.6), (74.5, 13)]):
        canvas.polygon([(x + px * unit, ground - (36 - py) * unit) for px, py in window], glass)
        shine = [(px * 0.35 + window[1][0] * 0.65, py) for px, py in window[:2]] + [(window[1][0] + 3, 4.5)]
        canvas.polygon([(x + px * unit, ground - (36 - py) * unit) for px, py in shine], mixed(glass, (255, 255, 255), 0.25))
    canvas.line([(x + 50 * unit, ground - 32 * unit), (x + 50 * unit, ground - 8 * unit)], mixed(paint, (0, 0, 0), 0.35), 2)
    canvas.rectangle(x + unit * 54, ground - unit * 20.5, unit * 5, unit * 1.2, mixed(paint, (255, 255, 255), 0.4), 2)
    canvas.rectangle(x + unit * 1.5, ground - unit * 18, unit * 4, unit * 3.4, (206, 60, 52), 3)
    canvas.rectangle(x + unit * 94, ground - unit * 18, unit * 4.5, unit * 3.4, (250, 244, 214), 3)
    for wheel in (20, 79):
        canvas.ellipse(x + wheel * unit, ground - unit * 6.5, unit * 8, unit * 8, (30, 31, 34))
        canvas.ellipse(x + wheel * unit, ground - unit * 6.5, unit * 4.6, unit * 4.6, (176, 180, 186))
        canvas.ellipse(x + wheel * unit, ground - unit * 6.5, unit * 1.6, unit * 1.6, (90, 94, 100))


def drive() -> Canvas:
    """Bright sun: a drive with a parked car, a garage on the right, the street behind."""
    canvas = Canvas(WIDTH, HEIGHT, (150, 190, 228))
    canvas.gradient(0, 0, WIDTH, 400, (96, 158, 222), (206, 228, 242))
    _clouds(canvas, [(360, 110, 90), (840, 70, 70)], (244, 248, 252))
    for k, x in enumerate(range(-60, 1300, 150)):
        canvas.ellipse(x, 372, 130, 82 + 22 * (k % 3), mixed((96, 136, 96), (150, 180, 170), 0.25 * (k % 2)))
    canvas.rectangle(0, 392, WIDTH, 30, (172, 170, 164))
    canvas.gradient(0, 418, WIDTH, 46, (112, 114, 118), (126, 128, 132))
    for x in range(0, 1300, 150):
        canvas.rectangle(x, 438, 76, 5, (220, 218, 206))
    canvas.gradient(0, 462, WIDTH, HEIGHT - 462, (128, 168, 84), (88, 138, 62))
    pick = random.Random(11)
    for _ in range(900):
        x, y = pick.uniform(0, WIDTH), pick.uniform(480, HEIGHT)
        canvas.line([(x, y), (x + pick.uniform(-3, 3), y - 10 * (y - 400) / 500)], mixed((104, 152, 70), (150, 186, 92), pick.random()), 1.5)
    for x in (60, 230, 400):
        _bush(canvas, x, 520, 130, (70, 116, 62), x)
    _tree(canvas, 560, 520, 240, (92, 140, 70), 5)
    # The drive itself, paved, wider towards the camera.
    canvas.polygon([(700, 462), (1330, 462), (1790, HEIGHT), (270, HEIGHT)], (178, 172, 164))
    for k in range(12):
        y = 462 + 618 * (k / 12) ** 1.6
        left, right = 700 - 430 * (y - 462) / 618, 1330 + 460 * (y - 462) / 618
        canvas.line([(left, y), (right, y)], (158, 152, 146), 1 + k * 0.25)
    for k in range(1, 8):
        canvas.line([(700 + 630 * k / 8, 462), (270 + 1520 * k / 8, HEIGHT)], (164, 158, 152), 2)
    # The house: wall, roof, garage door, lamp.
    canvas.polygon([(1300, 200), (WIDTH, 120), (WIDTH, 860), (1300, 640)], (226, 214, 194))
    canvas.polygon([(1262, 212), (1310, 120), (WIDTH, -40), (WIDTH, 136)], (136, 82, 70))
    canvas.polygon([(1262, 212), (WIDTH, 136), (WIDTH, 152), (1262, 226)], (242, 240, 234))
    canvas.polygon([(1400, 318), (1850, 288), (1850, 838), (1400, 672)], (188, 178, 160))
    canvas.polygon([(1412, 330), (1838, 302), (1838, 832), (1412, 674)], (240, 240, 236))
    for k in range(1, 5):
        share = k / 5
        canvas.line([(1412, 330 + 344 * share), (1838, 302 + 530 * share)], (200, 202, 200), 4)
    canvas.rectangle(1345, 372, 22, 46, (60, 60, 62), 5)
    canvas.rectangle(1349, 380, 14, 26, (250, 236, 190), 4)
    canvas.shadow([(1300, 640), (WIDTH, 860), (WIDTH, 930), (1230, 660)], 12, 0.4)
    _car(canvas, 190, 800, 560, (62, 104, 142))
    return canvas


def porch() -> Canvas:
    """Cool shade: brick wall, a green door over two steps, pots and a lamp."""
    canvas = Canvas(WIDTH, HEIGHT, (150, 96, 80))
    pick = random.Random(23)
    for row in range(26):
        for column in range(-1, 23):
            tint = mixed((158, 98, 82), (132, 78, 66), pick.random())
            canvas.rectangle(column * 88 + (44 if row % 2 else 0), row * 34, 83, 29, tint, 2)
    for y in range(0, 26):
        canvas.rectangle(0, y * 34 + 29, WIDTH, 5, (186, 172, 160))
    canvas.gradient(0, 800, WIDTH, 280, (150, 150, 150), (176, 174, 170))
    # Door, frame and fanlight.
    canvas.rectangle(1010, 92, 410, 720, (238, 236, 228), 6)
    canvas.rectangle(1046, 210, 338, 602, (44, 84, 72), 4)
    canvas.rectangle(1046, 118, 338, 74, (176, 202, 214), 4)
    canvas.polygon([(1060, 186), (1130, 122), (1190, 122), (1126, 186)], (212, 228, 236))
    for x, y, width, height in ((1082, 250, 118, 190), (1230, 250, 118, 190), (1082, 520, 118, 240), (1230, 520, 118, 240)):
        canvas.rectangle(x, y, width, height, (34, 68, 58), 4)
        canvas.rectangle(x + 8, y + 8, width - 16, height - 16, (50, 94, 80), 3)
    canvas.ellipse(1360, 500, 13, 13, (206, 176, 92))
    canvas.rectangle(1192, 472, 48, 12, (206, 176, 92), 4)
    # Window with blinds, and its sill.
    canvas.rectangle(200, 170, 470, 380, (238, 236, 228), 5)
    canvas.rectangle(226, 196, 418, 328, (96, 120, 136), 2)
    for k in range(8):
        canvas.rectangle(226, 204 + k * 26, 418, 16, (206, 212, 214))
    canvas.rectangle(428, 196, 14, 328, (238, 236, 228))
    canvas.rectangle(176, 548, 518, 26, (224, 220, 210), 3)
    # Lamp, bell, house number.
    canvas.rectangle(1494, 252, 44, 90, (46, 46, 50), 8)
    canvas.rectangle(1502, 266, 28, 58, (252, 232, 176), 6)
    canvas.rectangle(1478, 470, 30, 52, (58, 60, 64), 6)
    canvas.ellipse(1493, 496, 8, 8, (210, 222, 232))
    # Steps and mat.
    canvas.shadow([(880, 812), (1560, 812), (1600, 850), (850, 850)], 14, 0.5)
    canvas.rectangle(940, 800, 550, 46, (196, 194, 190), 3)
    canvas.rectangle(940, 836, 550, 14, (150, 148, 146))
    canvas.rectangle(880, 850, 670, 50, (204, 202, 198), 3)
    canvas.rectangle(880, 890, 670, 16, (156, 154, 152))
    canvas.polygon([(1110, 808), (1320, 808), (1336, 836), (1094, 836)], (108, 84, 64))
    for y in (960, 1030):
        canvas.line([(0, y), (WIDTH, y)], (146, 144, 142), 3)
    for k in range(-2, 12):
        canvas.line([(k * 190 + 120, 906), (k * 220 - 60, HEIGHT)], (150, 148, 146), 3)
    _pot(canvas, 800, 880, 150, 4, (226, 120, 150))
    _pot(canvas, 1660, 890, 180, 9, (240, 214, 110))
    _bush(canvas, 120, 880, 220, (62, 100, 66), 31)
    _bush(canvas, 420, 880, 190, (72, 112, 70), 32, (210, 200, 236))
    return canvas


def garden() -> Canvas:
    """Warm evening: lawn, fence, trees, a shed, a path of stones."""
    canvas = Canvas(WIDTH, HEIGHT, (220, 190, 150))
    canvas.gradient(0, 0, WIDTH, 420, (118, 150, 190), (252, 214, 160))
    _clouds(canvas, [(420, 160, 80), (1250, 110, 110)], (250, 220, 190))
    for k, x in enumerate(range(-80, 2000, 170)):
        canvas.ellipse(x, 372, 150, 96 + 26 * (k % 3), mixed((104, 122, 92), (190, 170, 130), 0.35))
    for x in range(0, WIDTH, 46):
        tint = mixed((166, 124, 88), (142, 102, 72), (x // 46 % 3) / 2)
        canvas.polygon([(x, 478), (x, 336), (x + 21, 322), (x + 42, 336), (x + 42, 478)], tint)
    for y in (362, 438):
        canvas.rectangle(0, y, WIDTH, 12, (128, 92, 64))
    canvas.gradient(0, 470, WIDTH, 610, (136, 158, 78), (96, 132, 58))
    for k in range(10):
        # Mowing stripes that open towards the camera.
        if k % 2:
            left, right = 960 + (k - 5) * 170, 960 + (k - 4) * 170
            canvas.polygon([(left, 478), (right, 478), (960 + (k - 4) * 420, HEIGHT), (960 + (k - 5) * 420, HEIGHT)], (118, 148, 68))
    pick = random.Random(41)
    for _ in range(900):
        x, y = pick.uniform(0, WIDTH), pick.uniform(490, HEIGHT)
        canvas.line([(x, y), (x + pick.uniform(-3, 3), y - 9 * (y - 400) / 500)], mixed((100, 136, 60), (160, 176, 88), pick.random()), 1.5)
    # Shed.
    canvas.soft_ellipse_shadow(1610, 596, 240, 26, 0.5)
    canvas.polygon([(1420, 290), (1800, 290), (1800, 592), (1420, 592)], (120, 134, 128))
    for x in range(1420, 1800, 38):
        canvas.line([(x, 290), (x, 592)], (100, 112, 108), 3)
    canvas.polygon([(1386, 300), (1610, 176), (1836, 300)], (88, 66, 60))
    canvas.polygon([(1420, 292), (1610, 188), (1800, 292)], (120, 134, 128))
    canvas.rectangle(1470, 380, 120, 212, (232, 226, 208), 3)
    canvas.rectangle(1478, 388, 104, 204, (92, 106, 100), 3)
    canvas.rectangle(1650, 376, 106, 96, (232, 226, 208), 3)
    canvas.rectangle(1658, 384, 90, 80, (250, 216, 150), 2)
    canvas.rectangle(1700, 384, 6, 80, (232, 226, 208))
    _tree(canvas, 210, 610, 330, (112, 132, 62), 3)
    _tree(canvas, 1180, 520, 200, (126, 138, 66), 8)
    for x, flowers in ((380, (236, 140, 120)), (520, (240, 206, 120)), (660, (230, 226, 236)), (800, (236, 140, 120))):
        _bush(canvas, x, 520, 90, (92, 120, 62), x, flowers)
    for k in range(7):
        size = 0.35 + k * 0.14
        canvas.ellipse(1530 - k * 70, 620 + 10 * k * (k + 2.6) ** 0.85, 78 * size, 24 * size, (186, 170, 150))
        canvas.ellipse(1530 - k * 70, 617 + 10 * k * (k + 2.6) ** 0.85, 74 * size, 21 * size, (208, 192, 170))
    canvas.shadow([(0, 620), (420, 600), (760, 640), (0, 760)], 30, 0.28)
    return canvas
