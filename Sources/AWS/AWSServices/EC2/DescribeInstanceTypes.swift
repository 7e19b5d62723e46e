import AWSClient

package struct DescribeInstanceTypesRequest: Hashable, Sendable {
  /// Of the filter `instance-type`: names, in which `*` stands for any characters. Together at most 200.
  package var patterns: [String]
  package var nextToken: String?

  package init(patterns: [String], nextToken: String? = nil) {
    self.patterns = patterns
    self.nextToken = nextToken
  }
}

package struct DescribeInstanceTypesResponse: Hashable, Sendable {
  package var instanceTypes: [InstanceTypeInfo]
  package var nextToken: String?
}

/// What an instance type has: the part that tells which jobs fit.
package struct InstanceTypeInfo: Hashable, Sendable {
  package var name: String
  package var vCPUs: Int
  /// MiB.
  package var memory: Int64
  package var gpus: Int
  /// `x86_64`, `arm64`.
  package var architectures: [String]

  package init(name: String, vCPUs: Int, memory: Int64, gpus: Int = 0, architectures: [String] = ["x86_64"]) {
    self.name = name
    self.vCPUs = vCPUs
    self.memory = memory
    self.gpus = gpus
    self.architectures = architectures
  }

  /// Nil for an item that lacks its sizes.
  init?(_ item: XMLElement) {
    guard let name = item.text("instanceType"), let memory = item.first("memoryInfo")?.text("sizeInMiB"),
      let vCPUs = item.first("vCpuInfo")?.text("defaultVCpus").flatMap({ Int($0) }), let memory = Int64(memory)
    else { return nil }
    let gpus = item.first("gpuInfo")?.first("gpus")?.all("item").compactMap { $0.text("count").flatMap { Int($0) } }
    let architectures = item.first("processorInfo")?.first("supportedArchitectures")?.all("item").map(\.text)
    self.init(
      name: name, vCPUs: vCPUs, memory: memory, gpus: gpus?.reduce(0, +) ?? 0, architectures: architectures ?? [])
  }
}

extension EC2Client {
  /// A page of the instance types of the region whose names match.
  package func describeInstanceTypes(
    _ request: DescribeInstanceTypesRequest
  ) async throws -> DescribeInstanceTypesResponse {
    var parameters: [HTTPURL.QueryItem] = [.init("Filter.1.Name", "instance-type")]
    for (number, pattern) in request.patterns.enumerated() {
      parameters.append(.init("Filter.1.Value.\(number + 1)", pattern))
    }
    if let token = request.nextToken { parameters.append(.init("NextToken", token)) }
    let root = try await call("DescribeInstanceTypes", parameters)
    let items = root.first("instanceTypeSet")?.all("item") ?? []
    return DescribeInstanceTypesResponse(
      instanceTypes: items.compactMap { InstanceTypeInfo($0) }, nextToken: root.text("nextToken"))
  }

  /// All pages, each asked for when the last one has been used.
  package func describeInstanceTypesPages(
    _ request: DescribeInstanceTypesRequest
  ) -> AWSPages<DescribeInstanceTypesResponse> {
    AWSPages { token in
      var request = request
      request.nextToken = token ?? request.nextToken
      let page = try await describeInstanceTypes(request)
      return (page, page.nextToken)
    }
  }
}
