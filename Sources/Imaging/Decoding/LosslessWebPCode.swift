/// A canonical Huffman code of a lossless WebP: shorter codes first, symbols of one length in order.
struct LosslessWebPCode {
    private static let longest = 15
    /// The order in which the lengths of the code for lengths are stored.
    private static let lengthOrder = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]

    /// Symbols by code.
    private let symbols: [Int]
    /// How many codes there are of each length.
    private let counts: [Int]

    /// Reads a code for this many symbols. Throws `truncated`, or `corrupt` when it is not a complete code.
    init(_ bits: inout LosslessWebPBits, symbols count: Int) throws(PictureError) {
        var lengths = [Int](repeating: 0, count: count)
        if try bits.read(1) == 1 {
            let isPair = try bits.read(1) == 1
            let isByte = try bits.read(1) == 1
            for width in [isByte ? 8 : 1] + (isPair ? [8] : []) {
                let symbol = try bits.read(width)
                guard symbol < count else { throw .corrupt }
                lengths[symbol] = 1
            }
        } else {
            var lengthLengths = [Int](repeating: 0, count: Self.lengthOrder.count)
            for symbol in Self.lengthOrder.prefix(try bits.read(4) + 4) { lengthLengths[symbol] = try bits.read(3) }
            let lengthCode = try LosslessWebPCode(lengths: lengthLengths)
            var codes = count
            if try bits.read(1) == 1 {
                let width = try bits.read(3) * 2 + 2
                codes = try bits.read(width) + 2
                guard codes <= count else { throw .corrupt }
            }
            var symbol = 0
            var previous = 8
            while symbol < count, codes > 0 {
                codes -= 1
                let length = try lengthCode.read(&bits)
                if length < 16 {
                    lengths[symbol] = length
                    symbol += 1
                    if length != 0 { previous = length }
                    continue
                }
                let times = try length == 16 ? bits.read(2) + 3 : length == 17 ? bits.read(3) + 3 : bits.read(7) + 11
                guard symbol + times <= count else { throw .corrupt }
                if length == 16 { for index in symbol..<symbol + times { lengths[index] = previous } }
                symbol += times
            }
        }
        try self.init(lengths: lengths)
    }

    private init(lengths: [Int]) throws(PictureError) {
        var counts = [Int](repeating: 0, count: Self.longest + 1)
        for length in lengths where length > 0 { counts[length] += 1 }
        symbols = (1...Self.longest).flatMap { length in lengths.indices.filter { lengths[$0] == length } }
        if symbols.count == 1 {
            // A lone symbol takes no bits.
            self.counts = []
            return
        }
        var free = 1
        for length in 1...Self.longest { free = free * 2 - counts[length] }
        guard free == 0 else { throw .corrupt }
        self.counts = counts
    }

    func read(_ bits: inout LosslessWebPBits) throws(PictureError) -> Int {
        if counts.isEmpty { return symbols[0] }
        var code = 0, first = 0, index = 0
        for length in 1...Self.longest {
            code |= try bits.read(1)
            let count = counts[length]
            if code - first < count { return symbols[index + code - first] }
            index += count
            first = (first + count) << 1
            code <<= 1
        }
        throw .corrupt
    }
}
