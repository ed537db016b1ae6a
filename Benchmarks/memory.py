#!/usr/bin/env python3
"""What the service takes while nothing happens, and after many large pictures.

Usage: memory.py .build/release/reid [--model FILE.onnx] [--requests 1000] [--baseline]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from load import bodies, pictures, send
from servers import Server, baseline, default_model, reid

IDLE_SECONDS = 20
STEPS = 5  # memory is printed so often on the way


def watch(server: Server, count: int, clients: int) -> None:
    time.sleep(2)  # start-up work is over
    before = server.processor_seconds()
    time.sleep(IDLE_SECONDS)
    after = server.processor_seconds()
    print(f"{server.name}: idle {server.resident():.0f} MB, peak so far {server.peak():.0f} MB, {server.threads()} threads")
    if before is not None and after is not None:
        print(f"{server.name}: idle {100 * (after - before) / IDLE_SECONDS:.2f} % of a core over {IDLE_SECONDS} s")
    requests = bodies(pictures("4K"), "4K", boxes=4)
    for step in range(STEPS):
        result = send(server, requests, count // STEPS, clients)
        print(f"{server.name}: {server.resident():.0f} MB after {(step + 1) * (count // STEPS)} 4K requests "
              f"({result.per_second():.1f} per s, {result.failures} not recognised)", flush=True)
    time.sleep(5)
    print(f"{server.name}: {server.resident():.0f} MB 5 s later, peak {server.peak():.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reid", type=Path, help="the reid program")
    parser.add_argument("--model", type=Path, default=default_model())
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=2)
    parser.add_argument("--baseline", action="store_true", help="watch the Python server too")
    options = parser.parse_args()
    with reid(options.reid, options.model) as server:
        watch(server, options.requests, options.clients)
    if options.baseline:
        with baseline(options.model) as server:
            watch(server, options.requests, options.clients)


if __name__ == "__main__":
    main()
