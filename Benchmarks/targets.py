"""What the service must reach, as ratios ours ÷ Python's of the same run, and what it reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from turns import Cell, ratios

PYTHON = "Python"
STARVATION = 1.5  # p99 ÷ mean latency where many clients queue


@dataclass(frozen=True)
class Target:
    title: str
    value: Callable[[dict, str], float | None]
    limits: dict[str, float]  # per back-end
    at_least: bool = False


def _ratio(cell: Cell, key: str) -> Callable[[dict, str], float | None]:
    def value(run: dict, backend: str) -> float | None:
        for one in run["cells"]:
            if Cell(one["size"], one["boxes"], one["clients"]) == cell:
                return ratios(one["results"][backend], one["results"][PYTHON])[key]
        return None
    return value


def _footprint(kind: str, key: str) -> Callable[[dict, str], float | None]:
    def value(run: dict, backend: str) -> float | None:
        measured = run[kind]
        if any(measured[name].get("failures") for name in (backend, PYTHON)):
            return None
        return measured[backend][key] / measured[PYTHON][key]
    return value


def _starvation(run: dict, backend: str) -> float | None:
    results = [one["results"][backend] for one in run["cells"] if one["clients"] == 16]
    if any(result["failures"] for result in results):
        return None
    return max((result["p99PerMean"] for result in results), default=None)


def _outside(size: str) -> Callable[[dict, str], float | None]:
    return lambda run, backend: (run["outsideInference"] or {}).get(backend, {}).get(size)


def _stream(run: dict, backend: str) -> float | None:
    return (run["stream"] or {}).get("backends", {}).get(backend, {}).get("cpuRatio")


def both(onnxruntime: float, openvino: float) -> dict[str, float]:
    return {"onnxruntime": onnxruntime, "openvino": openvino}


TARGETS = [
    Target("1080p, 1 box, c=1: p50", _ratio(Cell("1080p", 1, 1), "p50"), both(0.50, 0.45)),
    Target("4K, 1 box, c=1: p50", _ratio(Cell("4K", 1, 1), "p50"), both(0.33, 0.30)),
    Target("1080p, 1 box, c=4: requests/s", _ratio(Cell("1080p", 1, 4), "requestsPerSecond"), both(2.0, 2.2), at_least=True),
    Target("4K, 1 box, c=4: requests/s", _ratio(Cell("4K", 1, 4), "requestsPerSecond"), both(4.0, 4.5), at_least=True),
    Target("1080p, 4 boxes, c=4: crops/s", _ratio(Cell("1080p", 4, 4), "cropsPerSecond"), both(1.8, 2.0), at_least=True),
    Target("1080p, 1 box, c=1: CPU-ms per request", _ratio(Cell("1080p", 1, 1), "cpuMsPerRequest"), both(0.50, 0.45)),
    Target("memory after 1,000 requests", _footprint("memory", "rss"), both(0.65, 0.85)),
    Target("peak memory, 4K, 1 box, c=16", _footprint("peaks", "peak"), both(0.25, 0.35)),
    Target("start → first answer, empty home", _footprint("starts", "empty"), both(0.25, 1.0)),
    Target("start → first answer, home kept", _footprint("starts", "kept"), both(0.25, 0.5)),
    Target("20-camera stream with tracks: CPU per event", _stream, both(0.10, 0.10)),
    Target("outside inference, 1080p, 1 box: CPU-ms", _outside("1080p"), both(7, 7)),
    Target("outside inference, 4K, 1 box: CPU-ms", _outside("4K"), both(20, 20)),
    Target("worst p99 ÷ mean at c=16", _starvation, both(STARVATION, STARVATION)),
]


def check(run: dict, backends: list[str]) -> list[dict]:
    """A row per target and back-end; `met` is None where there is no valid value."""
    rows = []
    for target in TARGETS:
        for backend in backends:
            # What no name is known for is held against the plain back-end's limits.
            limit = target.limits.get(backend, target.limits["onnxruntime"])
            value = target.value(run, backend)
            met = None if value is None else value >= limit if target.at_least else value <= limit
            rows.append({"target": target.title, "backend": backend, "value": value, "limit": limit, "atLeast": target.at_least,
                         "met": met})
    return rows
