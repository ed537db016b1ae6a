/// The crops of a data set as a model sees them.
package struct CropLibrary: Sendable {
    package let crops: [LabelledCrop]
    /// Which of them are queries.
    package let isQuery: [Bool]

    init(crops: [LabelledCrop], isQuery: [Bool]) {
        self.crops = crops
        self.isQuery = isQuery
    }

    /// Crops that are there already.
    package init(_ crops: [LabelledCrop], isQuery: (LabelledCrop) -> Bool) {
        self.init(crops: crops, isQuery: crops.map(isQuery))
    }

    /// Those of some people only; nobody in particular (0) stays.
    package func filtered(_ isWanted: (Int) -> Bool) -> CropLibrary {
        let kept = crops.indices.filter { crops[$0].person == 0 || isWanted(crops[$0].person) }
        return CropLibrary(crops: kept.map { crops[$0] }, isQuery: kept.map { isQuery[$0] })
    }
}
