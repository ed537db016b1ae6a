import ScryptedRPC

/// The service as Scrypted calls it: what the plugin forwards to, and the plugin itself where we are the plugin.
package final class ServiceObject: RPCObject {
    package let signature = RPCSignature(constructorName: "ReIDService")

    private let converter: Converter
    private let page: SettingsPage
    private let inFlight: InFlight
    init(converter: Converter, page: SettingsPage, inFlight: InFlight) {
        self.converter = converter
        self.page = page
        self.inFlight = inFlight
    }

    package func receive(_ call: RPCCall) throws -> RPCReply {
        switch call.method {
        case "convert":
            // Another program that takes us for the plugin to attach to must not believe that it did.
            guard call[1].string?.hasPrefix("x-reid/") != true else {
                throw RPCRemoteError(message: "attach refused: the service itself runs as this plugin")
            }
            return .later { [converter, inFlight] in try await inFlight.counted { try await converter.convert(call[0]) } }
        case "getSettings":
            return .later { [page] in .json(.array(await page.settings())) }
        case "putSetting":
            return .later { [page] in
                try await page.put(call[0].string ?? "", call[1].json ?? .null)
                return .null
            }
        case "canMixin":
            return .value(Self.canMixin(call[0]))
        case "getMixin":
            return .value(call[0])
        case "releaseMixin":
            return .value(.null)
        default:
            throw RPCRemoteError(noMethod: call.method, of: self)
        }
    }

    /// Looks at the type alone: what a device can do may change from one moment to the next, and a single null makes the
    /// server forget for good that the extension was switched on.
    private static func canMixin(_ type: RPCValue) -> RPCValue {
        type.string == "Camera" || type.string == "Doorbell" ? .json(.array([])) : .null
    }
}
