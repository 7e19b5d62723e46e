import HTTPTypes
import Hummingbird
import NIOCore
import RunIndex
import RunReport
import WorkflowEngine
import WorkflowModel

/// The streams of attempts as they grow, and downloads.
struct FileRoutes {
  let parts: ServerParts

  /// Of a log in one answer, in bytes.
  private static let part = 512 << 10

  func add(to routes: RouterGroup<ServerContext>) {
    routes.get("workflows/:id/log") { request, context in
      let workflow = try await parts.workflow(try context.parameters.require("id"), of: context.user)
      let items = Dictionary(items: request.uri.queryItems)
      let wanted = try AttemptStream(items)
      let log = try await log(wanted, of: workflow)
      if items["download"] != nil {
        guard let file = log.file else { throw ServerError(.notFound, "there is no such log yet") }
        return Attachment.response(of: file, named: wanted.fileName)
      }
      return try await Self.answer(log, from: Int64(items["from"] ?? "") ?? 0)
    }
    routes.get("workflows/:id/file") { request, context in
      let workflow = try await parts.workflow(try context.parameters.require("id"), of: context.user)
      let location = Dictionary(items: request.uri.queryItems)["at"] ?? ""
      let names = try await parts.readings.names(in: parts.directory(of: workflow))
      guard let file = try await RunFiles(of: workflow, parts).content(of: location, names) else {
        throw ServerError(.notFound, "the run names no such file, or it is gone")
      }
      return Attachment.response(of: file, named: FileReference(location).name)
    }
  }

  private struct Log {
    /// Nil as long as there is none of it.
    var file: (any ReadableFile)?
    /// Nothing more will come.
    let isOver: Bool
    /// It comes when its attempt has ended.
    var isLater = false
  }

  private func log(_ wanted: AttemptStream, of workflow: StoredWorkflow) async throws -> Log {
    let directory = parts.directory(of: workflow)
    guard let run = try await parts.readings.run(in: directory),
      let call = run.calls.first(where: { $0.path == wanted.call })
    else { throw ServerError(.notFound, "the run has no such call") }
    let attempt = call.attempts.lazy.map { run.attempts[$0] }.last { $0.number == wanted.number }
    let isOver = workflow.status.isTerminal || call.state == .cached || attempt?.ended != nil
    let files = RunFiles(of: workflow, parts)
    if let attempt, attempt.handle?.backend != "aws-batch" {
      let folder = directory.place.attemptFolder(wanted.call, wanted.number)
      return Log(file: files.stream(wanted.stream, in: folder), isOver: isOver)
    }
    // Those of a job are in its bucket when it has ended, those of the cache where they were made.
    guard isOver else { return Log(isOver: false, isLater: true) }
    let details = try CallDetails(of: wanted.call.description, in: directory)
    guard let left = details.attempts.last(where: { $0.number == wanted.number })?.files ?? details.cached?.files else {
      return Log(isOver: true)
    }
    let location = (wanted.stream == "stdout" ? left.stdout : left.stderr).location
    return Log(file: try await files.content(of: location, try await parts.readings.names(in: directory)), isOver: true)
  }

  private static func answer(_ log: Log, from start: Int64) async throws -> Response {
    let size = log.file?.size ?? 0
    let place = start < 0 ? max(0, size + start) : start
    let bytes = try await log.file?.read(from: place, count: part) ?? []
    let next = place + Int64(bytes.count)
    var headers: HTTPFields = [
      .contentType: "text/plain; charset=utf-8", .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
    ]
    headers[named: "Martlet-From"] = String(place)
    headers[named: "Martlet-Next"] = String(next)
    headers[named: "Martlet-Over"] = String(log.isOver && next >= size)
    if log.isLater { headers[named: "Martlet-Later"] = "true" }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}

/// Which stream of which attempt is asked for.
struct AttemptStream: Hashable, Sendable {
  let call: CallPath
  /// From 0.
  let number: Int
  let stream: String

  /// - Throws: ``ServerError`` for what names none.
  init(_ items: [String: String]) throws {
    guard let path = items["call"], let call = CallPath(path), let number = Int(items["attempt"] ?? "1"), number > 0,
      let stream = items["stream"], ["stdout", "stderr"].contains(stream)
    else { throw ServerError.badRequest("`call`, `attempt` (from 1) and `stream` (stdout or stderr) have to be told") }
    (self.call, self.number, self.stream) = (call, number - 1, stream)
  }

  /// For a download: `align_3_2.stderr.log`.
  var fileName: String { call.folder.replacing("/", with: "_") + "_\(number + 1).\(stream).log" }
}

/// Answers that a browser keeps as files, sent piece by piece.
enum Attachment {
  private static let piece = 1 << 20

  static func response(of file: any ReadableFile, named name: String) -> Response {
    let headers: HTTPFields = [
      .contentType: "application/octet-stream", .contentDisposition: header(named: name), .cacheControl: "no-store",
      .xContentTypeOptions: "nosniff", .contentSecurityPolicy: "sandbox; default-src 'none'",
    ]
    let size = file.size
    let body = ResponseBody(contentLength: Int(size)) { writer in
      var place: Int64 = 0
      while place < size {
        let bytes = try await file.read(from: place, count: Int(min(Int64(piece), size - place)))
        guard !bytes.isEmpty else { throw ExecutionError(.notReadable, "the file became shorter while it was sent") }
        place += Int64(bytes.count)
        try await writer.write(ByteBuffer(bytes: bytes))
      }
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: headers, body: body)
  }

  /// Source: RFC 6266, with the name in UTF-8 as RFC 8187 writes it.
  static func header(named name: String) -> String {
    let kept = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)
    let escaped = name.utf8.map { byte in
      if kept.contains(byte) { return String(UnicodeScalar(byte)) }
      let hexadecimal = String(byte, radix: 16, uppercase: true)
      return "%" + (hexadecimal.count < 2 ? "0" : "") + hexadecimal
    }
    return "attachment; filename*=UTF-8''" + (escaped.isEmpty ? "file" : escaped.joined())
  }
}
