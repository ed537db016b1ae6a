#!/usr/bin/env python3
"""The same job in Python, to compare with: POST /process and GET /health as old clients know them.

Straightforward on purpose, and not slowed down: C does the base64, JPEG, resize and inference; connections stay open;
the crops of a picture go through the model as one batch. Who it is: the best first embedding of the last 60 s at a
cosine of the threshold or more. Tracker ids, names and quality are not looked at.
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import random
import string
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import onnxruntime
from PIL import Image

WINDOW_MS = 60_000
MEAN = np.array((0.485, 0.456, 0.406), np.float32)
STD = np.array((0.229, 0.224, 0.225), np.float32)


class Recogniser:
    """Crops to unit embeddings."""

    def __init__(self, model: str, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0].name
        self.output = self.session.get_outputs()[0].name

    def embed(self, crops: list[Image.Image]) -> np.ndarray:
        levels = np.stack([np.asarray(crop.resize((128, 256), Image.Resampling.BILINEAR), np.float32) for crop in crops])
        tensor = np.ascontiguousarray(((levels / 255 - MEAN) / STD).transpose(0, 3, 1, 2))
        vectors = self.session.run([self.output], {self.input: tensor})[0]
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


class People:
    """Everybody of the last minute, with the first embedding of each."""

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold
        self.lock = threading.Lock()
        self.known: dict[str, dict] = {}

    def identify(self, embedding: np.ndarray, now: int, camera: tuple[str, str]) -> tuple[dict, bool]:
        with self.lock:
            self.known = {key: person for key, person in self.known.items() if now - person["lastSeen"] <= WINDOW_MS}
            best = max(self.known.values(), key=lambda person: float(person["embedding"] @ embedding), default=None)
            if best is not None and float(best["embedding"] @ embedding) >= self.threshold:
                best["lastSeen"] = now
                return best, False
            name = "".join(random.choices(string.ascii_lowercase + string.digits, k=9))
            person = {"personId": f"person_{now}_{name}", "firstSeen": now, "lastSeen": now, "cameraId": camera[0],
                      "cameraName": camera[1], "embedding": embedding}
            self.known[person["personId"]] = person
            return person, True


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Answers are small: waiting for more to send would only delay them.
    disable_nagle_algorithm = True
    wbufsize = -1
    recogniser: Recogniser
    people: People

    def log_message(self, *arguments: object) -> None:
        pass

    def do_GET(self) -> None:
        if self.path != "/health":
            return self.answer(404, {"detail": "not found"})
        self.answer(200, {"status": "healthy", "model_loaded": True, "tracked_persons": len(self.people.known)})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path != "/process":
            return self.answer(404, {"detail": "not found"})
        try:
            self.answer(200, self.process(json.loads(body)))
        except (ValueError, KeyError, OSError) as error:
            self.answer(422, {"detail": str(error)})

    def process(self, request: dict) -> dict:
        now = int(time.time() * 1000)
        camera = (request.get("deviceId", "unknown"), request.get("deviceName", "unknown"))
        rows = [row for row in request["detections"] if row["className"] == "person"]
        picture = Image.open(io.BytesIO(base64.b64decode(request["image"]))).convert("RGB")
        crops = []
        for row in rows:
            x, y, width, height = row["boundingBox"]
            crops.append(picture.crop((max(0, int(x)), max(0, int(y)), min(picture.width, int(x + width)), min(picture.height, int(y + height)))))
        detections = []
        for row, embedding in zip(rows, self.recogniser.embed(crops) if crops else []):
            person, is_new = self.people.identify(embedding, now, camera)
            first = {key: person[key] for key in ("personId", "firstSeen", "lastSeen", "cameraId", "cameraName")}
            detections.append({"className": row["className"], "label": row.get("label"), "score": row["score"],
                               "boundingBox": row["boundingBox"], "id": row.get("id"), "personId": person["personId"],
                               "isNew": is_new, "firstDetection": first})
        return {"timestamp": request.get("timestamp", now), "deviceId": camera[0], "deviceName": camera[1],
                "detections": detections, "detectionCount": len(detections), "hasPersons": bool(detections)}

    def answer(self, status: int, document: dict) -> None:
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True, help="an ONNX file that takes [N, 3, 256, 128]")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8766)
    parser.add_argument("--threshold", type=float, default=0.6)
    parser.add_argument("--threads", type=int, default=0, help="intra-op threads of ONNX Runtime; 0 is its own default, one per core")
    options = parser.parse_args()
    Handler.recogniser = Recogniser(options.model, options.threads)
    Handler.people = People(options.threshold)
    server = Server((options.host, options.port), Handler)
    print(f"http://{options.host}:{server.server_address[1]}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
