"""What the figures were measured on, and who else was using it meanwhile."""

from __future__ import annotations

import datetime
import importlib.metadata
import os
import platform
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from servers import Server


def facts(binary: Path, model: Path) -> dict:
    try:
        versions = {name: importlib.metadata.version(name) for name in ("fastapi", "numpy", "onnxruntime", "pillow", "uvicorn")}
    except importlib.metadata.PackageNotFoundError as error:
        raise SystemExit(f"Python's {error.name} is missing: run with a Python that has Benchmarks/baseline/requirements.txt.") from error
    version = subprocess.run([binary, "--version"], capture_output=True, text=True).stdout.strip()
    return {"date": datetime.datetime.now().astimezone().isoformat(timespec="seconds"), "processor": _processor(),
            "cores": os.cpu_count(), "kernel": f"{platform.system()} {platform.release()}", "python": platform.python_version(),
            "reid": version, **versions, "model": model.stem, "loadBefore": round(os.getloadavg()[0], 2)}


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return subprocess.run(["sysctl", "-n", "machdep.cpu.brand_string"], capture_output=True, text=True).stdout.strip()
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()


class Bystanders:
    """How much of the machine went to programs that are not measured, nor measure: a figure taken beside a build is none."""

    def __init__(self, servers: Sequence[Server]) -> None:
        self.servers = servers
        self.start = self._now()

    def _now(self) -> tuple[float, float, float] | None:
        """Seconds: passed, of all cores busy, of them ours."""
        try:
            fields = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
        except OSError:
            return None
        busy = sum(fields) - fields[3] - fields[4]  # without idle and waiting for a disk; with what a hypervisor took
        ours = sum(server.processor_seconds() or 0 for server in self.servers) + time.process_time()
        return time.monotonic(), busy / os.sysconf("SC_CLK_TCK"), ours

    def share(self) -> float | None:
        """Of all cores since the start; a few hundredths are the kernel's own."""
        now = self._now()
        if now is None or self.start is None:
            return None
        passed, busy, ours = (b - a for a, b in zip(self.start, now))
        return max(0.0, busy - ours) / (passed * (os.cpu_count() or 1))
