"""Starting, watching and stopping the services that are measured."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = Path(os.environ.get("REID_SHARED", ROOT.parent / "shared"))
COLOR_LAYOUT = ROOT / "Sources/Inference/Resources/color-layout.onnx"


def default_model() -> Path:
    """The usual model's architecture, with random weights, where it lies; else the built-in model."""
    random = SHARED / "models/osnet-ain-x1.0-random.onnx"
    return random if random.is_file() else COLOR_LAYOUT


def stop_when_terminated() -> None:
    """A terminated benchmark must stop its servers like an interrupted one, not leave them behind."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A service in its own process; unless `waits` is false, it answers `port` once made."""

    def __init__(self, name: str, command: list[str], port: int, home: Path | None = None, waits: bool = True) -> None:
        """`home`: a folder to keep; None: one of its own, gone at the end."""
        self.name, self.port = name, port
        self.answered = 0  # requests
        self.scratch = Path(tempfile.mkdtemp(prefix="reid-bench-"))
        command = [part.replace("{home}", str(home or self.scratch / "home")) for part in command]
        # What it says goes into a file: a full pipe would stop it.
        self.log = open(self.scratch / "log", "w+")
        self.started = time.perf_counter()
        self.process = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        if waits:
            self._wait_until_healthy()

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
                connection.request("GET", "/health")
                if connection.getresponse().status == 200:
                    connection.close()
                    return
            except OSError:
                time.sleep(0.05)
        raise self.failure("did not start")

    def failure(self, what: str) -> SystemExit:
        """Stops it, and says what went wrong in its own words."""
        self.log.seek(0)
        said = self.log.read()[-2000:]
        self.stop()
        return SystemExit(f"{self.name} {what}. It said:\n{said}")

    @property
    def pid(self) -> int:
        return self.process.pid

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # What it takes

    def resident(self) -> float:
        """MB in memory now (VmRSS)."""
        return self._memory("VmRSS")

    def peak(self) -> float:
        """MB in memory at most so far (VmHWM); where the system does not say, what is resident now."""
        return self._memory("VmHWM")

    def _memory(self, key: str) -> float:
        status = Path(f"/proc/{self.pid}/status")
        if status.exists():
            for line in status.read_text().splitlines():
                if line.startswith(key + ":"):
                    return int(line.split()[1]) * 1024 / 1e6
        kilobytes = subprocess.run(["ps", "-o", "rss=", "-p", str(self.pid)], capture_output=True, text=True, check=True).stdout
        return int(kilobytes) * 1024 / 1e6

    def processor_seconds(self) -> float | None:
        """Seconds of a core used so far, all threads and ended ones too; None but on Linux.

        Read from the process's own clock, which counts nanoseconds; /proc/PID/stat counts hundredths of a second. Neither
        service starts other processes.
        """
        if not sys.platform.startswith("linux"):
            return None
        return time.clock_gettime(~self.pid << 3 | 2)  # clock_getcpuclockid(3)

    def threads(self) -> int | None:
        tasks = Path(f"/proc/{self.pid}/task")
        return len(list(tasks.iterdir())) if tasks.exists() else None


def knows_backends(binary: Path) -> bool:
    return "--backend" in subprocess.run([binary, "serve", "--help"], capture_output=True, text=True, check=True).stdout


def reid(
    binary: Path, model: Path, workers: int | None = None, backend: str | None = None, name: str = "reid",
    arguments: Sequence[str] = (), home: Path | None = None, waits: bool = True,
) -> Server:
    port = free_port()
    # The built-in model goes by its name; a file beside which no manifest lies is recognised by its hash.
    model_name = "color-layout" if model.stem == "color-layout" else str(model)
    command = [str(binary), "serve", "--host", "127.0.0.1", "--port", str(port), "--model", model_name, "--offline",
               "--home", "{home}", "--log-level", "warning", *arguments]
    if workers:
        command += ["--workers", str(workers)]
    if backend:
        command += ["--backend", backend]
    return Server(name, command, port, home, waits)


def baseline(model: Path, waits: bool = True) -> Server:
    port = free_port()
    command = [sys.executable, str(HERE / "baseline/server.py"), "--model", str(model), "--port", str(port)]
    return Server("Python", command, port, waits=waits)
