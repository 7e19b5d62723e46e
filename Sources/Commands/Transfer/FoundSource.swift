package import AWSClient

/// A file that is to be copied.
package struct FoundFile: Hashable, Sendable {
  package let place: TransferPlace
  /// In bytes; nil where the server does not tell.
  package let size: Int64?
  /// Its path below what the user named; its name when that is itself.
  package let path: String
  /// S3's, with its quotes.
  package let eTag: String?
  package let modified: UnixTime?

  package init(_ place: TransferPlace, size: Int64?, path: String, eTag: String? = nil, modified: UnixTime? = nil) {
    self.place = place
    self.size = size
    self.path = path
    self.eTag = eTag
    self.modified = modified
  }
}

/// What was found under one source.
package struct FoundSource: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case file
    case folder
    case pattern
  }

  package let address: TransferAddress
  package let kind: Kind
  package let files: [FoundFile]
  /// Paths of what cannot be copied: links that lead nowhere, pipes, sockets, devices.
  package let passedOver: [String]

  package init(_ address: TransferAddress, _ kind: Kind, _ files: [FoundFile], passedOver: [String] = []) {
    self.address = address
    self.kind = kind
    self.files = files
    self.passedOver = passedOver
  }

  /// What is to be said of what cannot be copied; nil when that is nothing.
  package var warning: String? {
    guard let first = passedOver.first else { return nil }
    let count = passedOver.count
    let what = count == 1 ? "1 name that is" : "\(count) names that are"
    return "\(address.text) has \(what) no file (a link that leads nowhere, a pipe or the like), "
      + "which \(count == 1 ? "is" : "are") not copied: \(first)" + (count == 1 ? "" : " and others")
  }

  /// The last part of the source's own path.
  var name: String {
    switch address.place {
    case .file(let path): lastPart(of: path)
    case .object(let object): lastPart(of: object.key).isEmpty ? object.bucket : lastPart(of: object.key)
    case .web(let url): lastPart(of: url)
    }
  }

  private func lastPart(of path: String) -> String {
    path.split(separator: "/").last.map { String($0) } ?? ""
  }
}
