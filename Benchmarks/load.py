"""The requests: the same pictures and boxes for everybody, made before the clock starts, and clients that send them.

The clients share the cores with what they measure. So a request is one block of bytes, made beforehand, and of an answer no
more is read than tells whether it counts.
"""

from __future__ import annotations

import base64
import functools
import io
import itertools
import json
import re
import socket
import struct
import threading
import time
from dataclasses import dataclass, field

import numpy as np
from PIL import Image

from servers import ROOT, SHARED, Server

SIZES = {"720p": (1280, 720), "1080p": (1920, 1080), "4K": (3840, 2160)}
# Where people stand, as shares of the picture: x, y, width, height.
PLACES = [(0.10, 0.30, 0.09, 0.45), (0.35, 0.20, 0.11, 0.60), (0.58, 0.35, 0.08, 0.40), (0.80, 0.25, 0.10, 0.55)]


def _is_coloured(picture: Image.Image) -> bool:
    """Whether no box lies on something gray: a night picture would have the service look at each crop twice for an hour, once
    without its colours, and nothing here may come near that by chance. `costs.py` measures what it takes."""
    width, height = picture.size
    crops = (picture.crop((x * width, y * height, (x + w) * width, (y + h) * height)) for x, y, w, h in PLACES)
    return all(np.ptp(np.asarray(crop), axis=2).mean() >= 5 for crop in crops)


@functools.cache
def pictures(size: str) -> list[bytes]:
    """JPEG files of one size: camera pictures where they lie, else the demo's drawn ones; others are these made smaller, or
    larger and with grain."""
    files = sorted((SHARED / "data/decode").glob("*.jpg")) or sorted((ROOT / "Demo").glob("*.jpg"))
    grain = np.random.default_rng(7)
    found = []
    for file in files:
        picture = Image.open(file).convert("RGB")
        if picture.size != SIZES["1080p"] or not _is_coloured(picture):
            continue
        content = io.BytesIO()
        if size == "1080p":
            content.write(file.read_bytes())
        elif size == "720p":
            picture.resize(SIZES[size], Image.Resampling.LANCZOS).save(content, "JPEG", quality=90)
        else:
            levels = np.asarray(picture.resize(SIZES[size], Image.Resampling.BICUBIC), np.float32)
            levels = levels + grain.normal(0, 3, levels.shape[:2])[..., None]
            Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8)).save(content, "JPEG", quality=85)
        found.append(content.getvalue())
    if not found:
        raise SystemExit(f"No coloured picture of 1920 × 1080 in {SHARED / 'data/decode'} or {ROOT / 'Demo'}: run Scripts/draw_scenes.py.")
    return found[:6]


@dataclass(frozen=True)
class Request:
    """Head and body as they go over the wire, and how many rows must come back."""

    content: bytes
    rows: int


def request(document: dict, picture: bytes, binary: bool = False) -> Request:
    if binary:
        head = json.dumps(document).encode()
        path, kind, body = "/v1/frames", "application/octet-stream", struct.pack(">I", len(head)) + head + picture
    else:
        path, kind = "/process", "application/json"
        body = json.dumps({**document, "image": base64.b64encode(picture).decode()}).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return Request(head.encode() + body, len(document["detections"]))


def bodies(files: list[bytes], size: str, boxes: int, binary: bool = False) -> list[Request]:
    """One request per picture. Without tracker ids, so that every box needs inference."""
    width, height = SIZES[size]
    places = PLACES[1:2] if boxes == 1 else PLACES[:boxes]
    rows = [{"className": "person", "score": 0.9,
             "boundingBox": [round(x * width), round(y * height), round(w * width), round(h * height)]} for x, y, w, h in places]
    return [request({"timestamp": int(time.time() * 1000), "deviceId": str(number), "deviceName": f"Camera {number}",
                     "inputDimensions": [width, height], "detections": rows}, file, binary) for number, file in enumerate(files)]


class Connection:
    """One kept-alive connection that understands just enough HTTP: a status, a Content-Length, a body."""

    LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def exchange(self, content: bytes) -> tuple[int, bytes]:
        self.socket.sendall(content)
        answer = b""
        while (end := answer.find(b"\r\n\r\n")) < 0:
            answer += self._receive()
        length = self.LENGTH.search(answer, 0, end)
        if length is None:
            raise ConnectionError("an answer without Content-Length")
        missing = end + 4 + int(length[1])
        while len(answer) < missing:
            answer += self._receive()
        return int(answer[9:12]), answer[end + 4:]

    def _receive(self) -> bytes:
        part = self.socket.recv(1 << 18)
        if not part:
            raise ConnectionError("the server closed the connection")
        return part

    def close(self) -> None:
        self.socket.close()


def counts(sent: Request, status: int, answer: bytes) -> bool:
    """Whether every row was recognised. A fail-open answer is quick because nothing was: it must not count as speed."""
    return (status == 200 and answer.count(b'"isNew"') == sent.rows
            and not any(word in answer for word in (b'"failopen"', b'"insufficient"', b'"continued"')))


@dataclass
class Measured:
    """What a number of requests took."""

    count: int = 0
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)  # seconds; without each client's first, which meets no queue yet
    failures: int = 0  # not 200, or rows that were not recognised

    def percentile(self, share: float) -> float:
        """Milliseconds."""
        return float(np.quantile(self.latencies, share)) * 1000

    def per_second(self) -> float:
        return self.count / self.seconds


def send(server: Server, requests: list[Request], count: int, clients: int) -> Measured:
    """`count` requests in all over `clients` connections; each takes the next one as soon as its last is answered."""
    connections = [Connection(server.port) for _ in range(clients)]
    tickets, total, ready = itertools.count(), Measured(), threading.Barrier(clients + 1)

    def client(connection: Connection) -> None:
        latencies, failures = [], 0
        ready.wait()
        try:
            while (ticket := next(tickets)) < count:
                sent = requests[ticket % len(requests)]
                start = time.perf_counter()
                status, answer = connection.exchange(sent.content)
                latencies.append(time.perf_counter() - start)
                failures += not counts(sent, status, answer)
        except OSError:
            pass  # its request stays uncounted, which is told below
        with lock:
            total.count += len(latencies)
            total.latencies += latencies[1:] or latencies
            total.failures += failures

    lock = threading.Lock()
    threads = [threading.Thread(target=client, args=(connection,)) for connection in connections]
    for thread in threads:
        thread.start()
    ready.wait()
    start = time.perf_counter()
    for thread in threads:
        thread.join()
    total.seconds = time.perf_counter() - start
    for connection in connections:
        connection.close()
    server.answered += total.count
    if total.count != count:
        raise server.failure(f"answered {total.count} of {count} requests")
    return total
