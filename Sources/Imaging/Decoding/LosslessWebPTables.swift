/// How much memory a lossless WebP's Huffman tables will take: read from the stream itself, before anything decodes it.
///
/// Such a picture may switch between sets of tables for every 4 × 4 pixels. 20 bits of the stream are enough to define
/// a set, which takes 12 KB in memory, and there may be 65,536 of them: a file of 200 KB could take 800 MB. How many
/// sets there are stands behind the picture's transforms, each of which is a small picture of its own; those are walked
/// through here, without keeping a pixel. Format: RFC 9649, section 3.
struct LosslessWebPTables {
    let bytes: Int

    /// - Parameters:
    ///   - stream: the chunk's payload, from the signature byte on.
    ///   - isTimeUp: asked every few thousand symbols.
    ///
    /// Throws `truncated`, `corrupt` or `deadline`.
    init(ofStream stream: ArraySlice<UInt8>, isTimeUp: @escaping () -> Bool) throws(PictureError) {
        var walk = Walk(bits: LosslessWebPBits(stream), isTimeUp: isTimeUp)
        guard try walk.bits.read(8) == 0x2F else { throw .corrupt }
        var width = try walk.bits.read(14) + 1
        let height = try walk.bits.read(14) + 1
        _ = try walk.bits.read(4)  // alpha hint, version
        var seen: Set<Int> = []
        while try walk.bits.read(1) == 1 {
            let transform = try walk.bits.read(2)
            guard seen.insert(transform).inserted else { throw .corrupt }
            switch transform {
            case 0, 1:  // predictor, colours from each other
                let tile = try walk.bits.read(3) + 2
                _ = try walk.picture(width: Self.tiles(width, tile), height: Self.tiles(height, tile))
            case 3:  // palette; few colours share a byte, so the picture proper gets narrower
                let colours = try walk.bits.read(8) + 1
                _ = try walk.picture(width: colours, height: 1)
                width = Self.tiles(width, colours <= 2 ? 3 : colours <= 4 ? 2 : colours <= 16 ? 1 : 0)
            default: break  // green subtracted: nothing to read
            }
        }
        let cacheBits = try walk.cacheBits()
        var sets = 1
        if try walk.bits.read(1) == 1 {
            let tile = try walk.bits.read(3) + 2
            sets = try walk.picture(width: Self.tiles(width, tile), height: Self.tiles(height, tile))
        }
        // libwebp's tables have room for the worst code: 2,954 entries of 4 bytes and one more per cached colour; and
        // 640 bytes of shortcuts for each set.
        bytes = sets * ((2_954 + (1 << cacheBits)) * 4 + 640)
    }

    private static func tiles(_ length: Int, _ bits: Int) -> Int { (length + (1 << bits) - 1) >> bits }

    /// Walks through small pictures inside the stream.
    private struct Walk {
        var bits: LosslessWebPBits
        let isTimeUp: () -> Bool

        mutating func cacheBits() throws(PictureError) -> Int {
            guard try bits.read(1) == 1 else { return 0 }
            let count = try bits.read(4)
            guard (1...11).contains(count) else { throw .corrupt }
            return count
        }

        /// Reads a picture that has one set of tables.
        ///
        /// - Returns: how many sets of tables it names, when it is the picture that names them. Copied and cached pixels
        ///   repeat earlier ones, so the literal ones say it all.
        mutating func picture(width: Int, height: Int) throws(PictureError) -> Int {
            let cache = try cacheBits()
            let green = try LosslessWebPCode(&bits, symbols: 256 + 24 + (cache > 0 ? 1 << cache : 0))
            let red = try LosslessWebPCode(&bits, symbols: 256)
            let blue = try LosslessWebPCode(&bits, symbols: 256)
            let alpha = try LosslessWebPCode(&bits, symbols: 256)
            let distance = try LosslessWebPCode(&bits, symbols: 40)
            var named = [Bool](repeating: false, count: 65_536)
            var left = width * height
            var symbolsUntilCheck = 4_096
            while left > 0 {
                symbolsUntilCheck -= 1
                if symbolsUntilCheck == 0 {
                    if isTimeUp() { throw .deadline }
                    symbolsUntilCheck = 4_096
                }
                let symbol = try green.read(&bits)
                if symbol < 256 {
                    named[(try red.read(&bits) << 8) | symbol] = true
                    _ = try blue.read(&bits)
                    _ = try alpha.read(&bits)
                    left -= 1
                } else if symbol < 280 {
                    left -= try length(symbol - 256)
                    _ = try length(distance.read(&bits))
                } else {
                    left -= 1
                }
            }
            // Up to a thousand sets, libwebp makes those in between that nobody names as well.
            let highest = named.lastIndex(of: true) ?? 0
            return highest < 1_000 ? highest + 1 : named.count(where: { $0 })
        }

        private mutating func length(_ symbol: Int) throws(PictureError) -> Int {
            if symbol < 4 { return symbol + 1 }
            let extra = (symbol - 2) >> 1
            return ((2 + (symbol & 1)) << extra) + (try bits.read(extra)) + 1
        }
    }
}
