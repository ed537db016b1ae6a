import Testing

@testable import Imaging

/// The memory that a lossless WebP's tables take is known before it is decoded.
@Suite struct LosslessWebPTests {
    @Test("Files of an ordinary encoder take a few tables", arguments: ["lossless.webp", "lossless-alpha.webp"])
    func ordinary(name: String) throws {
        let bytes = try Fixture.bytes(name)
        let tables = try tables(of: bytes)
        #expect(tables.bytes >= 12_000 && tables.bytes < 64 * 22_000)
    }

    @Test("Every set of tables that a picture switches between is counted", arguments: [8, 64, 128])
    func everySet(side: Int) throws {
        let bytes = Self.picture(side: side)
        #expect(try tables(of: bytes).bytes == side / 4 * (side / 4) * (2_955 * 4 + 640))
        // The file is right: the library decodes it.
        let image = try PictureDecoder(budget: DecodeBudget(bytes: 256 << 20)).picture(from: bytes)
        #expect(image.width == side && image.pixels.allSatisfy { $0 == 0 })
    }

    // 1,024 × 1,024 pixels and 300 KB, but 65,536 sets of tables: 800 MB.
    @Test("A file that claims more tables than there is memory is over budget")
    func bomb() throws {
        let bytes = Self.picture(side: 1_024)
        #expect(bytes.count < 400_000)
        #expect {
            try PictureDecoder(budget: DecodeBudget()).picture(from: bytes)
        } throws: { error in
            if case PictureError.overBudget(let needed, _) = error { needed > 800_000_000 } else { false }
        }
    }

    @Test("A stream that ends or makes no sense throws and never traps")
    func broken() throws {
        let whole = Self.picture(side: 32)
        for length in 20..<whole.count {
            let cut = whole[20..<length]
            do {
                _ = try LosslessWebPTables(ofStream: cut) { false }
            } catch {
                #expect(error == .truncated)
            }
        }
        var numbers = SeededNumbers(seed: 9)
        for name in ["lossless.webp", "lossless-alpha.webp"] {
            let original = try Fixture.bytes(name)
            for _ in 0..<2_000 {
                var bytes = original
                bytes[Int.random(in: 25..<120, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
                _ = try? tables(of: bytes)
            }
        }
    }

    @Test("Time is looked at")
    func deadline() {
        // 256 × 256 tiles: enough symbols for several looks.
        #expect(throws: PictureError.deadline) {
            try LosslessWebPTables(ofStream: Self.picture(side: 1_024)[20...]) { true }
        }
    }

    private func tables(of bytes: [UInt8]) throws -> LosslessWebPTables {
        let chunk = try WebPContainer(bytes).chunk
        return try LosslessWebPTables(ofStream: bytes[chunk].dropFirst(8)) { false }
    }

    /// A black square in which every tile of 4 × 4 pixels has its own set of tables.
    private static func picture(side: Int) -> [UInt8] {
        var stream: [UInt8] = []
        var bitCount = 0
        func write(_ value: Int, _ count: Int) {
            for bit in 0..<count {
                if bitCount % 8 == 0 { stream.append(0) }
                stream[bitCount / 8] |= UInt8((value >> bit) & 1) << UInt8(bitCount % 8)
                bitCount += 1
            }
        }
        // A code with one symbol, 0: it takes no bits to use.
        func writeLoneSymbol() { write(0b0001, 4) }
        // A code in which symbols 0…255 have 8 bits each: the code for lengths has one symbol, 8.
        func writeBytes(endsEarly: Bool) {
            write(0, 1)
            write(12 - 4, 4)
            for index in 0..<12 { write(index == 11 ? 1 : 0, 3) }
            write(endsEarly ? 1 : 0, 1)
            if endsEarly {
                write(3, 3)
                write(254, 8)
            }
        }
        func writeByte(_ value: Int) { for bit in (0..<8).reversed() { write(value >> bit & 1, 1) } }

        write(0x2F, 8)
        write(side - 1, 14)
        write(side - 1, 14)
        write(0, 4)
        write(0, 1)  // no transform
        write(0, 1)  // no colour cache
        write(1, 1)  // a picture that names sets …
        write(0, 3)  // … for tiles of 4 × 4
        write(0, 1)
        writeBytes(endsEarly: true)
        writeBytes(endsEarly: false)
        for _ in 0..<3 { writeLoneSymbol() }
        let sets = side / 4 * (side / 4)
        for set in 0..<sets {
            writeByte(set & 255)
            writeByte(set >> 8)
        }
        for _ in 0..<sets * 5 { writeLoneSymbol() }
        stream += [UInt8](repeating: 0, count: 8 - stream.count % 2)

        func length(_ value: Int) -> [UInt8] { (0..<4).map { UInt8((value >> ($0 * 8)) & 255) } }
        return Array("RIFF".utf8) + length(stream.count + 12) + Array("WEBPVP8L".utf8) + length(stream.count) + stream
    }
}
