/// Where a connection leads: requests with the same route may share one.
struct HTTPRoute: Hashable, Sendable {
  let scheme: HTTPURL.Scheme
  let host: String
  let port: Int
  let proxy: ProxySettings.Proxy?

  init(to url: HTTPURL, proxy: ProxySettings.Proxy?) {
    scheme = url.scheme
    host = url.host
    port = url.port
    self.proxy = proxy
  }

  /// Whether requests name the whole URL, as a proxy wants it that forwards plain HTTP.
  var needsAbsoluteTarget: Bool { proxy != nil && scheme == .http }

  var name: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

extension HTTPRoute {
  /// Whether the host is an IP address, which TLS does not take as a server's name.
  var isAddress: Bool { host.contains(":") || host.utf8.allSatisfy { $0 == 0x2E || (0x30...0x39).contains($0) } }
}
