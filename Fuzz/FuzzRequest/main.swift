// Feeds whatever libFuzzer makes up to the two parsers of request bodies. Every input must give a document or an error;
// and what was found once must be found again. The recipe is in CONTRIBUTING.
@testable import HTTPAPI

@_cdecl("reidFuzzRequest")
func fuzzRequest(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = [UInt8](UnsafeBufferPointer(start: data, count: count))
    for split in [SplitBody(json: input), try? SplitBody(frame: input)].compactMap(\.self) {
        precondition(split.document.count + (split.picture.bytes?.count ?? 0) <= input.count, "bytes out of nowhere")
        guard let frame = try? WireFrame.parse(split.document) else { continue }
        for row in frame.detections {
            let detection = row.detection
            precondition((0...1000).contains(detection.scorePermille), "a score beyond its range")
            if let box = detection.box { precondition(box.area > 0, "an empty box") }
        }
    }
    return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
_ = runFuzzer(&count, &arguments, fuzzRequest)
