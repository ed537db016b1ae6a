// What the stages around the model cost, each on its own: `MicroBenchmark time MODEL PICTURE` prints milliseconds beside the
// least that each can take; `MicroBenchmark count N NAME PICTURE` does one stage N times, for who counts its instructions.
import Foundation
import Imaging
import Inference
import Peak

@testable import Recognition

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 3 else {
    print("usage: MicroBenchmark time MODEL PICTURE | count N NAME PICTURE")
    exit(64)
}

func median(_ count: Int, _ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    var times: [Double] = []
    for _ in 0..<count { times.append(try clock.measure(body) / .milliseconds(1)) }
    return times.sorted()[count / 2]
}

/// So often that it takes about half a second.
func median(of workload: Workload) throws -> Double {
    let first = try median(3, workload.turn)
    return try median(max(5, Int(500 / max(first, 0.01))), workload.turn)
}

if arguments[0] == "count" {
    guard arguments.count == 4, let times = Int(arguments[1]) else { exit(64) }
    let workload = try Workload.named(arguments[2], Pictures(arguments[3]))
    for _ in 0..<times { try workload.turn() }
    exit(0)
}

struct Line: Encodable {
    var stage: String
    var milliseconds: Double
    var floor: Double?
    var floorIs: String?
}

var lines: [Line] = []
let pictures = try Pictures(arguments[2])

// The least: memory read once, and multiply-adds at the pace of this core.
var sink: Float = 0, sum: Int64 = 0
let multiplyAdds: Int64 = 2_000_000_000
let perMultiplyAdd = (0..<5).map { _ in reid_peak_multiply_adds(multiplyAdds, &sink) }.sorted()[2] / Double(multiplyAdds)
let block = [Int64](repeating: 1, count: 16 << 20)
let perByte = (0..<5).map { _ in reid_peak_read(block, Int64(block.count), &sum) }.sorted()[2] / Double(block.count * 8)
print(
    String(
        format: "One core: %.0f thousand million multiply-adds a second, memory read at %.1f GB/s.", 1 / perMultiplyAdd,
        1 / perByte))

@MainActor func add(_ workload: Workload, floor: Double? = nil, _ what: String? = nil) throws {
    lines.append(Line(stage: workload.name, milliseconds: try median(of: workload), floor: floor, floorIs: what))
}

let large = try pictures.large()
for name in Workload.names {
    let workload = try Workload.named(name, pictures)
    let picture = name.hasSuffix("4K") ? large : pictures.small
    if name.hasPrefix("decode") {
        try add(workload, floor: median(of: Workload.skip(picture, name: "skip")), "finding the last rows that are needed")
    } else if name.hasPrefix("json") {
        try add(workload, floor: Double(picture.count) * 4 / 3 * perByte / 1e6, "reading the body once")
    } else {
        try add(workload)
    }
}
let exemplars = Double(10_000 * 8 * 512 * 2)
for queries in [1, 4] {
    try add(Matching.sweep(people: 10_000, queries: queries), floor: exemplars * perByte / 1e6, "reading every exemplar once")
}
try add(Matching.decision(people: 10_000))

// 0.979 thousand million multiply-adds for OSNet x1.0, AIN or not.
let isOSNet = arguments[1].contains("x1.0")
for backend in InferenceBackend.allCases {
    do {
        let home = FileManager.default.temporaryDirectory.path + "/reid-micro-\(ProcessInfo.processInfo.processIdentifier)"
        let loaded = try ModelLoader(store: ModelStore(home: home), settings: BackendSettings(backend: backend, workers: 1))
            .load(arguments[1])
        guard
            let image = RGBImage(
                width: 128, height: 256, pixels: (0..<128 * 256 * 3).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
            let region = Region(whole: image)
        else { continue }
        var scratch = CropScratch()
        try add(
            Workload(name: "inference, \(backend.title)") { _ = try loaded.model.embed(region, scratch: &scratch) },
            floor: isOSNet ? 0.979e9 * perMultiplyAdd / 1e6 : nil, isOSNet ? "0.979 thousand million multiply-adds" : nil)
    } catch is OpenVINOError {
        print("OpenVINO is not here (`make openvino`).")
    }
}

func cell(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
print(cell("stage", 32), cell("ms", 9), cell("at least", 9), "the least is")
for line in lines {
    print(
        cell(line.stage, 32), cell(String(format: "%.3f", line.milliseconds), 9),
        cell(line.floor.map { String(format: "%.3f", $0) } ?? "", 9), line.floorIs ?? "")
}
if arguments.count > 3 {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(lines).write(to: URL(fileURLWithPath: arguments[3]))
}
