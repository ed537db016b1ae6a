import Foundation
import JSONText
import Recognition

/// How events, decisions and states are written: JSON, with embeddings as base64 of their numbers.
enum LogCoding {
    static func text(_ value: some Encodable) throws -> String {
        try JSONText.text(of: value)
    }

    static func value<Value: Decodable>(_ text: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }

    /// An event, even one whose policy was written before some of the numbers existed.
    ///
    /// Rules that came later than `firstNumbers` are optional in `MatchPolicy`, and off where an entry does not name them.
    /// Numbers older than that are required; an entry that lacks one means what it was when it was introduced, never what it
    /// is today.
    static func event(_ text: String) throws -> LogEntry.Event {
        do {
            return try value(text)
        } catch DecodingError.keyNotFound(let key, let context) {
            guard let completed = try completed(text) else { throw DecodingError.keyNotFound(key, context) }
            return try value(completed)
        }
    }

    /// The numbers of the first policies that were written to a disk, but for the pair itself.
    private static let firstNumbers = """
        {"usesCameraMeans":false,"rawSlopeMilli":22000,"rawOffsetMicro":380000,"meanCrops":5,"meanShrink":20,\
        "grayChromaTenths":30,"colourlessChromaTenths":10,"grayMemoryMs":3600000,"trackingWindowMs":60000,\
        "identityRetentionMs":600000,"seenThreshold":3221225472,"probableThreshold":1288490188,"maximumIdentities":1000,\
        "maximumExemplars":8,"copyPermille":980,"trackFreshMs":10000,"trackVerifyMs":10000,"trackLooks":2,\
        "eventClampMs":10000,"minimumHeight":64,"minimumWidth":24,"maximumOverlapPermille":700,"minimumSharpness":20,\
        "minimumScorePermille":500,"keptOverlapPermille":300,"usualShapePermille":[1200,5000],"pooling":"mean",\
        "recentMs":33000,"windowSharePermille":400,"retentionSharePermille":200,"crowdPermille":200,\
        "partnerMilliNats":3000,"togetherNewMilliNats":4000,"returnThreshold":2147483648,"candidatesPerRow":5,\
        "maximumAssignments":4096,"trackOverlapPermille":100}
        """

    /// Nil unless the event is a configuration.
    private static func completed(_ text: String) throws -> String? {
        let first = try JSONSerialization.jsonObject(with: Data(firstNumbers.utf8))
        let written = try JSONSerialization.jsonObject(with: Data(text.utf8))
        guard var event = written as? [String: [String: Any]], let first = first as? [String: Any],
            let policy = event["configured"]?["_1"] as? [String: Any]
        else { return nil }
        event["configured"]?["_1"] = first.merging(policy) { $1 }
        return String(decoding: try JSONSerialization.data(withJSONObject: event), as: UTF8.self)
    }
}
