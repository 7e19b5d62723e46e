import JSONText
import WorkflowModel

/// What clients send to submit workflows, in Cromwell's words.
///
/// Source: Cromwell's REST API, `POST /api/workflows/{version}`, release 92.
struct SubmissionForm {
  private let form: MultipartForm
  private let user: String

  private static let names: Set<String> = [
    "workflowSource", "workflowUrl", "workflowInputs", "workflowOptions", "labels", "workflowDependencies",
    "workflowType",
    "workflowTypeVersion", "workflowRoot", "workflowOnHold", "requestedWorkflowId", "wdlSource", "wdlDependencies",
  ]

  /// - Throws: ``ServerError`` for parts that nobody knows.
  init(_ form: MultipartForm, of user: String) throws {
    self.form = form
    self.user = user
    for part in form.parts where !Self.names.contains(part.name) && Self.number(ofInputs: part.name) == nil {
      throw ServerError.badRequest("Unexpected body part name: \(part.name)")
    }
  }

  /// `workflowInputs_2` is 2.
  private static func number(ofInputs name: String) -> Int? {
    let start = "workflowInputs_"
    return name.hasPrefix(start) ? Int(name.dropFirst(start.count)) : nil
  }

  /// The one that is submitted.
  func workflow() throws -> NewWorkflow {
    var new = try common()
    let inputs = try form.text("workflowInputs").map { try Self.object($0, "workflowInputs") } ?? JSONObject()
    new.inputs = try merged(inputs)
    new.id = try form.text("requestedWorkflowId")
    return new
  }

  /// The one that is to be described, and whether it came with inputs.
  func described() throws -> (workflow: NewWorkflow, hasInputs: Bool) {
    let text = try form.text("workflowInputs") ?? ""
    let hasInputs = text.contains { !$0.isWhitespace }
    var new = try common()
    if hasInputs { new.inputs = try merged(try Self.object(text, "workflowInputs")) }
    return (new, hasInputs)
  }

  private static let mostOfBatch = 1_000

  /// The many that are submitted by an array of inputs.
  func workflows() throws -> [NewWorkflow] {
    let common = try common()
    guard let text = try form.text("workflowInputs") else {
      throw ServerError.badRequest("workflowInputs is missing: an array with the inputs of each workflow")
    }
    guard let all = try Self.value(text, "workflowInputs").array else {
      throw ServerError.badRequest("workflowInputs of a batch is an array, with the inputs of each workflow")
    }
    guard all.count <= Self.mostOfBatch else {
      throw ServerError.badRequest("a batch has at most \(Self.mostOfBatch) workflows, not \(all.count)")
    }
    let ids = try form.text("requestedWorkflowId").map { try identifiers($0) }
    guard ids == nil || ids?.count == all.count else {
      throw ServerError.badRequest("there have to be as many requestedWorkflowId as workflowInputs")
    }
    return try all.enumerated().map { number, inputs in
      guard let inputs = inputs.object else {
        throw ServerError.badRequest("workflowInputs[\(number)] is no object")
      }
      var new = common
      new.inputs = try merged(inputs)
      new.id = ids?[number]
      return new
    }
  }

  private func identifiers(_ text: String) throws -> [String] {
    guard let ids = try Self.value(text, "requestedWorkflowId").array?.map(\.string), !ids.contains(nil) else {
      throw ServerError.badRequest("requestedWorkflowId of a batch is an array of identifiers")
    }
    return ids.compactMap { $0 }
  }

  private func common() throws -> NewWorkflow {
    var new = NewWorkflow(owner: user, source: try source())
    new.dependencies = (form.all("workflowDependencies") + form.all("wdlDependencies")).first?.path
    new.options = try object("workflowOptions")
    new.labels = try Labels.read(try object("labels"))
    new.isOnHold = try flag("workflowOnHold")
    new.language = try form.text("workflowType").flatMap { $0.isEmpty ? nil : $0 }
    if let language = new.language, language.uppercased() != "WDL" {
      throw ServerError.badRequest("workflowType \(language) is not known here: WDL")
    }
    new.languageVersion = try form.text("workflowTypeVersion").flatMap { $0.isEmpty ? nil : $0 }
    new.target = try form.text("workflowRoot").flatMap { $0.isEmpty ? nil : $0 }
    return new
  }

  private func source() throws -> NewWorkflow.Source {
    let url = try form.text("workflowUrl").flatMap { $0.isEmpty ? nil : $0 }
    switch (try form.text("workflowSource") ?? form.text("wdlSource"), url) {
    case (let text?, nil): return .text(Array(text.utf8))
    case (nil, let url?): return .url(try Self.place(url))
    case (nil, nil): throw ServerError.badRequest("workflowSource or workflowUrl needs to be supplied")
    case (.some, .some): throw ServerError.badRequest("workflowSource and workflowUrl can't both be supplied")
    }
  }

  /// Of a document: an address, or a path among what comes along.
  private static func place(_ url: String) throws -> String {
    if let scheme = FileReference(url).scheme, ["http", "https", "s3"].contains(scheme) { return url }
    guard let (path, isFolder) = PlainPath.read(Array(url.utf8)[...]), !isFolder, !url.contains("://") else {
      throw ServerError.badRequest(
        "workflowUrl has to be an address (http, https, s3) or a path in workflowDependencies, not '\(url)'")
    }
    return path
  }

  /// With those of `workflowInputs_2` and so on, of which the highest number counts.
  private func merged(_ inputs: JSONObject) throws -> JSONObject {
    var inputs = inputs
    let more = form.parts.compactMap { part in Self.number(ofInputs: part.name).map { ($0, part) } }
    for (_, part) in more.sorted(by: { $0.0 < $1.0 }) {
      for (name, value) in try Self.object(try MultipartForm.text(of: part), part.name) { inputs[name] = value }
    }
    return inputs
  }

  private func flag(_ name: String) throws -> Bool {
    switch try form.text(name)?.lowercased() {
    case nil, "", "false": return false
    case "true": return true
    case let text?: throw ServerError.badRequest("\(name) is \(text), but has to be true or false")
    }
  }

  private func object(_ name: String) throws -> JSONObject {
    guard let text = try form.text(name), text.contains(where: { !$0.isWhitespace }) else { return JSONObject() }
    return try Self.object(text, name)
  }

  private static func object(_ text: String, _ name: String) throws -> JSONObject {
    guard let object = try value(text, name).object else {
      throw ServerError.badRequest("\(name) has to be a JSON object")
    }
    return object
  }

  private static func value(_ text: String, _ name: String) throws -> JSONValue {
    do {
      return try JSONParser.parse(text)
    } catch {
      throw ServerError.badRequest("\(name): \(error)")
    }
  }
}

/// What users call workflows by.
enum Labels {
  private static let longest = 255

  /// - Throws: ``ServerError`` for what is no text, or too long.
  static func read(_ object: JSONObject) throws -> [String: String] {
    var labels: [String: String] = [:]
    for (name, value) in object {
      guard let text = value.string else {
        throw ServerError.badRequest("Invalid label: `\(name)` is \(value.kind), but has to be a text")
      }
      guard !name.isEmpty, name.count <= longest, text.count <= longest else {
        throw ServerError.badRequest("Invalid label: `\(name)` did not match: at most \(longest) characters each")
      }
      labels[name] = text
    }
    return labels
  }
}
