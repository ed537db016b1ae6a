@testable import ScryptedRPC

extension JSONValue {
    /// Any value that reading can give: whole numbers within Int64 are integers.
    static func random(depth: Int, using random: inout SeededRandom) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .integer(.random(in: .min ... .max, using: &random))
        case 3:
            let number = Double(bitPattern: .random(in: 0 ... .max, using: &random))
            return number.isFinite && Int64(exactly: number) == nil ? .number(number) : 0
        case 4, 5: return .string(text(using: &random))
        case 6: return .array((0..<Int.random(in: 0..<5, using: &random)).map { _ in .random(depth: depth - 1, using: &random) })
        default:
            let members = (0..<Int.random(in: 0..<5, using: &random)).map { _ in
                (text(using: &random), JSONValue.random(depth: depth - 1, using: &random))
            }
            return .object(Dictionary(members, uniquingKeysWith: { $1 }))
        }
    }

    private static func text(using random: inout SeededRandom) -> String {
        let scalars = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
            Unicode.Scalar(UInt32.random(in: 0...(Bool.random(using: &random) ? 0x7F : 0x10FFFF), using: &random)) ?? "\\"
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
