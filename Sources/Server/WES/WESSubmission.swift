import JSONText
import WorkflowModel

/// What clients of WES send to have a workflow run.
///
/// Source: WES 1.1.0, `RunWorkflow` and `RunRequest`.
struct WESSubmission {
  private let form: MultipartForm
  private let languages: [String: [String]]

  private static let names: Set<String> = [
    "workflow_params", "workflow_type", "workflow_type_version", "workflow_url", "workflow_attachment", "tags",
    "workflow_engine", "workflow_engine_version", "workflow_engine_parameters",
  ]

  /// - Parameter languages: the versions that are understood, by language.
  /// - Throws: ``ServerError`` for parts that nobody knows.
  init(_ form: MultipartForm, languages: [String: [String]]) throws {
    self.form = form
    self.languages = languages
    if let part = form.parts.first(where: { !Self.names.contains($0.name) }) {
      throw ServerError.badRequest("Unexpected body part name: \(part.name)")
    }
  }

  /// - Throws: ``ServerError``.
  func workflow(of user: String) throws -> NewWorkflow {
    try checkEngine()
    let (language, version) = try type()
    let attachments = try attachments()
    var new = NewWorkflow(owner: user, source: .url(try source(among: Set(attachments.map(\.path)))))
    new.attachments = attachments
    (new.language, new.languageVersion) = (language, version)
    new.inputs = try object("workflow_params")
    new.options = try object("workflow_engine_parameters")
    new.labels = try Labels.read(try object("tags"))
    return new
  }

  private func checkEngine() throws {
    let engine = try text("workflow_engine")
    if let engine, engine.lowercased() != "martlet" {
      throw ServerError.badRequest("workflow_engine \(engine) is not known here: martlet")
    }
    if let version = try text("workflow_engine_version"), engine == nil || version != CromwellFacts.version {
      throw ServerError.badRequest("of workflow_engine_version there is martlet \(CromwellFacts.version)")
    }
  }

  /// The language and its version. What the document itself says counts; clients guess at it.
  private func type() throws -> (String, String?) {
    guard let type = try text("workflow_type") else { throw ServerError.badRequest("workflow_type is missing") }
    guard let (language, versions) = languages.first(where: { $0.key.lowercased() == type.lowercased() }) else {
      throw ServerError.badRequest(
        "workflow_type \(type) is not known here: \(languages.keys.sorted().joined(separator: ", "))")
    }
    let version = try text("workflow_type_version")
    if let version, !versions.contains(version) {
      throw ServerError.badRequest(
        "workflow_type_version \(version) of \(language) is not known here: \(versions.joined(separator: ", "))")
    }
    return (language, version)
  }

  private func attachments() throws -> [(path: String, file: String)] {
    let attachments = try form.all("workflow_attachment").map { part in
      guard let name = part.fileName else { throw ServerError.badRequest("a workflow_attachment has no file name") }
      guard let (path, isFolder) = PlainPath.read(Array(Self.plain(name).utf8)[...]), !isFolder else {
        throw ServerError.badRequest(
          "the file name of a workflow_attachment has to be a relative path of plain names: \(name.debugDescription)")
      }
      return (path: path, file: part.path)
    }
    if let clash = PlainPath.clash(in: attachments.map { ($0.path, false) }) {
      throw ServerError.badRequest("the attachments cannot be beside each other: \(clash)")
    }
    return attachments
  }

  /// An address, or the path of an attachment.
  private func source(among attachments: Set<String>) throws -> String {
    guard let url = try text("workflow_url") else { throw ServerError.badRequest("workflow_url is missing") }
    if attachments.contains(Self.plain(url)) { return Self.plain(url) }
    guard let scheme = FileReference(url).scheme, ["http", "https", "s3"].contains(scheme) else {
      let known = attachments.isEmpty ? "there is none" : attachments.sorted().joined(separator: ", ")
      throw ServerError.badRequest("workflow_url \(url) is neither an address nor an attachment: \(known)")
    }
    return url
  }

  /// Without `./` at the beginning.
  private static func plain(_ path: String) -> String { path.hasPrefix("./") ? String(path.dropFirst(2)) : path }

  private func text(_ name: String) throws -> String? { try form.text(name).flatMap { $0.isEmpty ? nil : $0 } }

  private func object(_ name: String) throws -> JSONObject {
    guard let text = try text(name) else { return JSONObject() }
    do {
      if let object = try JSONParser.parse(text).object { return object }
    } catch {
      throw ServerError.badRequest("\(name): \(error)")
    }
    throw ServerError.badRequest("\(name) has to be a JSON object")
  }
}
