/// What a person says of a server when it is started.
package struct ServerSettings: Sendable {
  package var host = "127.0.0.1"
  /// 0: any that is free.
  package var port = 8000
  /// Holds the database, what was submitted and the runs. Absolute; made when it does not exist.
  package var dataFolder: String
  /// Whether requests need no token: all of them are one user's.
  package var isOpen = false
  /// How many workflows run at a time; the others wait in the order in which they were submitted.
  package var maxRunning = 500
  /// How many workflows of one user may wait and run together.
  package var maxUnfinished = 10_000
  /// Of one request's body, in bytes.
  package var maxBody = 256 << 20
  /// Requests of one user in a second that are answered; beyond it they are told to come again.
  package var requestsPerSecond = 200

  /// Folders of this machine that workflows of all users may read; nil for all but its own data.
  package var sharedFiles: [String]?

  package init(dataFolder: String) { self.dataFolder = dataFolder }

  /// The folder of a user's runs.
  package func runsFolder(of user: String) -> String { dataFolder + "/runs/" + user }
  /// Holds a folder with the documents and inputs of each workflow that was submitted.
  package var submittedFolder: String { dataFolder + "/submitted" }
  /// Takes what requests bring, while they are read.
  package var uploadsFolder: String { dataFolder + "/uploads" }
  /// Whether other machines cannot reach it.
  package var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}
