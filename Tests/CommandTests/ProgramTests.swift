import Foundation
import TestSupport
import Testing

/// The built program itself: what it prints and how it exits.
@Suite struct ProgramTests {
    @Test("a wrong flag is a usage error", .timeLimit(.minutes(1)))
    func usage() async throws {
        let run = try await Program.run(["serve", "--port", "many"])
        #expect(run.code == 64)
        #expect(run.errors.contains("--port"))
        #expect(try await Program.run(["serve", "--host", "0.0.0.0"]).code == 64)
        #expect(try await Program.run(["serve"], environment: ["REID_WORKERS": "0"]).code == 64)
    }

    @Test("what is not available is a sentence and 69", .timeLimit(.minutes(1)))
    func unavailable() async throws {
        let library = try await Program.run(["serve", "--port", "0", "--onnxruntime-library", "/nonexistent/lib.so"])
        #expect(library.code == 69)
        #expect(library.errors.contains("/nonexistent/lib.so"))
        #expect(try await Program.run(["serve", "--model", "nonsense"]).code == 69)
        #expect(try await Program.run(["serve", "--model", "osnet-ain-x1.0-multisource", "--offline"]).code == 69)
        #expect(try await Program.run(["embed", "/nonexistent.jpg"]).code == 69)
        #expect(try await Program.run(["model", "fetch", "color-layout"]).code == 69)
        #expect(try await Program.run(["model", "info", "nonsense"]).code == 69)
    }

    @Test("embed and compare speak to people and to programs", .timeLimit(.minutes(1)))
    func embed() async throws {
        let picture = Fixture.root.appendingPathComponent("Demo/01-drive.jpg").path
        let embedding = try await Program.run(["embed", picture, "--json"])
        #expect(embedding.code == 0)
        let line = try #require(try JSONSerialization.jsonObject(with: Data(embedding.output.utf8)) as? [String: Any])
        #expect((line["embedding"] as? [Double])?.count == 512)
        #expect(line["dimension"] as? Int == 512)
        #expect(try await Program.run(["embed", picture]).output.contains("512 numbers"))

        let comparison = try await Program.run(["compare", picture, picture, "--json"])
        let result = try #require(try JSONSerialization.jsonObject(with: Data(comparison.output.utf8)) as? [String: Any])
        #expect(result["isSamePerson"] as? Bool == true)
        #expect(try #require(result["similarity"] as? Double) > 0.999)
        #expect(try await Program.run(["compare", picture, picture]).output.hasPrefix("the same person"))
    }

    @Test("bench says what each model that is here costs", .timeLimit(.minutes(1)))
    func bench() async throws {
        let run = try await Program.run(["bench", "--models", "--seconds", "0.1", "--backend", "onnxruntime", "--workers", "2"])
        #expect(run.code == 0, "\(run.errors)")
        let row = try #require(run.output.split(separator: "\n").first { $0.hasPrefix("color-layout") })
        #expect(row.contains("ONNX Runtime") && row.contains("ms each"))
        #expect(try await Program.run(["bench", "--models", "--seconds", "0"]).code == 64)
    }

    @Test("the small profile serves with one worker and the model that is here", .timeLimit(.minutes(1)))
    func small() async throws {
        let program = try Program(["serve", "--port", "0", "--profile", "small"])
        let greeting = try await program.firstLine()
        #expect(greeting.contains("color-layout"))
        let port = try #require(greeting.split(separator: ":").last.flatMap { Int($0) })
        #expect(try await URLText.get("http://127.0.0.1:\(port)/health").contains("healthy"))
        program.terminate()
        let end = try await program.end()
        #expect(end.code == 0)
        #expect(!end.errors.contains("fetching a better model"))
    }

    @Test("the demo's story comes out as it should", .timeLimit(.minutes(2)))
    func demo() async throws {
        let run = try await Program.run(["demo", "--scenes", Fixture.root.appendingPathComponent("Demo").path])
        #expect(run.code == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains("Every decision is what the story expects."))
    }

    @Test("serve prints its address, answers, and leaves at SIGTERM", .timeLimit(.minutes(1)))
    func serve() async throws {
        let program = try Program(["serve", "--port", "0", "--offline"])
        let greeting = try await program.firstLine()
        let port = try #require(greeting.split(separator: ":").last.flatMap { Int($0) })
        let health = try await URLText.get("http://127.0.0.1:\(port)/health")
        #expect(health.contains("healthy"))
        program.terminate()
        #expect(try await program.end().code == 0)
    }

    @Test("a taken port is a sentence", .timeLimit(.minutes(1)))
    func takenPort() async throws {
        try await withService { service in
            let run = try await Program.run(["serve", "--offline", "--port", "\(service.port)"])
            #expect(run.code == 69)
            #expect(run.errors.contains("taken"))
        }
    }

    @Test("doctor finds nothing wrong here, and says what is wrong elsewhere", .timeLimit(.minutes(1)))
    func doctor() async throws {
        let well = try await Program.run(["doctor", "--port", "0"])
        #expect(well.code == 0, "\(well.output)")
        #expect(well.output.contains("✓ ONNX Runtime: "))
        let ill = try await Program.run(["doctor", "--port", "0", "--onnxruntime-library", "/nonexistent/lib.so"])
        #expect(ill.code == 69)
        #expect(ill.output.contains("✗ ONNX Runtime: "))
        #expect(ill.output.contains("→"))
    }
}
