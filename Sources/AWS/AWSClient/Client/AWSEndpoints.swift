/// Where the services are.
///
/// Overrides in botocore's order: `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, the profile's `services` section,
/// the profile's `endpoint_url`; none of them when `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` is `true`.
package struct AWSEndpoints: Hashable, Sendable {
  /// By ``AWSService/variableName``.
  package var byService: [String: String]
  package var everywhere: String?

  package init(byService: [String: String] = [:], everywhere: String? = nil) {
    self.byService = byService
    self.everywhere = everywhere
  }

  /// - Parameter profile: what the shared files say of the profile in use.
  package init(environment: [String: String], profile: SharedProfile?) {
    self.init()
    let ignored = environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] ?? profile?["ignore_configured_endpoint_urls"]
    guard ignored?.lowercased() != "true" else { return }
    everywhere = environment["AWS_ENDPOINT_URL"].flatMap { $0.isEmpty ? nil : $0 }
    let isGeneralByEnvironment = everywhere != nil
    for (service, settings) in profile?.services ?? [:] where !isGeneralByEnvironment {
      byService[service.uppercased()] = settings["endpoint_url"]
    }
    for (name, value) in environment where name.hasPrefix("AWS_ENDPOINT_URL_") && !value.isEmpty {
      byService[String(name.dropFirst("AWS_ENDPOINT_URL_".count))] = value
    }
    if everywhere == nil { everywhere = profile?["endpoint_url"] }
  }

  /// Whether the endpoint was set by hand; S3 then writes buckets into the path.
  package func isCustom(_ service: AWSService) -> Bool { override(of: service) != nil }

  /// - Throws: ``AWSError`` of kind `configuration` when an override is no URL.
  package func url(of service: AWSService, region: String) throws -> HTTPURL {
    guard let override = override(of: service) else {
      return HTTPURL(
        scheme: .https, host: "\(service.endpointPrefix).\(region).\(AWSPartition(region: region).dnsSuffix)")
    }
    guard let url = HTTPURL(override) else {
      throw AWSError(
        .configuration, message: "the endpoint of \(service.name), `\(override)`, is no URL",
        help: "write it as `http://host:port` in AWS_ENDPOINT_URL_\(service.variableName) or AWS_ENDPOINT_URL")
    }
    return url
  }

  private func override(of service: AWSService) -> String? { byService[service.variableName] ?? everywhere }
}

/// A separate AWS: the commercial one, China's, the US government's.
package enum AWSPartition: String, Hashable, Sendable {
  case aws
  case china = "aws-cn"
  case usGovernment = "aws-us-gov"

  package init(region: String) {
    self = region.hasPrefix("cn-") ? .china : region.hasPrefix("us-gov-") ? .usGovernment : .aws
  }

  /// Where requests to the services are signed for that all regions share.
  package var globalRegion: String {
    switch self {
    case .aws: "us-east-1"
    case .china: "cn-north-1"
    case .usGovernment: "us-gov-west-1"
    }
  }

  package var dnsSuffix: String { self == .china ? "amazonaws.com.cn" : "amazonaws.com" }
}
