import ArgumentParser
import Inference
import ObservationStore

/// `reid doctor`: what is missing, and what to do about it.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check library, model, memory, port, clock, folder and log, and say what to do.")

    @OptionGroup var settings: CommonSettings
    @OptionGroup var http: HTTPSettings
    @OptionGroup var logFile: LogFileSettings

    func validate() throws {
        try http.checkTogether()
    }

    func run() async throws {
        let home = HomeFolder(setting: settings.home)
        var findings = [
            Checkup.library(settings.onnxruntimeLibrary),
            Checkup.openVINO(settings),
            await Checkup.model(settings, home: home),
            Checkup.memory(),
            await Checkup.port(http.port, host: http.host),
            Checkup.clock(),
            Checkup.folder(home),
            await Checkup.log(logFile.place(in: home, limits: LogLimits(), clock: http.clock)),
        ]
        findings.sort { $0.isProblem && !$1.isProblem }
        for finding in findings {
            print("\(finding.isProblem ? "✗" : "✓") \(finding.subject): \(finding.sentence)")
            if let remedy = finding.remedy { print("    → \(remedy)") }
        }
        let problems = findings.count(where: \.isProblem)
        guard problems == 0 else {
            throw CommandFailure.unavailable(problems == 1 ? "One thing needs attention." : "\(problems) things need attention.")
        }
    }
}
