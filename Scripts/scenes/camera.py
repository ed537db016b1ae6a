"""What a camera makes of a place with people in it: its light, lens and sensor, and the picture file."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from . import places
from .canvas import Canvas


@dataclass(frozen=True)
class Light:
    """How a scene's own colours arrive: a gain per channel, the contrast's exponent, and what the corners lose."""

    gain: tuple[float, float, float]
    gamma: float
    vignette: float  # share of the light lost in the corners
    noise: float  # standard deviation, levels of 255


@dataclass(frozen=True)
class Camera:
    device: str
    name: str
    place: Callable[[], Canvas]
    light: Light


CAMERAS = {
    "drive": Camera("1", "Drive", places.drive, Light((1.06, 1.03, 0.97), 0.95, 0.16, 1.7)),
    "porch": Camera("2", "Porch", places.porch, Light((0.80, 0.86, 0.94), 1.06, 0.22, 2.1)),
    "garden": Camera("3", "Garden", places.garden, Light((1.02, 0.91, 0.76), 1.02, 0.20, 2.0)),
}


def lit(picture: Image.Image, light: Light, seed: int) -> Image.Image:
    """The picture under this light through this lens, with the sensor's noise."""
    levels = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.6)), np.float32) / 255
    levels = levels**light.gamma * np.array(light.gain, np.float32)
    height, width = levels.shape[:2]
    down = (np.arange(height, dtype=np.float32)[:, None] / height - 0.5) * 2
    across = (np.arange(width, dtype=np.float32)[None] / width - 0.5) * 2
    levels *= (1 - light.vignette * (down**2 + across**2) / 2)[..., None]
    # Sensor noise is mostly brightness, and a little coarser than one pixel after a camera's own smoothing.
    random = np.random.default_rng(seed)
    grain = random.normal(0, light.noise / 255, (height, width, 1)).astype(np.float32)
    return Image.fromarray((np.clip(levels + grain, 0, 1) * 255 + 0.5).astype(np.uint8))


def stamped(picture: Image.Image, text: str) -> Image.Image:
    """With the camera's name and clock in the corner, as cameras do."""
    draw = ImageDraw.Draw(picture)
    draw.text((28, 22), text, font=ImageFont.load_default(30), fill=(255, 255, 255), stroke_width=2, stroke_fill=(20, 20, 20))
    return picture


def jpeg(picture: Image.Image, quality: int = 80) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue()
