import ArgumentParser
import WorkflowModel

struct CloudDownCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "down", abstract: "Takes away what `cloud up` made.",
    discussion: """
      Refuses while jobs in its queues have not ended. Says what will go, and asks. The bucket that was made stays with all \
      that is in it, unless --delete-bucket; one that was given always stays. Job definitions of martlet's for its roles are \
      deregistered, and the environment leaves martlet.yaml.
      """)

  @Argument(help: "What it is called.")
  var name: String

  @Flag(help: "Delete the bucket, too, with everything in it, earlier versions as well.")
  var deleteBucket = false

  @Flag(help: "Do not ask.")
  var yes = false

  func run() async throws {
    let session = try CloudSession(name)
    try session.folder.mustBeThere()
    if !yes { try Confirmation.need("nothing is removed", help: "--yes removes without asking") }
    if deleteBucket, let bucket = session.earlier.givenBucket {
      throw ExecutionError(
        .configuration, "s3://\(bucket) was given, not made, and is not deleted", help: "leave --delete-bucket away")
    }
    let removal = CloudRemoval(session: session, deletesBucket: deleteBucket, isAsking: !yes)
    try await session.running { try await removal.remove() }
  }
}
