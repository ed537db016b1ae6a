"""People as vector figures: a body in units of its own height, dressed by an `Outfit`, moved by a `Pose`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from .canvas import OVERSAMPLING, Color, Point, mixed


@dataclass(frozen=True)
class Outfit:
    skin: Color
    hair: Color
    top: Color
    legs: Color
    shoes: Color
    hair_style: str = "short"  # short, long, bun, cap, hood
    top_second: Color | None = None
    pattern: str = "plain"  # plain, stripes, check, band, zip
    top_end: float = 0.55  # where the top ends, of the height: 0.55 a jacket, 0.74 a coat
    sleeves: str = "long"  # long, short
    legwear: str = "trousers"  # trousers, shorts, skirt
    bag: str | None = None  # tote, backpack, parcel
    bag_color: Color = (90, 70, 50)
    build: float = 1.0  # width of the body


@dataclass(frozen=True)
class Pose:
    stride: float = 0.0  # -1…1: how far the legs are apart, and which one leads
    arms: str = "swing"  # swing, carry, reach
    facing: str = "front"  # front, left, right, back


class Figure:
    """Draws one person `height` pixels tall on a transparent layer; (0, 0) of the body is the top of the head's middle."""

    MARGIN = 0.06  # room around the body, in heights
    HALF_WIDTH = 0.36

    def __init__(self, outfit: Outfit, pose: Pose, height: float) -> None:
        self.outfit, self.pose = outfit, pose
        self.scale = height * OVERSAMPLING
        self.size = (round((2 * self.HALF_WIDTH) * self.scale), round((1 + 2 * self.MARGIN) * self.scale))
        self.layer = Image.new("RGBA", self.size, (0, 0, 0, 0))
        # Which way the body looks moves the face, the toes and the lead foot.
        self.turn = {"front": 0.0, "back": 0.0, "left": -1.0, "right": 1.0}[pose.facing]

    # Placing

    def _at(self, point: Point) -> Point:
        return ((point[0] + self.HALF_WIDTH) * self.scale, (point[1] + self.MARGIN) * self.scale)

    def _mask(self) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        mask = Image.new("L", self.size, 0)
        return mask, ImageDraw.Draw(mask)

    def _paint(self, mask: Image.Image, texture: Image.Image | Color, relief: float = 0.22) -> None:
        """Puts `texture` where the mask is, lighter on the left and darker on the right of what the mask covers."""
        box = mask.getbbox()
        if box is None:
            return
        part = Image.new("RGB", (box[2] - box[0], box[3] - box[1]), texture) if isinstance(texture, tuple) else texture.crop(box)
        levels = np.asarray(part, np.float32)
        fall = np.linspace(1 + relief * 0.4, 1 - relief, levels.shape[1], dtype=np.float32)
        shaded = Image.fromarray(np.clip(levels * fall[None, :, None], 0, 255).astype(np.uint8))
        self.layer.paste(shaded, box[:2], mask.crop(box))

    def _capsule(self, draw: ImageDraw.ImageDraw, start: Point, end: Point, first: float, last: float) -> None:
        """A limb: two discs and what lies between them."""
        (x0, y0), (x1, y1) = self._at(start), self._at(end)
        r0, r1 = first * self.scale, last * self.scale
        length = max(1e-6, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
        nx, ny = -(y1 - y0) / length, (x1 - x0) / length
        draw.polygon([(x0 + nx * r0, y0 + ny * r0), (x1 + nx * r1, y1 + ny * r1),
                      (x1 - nx * r1, y1 - ny * r1), (x0 - nx * r0, y0 - ny * r0)], fill=255)
        draw.ellipse([x0 - r0, y0 - r0, x0 + r0, y0 + r0], fill=255)
        draw.ellipse([x1 - r1, y1 - r1, x1 + r1, y1 + r1], fill=255)

    def _ellipse(self, draw: ImageDraw.ImageDraw, x: float, y: float, across: float, down: float) -> None:
        draw.ellipse([*self._at((x - across, y - down)), *self._at((x + across, y + down))], fill=255)

    # Body

    def drawn(self) -> Image.Image:
        """The layer, twice oversampled like a `Canvas`."""
        if self.outfit.bag == "backpack" and self.pose.facing != "back":
            self._backpack()
        if self.outfit.hair_style == "long":
            self._hair_behind()
        self._arm(far=True)
        self._legs()
        self._top()
        self._head()
        self._arm(far=False)
        if self.outfit.bag == "tote":
            self._tote()
        if self.outfit.bag == "parcel":
            self._parcel()
        if self.outfit.bag == "backpack" and self.pose.facing == "back":
            self._backpack()
        return self.layer

    def _legs(self) -> None:
        outfit, stride, build = self.outfit, self.pose.stride, self.outfit.build
        spread = 0.05 if self.turn == 0 else 0.02
        # Seen from the front a stride is mostly depth: the leading foot stands lower in the picture.
        across, depth = (0.025, 0.016) if self.turn == 0 else (0.115, 0.0)
        for side in (-1, 1):
            swing = side * stride
            hip = (side * 0.042 * build, 0.53)
            knee = (side * spread + swing * across * 0.5 + self.turn * 0.012, 0.745 + swing * depth * 0.5 - 0.012 * abs(swing))
            ankle = (side * spread * 1.1 + swing * across, 0.938 + swing * depth)
            shoe, shoe_draw = self._mask()
            heel, toe = (ankle[0] - self.turn * 0.008, ankle[1] + 0.026), (ankle[0] + (self.turn * 0.05 if self.turn else side * 0.012), ankle[1] + 0.03)
            self._capsule(shoe_draw, heel, toe, 0.028, 0.024)
            self._paint(shoe, outfit.shoes)
            bare, bare_draw = self._mask()
            self._capsule(bare_draw, hip, knee, 0.055 * build, 0.038 * build)
            self._capsule(bare_draw, knee, ankle, 0.038 * build, 0.026 * build)
            cloth = outfit.legs if side * (self.turn or 1) > 0 else mixed(outfit.legs, (0, 0, 0), 0.16)
            if outfit.legwear == "trousers":
                self._paint(bare, cloth)
            else:
                self._paint(bare, outfit.skin)
                if outfit.legwear == "shorts":
                    short, short_draw = self._mask()
                    self._capsule(short_draw, hip, knee, 0.064 * build, 0.052 * build)
                    self._paint(short, cloth)
        if outfit.legwear == "skirt":
            skirt, draw = self._mask()
            flare = 0.115 + 0.03 * abs(stride)
            draw.polygon([self._at(p) for p in [(-0.085 * build, 0.5), (0.085 * build, 0.5), (flare, 0.77), (-flare, 0.77)]], fill=255)
            self._paint(skirt, outfit.legs)

    def _top_texture(self) -> Image.Image | Color:
        outfit = self.outfit
        if outfit.pattern == "plain" or outfit.top_second is None:
            return outfit.top
        texture = Image.new("RGB", self.size, outfit.top)
        draw = ImageDraw.Draw(texture)
        width, height = self.size
        step = 0.045 * self.scale
        top = self._at((0, 0.16))[1]
        if outfit.pattern in ("stripes", "check"):
            for row in range(12):
                draw.rectangle([0, top + (2 * row) * step, width, top + (2 * row + 1) * step], fill=outfit.top_second)
        if outfit.pattern == "check":
            for column in range(int(width / step / 2) + 1):
                left = column * 2 * step
                draw.rectangle([left, 0, left + step * 0.5, height], fill=mixed(outfit.top, outfit.top_second, 0.5))
        if outfit.pattern == "band":
            draw.rectangle([0, *(self._at((0, 0.30))[1:]), width, self._at((0, 0.39))[1]], fill=outfit.top_second)
        if outfit.pattern == "zip":
            middle = self._at((self.turn * 0.03, 0))[0]
            draw.rectangle([middle - 0.006 * self.scale, 0, middle + 0.006 * self.scale, height], fill=outfit.top_second)
        return texture

    def _top(self) -> None:
        build, end = self.outfit.build, self.outfit.top_end
        narrow = 1.0 if self.turn == 0 else 0.82
        shoulder, waist, hem = 0.108 * build * narrow, 0.088 * build * narrow, (0.095 + max(0, end - 0.55) * 0.2) * build * narrow
        neck, neck_draw = self._mask()
        self._capsule(neck_draw, (0, 0.11), (0, 0.165), 0.026, 0.03)
        self._paint(neck, mixed(self.outfit.skin, (60, 20, 10), 0.18))
        torso, draw = self._mask()
        outline = [(-0.035, 0.152), (0.035, 0.152), (shoulder * 0.8, 0.172), (shoulder, 0.205), (waist, 0.42), (hem, end),
                   (-hem, end), (-waist, 0.42), (-shoulder, 0.205), (-shoulder * 0.8, 0.172)]
        draw.polygon([self._at(p) for p in outline], fill=255)
        self._paint(torso, self._top_texture())
        if self.outfit.hair_style == "hood":
            hood, hood_draw = self._mask()
            self._ellipse(hood_draw, 0, 0.15, 0.062, 0.024)
            self._paint(hood, mixed(self.outfit.top, (0, 0, 0), 0.25))

    def _arm(self, far: bool) -> None:
        outfit, build = self.outfit, self.outfit.build
        side = (-1 if far else 1) * (1 if self.turn >= 0 else -1)
        narrow = 1.0 if self.turn == 0 else 0.55
        shoulder = (side * 0.1 * build * narrow, 0.205)
        swing = -side * self.pose.stride
        if self.pose.arms == "carry":
            elbow, hand = (side * 0.125 * build, 0.35), (side * 0.07 + self.turn * 0.08, 0.39)
        elif self.pose.arms == "reach" and not far:
            elbow, hand = (shoulder[0] + side * 0.075, 0.3), (shoulder[0] + side * 0.15, 0.215)
        else:
            elbow = (shoulder[0] + side * 0.028 + swing * 0.04, 0.355)
            hand = (shoulder[0] + side * 0.03 + swing * 0.085 + self.turn * 0.015, 0.5)
        mask, draw = self._mask()
        self._ellipse(draw, hand[0], hand[1], 0.021, 0.025)
        self._paint(mask, outfit.skin)
        shade = 0.2 if far else 0.07
        lower, lower_draw = self._mask()
        self._capsule(lower_draw, elbow, hand, 0.026 * build, 0.02 * build)
        upper, upper_draw = self._mask()
        self._capsule(upper_draw, shoulder, elbow, 0.036 * build, 0.028 * build)
        sleeve = outfit.top if outfit.pattern == "band" else self._top_texture()
        if isinstance(sleeve, tuple):
            sleeve = mixed(sleeve, (0, 0, 0), shade)
        else:
            sleeve = Image.blend(sleeve, Image.new("RGB", sleeve.size), shade)
        self._paint(lower, sleeve if outfit.sleeves == "long" else outfit.skin)
        self._paint(upper, sleeve)

    def _head(self) -> None:
        outfit, turn = self.outfit, self.turn
        head, draw = self._mask()
        self._ellipse(draw, 0, 0.072, 0.05, 0.066)
        self._paint(head, outfit.hair if self.pose.facing == "back" and outfit.hair_style != "cap" else outfit.skin, 0.15)
        cap, cap_draw = self._mask()
        if outfit.hair_style == "cap":
            cap_draw.pieslice([*self._at((-0.054, 0.0)), *self._at((0.054, 0.12))], 180, 360, fill=255)
            cap_draw.rounded_rectangle([*self._at((-0.054 + min(0, turn) * 0.04, 0.05)), *self._at((0.054 + max(0, turn) * 0.04, 0.066))],
                                       0.006 * self.scale, fill=255)
        else:
            cap_draw.pieslice([*self._at((-0.055, -0.002)), *self._at((0.055, 0.115))], 172 + 18 * max(0, turn), 368 + 18 * min(0, turn), fill=255)
            if turn:
                self._ellipse(cap_draw, -turn * 0.034, 0.062, 0.022, 0.048)
        if outfit.hair_style == "bun":
            self._ellipse(cap_draw, -turn * 0.04, 0.002 if turn == 0 else 0.025, 0.024, 0.022)
        if outfit.hair_style == "long":
            for side in (-1, 1):
                if side != turn:
                    self._capsule(cap_draw, (side * 0.044, 0.06), (side * 0.05, 0.17), 0.014, 0.018)
        self._paint(cap, outfit.hair, 0.3)
        if self.pose.facing != "back":
            self._face()

    def _face(self) -> None:
        turn = self.turn
        dark, draw = self._mask()
        for side in (-1, 1):
            if turn == 0 or side == turn:
                self._ellipse(draw, side * 0.018 + turn * 0.012, 0.076, 0.005, 0.007)
        self._paint(dark, (40, 30, 30), 0)
        mouth, mouth_draw = self._mask()
        middle = turn * 0.024
        mouth_draw.arc([*self._at((middle - 0.018, 0.09)), *self._at((middle + 0.018, 0.115))], 25, 155,
                       fill=255, width=max(1, round(0.005 * self.scale)))
        self._paint(mouth, (150, 60, 55), 0)

    def _hair_behind(self) -> None:
        mask, draw = self._mask()
        draw.rounded_rectangle([*self._at((-0.06, 0.03)), *self._at((0.06, 0.2))], 0.04 * self.scale, fill=255)
        self._paint(mask, mixed(self.outfit.hair, (0, 0, 0), 0.2))

    # Things carried

    def _tote(self) -> None:
        side = 1 if self.turn >= 0 else -1
        x = side * 0.135 * self.outfit.build
        strap, draw = self._mask()
        draw.line([self._at((side * 0.09, 0.19)), self._at((x + side * 0.01, 0.43))], fill=255, width=round(0.012 * self.scale))
        self._paint(strap, mixed(self.outfit.bag_color, (0, 0, 0), 0.3))
        bag, bag_draw = self._mask()
        bag_draw.rounded_rectangle([*self._at((x - 0.055, 0.42)), *self._at((x + 0.055, 0.56))], 0.012 * self.scale, fill=255)
        self._paint(bag, self.outfit.bag_color)

    def _backpack(self) -> None:
        x = -self.turn * 0.085
        half = 0.085 if self.turn == 0 else 0.06
        if self.pose.facing == "front":
            half = 0.118
        bag, draw = self._mask()
        draw.rounded_rectangle([*self._at((x - half, 0.19)), *self._at((x + half, 0.42))], 0.035 * self.scale, fill=255)
        self._paint(bag, self.outfit.bag_color)

    def _parcel(self) -> None:
        x = self.turn * 0.07
        box, draw = self._mask()
        draw.rectangle([*self._at((x - 0.105, 0.29)), *self._at((x + 0.105, 0.43))], fill=255)
        self._paint(box, self.outfit.bag_color)
        tape, tape_draw = self._mask()
        tape_draw.rectangle([*self._at((x - 0.012, 0.29)), *self._at((x + 0.012, 0.43))], fill=255)
        self._paint(tape, mixed(self.outfit.bag_color, (255, 255, 255), 0.45))
        hands, hands_draw = self._mask()
        for side in (-1, 1):
            self._ellipse(hands_draw, x + side * 0.1, 0.4, 0.018, 0.022)
        self._paint(hands, self.outfit.skin)
