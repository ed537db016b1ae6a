#!/usr/bin/env python3
"""The service against the same job in Python, side by side: the same requests, taking turns on the same machine.

Usage: compare.py .build/release/reid [--quick] [--json FILE] [--backends onnxruntime,openvino] [--stream STREAM.json]
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import json
import sys
import time
from pathlib import Path

import costs
import footprint
import report
from machine import Bystanders, facts
from servers import COLOR_LAYOUT, baseline, default_model, knows_backends, reid, stop_when_terminated
from targets import PYTHON, check
from turns import Cell, Entrant, drive, ratios

MATRIX = [Cell(size, boxes, clients) for size in ("720p", "1080p", "4K") for boxes in (1, 2, 4) for clients in (1, 4, 16)]
QUICK = [Cell("1080p", 1, 1), Cell("4K", 1, 1), Cell("1080p", 1, 4), Cell("4K", 1, 4), Cell("1080p", 4, 4), Cell("1080p", 1, 16)]


def say(text: str) -> None:
    """Progress: beside the tables, not in them."""
    print(text, file=sys.stderr, flush=True)


def starts(options: argparse.Namespace, model: Path) -> dict[str, footprint.Start]:
    """How each server is started, Python's last."""
    backends = options.backends.split(",")
    knows = knows_backends(options.reid)
    if len(backends) > 1 and not knows:
        raise SystemExit(f"{options.reid} serve has no --backend, so there is only one to measure: leave --backends out.")
    found: dict[str, footprint.Start] = {
        name: functools.partial(reid, options.reid, model, options.workers, name if knows else None, name)
        for name in backends}
    found[PYTHON] = lambda home=None, waits=True: baseline(model, waits)
    return found


def progress(number: int, cells: list[Cell], measured: dict) -> str:
    results = measured["results"]
    parts = []
    for name, result in results.items():
        to = ratios(result, results[PYTHON])
        if name != PYTHON:
            quotients = f", ÷ {to['p50']:.2f}, /s ÷ {to['requestsPerSecond']:.2f}" if to["p50"] else "*"
            parts.append(f"{name} p50 {result['p50']:.1f} ms{quotients}")
    return f"[{number}/{len(cells)}] {cells[number - 1]}: " + "; ".join(parts)


def measure(options: argparse.Namespace) -> dict:
    began = time.monotonic()
    cells = QUICK if options.quick else MATRIX
    turns, count = (4, 24) if options.quick else (6, 96)
    count = options.requests or count
    start = starts(options, options.model)
    run: dict = {"machine": facts(options.reid, options.model), "quick": options.quick, "turns": turns, "cells": []}
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(one()) for one in start.values()]
        bystanders = Bystanders(servers)
        for number, cell in enumerate(cells, 1):
            entrants = [Entrant(server.name, server) for server in servers]
            if options.frames:
                entrants[-1:-1] = [Entrant(f"{server.name} raw", server, binary=True) for server in servers[:-1]]
            run["cells"].append(drive(cell, entrants, servers, count, turns))
            say(progress(number, cells, run["cells"][-1]))
        say(f"memory after {footprint.REQUESTS:,} requests …")
        run["memory"] = footprint.after_many(servers)
        run["machine"]["othersShare"] = bystanders.share()
    say("peak memory of fresh servers …")
    run["peaks"] = {name: footprint.peak(one) for name, one in start.items()}
    say("start → first answer …")
    run["starts"] = footprint.first_answers(start, rounds=3 if options.quick else 5)
    say("requests under other circumstances …")
    for key, cost, model in (("outsideInference", costs.outside_inference, COLOR_LAYOUT), ("afterGray", costs.after_gray, options.model)):
        found = {name: cost(one) for name, one in starts(options, model).items() if name != PYTHON}
        run[key] = found if all(found.values()) else None
    run["stream"] = json.loads(options.stream.read_text()) if options.stream else None
    run["targets"] = check(run, options.backends.split(","))
    run["seconds"] = round(time.monotonic() - began)
    return run


def show(run: dict) -> None:
    machine = run["machine"]
    others = machine["othersShare"]
    print(f"{machine['processor']}, {machine['cores']} cores (clients included), {machine['kernel']}, {machine['date']}")
    print(f"model {machine['model']}, reid {machine['reid']}, Python {machine['python']}, onnxruntime {machine['onnxruntime']}, "
          f"pillow {machine['pillow']}, fastapi {machine['fastapi']}, uvicorn {machine['uvicorn']}")
    print(f"{run['turns']} turns each, {run['seconds']} s in all"
          + ("" if others is None else f"; other programs took {100 * others:.1f} % of the machine") + "\n")
    report.matrix(run["cells"])
    print()
    report.footprint(run)
    print()
    report.targets(run["targets"], run["cells"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reid", type=Path, help="the reid program")
    parser.add_argument("--model", type=Path, default=default_model(), help="an ONNX file that all load")
    parser.add_argument("--backends", default="onnxruntime", help="one reid server for each, comma-separated")
    parser.add_argument("--requests", type=int, help="per cell and server, at least (default: 96, quick 24)")
    parser.add_argument("--workers", type=int, help="worker threads of reid (default: its own)")
    parser.add_argument("--quick", action="store_true", help="six cells, fewer requests: under three minutes")
    parser.add_argument("--frames", action="store_true", help="reid with raw pictures too (POST /v1/frames), without base64")
    parser.add_argument("--stream", type=Path, help="what stream.py --json wrote, for the table of targets")
    parser.add_argument("--json", type=Path, help="everything measured goes here too")
    options = parser.parse_args()
    stop_when_terminated()
    run = measure(options)
    if options.json:
        options.json.write_text(json.dumps(run, indent=1, ensure_ascii=False) + "\n")
    show(run)


if __name__ == "__main__":
    main()
