"""Memory, and how long a start takes."""

from __future__ import annotations

import math
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from load import Connection, Request, bodies, counts, pictures, send
from servers import Server

REQUESTS = 1_000  # after which memory is read
CHUNK = 50
CROWD = (96, 16)  # requests and clients that drive a server to its peak
START_SECONDS = 60

Start = Callable[..., Server]
"""Starts a server; `home`: a folder that outlives it, `waits`: until it is healthy."""


def after_many(servers: Sequence[Server]) -> dict[str, dict]:
    """Memory once each has answered `REQUESTS` requests, whatever they were; the missing ones have one box in 1080p."""
    requests = bodies(pictures("1080p"), "1080p", boxes=1)
    while any(server.answered < REQUESTS for server in servers):
        for server in servers:
            missing = REQUESTS - server.answered
            if missing > 0:
                send(server, requests, min(CHUNK, missing), 4)
    return {server.name: {"requests": server.answered, "rss": server.resident(), "peak": server.peak()} for server in servers}


def peak(start: Start) -> dict:
    """The most memory of a fresh process that meets a crowd with 4K pictures, and nothing else."""
    count, clients = CROWD
    with start() as server:
        result = send(server, bodies(pictures("4K"), "4K", boxes=1), count, clients)
        return {"peak": server.peak(), "requests": result.count, "failures": result.failures}


def _first_answer(start: Start, home: Path, request: Request) -> float:
    """Seconds from starting the process to an answer that recognised somebody."""
    with start(home=home, waits=False) as server:
        while time.perf_counter() - server.started < START_SECONDS and server.process.poll() is None:
            try:
                connection = Connection(server.port)
                status, answer = connection.exchange(request.content)
            except OSError:  # not there yet
                time.sleep(0.002)
                continue
            seconds = time.perf_counter() - server.started
            connection.close()
            if not counts(request, status, answer):
                raise server.failure(f"answered its first request with {status}: {answer[:500]!r}")
            return seconds
        raise server.failure("did not start")


def first_answers(starts: Mapping[str, Start], rounds: int) -> dict[str, dict]:
    """Medians of fresh processes, files in the page cache, everybody in turn: with an empty home, and with the home of the
    start before, where a back-end may have kept what it compiled."""
    request = bodies(pictures("1080p"), "1080p", boxes=1)[0]
    times: dict[str, dict[str, list[float]]] = {name: {"empty": [], "kept": []} for name in starts}
    for number in range(-1, rounds):  # the first brings the files into the page cache
        for name, start in starts.items():
            with tempfile.TemporaryDirectory(prefix="reid-bench-") as folder:
                for kind in ("empty", "kept"):
                    seconds = _first_answer(start, Path(folder) / "home", request)
                    if number >= 0:
                        times[name][kind].append(seconds)
    return {name: {kind: statistics.median(values) if values else math.nan for kind, values in of.items()} | {"raw": of}
            for name, of in times.items()}
