/// The crops of each person by camera, in the order in which they were taken, one per frame.
struct CropIndex: Sendable {
    /// Ascending; person 0 is left out.
    let people: [Int]
    private let crops: [Int: [Int: [Int]]]

    init(_ labelled: [LabelledCrop]) {
        var crops: [Int: [Int: [Int]]] = [:]
        for (index, crop) in labelled.enumerated() where crop.person > 0 {
            crops[crop.person, default: [:]][crop.camera, default: []].append(index)
        }
        for (person, cameras) in crops {
            for (camera, indices) in cameras {
                var frames: Set<[Int]> = []
                func order(_ index: Int) -> (Int, Int, Int) { (labelled[index].sequence, labelled[index].frame, index) }
                crops[person]?[camera] = indices.sorted { order($0) < order($1) }
                    .filter { frames.insert([labelled[$0].sequence, labelled[$0].frame]).inserted }
            }
        }
        self.crops = crops
        people = crops.keys.sorted()
    }

    /// Into the data set's crops.
    func crops(of person: Int, camera: Int) -> [Int] { crops[person]?[camera] ?? [] }

    /// Ascending.
    func cameras(of person: Int) -> [Int] { (crops[person] ?? [:]).keys.sorted() }
}
