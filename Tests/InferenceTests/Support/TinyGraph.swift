/// ONNX files of a few hundred bytes, written by the tests themselves (field numbers from the public onnx.proto), so that
/// the real library can be asked about right and wrong graphs without any trained model.
struct TinyGraph {
    struct Port {
        var name: String
        /// Nil where the dimension is open.
        var shape: [Int?]
        /// 1 = float32, 7 = int64.
        var elementType = 1
    }

    struct Node {
        var operation: String
        var inputs: [String]
        var output: String
        /// Attributes that are lists of whole numbers.
        var lists: [(String, [Int])] = []
    }

    var nodes: [Node]
    var inputs = [Port(name: "picture", shape: [nil, 3, 256, 128])]
    var outputs = [Port(name: "vector", shape: [nil, nil])]
    var notes: [(String, String)] = []

    /// Averages blocks of 32 × 32: 3 × 8 × 4 = 96 numbers that really tell pictures apart.
    static let thumbnail = TinyGraph(
        nodes: [
            Node(
                operation: "AveragePool", inputs: ["picture"], output: "blocks",
                lists: [("kernel_shape", [32, 32]), ("strides", [32, 32])]),
            Node(operation: "Flatten", inputs: ["blocks"], output: "vector"),
        ], outputs: [Port(name: "vector", shape: [nil, 96])])

    /// The mean of each channel: an answer that can be worked out by hand.
    static let means = TinyGraph(nodes: [
        Node(operation: "GlobalAveragePool", inputs: ["picture"], output: "pooled"),
        Node(operation: "Flatten", inputs: ["pooled"], output: "vector"),
    ])

    /// What `means` gives, with one more operation behind it.
    static func means(then operations: [Node]) -> TinyGraph {
        TinyGraph(
            nodes: [
                Node(operation: "GlobalAveragePool", inputs: ["picture"], output: "pooled"),
                Node(operation: "Flatten", inputs: ["pooled"], output: "flat"),
            ] + operations)
    }

    /// The same for every picture.
    static let constant = means(then: [
        Node(operation: "Sub", inputs: ["flat", "flat"], output: "nothing"),
        Node(operation: "Exp", inputs: ["nothing"], output: "vector"),
    ])
    static let zeros = means(then: [Node(operation: "Sub", inputs: ["flat", "flat"], output: "vector")])
    static let notNumbers = means(then: [
        Node(operation: "Abs", inputs: ["flat"], output: "positive"),
        Node(operation: "Neg", inputs: ["positive"], output: "negative"),
        Node(operation: "Log", inputs: ["negative"], output: "vector"),
    ])

    var bytes: [UInt8] {
        var graph = Message()
        for node in nodes { graph.add(1, Self.message(node)) }
        graph.add(2, "tiny")
        for port in inputs { graph.add(11, Self.message(port)) }
        for port in outputs { graph.add(12, Self.message(port)) }
        var operators = Message()
        operators.add(2, 13)
        var model = Message()
        model.add(1, 8)
        model.add(2, "reid tests")
        model.add(7, graph)
        model.add(8, operators)
        for (key, value) in notes {
            var note = Message()
            note.add(1, key)
            note.add(2, value)
            model.add(14, note)
        }
        return model.bytes
    }

    private static func message(_ node: Node) -> Message {
        var message = Message()
        for input in node.inputs { message.add(1, input) }
        message.add(2, node.output)
        message.add(3, node.output)
        message.add(4, node.operation)
        for (name, values) in node.lists {
            var attribute = Message()
            attribute.add(1, name)
            for value in values { attribute.add(8, value) }
            attribute.add(20, 7)
            message.add(5, attribute)
        }
        return message
    }

    private static func message(_ port: Port) -> Message {
        var shape = Message()
        for (index, side) in port.shape.enumerated() {
            var dimension = Message()
            if let side { dimension.add(1, side) } else { dimension.add(2, "\(port.name)\(index)") }
            shape.add(1, dimension)
        }
        var tensor = Message()
        tensor.add(1, port.elementType)
        tensor.add(2, shape)
        var type = Message()
        type.add(1, tensor)
        var message = Message()
        message.add(1, port.name)
        message.add(2, type)
        return message
    }

    /// The two wire types of protobuf that are needed.
    private struct Message {
        var bytes: [UInt8] = []

        mutating func add(_ field: Int, _ number: Int) {
            varint(field << 3)
            varint(number)
        }

        mutating func add(_ field: Int, _ text: String) { add(field, Message(bytes: Array(text.utf8))) }

        mutating func add(_ field: Int, _ message: Message) {
            varint(field << 3 | 2)
            varint(message.bytes.count)
            bytes += message.bytes
        }

        private mutating func varint(_ number: Int) {
            var rest = UInt(number)
            while rest >= 0x80 {
                bytes.append(UInt8(rest & 0x7F) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
    }
}
