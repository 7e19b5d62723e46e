import AWSClient

/// Moves whole files between this machine and S3, large ones in parts and in parallel.
///
/// Memory is bounded by `parallelism` times about 3 MiB, whatever is moved: parts go straight from and to the file.
/// One value is meant to be shared: its parallelism counts all its transfers together.
package struct S3Transfer: Sendable {
  package struct Settings: Hashable, Sendable {
    /// Files longer than two of these go in parts of this size, in bytes. S3 takes no less than 5 MiB.
    package var partSize: Int64
    /// Requests at the same time.
    package var parallelism: Int

    package init(partSize: Int64 = 16 * 1024 * 1024, parallelism: Int = 8) {
      self.partSize = partSize
      self.parallelism = parallelism
    }
  }

  /// What was moved.
  package struct Object: Hashable, Sendable {
    /// In bytes.
    package let size: Int64
    /// With its quotes.
    package let eTag: String?
  }

  package let client: S3Client
  package let settings: Settings
  let limit: TransferLimit
  /// Told the bytes of each part, or of each file that goes at once, when it has been moved.
  private(set) var moved: @Sendable (Int64) -> Void = { _ in }

  package init(_ client: S3Client, settings: Settings = Settings()) {
    self.client = client
    self.settings = settings
    limit = TransferLimit(settings.parallelism)
  }

  /// The same transfer, sharing its parallelism, that tells how it gets on.
  ///
  /// - Parameter moved: told the bytes of each part when it has been moved; never more in all than the object has.
  package func telling(_ moved: @escaping @Sendable (Int64) -> Void) -> S3Transfer {
    var transfer = self
    transfer.moved = moved
    return transfer
  }

  /// How many parts at the same time one transfer may have prepared.
  var window: Int { max(1, settings.parallelism) }
}

/// How a file or an object is cut into parts.
struct PartPlan: Hashable, Sendable {
  struct Part: Hashable, Sendable {
    /// From 1.
    let number: Int
    let offset: Int64
    let length: Int64

    var range: ClosedRange<Int64> { offset...(offset + length - 1) }
  }

  let size: Int64
  let partSize: Int64

  /// S3 takes no more parts than this.
  private static let maximumParts: Int64 = 10_000

  /// - Parameter partSize: made larger, in steps of 1 MiB, when there would be more than 10,000 parts.
  init(size: Int64, partSize: Int64) {
    self.size = size
    let step: Int64 = 1024 * 1024
    let least = (size + Self.maximumParts - 1) / Self.maximumParts
    self.partSize = least <= partSize ? partSize : (least + step - 1) / step * step
  }

  var count: Int { Int((size + partSize - 1) / partSize) }

  subscript(_ index: Int) -> Part {
    let offset = Int64(index) * partSize
    return Part(number: index + 1, offset: offset, length: min(partSize, size - offset))
  }
}
