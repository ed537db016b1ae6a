"""The story of the demo: who walks past which camera when, and what the service must make of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .figure import Outfit, Pose

# 14 May 2026, 17:30:00 UTC, in milliseconds.
START = 1_778_779_800_000

ANN = Outfit(skin=(236, 190, 160), hair=(62, 38, 26), top=(200, 36, 44), legs=(40, 52, 84), shoes=(236, 232, 226),
             hair_style="long", pattern="zip", top_second=(240, 236, 230), bag="tote", bag_color=(232, 206, 150))
# Same idea of clothes as Ann's, other clothes: a maroon hoodie, light trousers, no bag.
STRANGER = Outfit(skin=(214, 160, 126), hair=(150, 116, 74), top=(132, 44, 58), legs=(168, 158, 140), shoes=(48, 46, 48),
                  hair_style="hood", build=1.08)
BEN = Outfit(skin=(150, 104, 76), hair=(30, 24, 22), top=(240, 240, 236), top_second=(36, 72, 150), pattern="stripes",
             legs=(188, 164, 118), shoes=(120, 72, 44), build=1.06)
CLEO = Outfit(skin=(242, 204, 178), hair=(222, 178, 96), top=(246, 200, 40), legs=(44, 60, 60), shoes=(40, 110, 70),
              hair_style="long", top_end=0.70, build=0.94)
DORA = Outfit(skin=(228, 184, 156), hair=(196, 196, 200), top=(52, 128, 88), legs=(112, 70, 128), shoes=(70, 40, 60),
              hair_style="bun", top_end=0.6, legwear="skirt", build=1.02)
COURIER = Outfit(skin=(132, 90, 64), hair=(236, 110, 30), top=(240, 116, 34), top_second=(250, 240, 226), pattern="band",
                 legs=(38, 42, 58), shoes=(30, 28, 28), hair_style="cap", bag="parcel", bag_color=(206, 164, 112),
                 sleeves="short", legwear="shorts", build=1.08)


@dataclass(frozen=True)
class Person:
    """One person in one picture: the middle between the feet and the height, in pixels, and what must come out."""

    name: str
    outfit: Outfit
    feet: tuple[float, float]
    height: float
    pose: Pose
    track: str
    is_new: bool
    score: float = 0.92
    face: str | None = None  # a face detector named this face


@dataclass(frozen=True)
class Step:
    seconds: int
    camera: str
    title: str
    people: list[Person] = field(default_factory=list)


STORY = [
    Step(0, "drive", "Ann comes up the drive", [
        Person("ann", ANN, (960, 960), 520, Pose(0.55, facing="right"), "d1", True)]),
    Step(9, "porch", "Ann at the door: another camera, the same person", [
        Person("ann", ANN, (900, 1010), 640, Pose(0.2), "p1", False)]),
    Step(20, "garden", "Ann walks round to the garden", [
        Person("ann", ANN, (960, 900), 400, Pose(-0.7, facing="left"), "g1", False)]),
    Step(27, "drive", "A stranger in similar clothes, while Ann is still about", [
        Person("stranger", STRANGER, (860, 930), 500, Pose(0.6), "d2", True)]),
    Step(36, "drive", "Ben and Cleo arrive together: two people, two ids", [
        Person("ben", BEN, (820, 970), 540, Pose(-0.5), "d3", True),
        Person("cleo", CLEO, (1120, 955), 500, Pose(0.6), "d4", True)]),
    Step(45, "porch", "Ben and Cleo ring the bell", [
        Person("ben", BEN, (1330, 900), 620, Pose(0.1, "reach"), "p2", False),
        Person("cleo", CLEO, (960, 1000), 600, Pose(0.15), "p3", False)]),
    Step(52, "garden", "Ann shows Ben and Cleo the garden: three people at once, all of them known", [
        Person("ann", ANN, (960, 930), 420, Pose(0.3), "g2", False),
        Person("ben", BEN, (640, 900), 420, Pose(0.5, facing="right"), "g3", False),
        Person("cleo", CLEO, (1290, 915), 390, Pose(-0.2), "g4", False)]),
    Step(66, "porch", "Dora at the door: the camera knows her face", [
        Person("dora", DORA, (1130, 980), 600, Pose(0.15), "p4", True, face="Dora")]),
    Step(78, "garden", "Dora in the garden, her face not in view", [
        Person("dora", DORA, (700, 930), 400, Pose(0.5, facing="right"), "g5", False)]),
    Step(100, "drive", "Somebody far away in the street: too small to tell, so better said than missed", [
        Person("far-away", COURIER, (1090, 470), 52, Pose(0.5, "carry"), "d5", True, score=0.81)]),
    Step(108, "porch", "A courier with a parcel", [
        Person("courier", COURIER, (960, 1010), 640, Pose(0.2, "carry"), "p5", True)]),
    Step(175, "drive", "Ann is back after two minutes: news again, but the same id", [
        Person("ann", ANN, (1010, 1000), 540, Pose(-0.5), "d6", True)]),
]
