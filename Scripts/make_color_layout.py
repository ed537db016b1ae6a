#!/usr/bin/env python3
"""Writes `color-layout`, the model that is part of the program: Sources/Inference/Resources/color-layout.{onnx,json}.

Nothing in it is trained and nothing comes from anybody's pictures. It says which colours a person shows at which
height: every pixel is shared softly between 32 colour prototypes, the shares are summed over 16 overlapping horizontal
stripes with more weight in the middle, and the square roots, minus their mean over drawn people of ours
(scenes/crowd.py), make 512 numbers of unit length.

The free parameters below were chosen on the even identities of a Market-1501 subset, as was the threshold;
evaluate_color_layout.py reports the odd ones as well. Usage: make_color_layout.py [FOLDER]
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from scenes.crowd import crowd

HEIGHT, WIDTH = 256, 128
POOL = 4  # colours need no detail: 64 × 32 pixels are looked at
MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)  # the other models' preprocessing, undone inside
PEOPLE = 600  # drawn people whose mean is removed

# Illumination: the crop's mean luminance goes to BRIGHTNESS (raised to how far), and its mean colour towards gray.
BRIGHTNESS, BRIGHTNESS_SHARE, GRAY_WORLD_SHARE = 0.65, 0.85, 0.7
BRIGHTEST = 1.4  # after that, so that a highlight is not far from everything
CHROMA_FLOOR = 0.25  # chroma is relative to luminance plus this: dark pixels have no sure colour
# Prototypes: on four levels of luminance a gray and, around it, the hues on a circle of the given chroma.
LEVELS, HUES, CHROMAS = (0.1, 0.3, 0.55, 0.85), (3, 8, 9, 8), (0.12, 0.30, 0.25, 0.25)
SHARPNESS = 20.0  # of the softmax over squared distances
MIDDLE = 0.15  # standard deviation of the weight across, of the width
STRIPES, STRIPE_FIRST, STRIPE_LAST, STRIPE_WIDTH = 16, 0.09, 0.94, 0.03  # centres and deviation, of the height
STRIPE_FADE = 0.2  # what head and feet lose: a box is least sure there

# False positive rate 1.5 % on even identities; how fast the logarithm of the odds rises from there on.
THRESHOLD, SLOPE = 0.76, 14.0

LUMINANCE = np.array([0.30, 0.59, 0.11], np.float32)
# Luminance, red against green, yellow against blue.
OPPONENT = np.array([LUMINANCE, [1, -1, 0], [0.5, 0.5, -1]], np.float32)


def prototypes() -> np.ndarray:
    """[32, 3] in luminance and the two relative chromas."""
    points = []
    for level, hues, chroma in zip(LEVELS, HUES, CHROMAS):
        points.append((level, 0.0, 0.0))
        for k in range(hues):
            angle = 2 * np.pi * (k + 0.5 * (hues % 2 == 0)) / hues
            points.append((level, chroma * np.cos(angle), chroma * np.sin(angle)))
    return np.array(points, np.float32)


def weights() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Across [32], of the stripes down [64, 16], and of each stripe in the answer [16]. Sums of one, except the last."""
    x = (np.arange(WIDTH // POOL) + 0.5) / (WIDTH // POOL)
    y = (np.arange(HEIGHT // POOL) + 0.5) / (HEIGHT // POOL)
    across = np.exp(-((x - 0.5) ** 2) / (2 * MIDDLE**2))
    centres = np.linspace(STRIPE_FIRST, STRIPE_LAST, STRIPES)
    down = np.exp(-((y[:, None] - centres[None]) ** 2) / (2 * STRIPE_WIDTH**2))
    fade = 1 - STRIPE_FADE * np.linspace(-1, 1, STRIPES) ** 2
    return across / across.sum(), down / down.sum(0), fade


def graph(mean: np.ndarray) -> onnx.ModelProto:
    """The model that removes `mean` [512]."""
    constants: list[onnx.TensorProto] = []
    nodes: list[onnx.NodeProto] = []

    def constant(name: str, value: object, kind: type = np.float32) -> str:
        constants.append(numpy_helper.from_array(np.array(value, kind), name))
        return name

    def add(operator: str, inputs: list[str], output: str, **attributes: object) -> str:
        nodes.append(helper.make_node(operator, inputs, [output], name=output, **attributes))
        return output

    across, down, fade = weights()
    points = prototypes()
    rows, columns = HEIGHT // POOL, WIDTH // POOL

    small = add("AveragePool", ["input"], "small", kernel_shape=[POOL, POOL], strides=[POOL, POOL])
    scaled = add("Mul", [small, constant("std", np.reshape(STD, (1, 3, 1, 1)))], "scaled")
    colors = add("Add", [scaled, constant("mean", np.reshape(MEAN, (1, 3, 1, 1)))], "colors")

    # Illumination. gain = (BRIGHTNESS / luminance)^share · (luminance / channel)^share, of centre-weighted means.
    centre = constant("centre", np.broadcast_to(across / rows, (rows, columns)).reshape(1, 1, rows, columns))
    channel = add("ReduceSum", [add("Mul", [colors, centre], "centred"), constant("plane", [2, 3], np.int64)], "channel_raw", keepdims=1)
    floor = constant("floor", 0.03)
    channel = add("Max", [channel, floor], "channel")
    luminance = add("Conv", [channel, constant("luminance_weights", LUMINANCE.reshape(1, 3, 1, 1))], "luminance")
    brighter = add("Pow", [add("Div", [constant("brightness", BRIGHTNESS), luminance], "brightness_ratio"),
                           constant("brightness_share", BRIGHTNESS_SHARE)], "brighter")
    grayer = add("Pow", [add("Div", [luminance, channel], "gray_ratio"), constant("gray_share", GRAY_WORLD_SHARE)], "grayer")
    evened = add("Mul", [colors, add("Mul", [brighter, grayer], "gain")], "evened_raw")
    evened = add("Min", [evened, constant("brightest", BRIGHTEST)], "evened")

    # Luminance and chroma relative to it.
    opponent = add("Conv", [evened, constant("opponent_weights", OPPONENT.reshape(3, 3, 1, 1))], "opponent")
    nodes.append(helper.make_node("Split", [opponent, constant("parts", [1, 2], np.int64)], ["light", "chroma_raw"], name="split", axis=1))
    divisor = add("Max", [add("Add", ["light", constant("chroma_floor", CHROMA_FLOOR)], "divisor_raw"), floor], "divisor")
    chroma = add("Div", ["chroma_raw", divisor], "chroma")
    place = add("Concat", ["light", chroma], "place", axis=1)

    # −SHARPNESS·|x − p|², without |x|², which is the same for all prototypes of a pixel.
    scores = add("Conv", [place, constant("prototype_weights", (2 * SHARPNESS * points).reshape(-1, 3, 1, 1)),
                          constant("prototype_bias", -SHARPNESS * (points**2).sum(1))], "scores")
    shares = add("Softmax", [scores], "shares", axis=1)

    # Sums over the width, then over each stripe: two small products instead of 512 masks.
    columns_sum = add("MatMul", [shares, constant("across", across.reshape(columns, 1))], "columns_sum")
    lines = add("Squeeze", [columns_sum, constant("last", [3], np.int64)], "lines")
    stripes = add("MatMul", [lines, constant("down", down)], "stripes")
    roots = add("Sqrt", [add("Max", [stripes, constant("least", 1e-8)], "stripes_positive")], "roots")
    faded = add("Mul", [roots, constant("fade", fade.reshape(1, 1, STRIPES))], "faded")
    flat = add("Flatten", [faded], "flat", axis=1)
    centered = add("Sub", [flat, constant("people_mean", mean.reshape(1, -1))], "centered")
    length = add("ReduceL2", [centered], "length_raw", axes=[1], keepdims=1)
    add("Div", [centered, add("Max", [length, constant("shortest", 1e-6)], "length")], "output")

    body = helper.make_graph(
        nodes, "color-layout",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["N", 3, HEIGHT, WIDTH])],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, ["N", len(points) * STRIPES]),
         helper.make_tensor_value_info("flat", TensorProto.FLOAT, ["N", len(points) * STRIPES])],
        constants)
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", 17)], producer_name="make_color_layout", ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model


def tensor(pictures: np.ndarray) -> np.ndarray:
    """[N, 256, 128, 3] levels → the model's input."""
    levels = (pictures.astype(np.float32) / 255 - np.array(MEAN, np.float32)) / np.array(STD, np.float32)
    return np.ascontiguousarray(levels.transpose(0, 3, 1, 2))


def session(content: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def red_jacket() -> np.ndarray:
    """The self-test's picture, drawn with whole numbers as `SelfTestPicture+Drawing.swift` draws it."""
    picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    for y in range(HEIGHT):
        down = y * 1000 // HEIGHT
        for x in range(WIDTH):
            across = x * 1000 // WIDTH
            aside = abs(across - 500)
            if 40 <= down < 170 and aside < 130:
                color = (205, 160, 135)
            elif 170 <= down < 530 and aside < 310:
                color = (190, 30, 40) if (across // 80 + down // 40) % 2 == 0 else (120, 15, 30)
            elif 530 <= down < 960 and 25 < aside < 230:
                color = (25, 25, 45)
            else:
                color = (120 + down // 20, 170 + down // 20, 110 + down // 20)
            picture[y, x] = color
    return picture


def manifest(content: bytes, golden: np.ndarray) -> dict:
    return {
        "schema": 1,
        "name": "color-layout",
        "version": "1",
        "summary": "Built in: which colours at which height, 512 numbers; no training",
        "purpose": "recognition",
        "file": {"name": "color-layout.onnx", "size": len(content), "sha256": hashlib.sha256(content).hexdigest(), "embedded": True},
        "input": {"name": "input", "layout": "nchw", "width": WIDTH, "height": HEIGHT, "colorOrder": "rgb",
                  "scale": 0.00392156862745098, "mean": list(MEAN), "std": list(STD), "resize": "antialiased-bilinear"},
        "output": {"name": "output", "dimension": len(golden), "unitLength": True},
        "thresholds": {"threshold": THRESHOLD, "slope": SLOPE},
        "licence": "MIT",
        "provenance": "Written by Scripts/make_color_layout.py of this project; no training, no third-party data",
        "golden": {"picture": "red-jacket", "values": [round(float(value), 5) for value in golden[:32]], "tolerance": 0.001},
    }


def main() -> None:
    default = Path(__file__).resolve().parent.parent / "Sources/Inference/Resources"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    count = sum(1 + hues for hues in HUES) * STRIPES
    # The same graph without a mean gives the numbers to take the mean of, as its second output.
    probe = session(graph(np.zeros(count, np.float32)).SerializeToString())
    pictures = tensor(crowd(PEOPLE))
    mean = np.concatenate([probe.run(["flat"], {"input": part})[0] for part in np.array_split(pictures, 20)]).mean(0)
    model = graph(mean.astype(np.float32))
    del model.graph.output[1]
    content = model.SerializeToString(deterministic=True)
    golden = session(content).run(["output"], {"input": tensor(red_jacket()[None])})[0][0]
    (folder / "color-layout.onnx").write_bytes(content)
    (folder / "color-layout.json").write_text(json.dumps(manifest(content, golden), indent=2) + "\n")
    print(f"color-layout: {len(content)} bytes, {len(model.graph.node)} nodes")


if __name__ == "__main__":
    main()
