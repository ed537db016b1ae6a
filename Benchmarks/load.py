"""The requests: the same pictures and boxes for everybody, made before the clock starts, and clients that send them."""

from __future__ import annotations

import base64
import http.client
import io
import json
import struct
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

from servers import ROOT, SHARED, Server

SIZES = {"1080p": (1920, 1080), "4K": (3840, 2160)}
# Where people stand, as shares of the picture: x, y, width, height.
PLACES = [(0.10, 0.30, 0.09, 0.45), (0.35, 0.20, 0.11, 0.60), (0.58, 0.35, 0.08, 0.40), (0.80, 0.25, 0.10, 0.55)]


def pictures(size: str) -> list[bytes]:
    """JPEG files of one size: camera pictures where they lie, else the demo's drawn ones; 4K is 1080p enlarged, with grain."""
    files = sorted((SHARED / "data/decode").glob("*.jpg")) or sorted((ROOT / "Demo").glob("*.jpg"))
    grain = np.random.default_rng(7)
    found = []
    for file in files:
        picture = Image.open(file).convert("RGB")
        if picture.size != SIZES["1080p"]:
            continue
        if size == "1080p":
            found.append(file.read_bytes())
            continue
        levels = np.asarray(picture.resize(SIZES[size], Image.Resampling.BICUBIC), np.float32)
        levels = levels + grain.normal(0, 3, levels.shape[:2])[..., None]
        content = io.BytesIO()
        Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8)).save(content, "JPEG", quality=85)
        found.append(content.getvalue())
    if not found:
        raise SystemExit(f"No 1920 × 1080 picture in {SHARED / 'data/decode'} or {ROOT / 'Demo'}: run Scripts/draw_scenes.py.")
    return found[:6]


@dataclass(frozen=True)
class Body:
    path: str
    kind: str
    content: bytes


def bodies(files: list[bytes], size: str, boxes: int, binary: bool = False) -> list[Body]:
    """One request per picture. Without tracker ids, so that every box needs inference."""
    width, height = SIZES[size]
    result = []
    for number, file in enumerate(files):
        rows = [{"className": "person", "score": 0.9,
                 "boundingBox": [round(x * width), round(y * height), round(w * width), round(h * height)]}
                for x, y, w, h in (PLACES[1:2] if boxes == 1 else PLACES[:boxes])]
        document = {"timestamp": int(time.time() * 1000), "deviceId": str(number), "deviceName": f"Camera {number}",
                    "inputDimensions": [width, height], "detections": rows}
        if binary:
            head = json.dumps(document).encode()
            result.append(Body("/v1/frames", "application/octet-stream", struct.pack(">I", len(head)) + head + file))
        else:
            document["image"] = base64.b64encode(file).decode()
            result.append(Body("/process", "application/json", json.dumps(document).encode()))
    return result


@dataclass
class Measured:
    """What a number of requests took."""

    latencies: list[float] = field(default_factory=list)  # seconds
    seconds: float = 0.0
    failures: int = 0  # not 200, or rows that were not recognised

    def add(self, other: "Measured") -> None:
        self.latencies += other.latencies
        self.seconds += other.seconds
        self.failures += other.failures

    def percentile(self, share: float) -> float:
        """Milliseconds."""
        return float(np.quantile(self.latencies, share)) * 1000

    def per_second(self) -> float:
        return len(self.latencies) / self.seconds


def _client(port: int, requests: list[Body], result: Measured) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for body in requests:
        start = time.perf_counter()
        connection.request("POST", body.path, body.content, {"Content-Type": body.kind})
        response = connection.getresponse()
        answer = response.read()
        result.latencies.append(time.perf_counter() - start)
        # A fail-open answer is quick because nothing was recognised: it must not count as speed.
        if response.status != 200 or b'"failopen"' in answer or b'"insufficient"' in answer:
            result.failures += 1
    connection.close()


def send(server: Server, requests: list[Body], count: int, clients: int) -> Measured:
    """`count` requests in all, spread over `clients` connections that each send one after the other."""
    parts = [[requests[(start + k * clients) % len(requests)] for k in range((count + clients - 1 - start) // clients)] for start in range(clients)]
    results = [Measured() for _ in parts]
    threads = [threading.Thread(target=_client, args=(server.port, part, result)) for part, result in zip(parts, results)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = Measured(seconds=time.perf_counter() - start)
    for result in results:
        total.latencies += result.latencies
        total.failures += result.failures
    if len(total.latencies) != count:
        raise SystemExit(f"{server.name} answered {len(total.latencies)} of {count} requests.")
    return total
