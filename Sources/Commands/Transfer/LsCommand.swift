import AWSClient
import AWSServices
import ArgumentParser
import JSONText
import S3Storage
import WorkflowModel

struct LsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls", abstract: "Lists buckets, and what is in them.",
    discussion: """
      One level like a folder: prefixes end with a slash. Keys may hold *, ? and [a-z], and ** for any number of folders: \
      quote them.
      """)

  @Argument(help: "s3://bucket/folder; without it the buckets.")
  var address: String?

  @Flag(name: .shortAndLong, help: "All files below, however deep.")
  var recursive = false

  @Flag(help: "Take *, ? and [ in keys for what they are.")
  var noGlob = false

  @Option(help: "table or json.")
  var format = ListingFormat.table

  @Flag(help: "Add how many files these are, and how large together.")
  var summary = false

  @OptionGroup var aws: AWSOptions

  func run() async throws {
    let object = try address.map { try Self.object($0) }
    let ways = TransferWays(try aws.access(), requesterPays: aws.requesterPays, parallelism: 1)
    do {
      try await Signals.cancelling(saying: nil) { [self] in try await list(object, ways) }
    } catch {
      await ways.shutdown()
      throw ExecutionError.from(error, while: "cannot list \(address ?? "the buckets")")
    }
    await ways.shutdown()
  }

  private static func object(_ address: String) throws -> ObjectAddress {
    let place = try TransferAddress(address, workingFolder: "/")
    guard case .object(let object) = place.place else {
      throw ExecutionError(.configuration, "\(place.text) is not in S3", help: "write s3://bucket/folder")
    }
    return object
  }

  private func list(_ object: ObjectAddress?, _ ways: TransferWays) async throws {
    let client = try await ways.s3().client
    var printer = ListingPrinter(format, withSummary: summary)
    guard let object else {
      for bucket in try await client.listBuckets().buckets {
        printer.add([ListedEntry(bucket: bucket.name, created: bucket.creationDate)])
      }
      return printer.end()
    }
    var isThere = false
    for try await entries in ObjectListing(client: client, isRecursive: recursive, hasPatterns: !noGlob).pages(object) {
      isThere = true
      printer.add(entries)
    }
    // A bucket may be empty; a folder is only there by its keys.
    guard isThere || object.key.isEmpty else {
      throw ExecutionError(
        .fileNotFound, "there is nothing at \(object.url)",
        help: "`martlet ls s3://\(object.bucket)/` shows what is in the bucket")
    }
    printer.end()
  }
}
