#!/usr/bin/env python3
"""The same job in Python, as somebody would write it who wants it to work: POST /process and GET /health.

FastAPI and uvicorn take the request, Pillow decodes the picture and resizes the crops, ONNX Runtime runs each person on one
thread. C does all the heavy work, requests run side by side on FastAPI's threads, and nothing is slowed down on purpose.
Who it is: the best first embedding of the last 60 s at a cosine of the threshold or more. Tracker ids, names and quality
are not looked at.
"""

from __future__ import annotations

import argparse
import base64
import io
import random
import string
import threading
import time

import numpy as np
import onnxruntime
import uvicorn
from fastapi import FastAPI, HTTPException
from PIL import Image
from pydantic import BaseModel

WINDOW_MS = 60_000
MEAN = np.array((0.485, 0.456, 0.406), np.float32)
STD = np.array((0.229, 0.224, 0.225), np.float32)


class Detection(BaseModel):
    className: str
    score: float
    boundingBox: tuple[float, float, float, float]
    label: str | None = None
    id: str | None = None


class Frame(BaseModel):
    timestamp: int | None = None
    deviceId: str = "unknown"
    deviceName: str = "unknown"
    detections: list[Detection]
    image: str


class Recogniser:
    """A crop to a unit embedding."""

    def __init__(self, model: str) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0].name
        self.output = self.session.get_outputs()[0].name

    def embed(self, crop: Image.Image) -> np.ndarray:
        levels = np.asarray(crop.resize((128, 256), Image.Resampling.BILINEAR), np.float32)
        tensor = np.ascontiguousarray(((levels / 255 - MEAN) / STD).transpose(2, 0, 1)[None])
        vector = self.session.run([self.output], {self.input: tensor})[0][0]
        return vector / np.linalg.norm(vector)


class People:
    """Everybody of the last minute, with the first embedding of each."""

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold
        self.lock = threading.Lock()
        self.known: dict[str, dict] = {}

    def identify(self, embedding: np.ndarray, now: int, frame: Frame) -> tuple[dict, bool]:
        with self.lock:
            self.known = {key: person for key, person in self.known.items() if now - person["lastSeen"] <= WINDOW_MS}
            best = max(self.known.values(), key=lambda person: float(person["embedding"] @ embedding), default=None)
            if best is not None and float(best["embedding"] @ embedding) >= self.threshold:
                best["lastSeen"] = now
                return best, False
            name = "".join(random.choices(string.ascii_lowercase + string.digits, k=9))
            person = {"personId": f"person_{now}_{name}", "firstSeen": now, "lastSeen": now, "cameraId": frame.deviceId,
                      "cameraName": frame.deviceName, "embedding": embedding}
            self.known[person["personId"]] = person
            return person, True


def application(recogniser: Recogniser, people: People) -> FastAPI:
    app = FastAPI()

    @app.get("/health")
    def health() -> dict:
        return {"status": "healthy", "model_loaded": True, "tracked_persons": len(people.known)}

    # Not `async`: blocking work belongs on FastAPI's threads.
    @app.post("/process")
    def process(frame: Frame) -> dict:
        now = int(time.time() * 1000)
        try:
            picture = Image.open(io.BytesIO(base64.b64decode(frame.image))).convert("RGB")
        except (ValueError, OSError) as error:
            raise HTTPException(400, str(error)) from error
        detections = []
        for row in frame.detections:
            if row.className != "person":
                continue
            x, y, width, height = row.boundingBox
            crop = picture.crop((max(0, int(x)), max(0, int(y)), min(picture.width, int(x + width)), min(picture.height, int(y + height))))
            person, is_new = people.identify(recogniser.embed(crop), now, frame)
            first = {key: person[key] for key in ("personId", "firstSeen", "lastSeen", "cameraId", "cameraName")}
            detections.append({**row.model_dump(), "personId": person["personId"], "isNew": is_new, "firstDetection": first})
        return {"timestamp": frame.timestamp or now, "deviceId": frame.deviceId, "deviceName": frame.deviceName,
                "detections": detections, "detectionCount": len(detections), "hasPersons": bool(detections)}

    return app


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True, help="an ONNX file that takes [N, 3, 256, 128]")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8766)
    parser.add_argument("--threshold", type=float, default=0.6)
    options = parser.parse_args()
    app = application(Recogniser(options.model), People(options.threshold))
    uvicorn.run(app, host=options.host, port=options.port, log_level="warning")


if __name__ == "__main__":
    main()
