import Imaging
import Inference
import Recognition

extension Vision {
    /// A small picture of somebody, for people to look at: a JPEG of the box doubled about its centre, as far as that lies
    /// inside the picture; of the whole picture when there is no box or nothing of it is inside.
    ///
    /// - Parameters:
    ///   - request: its picture, and the frame that `box` refers to.
    ///   - maximumSide: pixels of the longer side. What is smaller is not enlarged.
    ///   - deadline: when the excerpt is of no use any more.
    /// - Throws: `PictureError` when the picture is missing or damaged where the box is; what `WorkerPool.run` throws.
    package func excerpt(
        of request: FrameRequest, around box: BoundingBox?, maximumSide: Int = 640,
        before deadline: ContinuousClock.Instant = .now + .seconds(5)
    ) async throws -> [UInt8] {
        guard let picture = request.picture else { throw PictureError.unrecognised }
        return try await workers.run(before: deadline) {
            let header = try decoder.header(of: picture)
            let size = FrameRequest.FrameSize(width: Double(header.width), height: Double(header.height))
            let placement = Placement(frame: request.frameSize, picture: size)
            // Of a damaged picture the box alone may be left when its surroundings are not.
            var rects = [PixelRect(x: 0, y: 0, width: header.width, height: header.height)]
            if let box, let inside = placement.rect(box) {
                rects = [box.doubled.flatMap(placement.rect), inside].compactMap { $0 }
            }
            let crops = try decoder.crops(rects, from: picture.file(), header: header, deadline: deadline)
            guard let region = rects.lazy.compactMap({ crops.region($0) }).first else {
                throw crops.damage ?? PictureError.truncated
            }
            return try region.fitted(within: maximumSide).jpeg()
        }
    }
}

extension BoundingBox {
    /// Twice as wide and as high about the same centre; nil beyond what a box may measure.
    fileprivate var doubled: BoundingBox? {
        BoundingBox(x: x - width / 2, y: y - height / 2, width: 2 * width, height: 2 * height)
    }
}
