#!/usr/bin/env python3
"""What tracker ids save, and whether they cost anything: 20 cameras, one event a second each.

Every event goes to the service with the camera's tracker ids, to the service without them, and to the Python server, which
does not look at them; one after the other, in the story's order, as decisions depend on it. So it is processor time per event
that counts here, not latency.

A model with random weights tells nobody apart: with one, only the time is measured.

With --against, another build of reid takes the Python server's place: both with tracker ids and with their logs on disk. Then
both answer events that their tracks alone answer.

Usage: stream.py .build/release/reid [--quick] [--model FILE.onnx] [--backends onnxruntime,openvino] [--json FILE]
       [--against OTHER/reid]
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import followed
import verdict
from load import Connection, request
from machine import Bystanders, facts
from servers import SHARED, Server, baseline, knows_backends, reid, stop_when_terminated
from story import CAMERAS, SIZE, Event, events, picture
from verdict import Answer

TRAINED = SHARED / "models/person-reid-retail-0277.onnx"
PART = 20 * CAMERAS  # events of twenty seconds
STORY_CLOCK = ("--clock", "request")
ON_DISK = ("--log", "{home}/observations.sqlite")  # which that clock would keep in memory
OTHER = "the other build, with tracks"
# What this build is to reach of the other one's (issue 10).
TARGETS = {"stream": 0.65, "followed": 0.50}


@dataclass
class Run:
    """One server on its way through the story."""

    name: str
    backend: str | None  # None: Python's
    server: Server
    tracks: bool
    answers: list[Answer] = field(default_factory=list)
    parts: list[float] = field(default_factory=list)  # CPU-ms per event, of each part of the story

    def __post_init__(self) -> None:
        self.connection = Connection(self.server.port)
        self.before = self.part_before = self.server.processor_seconds()

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

    def end_part(self) -> None:
        now = self.server.processor_seconds()
        if now is not None and self.part_before is not None:
            self.parts.append(1000 * (now - self.part_before) / PART)
        self.part_before = now

    @property
    def inferred(self) -> int:
        return sum(answer.inferred for answer in self.answers)

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
        if (number + 1) % PART == 0:
            for run in runs:
                run.end_part()
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
    log = ON_DISK if options.against else ()
    with contextlib.ExitStack() as stack:
        runs = []
        for backend in backends:
            for tracks in (True, False) if judges else (True,):
                server = reid(options.reid, options.model, options.workers, backend if knows else None, backend, STORY_CLOCK + log)
                title = f"{backend}, {'with' if tracks else 'no'} tracks"
                runs.append(Run(title, backend, stack.enter_context(server), tracks))
        if options.against:
            other = reid(options.against, options.model, options.workers, backends[0], "the other build", STORY_CLOCK + log)
            runs.append(Run(OTHER, backends[0], stack.enter_context(other), True))
        else:
            runs.append(Run("Python", None, stack.enter_context(baseline(options.model)), False))
        bystanders = Bystanders([run.server for run in runs])
        replay(story, runs)
        machine["othersShare"] = bystanders.share()
        spent = {run.name: run.processor_ms() for run in runs}

    python = spent.get("Python")
    result: dict = {"machine": machine, "events": len(story), "cameras": CAMERAS, "people": len({event.person for event in story}),
                    "stays": len({event.track for event in story}), "visits": len(verdict.visits(story)),
                    "cpuMsPerEvent": spent, "backends": {}}
    for backend in backends:
        answers = {run.tracks: run.answers for run in runs if run.backend == backend and run.name != OTHER}
        with_tracks = spent[f"{backend}, with tracks"]
        inferred = sum(answer.inferred for answer in answers[True])
        result["backends"][backend] = {
            "cpuMsPerEvent": with_tracks, "cpuRatio": with_tracks / python if with_tracks and python else None,
            "inferred": inferred, "saved": 1 - inferred / len(story), "unrecognised": sum(a.failed for a in answers[True]),
            "gray": sum(answer.gray for answer in answers[True])}
        if judges:
            result["backends"][backend]["decisions"] = verdict.compare(story, answers[True], answers[False])
    if options.against:
        result["against"] = compare_builds(options, backends[0], len(story), *(
            next(run for run in runs if run.name == name) for name in (f"{backends[0]}, with tracks", OTHER)))
    return result


def compare_builds(options: argparse.Namespace, backend: str, events: int, ours: Run, other: Run) -> dict:
    """This build and the other one, which have met the story in turns; and now events that their tracks answer."""
    def start(binary: Path) -> Callable[[], Server]:
        return lambda: reid(binary, options.model, options.workers, backend, str(binary), STORY_CLOCK + ON_DISK)

    turns, others_share = followed.compare([start(options.reid), start(options.against)])
    return {"program": str(options.against), "backend": backend, "followedOthersShare": others_share,
            "inferredPerEvent": [ours.inferred / events, other.inferred / events],
            "streamCpuMs": [ours.parts, other.parts], "followedCpuMs": turns}


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
    if "against" in result:
        show_builds(result["against"])


def show_builds(found: dict) -> None:
    print(f"\nagainst {found['program']}, {found['backend']}, with tracks and the log on disk; medians, by turns; other programs took "
          f"{100 * (found['followedOthersShare'] or 0):.1f} % of the machine in the second row")
    print(f"{'':44} {'this':>7} {'other':>7} {'ratio':>7}")
    for title, key, values in (
        (f"CPU-ms per event ({len(found['streamCpuMs'][0])} parts of the story)", "stream", found["streamCpuMs"]),
        (f"CPU-ms, track alone ({len(found['followedCpuMs'][0])} turns of {followed.EVENTS})", "followed", found["followedCpuMs"]),
    ):
        ours, other = values
        if not ours:
            print(f"{title:44} is not told by this system")
            continue
        ratios = sorted(a / b for a, b in zip(ours, other))
        quarter = len(ratios) // 4
        print(f"{title:44} {statistics.median(ours):7.3f} {statistics.median(other):7.3f} {statistics.median(ratios):7.3f}"
              f"   half of them {ratios[quarter]:.3f} to {ratios[-1 - quarter]:.3f}; to reach: {TARGETS[key]:.2f}")
    ours, other = found["inferredPerEvent"]
    print(f"{'inferences per event':44} {ours:7.3f} {other:7.3f} {ours / other:7.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reid", type=Path, help="the reid program")
    parser.add_argument("--model", type=Path, default=TRAINED, help="an ONNX file that all load; decisions need a trained one")
    parser.add_argument("--backends", default="onnxruntime", help="reid servers for each, comma-separated")
    parser.add_argument("--seconds", type=int, help="of the story (default: 240, quick 60)")
    parser.add_argument("--workers", type=int, help="worker threads of reid (default: its own)")
    parser.add_argument("--quick", action="store_true", help="a quarter of the story")
    parser.add_argument("--against", type=Path, help="another build of reid, to be measured by turns with this one")
    parser.add_argument("--json", type=Path, help="everything counted goes here too")
    options = parser.parse_args()
    stop_when_terminated()
    result = measure(options)
    if options.json:
        options.json.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    show(result)


if __name__ == "__main__":
    main()
