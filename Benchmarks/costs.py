"""CPU time of a request under circumstances that the matrix leaves out."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

from PIL import Image

from load import bodies, pictures, send
from servers import Server

COUNT = 48


def _alone(server: Server, size: str) -> float | None:
    """CPU-ms per request: 1 box, one client, nobody else driven."""
    requests = bodies(pictures(size), size, boxes=1)
    send(server, requests, COUNT // 4, 1)  # does not count
    time.sleep(0.1)
    before = server.processor_seconds()
    send(server, requests, COUNT, 1)
    time.sleep(0.1)
    after = server.processor_seconds()
    return None if before is None or after is None else 1000 * (after - before) / COUNT


def outside_inference(start: Callable[[], Server]) -> dict[str, float] | None:
    """An upper bound of everything but inference: `start` must load the built-in model, which takes next to nothing."""
    with start() as server:
        found = {size: _alone(server, size) for size in ("1080p", "4K")}
    return None if None in found.values() else found


def after_gray(start: Callable[[], Server]) -> dict[str, float] | None:
    """Before and after one picture without colours, such as cameras send at night."""
    content = io.BytesIO()
    Image.open(io.BytesIO(pictures("1080p")[0])).convert("L").convert("RGB").save(content, "JPEG", quality=90)
    with start() as server:
        before = _alone(server, "1080p")
        send(server, bodies([content.getvalue()], "1080p", boxes=1), 1, 1)
        after = _alone(server, "1080p")
    return None if before is None or after is None else {"before": before, "after": after}
