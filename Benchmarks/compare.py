#!/usr/bin/env python3
"""The service against the same job in Python, side by side: the same requests, taking turns on the same machine.

The Python server runs twice, with ONNX Runtime's default of one inference thread per core and with one thread: which
is better depends on how many requests come at once. Each row is compared with the better of the two.

Usage: compare.py .build/release/reid [--model FILE.onnx] [--requests 60]
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from load import Body, Measured, bodies, pictures, send
from servers import Server, baseline, default_model, reid

CASES = [(size, boxes, clients) for size in ("1080p", "4K") for boxes in (1, 4) for clients in (1, 4)]
TURNS = 4  # a slow moment of the machine meets everybody


def measure(runs: list[tuple[Server, list[Body]]], count: int, clients: int) -> list[Measured]:
    """For each server and its bodies: `count` requests in several turns, after a few that do not count."""
    totals = [Measured() for _ in runs]
    for server, requests in runs:
        send(server, requests, max(clients, 4), clients)
    for turn in range(TURNS):
        order = range(len(runs)) if turn % 2 == 0 else reversed(range(len(runs)))
        for k in order:
            totals[k].add(send(*runs[k], count // TURNS, clients))
    return totals


def line(values: list[object]) -> str:
    widths = (6, 6, 8, 18, 9, 9, 8, 7, 8)
    return "  ".join(f"{value!s:>{width}}" for value, width in zip(values, widths))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reid", type=Path, help="the reid program")
    parser.add_argument("--model", type=Path, default=default_model(), help="an ONNX file that both load")
    parser.add_argument("--requests", type=int, default=60, help="per case and server")
    parser.add_argument("--workers", type=int, help="worker threads of reid (default: its own)")
    options = parser.parse_args()
    count = max(1, options.requests // TURNS) * TURNS

    with (reid(options.reid, options.model, options.workers) as ours, baseline(options.model, threads=0) as default,
          baseline(options.model, threads=1) as single):
        servers = (default, single, ours)
        idle = [server.resident() for server in servers]
        print(f"Model {options.model.name}, {os.cpu_count()} cores (clients included), {count} requests per row in {TURNS} turns.")
        print("×: the better Python server's p50 over this row's, and this row's requests per second over the better Python's.")
        print("* marks a row with answers that were not recognised, which gets no ratio.\n")
        print(line(["size", "boxes", "clients", "", "p50 ms", "p95 ms", "per s", "× p50", "× per s"]))
        for size, boxes, clients in CASES:
            files = pictures(size)
            json_bodies = bodies(files, size, boxes)
            runs = [(server, json_bodies) for server in servers] + [(ours, bodies(files, size, boxes, binary=True))]
            results = measure(runs, count, clients)
            best_p50 = min(result.percentile(0.5) for result in results[:2])
            best_rate = max(result.per_second() for result in results[:2])
            for title, result in zip([server.name for server in servers] + ["reid /v1/frames"], results):
                # A row with failures was not doing the job: its times are no comparison.
                ratios = ["-", "-"] if result.failures else [f"{best_p50 / result.percentile(0.5):.2f}", f"{result.per_second() / best_rate:.2f}"]
                print(line([size, boxes, clients, title + ("*" if result.failures else ""), f"{result.percentile(0.5):.1f}",
                            f"{result.percentile(0.95):.1f}", f"{result.per_second():.1f}", *ratios]), flush=True)
        print("\nMemory in MB          idle      now     peak")
        for server, megabytes in zip(servers, idle):
            print(f"{server.name:18} {megabytes:7.0f}  {server.resident():7.0f}  {server.peak():7.0f}")


if __name__ == "__main__":
    main()
