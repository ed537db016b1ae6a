#!/usr/bin/env python3
"""The reference that our embeddings are held against: Python's onnxruntime, and Pillow's decoder and resizing.

Numbers travel as files of little-endian float32 without a header.

  tensors --model M --shape 3,256,128 --input T --output E   embeds the tensors in T, one after another
  crops   --model M --list L --tensors T --output E          decodes and resizes the pictures named in L (one path a
                                                             line) with Pillow, writes their tensors and embeddings
  golden  --manifest J --model M [--values N]                what the model answers to a picture of the self-test, as
                                                             the manifest's "golden" object

Every embedding is brought to unit length.
"""

import argparse
import json

import numpy
import onnxruntime
from PIL import Image

MEAN = numpy.array([0.485, 0.456, 0.406], numpy.float32)
STD = numpy.array([0.229, 0.224, 0.225], numpy.float32)


def open_model(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def embed(session, tensor):
    """One tensor at a time, as the service does it."""
    name = session.get_inputs()[0].name
    vector = session.run(None, {name: tensor[None]})[0].reshape(-1).astype(numpy.float64)
    return (vector / numpy.linalg.norm(vector)).astype(numpy.float32)


def tensors(arguments):
    shape = [int(side) for side in arguments.shape.split(",")]
    batch = numpy.fromfile(arguments.input, "<f4").reshape([-1, *shape])
    session = open_model(arguments.model)
    numpy.stack([embed(session, tensor) for tensor in batch]).astype("<f4").tofile(arguments.output)


def normalised(picture, mean=MEAN, std=STD, scale=1 / 255):
    levels = numpy.asarray(picture, numpy.float32) * numpy.float32(scale)
    return numpy.ascontiguousarray(((levels - mean) / std).transpose(2, 0, 1))


def crops(arguments):
    session = open_model(arguments.model)
    with open(arguments.list, encoding="utf-8") as names:
        paths = names.read().splitlines()
    made = [
        normalised(Image.open(path).convert("RGB").resize((128, 256), Image.Resampling.BILINEAR)) for path in paths
    ]
    numpy.stack(made).astype("<f4").tofile(arguments.tensors)
    numpy.stack([embed(session, tensor) for tensor in made]).astype("<f4").tofile(arguments.output)


def drawn(name, width, height):
    """The same figure as SelfTestPicture+Drawing.swift, with whole numbers only."""
    first = name == "red-jacket"
    picture = numpy.zeros((height, width, 3), numpy.uint8)
    for y in range(height):
        down = y * 1000 // height
        for x in range(width):
            across = x * 1000 // width
            middle = abs(across - 500)
            if 40 <= down < 170 and middle < 130:
                color = (205, 160, 135) if first else (120, 85, 65)
            elif 170 <= down < 530 and middle < 310:
                if first:
                    color = (190, 30, 40) if (across // 80 + down // 40) % 2 == 0 else (120, 15, 30)
                else:
                    color = (235, 235, 230) if down // 45 % 2 == 0 else (30, 60, 170)
            elif 530 <= down < 960 and 25 < middle < 230:
                color = (25, 25, 45) if first else (190, 170, 115)
            else:
                fall = down // 20
                color = (120 + fall, 170 + fall, 110 + fall) if first else (70 - fall, 60 - fall, 55 - fall)
            picture[y, x] = color
    return picture


def golden(arguments):
    with open(arguments.manifest, encoding="utf-8") as file:
        given = json.load(file)["input"]
    picture = drawn(arguments.picture, given["width"], given["height"])
    if given["colorOrder"] == "bgr":
        picture = picture[:, :, ::-1]
    tensor = normalised(picture, numpy.float32(given["mean"]), numpy.float32(given["std"]), given["scale"])
    if given["layout"] == "nhwc":
        tensor = numpy.ascontiguousarray(tensor.transpose(1, 2, 0))
    vector = embed(open_model(arguments.model), tensor)
    values = [round(float(value), 5) for value in vector[: arguments.values]]
    print(json.dumps({"picture": arguments.picture, "tolerance": 0.0005, "values": values}))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    for name, run, options in [
        ("tensors", tensors, ["shape", "input", "output"]),
        ("crops", crops, ["list", "tensors", "output"]),
        ("golden", golden, ["manifest"]),
    ]:
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        for option in ["model", *options]:
            command.add_argument(f"--{option}", required=True)
        if name == "golden":
            command.add_argument("--picture", choices=["red-jacket", "blue-hoops"], default="red-jacket")
            command.add_argument("--values", type=int, default=32)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
