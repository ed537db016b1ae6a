import Recognition

extension Reason {
    /// What it means, for people.
    package var sentence: String {
        switch self {
        case .track: "The camera's own tracker followed them."
        case .name: "They were recognised by name."
        case .appearance: "They were judged by their looks."
        case .partner: "Somebody they were seen with is in the picture, too, which made it more probable."
        case .crowd: "The picture shows more people than there are known ones for them, so somebody in it is new."
        case .gap: "They had been out of sight for a while, which made it less probable."
        case .returned: "They are known from before, but nobody saw them inside the window."
        case .ambiguous:
            "Two known people fit about equally well; together they make it likely that this is one of them."
        case .sameCamera:
            "Somebody known looks alike, but before this very camera, where different people look more alike than elsewhere."
        case .freshHouse: "Nothing is known of these cameras yet, so only a likeness that hardly two people have would do."
        case .trackContradicted: "The camera's tracker said it was somebody whom they do not look like, so it was not believed."
        case .nameAgainstAppearance:
            "A name was recognised, but they look unlike that person so far, so they are new once and known by these looks now."
        case .verified: "Their looks agreed with the track."
        case .merged: "The picture showed two ids to be one person."
        case .enumerationBounded: "There were too many possibilities to weigh all of them."
        case .invalidBox: "Their box was impossible."
        case .outsidePicture: "Their box lay outside of the picture."
        case .tooSmall: "They were too small to be compared."
        case .hidden: "Too much of them was hidden behind somebody else."
        case .faceWithoutBody: "It was a face without a body, which is not compared."
        case .otherClass: "It was no person, so it is told of once per camera and window."
        case .blurred: "The picture of them was blurred, so it was not kept."
        case .cropped: "The picture's border cut them off, so their looks were not kept."
        case .overlapped: "Somebody else covered a part of them, so their looks were not kept."
        case .lowScore: "The detector was not sure of them, so their looks were not kept."
        case .unusualShape: "Their box had an unusual shape, so their looks were not kept."
        case .otherFrame: "The picture was not the one their box was found in, so their looks were not kept."
        case .gray: "The picture had no colours."
        case .noPicture: "No picture came with the request."
        case .undecodable: "The picture could not be read."
        case .truncated: "The picture ended before it showed them."
        case .pictureTooLarge: "The picture was larger than the limit."
        case .decodeBudget: "Too many large pictures were being read at once."
        case .overloaded: "Too many pictures were waiting."
        case .interrupted: "The service was stopping."
        case .deadline: "It took too long to look at them."
        case .tooManyRows: "The picture had more rows than are looked at."
        case .modelFailed: "The model failed."
        case .modelSwitched: "The model was being replaced by another one."
        case .trackLost: "Their track was lost before their looks were needed."
        case .logFailed: "The log took no entries."
        }
    }
}
