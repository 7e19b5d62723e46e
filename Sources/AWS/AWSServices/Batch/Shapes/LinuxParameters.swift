package import AWSClient

/// What Docker calls by the names of its options.
package struct LinuxParameters: AWSShape {
  package var devices: [Device]?
  package var initProcessEnabled: Bool?
  package var sharedMemorySize: Int?
  package var tmpfs: [Tmpfs]?
  package var maxSwap: Int?
  package var swappiness: Int?

  package init(
    devices: [Device]? = nil, initProcessEnabled: Bool? = nil, sharedMemorySize: Int? = nil, tmpfs: [Tmpfs]? = nil,
    maxSwap: Int? = nil, swappiness: Int? = nil
  ) {
    self.devices = devices
    self.initProcessEnabled = initProcessEnabled
    self.sharedMemorySize = sharedMemorySize
    self.tmpfs = tmpfs
    self.maxSwap = maxSwap
    self.swappiness = swappiness
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    devices = try shape.optional("devices")
    initProcessEnabled = try shape.optional("initProcessEnabled")
    sharedMemorySize = try shape.optional("sharedMemorySize")
    tmpfs = try shape.optional("tmpfs")
    maxSwap = try shape.optional("maxSwap")
    swappiness = try shape.optional("swappiness")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["devices"] = devices
    shape["initProcessEnabled"] = initProcessEnabled
    shape["sharedMemorySize"] = sharedMemorySize
    shape["tmpfs"] = tmpfs
    shape["maxSwap"] = maxSwap
    shape["swappiness"] = swappiness
  }
}
