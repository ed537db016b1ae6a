import Testing

@testable import Evaluation

@Suite struct PlotAxisTests {
    @Test("ticks stand at round values inside the range")
    func linear() {
        let axis = PlotAxis("x", range: -0.27...0.83)
        #expect(axis.ticks.map(\.label) == ["0.0", "0.2", "0.4", "0.6", "0.8"].reduce(into: ["−0.2"]) { $0.append($1) })
        #expect(abs(axis.position(0.28) - 0.5) < 1e-9)
    }

    @Test("shares are written in hundredths with the digits that their steps need")
    func percent() {
        #expect(
            PlotAxis("x", range: 0...1, format: .percent).ticks.map(\.label) == ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"])
        #expect(PlotAxis("x", range: 0...0.04, format: .percent).ticks.map(\.label) == ["0 %", "1 %", "2 %", "3 %", "4 %"])
        #expect(PlotAxis("x", range: 0...0.004, format: .percent).ticks.map(\.label).last == "0.4 %")
    }

    @Test("a logarithmic axis has a tick for each power of ten, and puts zero at its end")
    func logarithmic() {
        let axis = PlotAxis("x", range: 0.001...1, scale: .logarithmic, format: .percent)
        #expect(axis.ticks.map(\.label) == ["0.1 %", "1 %", "10 %", "100 %"])
        #expect(abs(axis.position(0.1) - 2.0 / 3) < 1e-9)
        #expect(axis.position(0) == 0)
    }

    @Test("an empty range, a value outside and one that is no number do no harm")
    func odd() {
        #expect(PlotAxis("x", range: 3...3).range == 3...4)
        #expect(PlotAxis("x", range: 0...1).position(7) == 1)
        #expect(PlotAxis("x", range: 0...1).position(.nan) == 0)
        #expect(PlotAxis.upTo(0) == 0...1)
        #expect(PlotAxis.upTo(0.083) == 0...0.1)
        #expect(PlotAxis.upTo(27.5) == 0...30)
    }
}
