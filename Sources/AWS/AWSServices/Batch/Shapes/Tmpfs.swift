package import AWSClient

/// A file system in memory, of `size` MiB.
package struct Tmpfs: AWSShape {
  package var containerPath: String
  package var size: Int
  package var mountOptions: [String]?

  package init(containerPath: String, size: Int, mountOptions: [String]? = nil) {
    self.containerPath = containerPath
    self.size = size
    self.mountOptions = mountOptions
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    containerPath = try shape.required("containerPath")
    size = try shape.required("size")
    mountOptions = try shape.optional("mountOptions")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["containerPath"] = containerPath
    shape["size"] = size
    shape["mountOptions"] = mountOptions
  }
}
