/// Reads a JSON number. As in JavaScript, `1`, `1.0` and `1e0` are the same value: whole numbers within Int64 are integers.
enum JSONNumberParser {
    /// Nobody writes longer ones; it keeps the conversion's time bounded.
    private static let maximumLength = 4_096

    static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) throws(JSONError) -> (value: JSONValue, end: Int) {
        var position = start
        var magnitude: UInt64 = 0
        var fits = true

        /// Steps over digits, at least one.
        func digits(_ take: (UInt8) -> Void = { _ in }) throws(JSONError) {
            let first = position
            while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 {
                take(bytes[position] - UInt8(ascii: "0"))
                position += 1
            }
            if position == first {
                throw JSONError(reason: position == bytes.count ? .unexpectedEnd : .badNumber, offset: position)
            }
        }
        func skips(_ accepted: UInt8...) -> Bool {
            guard position < bytes.count, accepted.contains(bytes[position]) else { return false }
            position += 1
            return true
        }

        let isNegative = skips(UInt8(ascii: "-"))
        let firstDigit = position
        try digits { digit in
            let (tenfold, overflowed) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carried) = tenfold.addingReportingOverflow(UInt64(digit))
            magnitude = sum
            fits = fits && !overflowed && !carried
        }
        if bytes[firstDigit] == UInt8(ascii: "0"), position > firstDigit + 1 {
            throw JSONError(reason: .badNumber, offset: firstDigit)
        }
        var isWhole = true
        if skips(UInt8(ascii: ".")) {
            isWhole = false
            try digits()
        }
        if skips(UInt8(ascii: "e"), UInt8(ascii: "E")) {
            isWhole = false
            _ = skips(UInt8(ascii: "+"), UInt8(ascii: "-"))
            try digits()
        }
        if isWhole, fits, let integer = Int64(exactly: isNegative ? -Int128(magnitude) : Int128(magnitude)) {
            return (.integer(integer), position)
        }
        guard position - start <= maximumLength else { throw JSONError(reason: .badNumber, offset: start) }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
        guard let number = Double(text), number.isFinite else { throw JSONError(reason: .numberOutOfRange, offset: start) }
        return (Int64(exactly: number).map(JSONValue.integer) ?? .number(number), position)
    }
}
