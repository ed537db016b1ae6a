"""What 20 cameras see while people walk about: who is where at which second, and the pictures of it.

Each camera sees one person at a time and tells of it once a second. A stay ends after 5 to 40 s; whoever leaves is soon seen
by another camera, or gone. Nobody is on two cameras at once, and nobody comes back while still remembered. Everything follows
from the seed, so that all services meet the same.

People are crops of Market-1501, each pasted into a camera's frame by itself: put together in memory, never written.
"""

from __future__ import annotations

import collections
import functools
import io
import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from servers import SHARED

CAMERAS = 20
STAY = (5, 40)  # seconds
STAYS = (1, 3)  # of one visit
WALK = (3, 30)  # seconds from one camera to the next
WINDOW = 60  # seconds after which somebody unseen counts as new
RETURN = 90  # seconds for which nobody comes back after a visit
HEIGHT = (300, 440)  # pixels of a person; twice as high as wide, as the crops are
SIZE = (1920, 1080)
START_MS = 1_700_000_000_000


@dataclass(frozen=True)
class Event:
    time: int  # ms since 1970
    camera: int
    person: str  # who it truly is
    track: str  # the camera's own name for the stay
    crop: Path
    box: tuple[int, int, int, int]


@dataclass
class _Stay:
    person: str
    last: int  # second
    further: int  # stays of this visit to come
    track: str
    crops: list[Path]
    place: list[float]  # x, y
    step: tuple[float, float]  # pixels a second
    height: int


@dataclass(frozen=True)
class _Walk:
    person: str
    camera: int  # that was left
    earliest: int  # second
    latest: int
    further: int


def _people() -> dict[str, dict[str, list[Path]]]:
    """Person → Market camera → crops in the order of their frames. Who has one crop only on a camera is not seen by it."""
    found: dict[str, dict[str, list[Path]]] = collections.defaultdict(lambda: collections.defaultdict(list))
    for file in (SHARED / "data/market1501-dev").rglob("*.jpg"):
        if file.name[:4].isdigit() and file.name[:4] != "0000":
            found[file.name[:4]][file.name[6]].append(file)
    if not found:
        raise SystemExit(f"No pictures of people in {SHARED / 'data/market1501-dev'}.")
    def named(file: Path) -> str:
        return file.name

    return {person: {camera: sorted(files, key=named) for camera, files in sorted(cameras.items()) if len(files) > 1}
            for person, cameras in sorted(found.items())}


class _Street:
    """Everybody's whereabouts, second by second."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.people = _people()
        self.walking: list[_Walk] = []
        self.free_from = dict.fromkeys(self.people, 0)  # seconds
        self.stays = 0

    def _next(self, camera: int, now: int) -> tuple[str, int]:
        """Who comes to this camera, and how many further stays there will be."""
        market = str(camera % 6 + 1)
        for walk in [walk for walk in self.walking if walk.latest < now]:
            self.walking.remove(walk)
            self.free_from[walk.person] = now + RETURN
        ready = [walk for walk in self.walking
                 if walk.earliest <= now and walk.camera != camera and market in self.people[walk.person]]
        if ready:
            walk = min(ready, key=lambda walk: walk.latest)
            self.walking.remove(walk)
            return walk.person, walk.further
        fresh = [person for person, cameras in self.people.items() if market in cameras and self.free_from[person] <= now]
        person = self.chance.choice(fresh)
        self.free_from[person] = 1 << 40  # until the visit is over
        return person, self.chance.randint(*STAYS) - 1

    def arrive(self, camera: int, now: int) -> _Stay:
        person, further = self._next(camera, now)
        crops = self.people[person][str(camera % 6 + 1)]
        first = self.chance.randrange(len(crops))
        height = self.chance.randint(*HEIGHT)
        self.stays += 1
        return _Stay(person, now + self.chance.randint(*STAY) - 1, further, f"t{self.stays}", crops[first:] + crops[:first],
                     [self.chance.uniform(0, SIZE[0] - height / 2), self.chance.uniform(0, SIZE[1] - height)],
                     (self.chance.uniform(-25, 25), self.chance.uniform(-8, 8)), height)

    def leave(self, stay: _Stay, camera: int, now: int) -> None:
        if stay.further:
            self.walking.append(_Walk(stay.person, camera, now + WALK[0], now + WALK[1], stay.further - 1))
        else:
            self.free_from[stay.person] = now + RETURN


def events(seconds: int, seed: int = 5) -> list[Event]:
    """In the order of their times."""
    street, there, result = _Street(seed), {}, []
    for now in range(seconds):
        for camera in range(CAMERAS):
            stay = there.get(camera)
            if stay is None:
                stay = there[camera] = street.arrive(camera, now)
            width = stay.height // 2
            for axis, room in ((0, SIZE[0] - width), (1, SIZE[1] - stay.height)):
                stay.place[axis] = min(max(stay.place[axis] + stay.step[axis], 0), room)
            crop = stay.crops[0]
            stay.crops.append(stay.crops.pop(0))
            result.append(Event(START_MS + 1000 * now + 1000 * camera // CAMERAS, camera, stay.person, stay.track, crop,
                                (round(stay.place[0]), round(stay.place[1]), width, stay.height)))
            if now == stay.last:
                street.leave(stay, camera, now)
                del there[camera]
    return result


@functools.cache
def _frames() -> list[Image.Image]:
    files = sorted((SHARED / "data/prw-frames/frames").glob("*.jpg")) + sorted((SHARED / "data/decode").glob("*.jpg"))
    return [frame for frame in (Image.open(file).convert("RGB") for file in files) if frame.size == SIZE]


def picture(event: Event) -> bytes:
    """The camera's frame with the person in it, as JPEG."""
    frame = _frames()[event.camera % len(_frames())].copy()
    x, y, width, height = event.box
    frame.paste(Image.open(event.crop).convert("RGB").resize((width, height), Image.Resampling.BICUBIC), (x, y))
    content = io.BytesIO()
    frame.save(content, "JPEG", quality=85)
    return content.getvalue()
