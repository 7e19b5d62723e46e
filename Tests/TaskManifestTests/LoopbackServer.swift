import Foundation
import Synchronization

/// Serves one file over HTTP on loopback, to whoever knows its path; everything else is not found.
final class LoopbackServer: Sendable {
  let port: UInt16
  private let socket: Int32
  private let path: String
  private let body: [UInt8]

  init(path: String, body: [UInt8]) throws {
    self.path = path
    self.body = body
    let listener = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, length) == 0 && listen(listener, 64) == 0 ? getsockname(listener, address, &length) : -1
      }
    }
    guard code == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: address.sin_port)
    socket = listener
    let (path, body) = (path, body)
    Thread.detachNewThread {
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        Self.serve(connection, path, body)
      }
    }
  }

  deinit {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }

  /// With a signature that must never be shown.
  func url(_ path: String? = nil) -> String { "http://127.0.0.1:\(port)\(path ?? self.path)?X-Amz-Signature=SECRET" }

  private static func serve(_ connection: Int32, _ path: String, _ body: [UInt8]) {
    defer { close(connection) }
    var request = ""
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !request.hasSuffix("\r\n\r\n") {
      let count = read(connection, &buffer, buffer.count)
      guard count > 0 else { return }
      request += String(decoding: buffer[..<count], as: UTF8.self)
    }
    let isFound = request.hasPrefix("GET \(path)?X-Amz-Signature=SECRET ")
    let content = isFound ? body : Array("<Error/>".utf8)
    let head =
      "HTTP/1.1 \(isFound ? "200 OK" : "403 Forbidden")\r\nContent-Length: \(content.count)\r\n"
      + "Content-Type: application/octet-stream\r\nConnection: close\r\n\r\n"
    let answer = Array(head.utf8) + content
    var sent = 0
    while sent < answer.count {
      let count = answer[sent...].withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }
}
