"""The tables for people."""

from __future__ import annotations

from targets import PYTHON
from turns import ratios

BUSY = 0.05  # other programs' share of the machine from which on a row is marked


def _number(value: float | None, digits: int = 1) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _line(values: list[str], widths: tuple[int, ...]) -> str:
    return " ".join(f"{value:<{-width}}" if width < 0 else f"{value:>{width}}" for value, width in zip(values, widths)).rstrip()


def matrix(cells: list[dict]) -> None:
    widths = (-6, 5, 7, -14, 8, 8, 8, 8, 7, 7, 7, 6, 6, 6, 8)
    print(_line(["size", "boxes", "clients", "", "p50 ms", "p95", "p99", "mean", "req/s", "crops/s", "CPU-ms",
                 "p50 ÷", "/s ÷", "CPU ÷", "p99/mean"], widths))
    for cell in cells:
        mark = "!" if (cell["othersShare"] or 0) > BUSY else ""
        for name, result in cell["results"].items():
            quotients = ["", "", ""]
            if name != PYTHON:
                to = ratios(result, cell["results"][PYTHON])
                quotients = [_number(to[key], 2) for key in ("p50", "requestsPerSecond", "cpuMsPerRequest")]
            print(_line([cell["size"], str(cell["boxes"]), str(cell["clients"]) + mark, name + ("*" if result["failures"] else ""),
                         *(_number(result[key]) for key in ("p50", "p95", "p99", "mean", "requestsPerSecond", "cropsPerSecond",
                                                            "cpuMsPerRequest")),
                         *quotients, _number(result["p99PerMean"], 2)], widths))
    print("÷: ours divided by Python's, medians over the turns; below 1 is better for p50 and CPU, above 1 for /s.")
    print("*: some rows were not recognised, so no ratio. !: other programs took over 5 % of the machine meanwhile.")


def footprint(run: dict) -> None:
    widths = (-14, 18, 16, 18, 18)
    print(_line(["", "MB after so many", "MB at most,", "s to first answer,", "s to first answer,"], widths))
    print(_line(["", "requests", "4K, c=16, fresh", "empty home", "home kept"], widths))
    for name, memory in run["memory"].items():
        peak, starts = run["peaks"][name], run["starts"][name]
        print(_line([name, f"{memory['rss']:.0f} ({memory['requests']:,})", f"{peak['peak']:.0f}" + ("*" if peak["failures"] else ""),
                     f"{starts['empty']:.2f}", f"{starts['kept']:.2f}"], widths))
    for name, outside in (run["outsideInference"] or {}).items():
        print(f"outside inference, {name}, at most: " + ", ".join(f"{size} {value:.1f}" for size, value in outside.items())
              + " CPU-ms per request (1 box, c=1, color-layout, which takes 1 ms itself)")
    if run["afterGray"]:
        print("after a gray picture: " + ", ".join(f"{name} {gray['after']:.1f} instead of {gray['before']:.1f}"
                                                   for name, gray in run["afterGray"].items()) + " CPU-ms per request (1080p, 1 box, c=1)")


def targets(rows: list[dict], cells: list[dict]) -> None:
    widths = (-44, -12, 8, 8, -12)
    print(_line(["target (ours ÷ Python's)", "", "value", "limit", ""], widths))
    for row in rows:
        verdict = "not measured" if row["met"] is None else "met" if row["met"] else "missed"
        print(_line([row["target"], row["backend"], _number(row["value"], 2), ("≥ " if row["atLeast"] else "≤ ") + f"{row['limit']:g}",
                     verdict], widths))
    if any((cell["othersShare"] or 0) > BUSY for cell in cells):
        print("Other programs were busy during some cells (!): repeat those on a quiet machine before believing them.")
