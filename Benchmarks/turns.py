"""One cell of the matrix: everybody meets the same requests in short turns, one at a time, in changing order."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from load import Measured, Request, bodies, pictures, send
from machine import Bystanders
from servers import Server

SETTLE = 0.05  # seconds after a turn, in which a server ends what it does after the last answer


@dataclass(frozen=True)
class Cell:
    size: str
    boxes: int
    clients: int

    def __str__(self) -> str:
        return f"{self.size}, {self.boxes} box{'es' if self.boxes > 1 else ''}, c={self.clients}"


@dataclass(frozen=True)
class Entrant:
    """A server under one kind of request."""

    name: str
    server: Server
    binary: bool = False


@dataclass
class Tally:
    """All turns of one entrant in one cell."""

    turns: list[dict] = field(default_factory=list)
    pooled: Measured = field(default_factory=Measured)

    def add(self, result: Measured, processor: float | None, own: float) -> None:
        """`processor`: seconds of a core that the server took; `own`: that the clients took."""
        self.turns.append({"requests": result.count, "p50": result.percentile(0.5), "mean": 1000 * statistics.fmean(result.latencies),
                           "requestsPerSecond": result.per_second(),
                           "cpuMsPerRequest": processor and 1000 * processor / result.count,
                           "clientCpuMsPerRequest": 1000 * own / result.count})
        self.pooled.count += result.count
        self.pooled.latencies += result.latencies
        self.pooled.failures += result.failures

    def median(self, key: str) -> float | None:
        values = [turn[key] for turn in self.turns if turn[key] is not None]
        return statistics.median(values) if values else None

    def summary(self, cell: Cell) -> dict:
        """Milliseconds. What has a value per turn is the median of those; the tail is that of all turns together."""
        rate = self.median("requestsPerSecond")
        mean = 1000 * statistics.fmean(self.pooled.latencies)
        p99 = self.pooled.percentile(0.99)
        return {"p50": self.median("p50"), "p95": self.pooled.percentile(0.95), "p99": p99, "mean": mean,
                "requestsPerSecond": rate, "cropsPerSecond": rate * cell.boxes, "cpuMsPerRequest": self.median("cpuMsPerRequest"),
                "p99PerMean": p99 / mean, "requests": self.pooled.count, "failures": self.pooled.failures, "turns": self.turns}


def _turn(entrant: Entrant, requests: list[Request], count: int, clients: int, tally: Tally) -> None:
    before, own = entrant.server.processor_seconds(), time.process_time()
    result = send(entrant.server, requests, count, clients)
    time.sleep(SETTLE)
    after = entrant.server.processor_seconds()
    tally.add(result, None if before is None or after is None else after - before, time.process_time() - own)


def drive(cell: Cell, entrants: Sequence[Entrant], servers: Sequence[Server], count: int, turns: int) -> dict:
    """At least `count` requests to each, in so many turns that a slow moment of the machine meets everybody; more requests
    where clients would hardly get to queue otherwise."""
    each = max(math.ceil(count / turns), 3 * cell.clients)
    requests = [bodies(pictures(cell.size), cell.size, cell.boxes, entrant.binary) for entrant in entrants]
    tallies = [Tally() for _ in entrants]
    for entrant, own in zip(entrants, requests):
        send(entrant.server, own, max(2, cell.clients), cell.clients)  # does not count
    time.sleep(SETTLE)
    bystanders = Bystanders(servers)
    for turn in range(turns):
        order = range(len(entrants)) if turn % 2 == 0 else reversed(range(len(entrants)))
        for k in order:
            _turn(entrants[k], requests[k], each, cell.clients, tallies[k])
    return {"size": cell.size, "boxes": cell.boxes, "clients": cell.clients, "othersShare": bystanders.share(),
            "results": {entrant.name: tally.summary(cell) for entrant, tally in zip(entrants, tallies)}}


def ratios(ours: dict, other: dict) -> dict:
    """Ours ÷ the other's. None where one of them was not doing the job: its figures are no comparison."""
    valid = not ours["failures"] and not other["failures"]
    keys = ("p50", "p95", "p99", "mean", "requestsPerSecond", "cropsPerSecond", "cpuMsPerRequest")
    return {key: ours[key] / other[key] if valid and ours[key] and other[key] else None for key in keys}
