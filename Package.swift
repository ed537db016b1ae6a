// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "reid-service",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "reid", targets: ["reid"])],
    dependencies: [
        // The HTTP server: the ecosystem's standard one. No traits: we read settings and files ourselves.
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1", traits: []),
        // Worker threads away from the cooperative pool, and the channel handler that cuts off slow senders.
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        // TLS that checks a pinned key, for the connection to Scrypted.
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        // The HTTP messages that such a handler sees, and their head.
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        // Fetching models over HTTPS with redirects, ranges and proxies.
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        // Long-running parts start and stop in order, and signals end them gracefully.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        // Commands, flags and help.
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        // Structured logs.
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        // SQLite, with its schema guarded and its migrations named.
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        // SHA-256 of downloaded models.
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
    ],
    targets: [
        // C: one target per library, and what only C can tell the compiler (CPixels) or the CPU (CDenormals).
        .target(name: "CJPEG", linkerSettings: [.linkedLibrary("jpeg")]),
        .target(name: "CPNG", linkerSettings: [.linkedLibrary("png")]),
        .target(name: "CWebP", linkerSettings: [.linkedLibrary("webp")]),
        .target(name: "COnnxRuntime"),
        .target(name: "COpenVINO"),
        .target(name: "CMemory"),
        .target(name: "CPixels"),
        .target(name: "CDenormals"),

        .target(name: "Recognition"),
        .target(name: "JSONText"),
        .target(name: "Imaging", dependencies: ["CJPEG", "CPNG", "CPixels", "CWebP"]),
        .target(
            name: "Inference",
            dependencies: [
                "CDenormals", "COnnxRuntime", "COpenVINO", "Imaging", "Recognition",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            resources: [.embedInCode("Resources")]
        ),
        .target(
            name: "ObservationStore",
            dependencies: [
                "JSONText", "Recognition",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        // How right the decisions are: data sets, simulated days, measures, calibration, the report.
        .target(
            name: "Evaluation",
            dependencies: [
                "Imaging", "Inference", "ObservationStore", "ReIdentification", "Recognition",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .target(
            name: "ReIdentification",
            dependencies: [
                "Imaging", "Inference", "Recognition",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .target(name: "Wire", dependencies: ["Imaging", "JSONText", "ReIdentification", "Recognition"]),
        .target(
            name: "HTTPAPI",
            dependencies: [
                "ReIdentification", "Recognition", "Wire",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        // Scrypted's RPC. Knows nothing about people.
        .target(
            name: "ScryptedRPC",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ]
        ),
        // The trampoline's files, carried by the program that deploys them.
        .target(
            name: "ScryptedPlugin", path: "ScryptedPlugin",
            resources: [
                .embedInCode("main.nodejs.js"), .embedInCode("package.json"), .embedInCode("README.md"),
                .embedInCode("native/native.nodejs.js"), .embedInCode("native/NATIVE.md"), .embedInCode("native/fs/run.sh"),
                .embedInCode("native/fs/library.js"), .embedInCode("native/fs/onnxruntime.txt"),
            ]),
        .target(
            name: "ScryptedBridge",
            dependencies: [
                "Imaging", "ReIdentification", "Recognition", "ScryptedPlugin", "ScryptedRPC", "Wire",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .executableTarget(
            name: "reid",
            dependencies: [
                "CMemory", "Evaluation", "HTTPAPI", "Imaging", "Inference", "ObservationStore", "ReIdentification", "Recognition",
                "ScryptedBridge", "ScryptedRPC",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),

        .testTarget(name: "RecognitionTests", dependencies: ["Recognition"]),
        .testTarget(name: "ImagingTests", dependencies: ["Imaging"], exclude: ["Fixtures"]),
        .testTarget(
            name: "InferenceTests",
            dependencies: [
                "Imaging", "Inference", "Recognition",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        .testTarget(name: "JSONTextTests", dependencies: ["JSONText"]),
        .testTarget(name: "WireTests", dependencies: ["Imaging", "Wire"]),
        .testTarget(name: "StoreTests", dependencies: ["ObservationStore", "TestSupport"], exclude: ["Fixtures"]),
        .testTarget(name: "EvaluationTests", dependencies: ["Evaluation", "TestSupport"]),
        .testTarget(name: "ScryptedRPCTests", dependencies: ["ScryptedRPC"], exclude: ["Transcripts"]),
        .testTarget(
            name: "AccessTests",
            dependencies: [
                "reid", "ScryptedBridge", "ScryptedPlugin", "ScryptedRPC", "TestSupport",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ]
        ),
        .testTarget(name: "TrampolineTests", dependencies: ["TestSupport"], exclude: ["Support/package-index.js"]),
        .testTarget(
            name: "ScryptedBridgeTests", dependencies: ["ScryptedBridge", "TestSupport"], exclude: ["Twins/native-plugin.js"]),
        // The service and a Scrypted server on real sockets, for the tests below.
        .target(
            name: "TestSupport",
            dependencies: [
                "HTTPAPI", "ObservationStore", "ReIdentification", "ScryptedPlugin", "ScryptedRPC",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Tests/TestSupport",
            exclude: [
                "Node/manual-clock.js", "Node/plugin-host.js", "Node/remote-objects.js", "Node/server-doubles.js",
            ]
        ),
        .testTarget(name: "ServiceTests", dependencies: ["TestSupport"]),
        .testTarget(name: "CommandTests", dependencies: ["reid", "TestSupport"]),
        .testTarget(name: "DocumentationTests", dependencies: ["TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

// They link only with the fuzzer's own flags (see CONTRIBUTING), so nobody else gets to see them.
if Context.environment["REID_FUZZ"] != nil {
    package.targets += [
        .executableTarget(name: "FuzzPicture", dependencies: ["Imaging"], path: "Fuzz/FuzzPicture"),
        .executableTarget(name: "FuzzRPC", dependencies: ["ScryptedRPC"], path: "Fuzz/FuzzRPC", exclude: ["words.dict"]),
        .executableTarget(
            name: "FuzzEngineIO",
            dependencies: [
                "ScryptedRPC",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            path: "Fuzz/FuzzEngineIO"),
    ]
}

// Built for those who measure only (see Benchmarks/README.md).
if Context.environment["REID_BENCH"] != nil {
    package.targets.append(
        .executableTarget(
            name: "BridgeBenchmark", dependencies: ["Recognition", "ScryptedRPC", "TestSupport"], path: "Benchmarks/Bridge"))
    package.targets += [
        .target(name: "Peak", path: "Benchmarks/Peak"),
        .executableTarget(
            name: "MicroBenchmark", dependencies: ["Imaging", "Inference", "Peak", "Recognition", "Wire"],
            path: "Benchmarks/Micro"),
    ]
}
