import NIOSSL

/// The certificate authorities that TLS trusts: those of `AWS_CA_BUNDLE`, else of `SSL_CERT_FILE`, else this
/// machine's together with Amazon's own, which are built in for images without any.
package struct TrustRoots: Hashable, Sendable {
  private let named: (variable: String, path: String)?

  /// Where systems keep their bundle: Debian and Alpine, Red Hat, SUSE, macOS and others.
  private static let bundles = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
  ]

  package init(environment: [String: String]) {
    named =
      ["AWS_CA_BUNDLE", "SSL_CERT_FILE"].lazy.compactMap { variable in
        environment[variable].flatMap { $0.isEmpty ? nil : (variable, $0) }
      }.first
  }

  package static func == (left: TrustRoots, right: TrustRoots) -> Bool { left.named?.path == right.named?.path }

  package func hash(into hasher: inout Hasher) { hasher.combine(named?.path) }

  /// - Throws: ``AWSError`` of kind `configuration` when a named file is missing or holds no certificates.
  func context() throws -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.applicationProtocols = ["http/1.1"]
    let embedded = try NIOSSLCertificate.fromPEMBytes(Array(AmazonTrustRoots.pem.utf8))
    if let named {
      configuration.trustRoots = .certificates(try certificates(named.path, variable: named.variable))
    } else if let bundle = try Self.bundles.lazy.compactMap({ try LocalFile.content($0) }).first,
      let machine = try? NIOSSLCertificate.fromPEMBytes(bundle)
    {
      configuration.trustRoots = .certificates(machine + embedded)
    } else {
      configuration.trustRoots = .certificates(embedded)
    }
    return try NIOSSLContext(configuration: configuration)
  }

  private func certificates(_ path: String, variable: String) throws -> [NIOSSLCertificate] {
    guard let bytes = try? LocalFile.content(path), let found = try? NIOSSLCertificate.fromPEMBytes(bytes),
      !found.isEmpty
    else {
      throw AWSError(
        .configuration, message: "\(variable) names `\(path)`, in which no certificates can be read",
        help: "name a file with certificates in PEM, or unset \(variable)")
    }
    return found
  }
}
