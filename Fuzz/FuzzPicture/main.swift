// Feeds the picture decoders with what libFuzzer makes up: the header, all pixels, and the boxes that the first bytes
// name. Nothing to check but that every call returns, that the budget comes back, and that what a box shows does not
// depend on how much of the picture was decoded. The recipe is in CONTRIBUTING.
import Imaging

@_cdecl("reidFuzzPicture")
func fuzzPicture(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = [UInt8](UnsafeBufferPointer(start: data, count: count))
    guard input.count > 4 else { return 0 }
    let bytes = Array(input.dropFirst(4))
    let budget = DecodeBudget(bytes: 64 << 20)
    // Small, so that a run spends its time on bytes and not on pixels.
    let decoder = PictureDecoder(maximumPixels: 300_000, budget: budget)
    guard let header = try? decoder.header(of: bytes) else { return 0 }
    let box = PixelRect(
        x: Int(input[0]) * header.width / 256, y: Int(input[1]) * header.height / 256, width: Int(input[2]) + 1,
        height: Int(input[3]) + 1)
    let crops = try? decoder.crops([box], from: bytes, header: header, deadline: .now + .seconds(2))
    if let region = crops?.region(box) {
        _ = CropQuality.measure(region)
        if let whole = try? decoder.picture(from: bytes), let inside = box.clipped(toWidth: header.width, height: header.height),
            let same = Region(of: whole, rect: inside)
        {
            precondition(same.copied() == region.copied(), "the band differs from the whole picture")
        }
    }
    _ = consume crops
    precondition(budget.left == budget.limit, "the budget did not come back")
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
_ = runFuzzer(&count, &arguments, fuzzPicture)
