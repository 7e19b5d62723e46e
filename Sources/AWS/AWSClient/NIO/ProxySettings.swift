import Digest

/// Which requests go through a proxy, by the variables that everybody uses: `http_proxy`, `https_proxy`, `all_proxy`,
/// `no_proxy`, in lower or upper case (`HTTP_PROXY` too: no CGI runs here).
package struct ProxySettings: Hashable, Sendable {
  package struct Proxy: Hashable, Sendable {
    package let host: String
    package let port: Int
    /// The value of `Proxy-Authorization`.
    let authorization: String?

    init?(_ text: String) {
      let full = text.contains("://") ? text : "http://" + text
      guard let url = HTTPURL(full) else { return nil }
      host = url.host
      port = url.port
      let authority = full.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" }
      authorization = authority.lastIndex(of: "@").map {
        "Basic " + Base64.encode(Array(PercentEncoding.decode(String(authority[..<$0])).utf8))
      }
    }
  }

  private var byScheme: [HTTPURL.Scheme: Proxy] = [:]
  private var exceptions: [String] = []

  package init(environment: [String: String]) {
    let value = { (name: String) -> String? in
      [name, name.uppercased()].compactMap { environment[$0] }.first { !$0.isEmpty }
    }
    for scheme in [HTTPURL.Scheme.http, .https] {
      byScheme[scheme] = (value(scheme.rawValue + "_proxy") ?? value("all_proxy")).flatMap { Proxy($0) }
    }
    exceptions = (value("no_proxy") ?? "").split(separator: ",").map { $0.trimmed.lowercased() }
  }

  /// The proxy to use; nil for a direct connection. Link-local addresses, where credentials are had, are always direct.
  package func proxy(for url: HTTPURL) -> Proxy? {
    guard let proxy = byScheme[url.scheme] else { return nil }
    let host = url.host.lowercased()
    if host.hasPrefix("169.254.") || host.hasPrefix("fd00:ec2:") { return nil }
    return exceptions.contains { Self.matches($0, host: host, port: url.port) } ? nil : proxy
  }

  private static func matches(_ exception: String, host: String, port: Int) -> Bool {
    if exception == "*" { return true }
    var name = exception
    if let (front, number) = exception.divided(by: ":"), let number = Int(number) {
      guard number == port else { return false }
      name = front
    }
    if name.hasPrefix("*") { name.removeFirst() }
    if name.hasPrefix(".") { name.removeFirst() }
    return !name.isEmpty && (host == name || host.hasSuffix("." + name))
  }
}
