"""Random drawn people in the size of a model's input: what `color-layout` takes its mean from."""

from __future__ import annotations

import random

import numpy as np
from PIL import Image

from .camera import Light, lit
from .canvas import OVERSAMPLING, Canvas, Color
from .figure import Figure, Outfit, Pose

WIDTH, HEIGHT = 128, 256

SKINS: list[Color] = [(244, 208, 182), (230, 186, 154), (204, 152, 116), (160, 112, 80), (112, 76, 54)]
HAIRS: list[Color] = [(28, 24, 24), (58, 40, 30), (96, 68, 46), (150, 116, 74), (214, 176, 104), (186, 186, 190)]
# What people wear: most of it dark, gray, blue or white, some of it colourful.
CLOTHES: list[Color] = [
    (26, 26, 30), (40, 42, 50), (64, 66, 70), (104, 104, 108), (156, 156, 158), (232, 232, 228), (244, 242, 236),
    (36, 46, 78), (54, 76, 122), (88, 120, 168), (150, 180, 212), (96, 80, 62), (176, 154, 116), (206, 190, 158),
    (150, 36, 44), (206, 50, 56), (228, 130, 160), (238, 128, 40), (244, 204, 60), (52, 110, 70), (122, 150, 70),
    (40, 138, 146), (104, 66, 132), (176, 130, 196),
]
LEGWEAR: list[Color] = [
    (28, 28, 32), (42, 44, 52), (70, 70, 76), (38, 48, 80), (56, 74, 116), (96, 116, 150), (112, 110, 108),
    (172, 150, 114), (206, 198, 180), (86, 70, 54), (120, 40, 50), (70, 90, 64),
]
GROUNDS: list[Color] = [
    (178, 172, 164), (140, 142, 146), (112, 114, 118), (196, 190, 180), (104, 138, 76), (134, 154, 92), (150, 100, 84),
    (168, 130, 96), (206, 212, 214), (90, 96, 104),
]


def _near(pick: random.Random, color: Color, reach: int = 14) -> Color:
    return tuple(max(0, min(255, level + pick.randint(-reach, reach))) for level in color)


def _outfit(pick: random.Random) -> Outfit:
    return Outfit(
        skin=_near(pick, pick.choice(SKINS)), hair=_near(pick, pick.choice(HAIRS)), top=_near(pick, pick.choice(CLOTHES)),
        legs=_near(pick, pick.choice(LEGWEAR)), shoes=_near(pick, pick.choice(CLOTHES[:7] + LEGWEAR)),
        hair_style=pick.choice(["short", "short", "long", "long", "bun", "cap", "hood"]),
        top_second=_near(pick, pick.choice(CLOTHES)), pattern=pick.choice(["plain"] * 5 + ["stripes", "check", "band", "zip"]),
        top_end=pick.choice([0.53, 0.55, 0.57, 0.6, 0.7]), sleeves=pick.choice(["long", "short"]),
        legwear=pick.choice(["trousers", "trousers", "trousers", "shorts", "skirt"]),
        bag=pick.choice([None, None, "tote", "backpack"]), bag_color=_near(pick, pick.choice(CLOTHES)),
        build=pick.uniform(0.9, 1.15))


def crop(seed: int) -> Image.Image:
    """One person as a detector's box would show them, brought to the input's size. The same for the same seed."""
    pick = random.Random(seed)
    canvas = Canvas(WIDTH, HEIGHT, pick.choice(GROUNDS))
    horizon = pick.uniform(0.1, 0.8) * HEIGHT
    wall, ground = _near(pick, pick.choice(GROUNDS), 30), _near(pick, pick.choice(GROUNDS), 30)
    canvas.gradient(0, 0, WIDTH, horizon, wall, _near(pick, wall, 20))
    canvas.gradient(0, horizon, WIDTH, HEIGHT - horizon, _near(pick, ground, 20), ground)
    for _ in range(6):  # things behind the person
        canvas.rectangle(pick.uniform(-30, WIDTH), pick.uniform(-30, HEIGHT), pick.uniform(10, 60), pick.uniform(20, 120),
                         _near(pick, pick.choice(GROUNDS), 40), 4)
    height = HEIGHT * pick.uniform(0.86, 0.97)
    pose = Pose(pick.uniform(-0.8, 0.8), "swing", pick.choice(["front", "back", "left", "right"]))
    # A crop is stretched to the input's shape: people come out wider than they are.
    layer = Figure(_outfit(pick), pose, height).drawn()
    layer = layer.resize((round(layer.width * pick.uniform(1.15, 1.6)), layer.height), Image.Resampling.BILINEAR)
    x = WIDTH / 2 + pick.uniform(-8, 8) - layer.width / OVERSAMPLING / 2
    y = (HEIGHT - height) / 2 + pick.uniform(-6, 6) - height * Figure.MARGIN
    canvas.paste(layer, x, y)
    warmth, brightness = pick.uniform(-0.12, 0.12), pick.uniform(0.55, 1.1)
    gain = (brightness * (1 + warmth), brightness, brightness * (1 - warmth))
    return lit(canvas.finished(), Light(gain, pick.uniform(0.9, 1.15), 0.0, 3.0), seed)


def crowd(count: int) -> np.ndarray:
    """`count` crops, [count, 256, 128, 3] levels of 0…255."""
    return np.stack([np.asarray(crop(seed)) for seed in range(count)])
