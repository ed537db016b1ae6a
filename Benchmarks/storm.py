#!/usr/bin/env python3
"""Everything bad at once: huge bodies, decompression bombs, damaged pictures, thousands of rows, from many clients.

Prints the most memory that the service ever held, and whether it still recognises afterwards. It must stay under 450 MB, which
`reid doctor` asks for.

Usage: storm.py .build/release/reid [--seconds 30] [--clients 32] [--model FILE.onnx]
"""

from __future__ import annotations

import argparse
import base64
import collections
import http.client
import io
import json
import random
import threading
import time
from pathlib import Path

from PIL import Image

from servers import ROOT, default_model, reid

PERSON = {"className": "person", "score": 0.9, "boundingBox": [100, 100, 200, 500]}


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def pictures() -> dict[str, bytes]:
    Image.MAX_IMAGE_PIXELS = None
    noise = Image.effect_noise((3840, 2160), 80).convert("RGB")
    flat = Image.new("RGB", (8000, 7900), (90, 120, 60))
    good = (ROOT / "Demo/01-drive.jpg").read_bytes()
    return {
        "63 Mpx JPEG": encoded(flat, "JPEG"),
        "63 Mpx progressive JPEG": encoded(flat, "JPEG", progressive=True),
        "63 Mpx PNG": encoded(flat, "PNG"),
        "63 Mpx WebP": encoded(flat.resize((8000, 7900)), "WEBP", quality=1, method=0),
        "4K noise JPEG": encoded(noise, "JPEG", quality=95),
        "4K noise PNG": encoded(noise, "PNG", compress_level=1)[:11_000_000],
        "cut JPEG": good[: len(good) // 2],
        "random bytes": random.Random(1).randbytes(11_500_000),
        "bomb header": bytes.fromhex("89504e470d0a1a0a0000000d494844520000ea600000ea6008020000000fb0e215") + bytes(1000),
        "good": good,
    }


def body(picture: bytes, rows: int, width: float) -> bytes:
    boxes = [dict(PERSON, boundingBox=[(37 * n) % 1500, (11 * n) % 400, 100 + width, 600]) for n in range(rows)]
    return json.dumps({"deviceId": str(rows), "detections": boxes, "image": base64.b64encode(picture).decode()}).encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reid", type=Path, help="the reid program")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--model", type=Path, default=default_model())
    options = parser.parse_args()

    bodies = []
    for name, picture in pictures().items():
        # One person; a crowd that spans the picture; boxes larger than the picture.
        bodies += [(name, body(picture, 1, 100)), (name, body(picture, 64, 300)), (name, body(picture, 3, 20_000))]
    bodies.append(("20,000 rows", body(b"", 20_000, 1)))
    bodies.append(("16 MB of brackets", b"[" * 16_000_000))
    bodies.append(("too large", b" " * 17_000_000))

    outcomes: collections.Counter[str] = collections.Counter()
    lock = threading.Lock()
    with reid(options.reid, options.model) as server:
        end = time.monotonic() + options.seconds

        def client(seed: int) -> None:
            choose = random.Random(seed)
            while time.monotonic() < end:
                name, content = choose.choice(bodies)
                try:
                    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
                    connection.request("POST", "/process", content)
                    outcome = str(connection.getresponse().status)
                    connection.close()
                except OSError as error:
                    outcome = type(error).__name__
                with lock:
                    outcomes[f"{name}: {outcome}"] += 1

        threads = [threading.Thread(target=client, args=(seed,)) for seed in range(options.clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for outcome, count in sorted(outcomes.items()):
            print(f"{count:6} × {outcome}")
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.request("POST", "/process", body((ROOT / "Demo/01-drive.jpg").read_bytes(), 1, 75))
        answer = json.load(connection.getresponse())
        time.sleep(3)
        print(f"afterwards: {answer['detections'][0]['decision']}, {server.resident():.0f} MB; at most {server.peak():.0f} MB")


if __name__ == "__main__":
    main()
