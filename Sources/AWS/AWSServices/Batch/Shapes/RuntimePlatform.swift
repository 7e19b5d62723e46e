package import AWSClient

/// Of jobs on Fargate.
package struct RuntimePlatform: AWSShape {
  package var operatingSystemFamily: String?
  package var cpuArchitecture: String?

  package init(operatingSystemFamily: String? = nil, cpuArchitecture: String? = nil) {
    self.operatingSystemFamily = operatingSystemFamily
    self.cpuArchitecture = cpuArchitecture
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    operatingSystemFamily = try shape.optional("operatingSystemFamily")
    cpuArchitecture = try shape.optional("cpuArchitecture")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["operatingSystemFamily"] = operatingSystemFamily
    shape["cpuArchitecture"] = cpuArchitecture
  }
}
