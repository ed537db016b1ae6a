/// The short machine-readable words of an answer's `reason` array. Adding one is a change of the wire contract.
package enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
    // What decided, and what moved `probabilitySeen`. `gap`: unseen for a while, yet inside the window.
    case track, name, appearance, partner, crowd, gap, returned, ambiguous, verified
    /// The best candidate would have sufficed, had it not been seen by this very camera.
    case sameCamera = "same-camera"
    /// No camera mean is known yet, so only a likeness that hardly two people have would do.
    case freshHouse = "fresh-house"
    /// The camera's tracker said that it was somebody whom the row does not look like.
    case trackContradicted = "track-contradicted"
    /// A recognized name whose bearer looked otherwise so far: new once, and learned anew.
    case nameAgainstAppearance = "name-against-appearance"
    /// This picture showed two identities to be one.
    case merged
    case enumerationBounded = "enumeration-bounded"
    // Why the sighting was not worth comparing.
    case invalidBox = "invalid-box"
    case outsidePicture = "outside-picture"
    case tooSmall = "too-small"
    case hidden
    case faceWithoutBody = "face-without-body"
    case otherClass = "other-class"
    // Why it was used but not kept.
    case blurred, cropped, overlapped
    case lowScore = "low-score"
    case unusualShape = "unusual-shape"
    case otherFrame = "other-frame"
    case gray
    // Why we could not compare.
    case noPicture = "no-picture"
    case undecodable
    case truncated
    case pictureTooLarge = "picture-too-large"
    case decodeBudget = "decode-budget"
    case overloaded
    case interrupted
    case deadline
    case tooManyRows = "too-many-rows"
    case modelFailed = "model-failed"
    case modelSwitched = "model-switched"
    case trackLost = "track-lost"
    case logFailed = "log-failed"
}
