package import JSONText
package import WorkflowModel

/// What an earlier call gave, and what it had asked for.
package struct CacheEntry: Hashable, Sendable {
  /// The digest of the key that it stands under.
  package let key: String
  /// What went into the key: see ``CacheKey/parts``.
  package let parts: [String: String]
  /// The run's name and folder, on the machine that ran it.
  package let run: String
  package let folder: String
  package let call: CallPath
  /// Milliseconds since 1970.
  package let time: Int64
  package let status: Int32
  package let files: TaskFiles
  /// The versions of stdout and stderr; nil where nothing tells.
  package let streams: [String?]

  package init(
    key: String, parts: [String: String], run: String, folder: String, call: CallPath, time: Int64, status: Int32,
    files: TaskFiles, streams: [String?] = [nil, nil]
  ) {
    self.key = key
    self.parts = parts
    self.run = run
    self.folder = folder
    self.call = call
    self.time = time
    self.status = status
    self.files = files
    self.streams = streams
  }

  package var json: JSONValue {
    [
      "format": .int(CacheKey.format), "key": .string(key), "run": .string(run), "folder": .string(folder),
      "call": .string(call.description), "time": .int(time), "status": .int(Int(status)),
      "parts": .object(JSONObject(parts.sorted { $0.key < $1.key }.map { ($0, .string($1)) })),
      "files": files.json, "streams": .array(streams.map { $0.map { .string($0) } ?? .null }),
    ]
  }

  /// Reads what ``json`` writes.
  ///
  /// - Throws: ``ExecutionError`` (`invalidInput`) for what is no entry of this format.
  package init(_ json: JSONValue) throws {
    guard json["format"]?.int == Int64(CacheKey.format), let key = json["key"]?.string, let run = json["run"]?.string,
      let call = json["call"]?.string.flatMap({ CallPath($0) }), let time = json["time"]?.int,
      let status = json["status"]?.int.flatMap({ Int32(exactly: $0) }), let files = json["files"],
      let parts = json["parts"]?.object
    else { throw ExecutionError(.invalidInput, "this is no entry of the call cache") }
    self.init(
      key: key, parts: Dictionary(parts.map { ($0, $1.string ?? "") }, uniquingKeysWith: { $1 }), run: run,
      folder: json["folder"]?.string ?? "", call: call, time: time, status: status, files: try TaskFiles(json: files),
      streams: (0..<2).map { json["streams"]?.array?.dropFirst($0).first?.string })
  }
}
