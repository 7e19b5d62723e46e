package import AWSClient

extension S3Transfer {
  /// The checksum of a whole file of this machine in Base64, as S3 keeps it of an object.
  ///
  /// - Throws: ``AWSError`` of kind `file` when it cannot be read; `CancellationError`.
  package static func checksum(_ algorithm: ChecksumAlgorithm, ofFileAt path: String) async throws -> String {
    do {
      let source = try LocalSource(path: path)
      defer { source.shut() }
      var checksum = Checksum(algorithm)
      var reader = HTTPBodyReader(.file(descriptor: source.descriptor, offset: 0, length: source.size))
      while let bytes = try await reader.next() {
        try Task.checkCancellation()
        checksum.update(bytes)
      }
      return checksum.base64
    } catch let failure as LocalFile.Failure {
      throw AWSError(.file, message: "\(failure)", cause: failure)
    } catch let failure as HTTPTransportError {
      throw AWSError(.file, message: "cannot read `\(path)`: \(failure)", cause: failure)
    }
  }
}
