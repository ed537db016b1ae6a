#!/usr/bin/env python3
"""How well `color-layout` (or any model with a manifest) tells people apart on the shared Market-1501 subset.

Rank-1 by the usual protocol: the query's own camera does not count for its own identity, junk (-1) is left out, a
distractor (0000) is a wrong answer. Pairs: same person on two cameras against different people, over all pictures with
an identity. Parameters and threshold were chosen by the even identities; the odd ones are reported only.
Usage: evaluate_color_layout.py [--data FOLDER] [--model FILE.onnx] [--sweep]   (data: default ../shared beside the checkout, or REID_SHARED)
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
NAME = re.compile(r"(-?\d+)_c(\d+)s")


def embedded(session: onnxruntime.InferenceSession, manifest: dict, file: Path) -> tuple[np.ndarray, float]:
    """The crop's unit embedding and the seconds its inference took."""
    facts = manifest["input"]
    picture = Image.open(file).convert("RGB").resize((facts["width"], facts["height"]), Image.Resampling.BILINEAR)
    levels = (np.asarray(picture, np.float32) * facts["scale"] - np.array(facts["mean"], np.float32)) / np.array(facts["std"], np.float32)
    tensor = np.ascontiguousarray(levels.transpose(2, 0, 1)[None])
    start = time.perf_counter()
    answer = session.run([manifest["output"]["name"]], {facts["name"]: tensor})[0][0]
    seconds = time.perf_counter() - start
    return answer / np.linalg.norm(answer), seconds


class Part:
    """The pictures of one folder with their identities and cameras."""

    def __init__(self, folder: Path, session: onnxruntime.InferenceSession, manifest: dict) -> None:
        files = sorted(folder.glob("*.jpg"))
        names = [NAME.match(file.name) for file in files]
        self.identity = np.array([int(name[1]) for name in names])
        self.camera = np.array([int(name[2]) for name in names])
        results = [embedded(session, manifest, file) for file in files]
        self.embeddings = np.stack([vector for vector, _ in results]).astype(np.float32)
        self.seconds = [seconds for _, seconds in results]


def rank1(query: Part, gallery: Part, chosen) -> float:
    right = []
    in_gallery = (gallery.identity == 0) | chosen(gallery.identity)
    for row in np.flatnonzero(chosen(query.identity)):
        same = gallery.identity == query.identity[row]
        usable = in_gallery & (gallery.identity != -1) & ~(same & (gallery.camera == query.camera[row]))
        if (usable & same).any():
            scores = np.where(usable, gallery.embeddings @ query.embeddings[row], -2)
            right.append(same[scores.argmax()])
    return float(np.mean(right))


def pairs(parts: list[Part], chosen) -> tuple[np.ndarray, np.ndarray]:
    """Cosines of the same person on two cameras, and of different people."""
    identity = np.concatenate([part.identity for part in parts])
    keep = chosen(identity)
    identity, camera = identity[keep], np.concatenate([part.camera for part in parts])[keep]
    vectors = np.concatenate([part.embeddings for part in parts])[keep]
    upper = np.triu_indices(len(identity), 1)
    cosines = (vectors @ vectors.T)[upper]
    same = (identity[:, None] == identity)[upper]
    return cosines[same & (camera[:, None] != camera)[upper]], cosines[~same]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("REID_SHARED", ROOT.parent / "shared")) / "data/market1501-dev")
    parser.add_argument("--model", type=Path, default=ROOT / "Sources/Inference/Resources/color-layout.onnx")
    parser.add_argument("--manifest", type=Path, help="default: beside the model")
    parser.add_argument("--sweep", action="store_true", help="print thresholds for some false positive rates on even identities")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"skipped: no pictures in {options.data}")
        return
    manifest = json.loads((options.manifest or options.model.with_suffix(".json")).read_text())
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(options.model), settings, providers=["CPUExecutionProvider"])
    query, gallery = (Part(options.data / name, session, manifest) for name in ("query", "bounding_box_test"))
    threshold = manifest["thresholds"]["threshold"]
    print(f"{manifest['name']}: {options.model.stat().st_size} bytes, {1000 * np.median(query.seconds + gallery.seconds):.2f} ms per crop on one thread, threshold {threshold}")
    print("identities   rank-1   TPR      FPR      same: mean   different: mean   p99")
    for title, chosen in (("even", lambda i: (i > 0) & (i % 2 == 0)), ("odd", lambda i: (i > 0) & (i % 2 == 1)), ("all", lambda i: i > 0)):
        genuine, impostor = pairs([query, gallery], chosen)
        print(f"{title:12} {rank1(query, gallery, chosen):.3f}    {(genuine >= threshold).mean():.4f}   {(impostor >= threshold).mean():.4f}   "
              f"{genuine.mean():.3f}        {impostor.mean():.3f}             {np.quantile(impostor, 0.99):.3f}")
        if options.sweep and title == "even":
            for rate in (0.001, 0.005, 0.01, 0.015, 0.02):
                level = np.quantile(impostor, 1 - rate)
                print(f"    FPR {rate:.3f} at {level:.3f}: TPR {(genuine >= level).mean():.3f}")


if __name__ == "__main__":
    main()
