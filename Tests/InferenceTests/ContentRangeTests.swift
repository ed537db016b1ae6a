import Testing

@testable import Inference

@Suite("The Content-Range header")
struct ContentRangeTests {
    @Test(
        "is read, and nonsense is not taken for a position",
        arguments: [
            ("bytes 100-199/1000", 100, 1_000), ("bytes 100-199/*", 100, nil), ("bytes */1000", nil, 1_000),
            ("bytes x-y/z", nil, nil), ("bytes 99999999999999999999-1/2", nil, 2),
        ] as [(String, Int?, Int?)])
    func reads(header: String, start: Int?, total: Int?) throws {
        let range = try #require(ContentRange(header))
        #expect(range.start == start)
        #expect(range.total == total)
    }

    @Test("is nothing without its unit and its slash", arguments: [nil, "", "100-199/1000", "bytes 1-2", "bytes 1/2/3"])
    func nothing(header: String?) {
        #expect(ContentRange(header) == nil)
    }
}
