package import JSONText

/// What tasks get that do not say it themselves: attributes under the names by which a task might say them.
package struct AttributeDefaults: Hashable, Sendable {
  package var values: JSONObject
  /// Names that stand for the same attribute, where a language does not know that by itself.
  package var synonyms: [[String]]

  package init(values: JSONObject = JSONObject(), synonyms: [[String]] = []) {
    self.values = values
    self.synonyms = synonyms
  }

  /// All names of an attribute that is known here.
  package func names(of attribute: String) -> [String] {
    synonyms.first { $0.contains(attribute) } ?? [attribute]
  }
}
