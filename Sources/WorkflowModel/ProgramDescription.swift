package import JSONText

/// What a checked document holds, for those who ask before they run it.
package struct ProgramDescription: Sendable {
  package struct Input: Sendable {
    /// Without the target's own name: `reference`, `align.threads`.
    package let name: String
    package let type: DescribedType
    package let isOptional: Bool
    /// As the document writes it.
    package let defaultText: String?

    package init(name: String, type: DescribedType, isOptional: Bool, defaultText: String?) {
      self.name = name
      self.type = type
      self.isOptional = isOptional
      self.defaultText = defaultText
    }
  }

  package struct Output: Sendable {
    package let name: String
    package let type: DescribedType

    package init(name: String, type: DescribedType) {
      self.name = name
      self.type = type
    }
  }

  /// Of the workflow, or of the only task; nil where a document has neither, or several tasks.
  package var name: String?
  package var isWorkflow = false
  package var inputs: [Input] = []
  package var outputs: [Output] = []
  package var meta = JSONObject()
  package var parameterMeta = JSONObject()
  /// The images that tasks name, as the document writes them, each once.
  package var images: [String] = []
  /// The versions of the language that imported documents are written in, each once.
  package var importedVersions: [String] = []

  package init() {}
}

/// A type in words that languages share.
package struct DescribedType: Sendable {
  package indirect enum Shape: Sendable {
    /// `Int`, `String`, `File`: what has no parts.
    case plain(String)
    case optional(Shape)
    case array(Shape, isNonEmpty: Bool)
    case map(Shape, Shape)
    case pair(Shape, Shape)
    /// Nil where its members are not told.
    case object([(name: String, type: Shape)]?)
  }

  /// As the language writes it: `Array[File]+?`.
  package let text: String
  package let shape: Shape

  package init(text: String, shape: Shape) {
    self.text = text
    self.shape = shape
  }
}
