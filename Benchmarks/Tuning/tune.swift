import Evaluation
import Foundation
import Inference
import Recognition
import Synchronization

func scripts(_ library: CropLibrary, seeds: ClosedRange<UInt64>) -> [(DayPlan.Kind, DayScript)] {
    DayPlan.Kind.allCases.flatMap { kind in seeds.map { (kind, DayScript(kind, crops: library.crops, seed: $0)) } }
}

func parallel<T: Sendable, R: Sendable>(_ items: [T], _ body: @escaping @Sendable (T) -> R) async -> [R] {
    await withTaskGroup(of: (Int, R).self) { tasks in
        for (i, item) in items.enumerated() { tasks.addTask { (i, body(item)) } }
        var out = [R?](repeating: nil, count: items.count)
        for await (i, r) in tasks { out[i] = r }
        return out.compactMap { $0 }
    }
}

func apply(_ settings: [String: Double], to policy: inout MatchPolicy) {
    for (key, value) in settings {
        switch key {
        case "a": policy.slopeMilli = Int64(value * 1000)
        case "b": policy.offsetMicro = Int64(value * 1_000_000)
        case "ra": policy.rawSlopeMilli = Int64(value * 1000)
        case "rb": policy.rawOffsetMicro = Int64(value * 1_000_000)
        case "means": policy.usesCameraMeans = value > 0
        case "crops": policy.meanCrops = Int(value)
        case "shrink": policy.meanShrink = Int(value)
        case "gray": policy.grayChromaTenths = Int32(value)
        case "ex": policy.maximumExemplars = Int(value)
        case "copy": policy.copyPermille = Int(value)
        case "max": policy.pooling = value == 2 ? .centroid : value > 0 ? .maximum : .mean
        case "recent": policy.recentMs = Int64(value * 1000)
        case "ws": policy.windowSharePermille = Int64(value)
        case "rs": policy.retentionSharePermille = Int64(value)
        case "crowd": policy.crowdPermille = Int64(value)
        case "partner": policy.partnerMilliNats = Int64(value * 1000)
        case "new": policy.togetherNewMilliNats = Int64(value * 1000)
        case "verify": policy.trackVerifyMs = Int64(value * 1000)
        case "looks": policy.trackLooks = Int(value)
        case "seen": policy.seenThreshold = Probability(permille: UInt64(value))
        case "ret": policy.returnThreshold = Probability(permille: UInt64(value))
        case "cand": policy.candidatesPerRow = Int(value)
        case "sharp": policy.minimumSharpness = Int32(value)
        default: fatalError(key)
        }
    }
}

let pairs: [String: (Double, Double, Double, Double)] = [
    "person-reid-retail-0277": (22, 0.36, 22, 0.356), "person-reid-retail-0288": (22, 0.34, 22, 0.386),
    "osnet-x1.0-msmt17": (16, 0.38, 22, 0.676), "osnet-x0.25-msmt17": (16, 0.40, 22, 0.69),
]

func line(_ s: DayScore, _ ref: DayScore?) -> String {
    let r = ref.map { String(format: "ratio %.3f ", s.cost / $0.cost) } ?? ""
    return r + String(format: "cost %.2f missed %.2f%% dup %.2f%% client %.2f (%.2f%%) frag %.2f mixed %d viol %d n %d",
        s.cost * 100, s.missedPersonRate * 100, s.duplicateRate * 100, s.clientCost * 100, s.clientMissedPersonRate * 100, s.fragmentation, s.mixed, s.violations, s.episodes)
}

func tune(_ name: String, _ model: LoadedModel, _ library: CropLibrary, mode: String, arguments: [String]) async throws {
    let isOdd = arguments.contains("odd")
    let part = library.filtered { isOdd ? $0 % 2 == 1 : $0 % 2 == 0 }
    var seeds: ClosedRange<UInt64> = 1...3
    var sets: [String: [Double]] = [:]
    for a in arguments where a.contains("=") {
        let kv = a.split(separator: "=").map(String.init)
        if kv[0] == "seeds" { seeds = 1...UInt64(kv[1])! ; continue }
        sets[kv[0]] = kv[1].split(separator: ",").map { Double($0)! }
    }
    let days = scripts(part, seeds: seeds)
    let refFile = "/tmp/looks/ref-\(name)-\(isOdd)-\(seeds.upperBound).json"
    var refs: [DayScore]
    let refCosts: [[Double]]
    if let d = FileManager.default.contents(atPath: refFile), let c = try? JSONDecoder().decode([[Double]].self, from: d) {
        refCosts = c
        refs = []
    } else {
        refs = await parallel(days) { ReferencePolicy().best(on: $0.1).score }
        refCosts = DayPlan.Kind.allCases.map { kind in
            var sum = DayScore()
            for (d, r) in zip(days, refs) where d.0 == kind { sum += r }
            return [sum.cost, sum.missedPersonRate]
        }
        try JSONEncoder().encode(refCosts).write(to: URL(fileURLWithPath: refFile))
    }
    if mode == "pairs" { pairStats(part); return }
    if mode == "diagnose" {
        var policy = MatchPolicy(slopeMilli: 22_000, offsetMicro: 300_000)
        policy.usesCameraMeans = true
        policy.rawOffsetMicro = 356_000
        apply(sets.mapValues { $0[0] }, to: &policy)
        if arguments.contains("misses") { dumpMisses(days, policy, arguments.last!); return }
        if arguments.contains("dump") { dump(days, policy) } else { diagnose(days, policy) }
        return
    }
    if mode == "reference" {
        for (kind, c) in zip(DayPlan.Kind.allCases, refCosts) { print(name, kind, String(format: "ref cost/100 %.2f missed %.2f%%", c[0] * 100, c[1] * 100)) }
        return
    }
    let p = pairs[name]!
    var combos: [[String: Double]] = [[:]]
    for (key, values) in sets.sorted(by: { $0.key < $1.key }) { combos = combos.flatMap { c in values.map { v in var n = c; n[key] = v; return n } } }
    var best: [(Double, String)] = []
    for combo in combos {
        var policy = MatchPolicy(slopeMilli: Int64(p.0 * 1000), offsetMicro: Int64(p.1 * 1_000_000))
        policy.usesCameraMeans = true
        policy.rawSlopeMilli = Int64(p.2 * 1000)
        policy.rawOffsetMicro = Int64(p.3 * 1_000_000)
        apply(combo, to: &policy)
        let fixed = policy
        let scores = await parallel(days) { DayScore(of: DayRun.answers(to: $0.1, policy: fixed), to: $0.1) }
        var sums: [DayScore] = []
        for kind in DayPlan.Kind.allCases {
            var sum = DayScore()
            for (d, r) in zip(days, scores) where d.0 == kind { sum += r }
            sums.append(sum)
        }
        let ratios = zip(sums, refCosts).map { $0.cost / $1[0] }
        let text = combo.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        let mean = ratios.reduce(0, +) / 3
        var out = name + " " + text + String(format: " | mean %.3f |", mean)
        for (ratio, sum) in zip(ratios, sums) {
            out += String(format: " %.3f (m %.2f%% d %.1f%%)", ratio, sum.missedPersonRate * 100, sum.duplicateRate * 100)
        }
        let violations = sums.reduce(0) { $0 + $1.violations }
        out += String(format: " client %.2f viol %d", sums[0].clientCost * 100, violations)
        print(out)
        best.append((mean, out))
    }
    if best.count > 4 { print("BEST"); for b in best.sorted(by: { $0.0 < $1.0 }).prefix(4) { print(b.1) } }
}

func diagnose(_ days: [(DayPlan.Kind, DayScript)], _ policy: MatchPolicy) {
    var counts: [String: Int] = [:]
    var misses: [String: Int] = [:]
    for (kind, script) in days {
        let answers = DayRun.answers(to: script, policy: policy)
        var last: [Int: (time: Int64, camera: Int, gray: Bool, id: Int)] = [:]
        var cams: [Int: (Set<String>)] = [:]
        for (picture, row) in zip(script.pictures, answers) {
            for (r, a) in zip(picture.rows, row) {
                let before = last[r.person]
                let gap = before.map { picture.time - $0.time } ?? .max
                if gap > 60_000 { cams[r.person] = [] }
                if a.isNew, let before, gap <= 60_000 {
                    let key = "\(kind) \(picture.isGray ? "gray" : "col") prev \(before.gray ? "gray" : "col") \(before.camera == picture.camera ? "samecam" : "other") rows\(picture.rows.count) seenmod \(cams[r.person]!.contains(picture.isGray ? "g" : "c"))"
                    counts[key, default: 0] += 1
                }
                if !a.isNew, gap > 60_000 {
                    misses["\(kind) \(picture.isGray ? "gray" : "col") rows\(picture.rows.count) p=\(String(format: "%.1f", a.probabilitySeen ?? -1))", default: 0] += 1
                }
                cams[r.person, default: []].insert(picture.isGray ? "g" : "c")
                last[r.person] = (picture.time, picture.camera, picture.isGray, a.identity)
            }
        }
    }
    for (k, v) in counts.sorted(by: { $0.value > $1.value }).prefix(30) { print(v, k) }
    print("first rows not new")
    for (k, v) in misses.sorted(by: { $0.value > $1.value }).prefix(14) { print(v, k) }
}

func pairStats(_ library: CropLibrary) {
    let crops = library.crops.filter { $0.person > 0 }
    for space in ["raw", "centred", "gray", "gray centred"] {
        func vec(_ c: LabelledCrop) -> [Double] { (space.hasPrefix("gray") ? c.desaturated : c.embedding).components.map { Double($0) / 16384 } }
        var vs = crops.map(vec)
        if space.hasSuffix("centred") {
            for cam in Set(crops.map(\.camera)) {
                let idx = crops.indices.filter { crops[$0].camera == cam }
                var m = [Double](repeating: 0, count: vs[0].count)
                for i in idx { for d in m.indices { m[d] += vs[i][d] / Double(idx.count) } }
                for i in idx { for d in m.indices { vs[i][d] -= m[d] } }
            }
        }
        vs = vs.map { v in let n = v.reduce(0) { $0 + $1 * $1 }.squareRoot(); return v.map { $0 / n } }
        var gen: [Double] = [], imp: [Double] = []
        for i in stride(from: 0, to: crops.count, by: 2) {
            for j in stride(from: i + 1, to: crops.count, by: 3) where crops[i].camera != crops[j].camera {
                var s = 0.0
                for d in vs[i].indices { s += vs[i][d] * vs[j][d] }
                if crops[i].person == crops[j].person { gen.append(s) } else { imp.append(s) }
            }
        }
        gen.sort(); imp.sort()
        let t1 = imp[Int(Double(imp.count) * 0.99)], t01 = imp[Int(Double(imp.count) * 0.999)]
        print(space, crops.count, String(format: "imp mean %.3f p99 %.3f p99.9 %.3f  pass %.3f %.3f  gen p5 %.3f p10 %.3f median %.3f", imp.reduce(0, +) / Double(imp.count), t1, t01,
            Double(gen.count { $0 > t1 }) / Double(gen.count), Double(gen.count { $0 > t01 }) / Double(gen.count), gen[gen.count / 20], gen[gen.count / 10], gen[gen.count / 2]))
    }
}

func dump(_ days: [(DayPlan.Kind, DayScript)], _ policy: MatchPolicy) {
    for (kind, script) in days.prefix(1) {
        let answers = DayRun.answers(to: script, policy: policy)
        var last: [Int: Int64] = [:]
        var printed = 0
        var idPerson: [Int: Set<Int>] = [:]
        var personIDs: [Int: [Int]] = [:]
        for (picture, row) in zip(script.pictures, answers) {
            for (r, a) in zip(picture.rows, row) {
                let gap = last[r.person].map { picture.time - $0 } ?? .max
                if a.isNew, gap <= 60_000, !picture.isGray, picture.rows.count == 3, printed < 14 {
                    printed += 1
                    print(kind, picture.time / 1000, "cam", picture.camera, "gap", gap / 1000, "person", r.person, "->", a.identity, "p", a.probabilitySeen ?? -1, "s", a.similarity ?? -1, "own ids", Set(personIDs[r.person] ?? []), "picture", zip(picture.rows, row).map { "\($0.0.person):\($0.1.identity)\($0.1.isNew ? "N" : "")(\(String(format: "%.2f", $0.1.similarity ?? -1)) p\(String(format: "%.2f", $0.1.probabilitySeen ?? -1)))" })
                }
                last[r.person] = picture.time
                idPerson[a.identity, default: []].insert(r.person)
                personIDs[r.person, default: []].append(a.identity)
            }
        }
    }
}

func dumpMisses(_ days: [(DayPlan.Kind, DayScript)], _ policy: MatchPolicy, _ wanted: String) {
    for (kind, script) in days where kind.rawValue == wanted {
        let answers = DayRun.answers(to: script, policy: policy)
        var episodes: [Int: (start: Int, last: Int64, new: Bool)] = [:]
        var idLast: [Int: (time: Int64, person: Int, cam: Int)] = [:]
        var pending: [Int: String] = [:]
        var printed = 0
        for (index, (picture, row)) in zip(script.pictures, answers).enumerated() {
            for (r, a) in zip(picture.rows, row) {
                let e = episodes[r.person]
                if e == nil || picture.time - e!.last > 60_000 {
                    if let e, !e.new, let text = pending[r.person], printed < 40 { print(kind, text); printed += 1 }
                    let who = idLast[a.identity]
                    pending[r.person] = "\(picture.time / 1000)s cam \(picture.camera) \(picture.isGray ? "gray" : "col") rows \(picture.rows.count) person \(r.person) p \(String(format: "%.2f", a.probabilitySeen ?? -1)) s \(String(format: "%.2f", a.similarity ?? -1)) name \(r.name ?? "-") taken for \(who.map { "person \($0.person) seen \((picture.time - $0.time) / 1000)s ago on \($0.cam)" } ?? "?") picture \(zip(picture.rows, row).map { "\($0.0.person):\($0.1.identity)\($0.1.isNew ? "N" : "")(\(String(format: "%.2f", $0.1.similarity ?? -1)) p\(String(format: "%.2f", $0.1.probabilitySeen ?? -1)))" })"
                    episodes[r.person] = (index, picture.time, a.isNew)
                } else {
                    episodes[r.person] = (e!.start, picture.time, e!.new || a.isNew)
                }
                _ = index
            }
            for (r, a) in zip(picture.rows, row) { idLast[a.identity] = (picture.time, r.person, picture.camera) }
        }
    }
}
