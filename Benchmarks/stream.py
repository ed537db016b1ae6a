#!/usr/bin/env python3
"""What tracker ids save, and whether they cost anything: 20 cameras, one event a second each.

Every event goes to the service with the camera's tracker ids, to the service without them, and to the Python server, which
does not look at them; one after the other, in the story's order, as decisions depend on it. So it is processor time per event
that counts here, not latency.

A model with random weights tells nobody apart: with one, only the time is measured.

Usage: stream.py .build/release/reid [--quick] [--model FILE.onnx] [--backends onnxruntime,openvino] [--json FILE]
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import verdict
from load import Connection, request
from machine import Bystanders, facts
from servers import SHARED, Server, baseline, knows_backends, reid, stop_when_terminated
from story import CAMERAS, SIZE, Event, events, picture
from verdict import Answer

TRAINED = SHARED / "models/person-reid-retail-0277.onnx"


@dataclass
class Run:
    """One server on its way through the story."""

    name: str
    backend: str | None  # None: Python's
    server: Server
    tracks: bool
    answers: list[Answer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.connection = Connection(self.server.port)
        self.before = self.server.processor_seconds()

    def meet(self, event: Event, file: bytes) -> None:
        row: dict = {"className": "person", "score": 0.95, "boundingBox": list(event.box)}
        if self.tracks:
            row["id"] = event.track
        document = {"timestamp": event.time, "deviceId": str(event.camera), "deviceName": f"Camera {event.camera}",
                    "inputDimensions": list(SIZE), "detections": [row]}
        status, content = self.connection.exchange(request(document, file).content)
        if status != 200:
            raise self.server.failure(f"answered {status}: {content[:500]!r}")
        self.answers.append(Answer.parse(json.loads(content)))

    def processor_ms(self) -> float | None:
        """Per event."""
        now = self.server.processor_seconds()
        return None if now is None or self.before is None else 1000 * (now - self.before) / len(self.answers)


def replay(story: Sequence[Event], runs: Sequence[Run]) -> None:
    began = time.monotonic()
    for number, event in enumerate(story):
        file = picture(event)
        first = number % len(runs)  # whoever is first finds the caches as the picture's making left them
        for run in (*runs[first:], *runs[:first]):
            run.meet(event, file)
        if (number + 1) % (20 * CAMERAS) == 0:
            print(f"{number + 1} of {len(story)} events in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    time.sleep(0.1)


def measure(options: argparse.Namespace) -> dict:
    machine = facts(options.reid, options.model)
    story = events(options.seconds or (60 if options.quick else 240))
    backends = options.backends.split(",")
    knows = knows_backends(options.reid)
    if len(backends) > 1 and not knows:
        raise SystemExit(f"{options.reid} serve has no --backend, so there is only one to measure: leave --backends out.")
    judges = "random" not in options.model.stem
    with contextlib.ExitStack() as stack:
        runs = []
        for backend in backends:
            for tracks in (True, False) if judges else (True,):
                server = reid(options.reid, options.model, options.workers, backend if knows else None, backend, ("--clock", "request"))
                title = f"{backend}, {'with' if tracks else 'no'} tracks"
                runs.append(Run(title, backend, stack.enter_context(server), tracks))
        runs.append(Run("Python", None, stack.enter_context(baseline(options.model)), False))
        bystanders = Bystanders([run.server for run in runs])
        replay(story, runs)
        machine["othersShare"] = bystanders.share()
        spent = {run.name: run.processor_ms() for run in runs}

    python = spent["Python"]
    result: dict = {"machine": machine, "events": len(story), "cameras": CAMERAS, "people": len({event.person for event in story}),
                    "stays": len({event.track for event in story}), "visits": len(verdict.visits(story)),
                    "cpuMsPerEvent": spent, "backends": {}}
    for backend in backends:
        answers = {run.tracks: run.answers for run in runs if run.backend == backend}
        with_tracks = spent[f"{backend}, with tracks"]
        inferred = sum(answer.inferred for answer in answers[True])
        result["backends"][backend] = {
            "cpuMsPerEvent": with_tracks, "cpuRatio": with_tracks / python if with_tracks and python else None,
            "inferred": inferred, "saved": 1 - inferred / len(story), "unrecognised": sum(a.failed for a in answers[True]),
            "gray": sum(answer.gray for answer in answers[True])}
        if judges:
            result["backends"][backend]["decisions"] = verdict.compare(story, answers[True], answers[False])
    return result


def show(result: dict) -> None:
    print(f"{result['events']} events of {result['cameras']} cameras: {result['people']} people, {result['visits']} visits, "
          f"{result['stays']} stays; model {result['machine']['model']}; other programs took "
          f"{100 * (result['machine']['othersShare'] or 0):.1f} % of the machine")
    for name, spent in result["cpuMsPerEvent"].items():
        print(f"{name:28} {'-' if spent is None else f'{spent:.1f}'} CPU-ms per event")
    for backend, of in result["backends"].items():
        print(f"\n{backend}: {of['inferred']} events needed inference, {100 * of['saved']:.1f} % saved; CPU per event ÷ Python's "
              + ("-" if of["cpuRatio"] is None else f"{of['cpuRatio']:.3f}")
              + (f"; {of['unrecognised']} rows not recognised" if of["unrecognised"] else "")
              + (f"; {of['gray']} gray crops" if of["gray"] else ""))
        if "decisions" in of:
            verdict.show(of["decisions"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reid", type=Path, help="the reid program")
    parser.add_argument("--model", type=Path, default=TRAINED, help="an ONNX file that all load; decisions need a trained one")
    parser.add_argument("--backends", default="onnxruntime", help="reid servers for each, comma-separated")
    parser.add_argument("--seconds", type=int, help="of the story (default: 240, quick 60)")
    parser.add_argument("--workers", type=int, help="worker threads of reid (default: its own)")
    parser.add_argument("--quick", action="store_true", help="a quarter of the story")
    parser.add_argument("--json", type=Path, help="everything counted goes here too")
    options = parser.parse_args()
    stop_when_terminated()
    result = measure(options)
    if options.json:
        options.json.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    show(result)


if __name__ == "__main__":
    main()
