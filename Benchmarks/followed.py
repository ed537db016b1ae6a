"""What an event costs that its track alone answers: nobody looks at its picture, which comes along all the same."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Sequence

from load import Connection, Request, request
from machine import Bystanders
from servers import Server
from story import SIZE, Event, events, picture

EVENTS = 150  # of a turn
TURNS = 6  # of a life
LIVES = 5  # of each server: how its memory and its threads happen to lie makes a tenth
SETTLE = 0.1  # seconds before and after a turn, in which a server ends what it does after the last answer
MOST_LOOKS = 10  # until a track is verified


class Followed:
    """The first person of every camera, whom its tracker keeps following, on one server."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.connection = Connection(server.port)
        self.turns: list[float] = []  # CPU-ms per event

    def verify(self, requests: Sequence[Request]) -> None:
        """Sends each request until its track answers it."""
        for sent in requests:
            looks = 0
            while self._is_looked_at(sent):
                looks += 1
                if looks == MOST_LOOKS:
                    raise self.server.failure(f"still looked at a followed person after {MOST_LOOKS} pictures")

    def turn(self, requests: Sequence[Request]) -> None:
        """Time stands still meanwhile, so that no track has to be verified anew."""
        time.sleep(SETTLE)
        before = self.server.processor_seconds()
        looks = sum(self._is_looked_at(requests[number % len(requests)]) for number in range(EVENTS))
        time.sleep(SETTLE)
        after = self.server.processor_seconds()
        if looks:
            raise self.server.failure(f"looked at {looks} pictures that their tracks should have answered")
        if before is not None and after is not None:
            self.turns.append(1000 * (after - before) / EVENTS)

    def _is_looked_at(self, sent: Request) -> bool:
        status, content = self.connection.exchange(sent.content)
        if status != 200:
            raise self.server.failure(f"answered {status}: {content[:500]!r}")
        return json.loads(content)["timings"]["embed"] > 0


def compare(starts: Sequence[Callable[[], Server]], lives: int = LIVES) -> tuple[list[list[float]], float]:
    """CPU-ms per event of each turn, for each server, and how much of the machine went to others. One server is driven at a
    time, in changing order."""
    firsts = {event.camera: event for event in events(1)}
    files = {camera: picture(event) for camera, event in firsts.items()}
    start = max(event.time for event in firsts.values())
    spent: list[list[float]] = [[] for _ in starts]
    shares = []
    for _ in range(lives):
        with contextlib.ExitStack() as stack:
            runs = [Followed(stack.enter_context(start_one())) for start_one in starts]
            bystanders = Bystanders([run.server for run in runs])
            for turn in range(TURNS + 1):
                requests = [_request(event, start + 1000 * turn, files[camera]) for camera, event in firsts.items()]
                for run in runs if turn % 2 == 0 else runs[::-1]:
                    run.verify(requests)
                    run.turn(requests)
            shares.append(bystanders.share() or 0)
            for run, turns in zip(runs, spent):
                run.connection.close()
                turns += run.turns[1:]  # the first one filled caches and pools
    return spent, sum(shares) / len(shares)


def _request(event: Event, milliseconds: int, file: bytes) -> Request:
    row = {"className": "person", "score": 0.95, "boundingBox": list(event.box), "id": event.track}
    return request({"timestamp": milliseconds, "deviceId": str(event.camera), "deviceName": f"Camera {event.camera}",
                    "inputDimensions": list(SIZE), "detections": [row]}, file)
