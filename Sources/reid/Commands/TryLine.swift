/// The command that a newcomer can paste to get a first answer, as the README has it.
enum TryLine {
    static func command(address: String, query: String) -> String {
        """
        printf '{"deviceName":"Drive","detections":[{"className":"person","score":0.9,"boundingBox":\(box)}],"image":"%s"}' \
        "$(base64 < \(picture) | tr -d '\\n')" | curl -s --data-binary @- '\(address)/process\(query)'
        """
    }

    static let picture = "Demo/01-drive.jpg"
    static let box = "[891,433,175,530]"
}
