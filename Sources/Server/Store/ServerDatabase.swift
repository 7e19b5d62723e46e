import GRDB
import TaskFolder
import WorkflowModel

/// What a server has to know after it was stopped: users, workflows and their labels. How the runs went is in their
/// journals.
struct ServerDatabase: Sendable {
  let pool: DatabasePool

  static let fileName = "server.sqlite"

  /// Opens it, or makes it.
  ///
  /// - Throws: ``ExecutionError`` when it cannot be used.
  init(in folder: String) throws {
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      configuration.maximumReaderCount = 4
      pool = try DatabasePool(path: folder + "/" + Self.fileName, configuration: configuration)
      try Self.migrator.migrate(pool)
    } catch let error as DatabaseError {
      throw ExecutionError(
        .notWritable, "cannot use the database \(folder)/\(Self.fileName): \(error.message ?? "\(error.resultCode)")",
        help: "name another folder with --data, or put a copy of the file there")
    }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(
        sql: """
          CREATE TABLE users (name TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE, made INTEGER NOT NULL);
          CREATE TABLE workflows (
            number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, name TEXT,
            status TEXT NOT NULL, submitted INTEGER NOT NULL, started INTEGER, ended INTEGER, message TEXT,
            source TEXT NOT NULL, language TEXT, languageVersion TEXT, target TEXT);
          CREATE INDEX workflowsByStatus ON workflows (status, number);
          CREATE INDEX workflowsByOwner ON workflows (owner, number);
          CREATE TABLE labels (
            workflow INTEGER NOT NULL REFERENCES workflows (number) ON DELETE CASCADE, name TEXT NOT NULL,
            value TEXT NOT NULL, PRIMARY KEY (workflow, name)) WITHOUT ROWID;
          CREATE INDEX labelsByValue ON labels (name, value);
          CREATE TABLE subworkflows (
            id TEXT PRIMARY KEY, root TEXT NOT NULL, path TEXT NOT NULL) WITHOUT ROWID;
          CREATE INDEX subworkflowsByRoot ON subworkflows (root);
          """)
    }
    return migrator
  }
}
