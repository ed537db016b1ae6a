"""A picture to draw on in plain pixels, kept larger inside so that edges come out smooth."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw, ImageFilter

Color = tuple[int, int, int]
Point = tuple[float, float]

# Every drawn pixel is the mean of 2 × 2 pixels.
OVERSAMPLING = 2


def mixed(first: Color, second: Color, share: float) -> Color:
    """`first` with `share` (0…1) of `second`."""
    return tuple(round(a + (b - a) * share) for a, b in zip(first, second))


class Canvas:
    """An RGB picture of `width` × `height`; all positions in its own pixels, fractions allowed."""

    def __init__(self, width: int, height: int, color: Color) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * OVERSAMPLING, height * OVERSAMPLING), color)
        self.draw = ImageDraw.Draw(self.image)

    def _scaled(self, points: list[Point]) -> list[Point]:
        return [(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points]

    def polygon(self, points: list[Point], color: Color) -> None:
        self.draw.polygon(self._scaled(points), fill=color)

    def rectangle(self, x: float, y: float, width: float, height: float, color: Color, radius: float = 0) -> None:
        corners = [x * OVERSAMPLING, y * OVERSAMPLING, (x + width) * OVERSAMPLING, (y + height) * OVERSAMPLING]
        self.draw.rounded_rectangle(corners, radius * OVERSAMPLING, fill=color)

    def ellipse(self, x: float, y: float, across: float, down: float, color: Color) -> None:
        """Centre and the two radii."""
        corners = self._scaled([(x - across, y - down), (x + across, y + down)])
        self.draw.ellipse(corners, fill=color)

    def line(self, points: list[Point], color: Color, width: float) -> None:
        self.draw.line(self._scaled(points), fill=color, width=max(1, round(width * OVERSAMPLING)), joint="curve")

    def gradient(self, x: float, y: float, width: float, height: float, top: Color, bottom: Color) -> None:
        """A rectangle that goes from `top` to `bottom`."""
        left, right = round(x * OVERSAMPLING), round((x + width) * OVERSAMPLING)
        first, last = round(y * OVERSAMPLING), round((y + height) * OVERSAMPLING)
        for row in range(first, last):
            share = (row - first) / max(1, last - first - 1)
            self.draw.line([(left, row), (right, row)], fill=mixed(top, bottom, share))

    def shadow(self, points: list[Point], blur: float, strength: float) -> None:
        """Darkens a polygon with a soft edge."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon(self._scaled(points), fill=round(255 * strength))
        # Blurring a quarter of the size is as smooth and sixteen times as quick.
        small = mask.resize((mask.width // 4, mask.height // 4), Image.Resampling.BOX)
        small = small.filter(ImageFilter.GaussianBlur(blur * OVERSAMPLING / 4))
        mask = small.resize(mask.size, Image.Resampling.BILINEAR)
        self.image.paste((18, 20, 30), (0, 0), mask)

    def soft_ellipse_shadow(self, x: float, y: float, across: float, down: float, strength: float) -> None:
        steps = [2 * math.pi * k / 40 for k in range(40)]
        outline = [(x + across * math.cos(t), y + down * math.sin(t)) for t in steps]
        self.shadow(outline, down * 0.6, strength)

    def paste(self, layer: Image.Image, x: float, y: float) -> None:
        """An RGBA layer of the inner size, its corner at `x`, `y`."""
        self.image.paste(layer, (round(x * OVERSAMPLING), round(y * OVERSAMPLING)), layer)

    def finished(self) -> Image.Image:
        return self.image.resize((self.width, self.height), Image.Resampling.BOX)
