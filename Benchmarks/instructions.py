#!/usr/bin/env python3
"""Counts the instructions of one turn of each stage and holds them against the committed numbers.

valgrind simulates the processor, so the count is the same however busy the machine is. A stage is run a few times and many
times, and the difference divided: start-up cancels out. Counts depend on the compiler, on libjpeg and on whether the CPU has
AVX2, so a new machine may need new numbers; a change of the code that costs more than a few per cent shows in any case.

Usage: instructions.py MICROBENCHMARK PICTURE [--accept]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NUMBERS = Path(__file__).resolve().parent / "instructions.json"
# Turns: enough that hashing seeds and the allocator's moods do not count.
FEW, MANY = 3, 13
# How much more is let pass.
TOLERANCE = 0.05
STAGES = ["decode", "decode 4K", "resize + quality", "json + base64", "json + base64 4K", "matching 100 x 8, 1 at once",
          "matching 100 x 8, 4 at once", "decision among 100"]


def count(program: Path, picture: Path, stage: str, turns: int) -> int:
    with tempfile.NamedTemporaryFile() as out:
        # Swift seeds its hash tables at random otherwise.
        environment = {**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1"}
        run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}", str(program), "count", str(turns), stage, str(picture)],
                             capture_output=True, text=True, env=environment)
        found = re.search(r"Collected : (\d+)", run.stderr)
        if run.returncode or not found:
            raise SystemExit(f"{stage} could not be counted:\n{run.stderr[-2000:]}")
        return int(found[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--accept", action="store_true", help="write what is counted into instructions.json")
    options = parser.parse_args()
    # valgrind 3.19 gives up on the debugging information of today's compilers.
    folder = tempfile.TemporaryDirectory()
    program = Path(folder.name) / "program"
    strip = shutil.which("strip") or shutil.which("llvm-strip") or sys.exit("strip (of binutils) is missing.")
    subprocess.run([strip, "-o", str(program), str(options.program)], check=True)
    allowed = json.loads(NUMBERS.read_text()) if NUMBERS.exists() else {}
    counted, broken = {}, []
    for stage in STAGES:
        few, many = (count(program, options.picture, stage, turns) for turns in (FEW, MANY))
        counted[stage] = round((many - few) / (MANY - FEW))
        limit = allowed.get(stage)
        change = f"{100 * (counted[stage] / limit - 1):+.1f} %" if limit else "new"
        print(f"{stage:30} {counted[stage]:12,} instructions  {change}", flush=True)
        if limit is None or counted[stage] > limit * (1 + TOLERANCE):
            broken.append(stage)
    if options.accept:
        NUMBERS.write_text(json.dumps(counted, indent=2) + "\n")
    elif broken:
        sys.exit(f"More instructions than allowed, or never counted: {', '.join(broken)}. If that is right, run with --accept.")


if __name__ == "__main__":
    main()
