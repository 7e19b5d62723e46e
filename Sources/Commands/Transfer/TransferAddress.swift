import S3Storage
import SourceText
import WorkflowModel

/// A key of a bucket, byte for byte: slashes at its ends and doubled ones are part of it.
package struct ObjectAddress: Hashable, Sendable {
  package var bucket: String
  package var key: String

  package init(bucket: String, key: String) {
    self.bucket = bucket
    self.key = key
  }

  package var url: String { "s3://\(bucket)/\(key)" }
}

/// Where a file that is copied lies, or is to lie.
package enum TransferPlace: Hashable, Sendable {
  /// By its absolute path.
  case file(String)
  case object(ObjectAddress)
  case web(String)

  /// Names the place. Two texts that look alike may be two places: what is the same text to Swift need not have the same
  /// bytes.
  package var bytes: [UInt8] {
    switch self {
    case .file(let text), .web(let text): Array(text.utf8)
    case .object(let object): Array(object.url.utf8)
    }
  }

  /// For people: without what is secret in an address of the web.
  package var text: String {
    switch self {
    case .file(let path): path
    case .object(let object): object.url
    case .web(let url): WebText.redacted(address: url)
    }
  }
}

/// What the user wrote for a source or a destination.
package struct TransferAddress: Hashable, Sendable {
  package let place: TransferPlace
  /// Whether its spelling says that it is a folder: by a slash at its end, or as a bucket.
  package let isSpelledAsFolder: Bool
  /// As it was written, for people.
  package let text: String

  /// - Parameter workingFolder: what relative paths are looked up from.
  /// - Throws: ``ExecutionError`` when it is no path, S3 address or URL.
  package init(_ text: String, workingFolder: String) throws {
    self.text = WebText.redacted(address: text)
    switch FileReference(text).scheme {
    case "s3":
      let bucket = try S3Location(text).bucket
      let key = String(text.dropFirst("s3://".count + bucket.count + 1))
      place = .object(ObjectAddress(bucket: bucket, key: key))
      isSpelledAsFolder = key.isEmpty || key.hasSuffix("/")
    case "http", "https":
      place = .web(text)
      isSpelledAsFolder = false
    case nil where text.isEmpty:
      throw ExecutionError(.configuration, "an empty path names nothing", help: "write . for this folder")
    case nil:
      let path = text.hasPrefix("file://") ? String(text.dropFirst("file://".count)) : text
      place = .file(path.hasPrefix("/") ? path : workingFolder + "/" + path)
      isSpelledAsFolder =
        path.hasSuffix("/") || path == "." || path == ".." || path.hasSuffix("/.") || path.hasSuffix("/..")
    case let scheme?:
      throw ExecutionError(
        .configuration, "there is no way to `\(scheme)://`",
        help: "files are copied between this machine, S3 (s3://bucket/key) and, as a source, the web (https://…)")
    }
  }
}
