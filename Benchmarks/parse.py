#!/usr/bin/env python3
"""What it costs to understand a request: the service's own `timings.parse` for bodies of 2.5 MB.

Usage: parse.py .build/release/reid [--requests 200] [--megabytes 2.5]
"""

from __future__ import annotations

import argparse
import base64
import json
import random
import statistics
from pathlib import Path
from urllib.request import urlopen

from servers import reid


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reid", type=Path, help="the reid program")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--megabytes", type=float, default=2.5, help="of the whole body")
    options = parser.parse_args()
    picture = base64.b64encode(random.Random(1).randbytes(int(options.megabytes * 750_000))).decode()
    # No rows, so that nothing is decoded: only parsing is left.
    body = json.dumps({"deviceId": "1", "deviceName": "Porch", "detections": [], "image": picture}).encode()
    with reid(options.reid, Path("color-layout.onnx")) as server:
        times = []
        for _ in range(options.requests):
            with urlopen(f"http://127.0.0.1:{server.port}/process", body, timeout=30) as answer:
                times.append(json.load(answer)["timings"]["parse"])
    times.sort()
    print(f"parsing {len(body) / 1e6:.2f} MB: median {statistics.median(times):.2f} ms, "
          f"95 % within {times[int(len(times) * 0.95)]:.2f} ms, longest {times[-1]:.2f} ms ({len(times)} requests)")


if __name__ == "__main__":
    main()
