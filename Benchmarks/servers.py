"""Starting, watching and stopping the two services that are measured."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = Path(os.environ.get("REID_SHARED", ROOT.parent / "shared"))


def default_model() -> Path:
    """The mission's architecture where it lies, else the built-in model."""
    trained = SHARED / "models/osnet-x1.0-msmt17.onnx"
    return trained if trained.is_file() else ROOT / "Sources/Inference/Resources/color-layout.onnx"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A service in its own process, listening on `port` once made."""

    def __init__(self, name: str, command: list[str], port: int, home: Path) -> None:
        self.name, self.port, self.home = name, port, home
        # What it says goes into a file: a full pipe would stop it.
        self.log = open(home / "log", "w+")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        self._wait_until_healthy()

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
                connection.request("GET", "/health")
                if connection.getresponse().status == 200:
                    connection.close()
                    return
            except OSError:
                time.sleep(0.05)
        self.log.seek(0)
        said = self.log.read()[-2000:]
        self.stop()
        raise SystemExit(f"{self.name} did not start. It said:\n{said}")

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
        shutil.rmtree(self.home, ignore_errors=True)

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
        """Seconds of a core used so far, all threads; None where the system has no /proc."""
        stat = Path(f"/proc/{self.pid}/stat")
        if not stat.exists():
            return None
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def threads(self) -> int | None:
        tasks = Path(f"/proc/{self.pid}/task")
        return len(list(tasks.iterdir())) if tasks.exists() else None


def reid(binary: Path, model: Path, workers: int | None = None) -> Server:
    port, home = free_port(), Path(tempfile.mkdtemp(prefix="reid-bench-"))
    # The built-in model goes by its name; a file beside which no manifest lies is recognised by its hash.
    name = "color-layout" if model.stem == "color-layout" else str(model)
    command = [str(binary), "serve", "--host", "127.0.0.1", "--port", str(port), "--model", name, "--offline",
               "--home", str(home), "--log-level", "warning"]
    if workers:
        command += ["--workers", str(workers)]
    return Server("reid", command, port, home)


def baseline(model: Path, threads: int) -> Server:
    port, home = free_port(), Path(tempfile.mkdtemp(prefix="reid-bench-"))
    command = [sys.executable, str(HERE / "baseline/server.py"), "--model", str(model), "--port", str(port), "--threads", str(threads)]
    return Server(f"Python, {threads or os.cpu_count()} thr.", command, port, home)
