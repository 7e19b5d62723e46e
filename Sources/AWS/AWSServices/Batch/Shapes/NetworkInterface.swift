package import AWSClient

/// A network interface of a task.
package struct NetworkInterface: AWSShape {
  package var attachmentId: String?
  package var ipv6Address: String?
  package var privateIpv4Address: String?

  package init(attachmentId: String? = nil, ipv6Address: String? = nil, privateIpv4Address: String? = nil) {
    self.attachmentId = attachmentId
    self.ipv6Address = ipv6Address
    self.privateIpv4Address = privateIpv4Address
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    attachmentId = try shape.optional("attachmentId")
    ipv6Address = try shape.optional("ipv6Address")
    privateIpv4Address = try shape.optional("privateIpv4Address")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["attachmentId"] = attachmentId
    shape["ipv6Address"] = ipv6Address
    shape["privateIpv4Address"] = privateIpv4Address
  }
}
