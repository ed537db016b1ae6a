#!/usr/bin/env python3
"""Draws the pictures of `make demo` and writes their story: Demo/NN-camera.jpg and Demo/story.json.

Everything is drawn here from nothing and comes out the same every time: noise and leaves are seeded.
Needs the versions in requirements.txt. Usage: draw_scenes.py [FOLDER]
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timezone
from pathlib import Path

from PIL import Image

from scenes.camera import CAMERAS, Camera, jpeg, lit, stamped
from scenes.canvas import OVERSAMPLING, Canvas
from scenes.figure import Figure
from scenes.story import START, STORY, Person, Step

Box = list[int]


def put(canvas: Canvas, person: Person) -> Box:
    """Draws the person with a shadow; the box [x, y, width, height] is what a good detector would say."""
    figure = Figure(person.outfit, person.pose, person.height)
    layer = figure.drawn()
    x, y = person.feet
    canvas.soft_ellipse_shadow(x + person.height * 0.03, y, person.height * 0.17, person.height * 0.03, 0.6)
    left = x - layer.width / OVERSAMPLING / 2
    top = y - person.height * (1 + figure.MARGIN)
    canvas.paste(layer, left, top)
    first_x, first_y, last_x, last_y = (side / OVERSAMPLING for side in layer.getchannel("A").getbbox())
    slack = person.height * 0.012
    return [round(left + first_x - slack), round(top + first_y - slack),
            round(last_x - first_x + 2 * slack), round(last_y - first_y + 2 * slack)]


def face_box(person: Person) -> Box:
    """The head alone."""
    x, y = person.feet
    return [round(x - 0.055 * person.height), round(y - person.height), round(0.11 * person.height), round(0.145 * person.height)]


def drawn(step: Step, number: int) -> tuple[Image.Image, list[Box]]:
    camera = CAMERAS[step.camera]
    canvas = camera.place()
    boxes = [put(canvas, person) for person in step.people]
    clock = datetime.fromtimestamp(START / 1000 + step.seconds, timezone.utc)
    picture = lit(canvas.finished(), camera.light, seed=1000 + number)
    return stamped(picture, f"{camera.name}   {clock:%Y-%m-%d  %H:%M:%S}"), boxes


def entry(step: Step, camera: Camera, image: str, boxes: list[Box]) -> dict:
    """The step as `POST /process` takes it, plus a title and what must come out, row by row."""
    detections, expect = [], []
    for person, box in zip(step.people, boxes):
        detections.append({"className": "person", "score": person.score, "boundingBox": box, "id": person.track})
        expect.append({"person": person.name, "isNew": person.is_new})
        if person.face:
            detections.append({"className": "face", "score": 0.88, "boundingBox": face_box(person), "id": person.track + "f",
                               "label": person.face})
            expect.append({"person": person.name, "isNew": person.is_new})
    return {"time": START + step.seconds * 1000, "title": step.title, "deviceId": camera.device, "deviceName": camera.name,
            "image": image, "detections": detections, "expect": expect}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "Demo"
    folder.mkdir(parents=True, exist_ok=True)
    story, total = [], 0
    for number, step in enumerate(STORY, start=1):
        picture, boxes = drawn(step, number)
        name = f"{number:02}-{step.camera}.jpg"
        content = jpeg(picture)
        (folder / name).write_bytes(content)
        total += len(content)
        story.append(entry(step, CAMERAS[step.camera], name, boxes))
        print(f"{name}  {len(content) // 1024} KB  {boxes}")
    (folder / "story.json").write_text(json.dumps({"steps": story}, indent=2, ensure_ascii=False) + "\n")
    print(f"{len(story)} pictures, {total // 1024} KB")


if __name__ == "__main__":
    main()
