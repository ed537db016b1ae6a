#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Two sockets that are connected with each other, as node gives them to the programs it starts.
struct Socketpair {
    let one: CInt
    let other: CInt

    init() {
        var descriptors: [CInt] = [0, 0]
        #if canImport(Darwin)
        let result = socketpair(AF_UNIX, SOCK_STREAM, 0, &descriptors)
        #else
        let result = socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &descriptors)
        #endif
        precondition(result == 0, "no sockets left")
        one = descriptors[0]
        other = descriptors[1]
    }
}
