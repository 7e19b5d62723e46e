/// The members of a JSON object in the order in which they were written.
///
/// A name that is set again keeps its first place and takes the new value. Look-up is a scan while the object is small
/// and an index from the first look-up that would scan more than ``scanLimit`` members.
package struct JSONObject: Sendable {
  package private(set) var names: [String]
  package private(set) var values: [JSONValue]
  private var index: [String: Int]

  private static let scanLimit = 12

  package init() {
    names = []
    values = []
    index = [:]
  }

  package init(_ members: some Sequence<(String, JSONValue)>) {
    self.init()
    for (name, value) in members { self[name] = value }
  }

  package var count: Int { names.count }
  package var isEmpty: Bool { names.isEmpty }

  package subscript(_ name: String) -> JSONValue? {
    get { position(of: name).map { values[$0] } }
    set {
      switch (position(of: name), newValue) {
      case (let place?, let value?): values[place] = value
      case (let place?, nil): remove(at: place)
      case (nil, let value?): append(name, value)
      case (nil, nil): break
      }
    }
  }

  private func position(of name: String) -> Int? {
    names.count > Self.scanLimit ? index[name] : names.firstIndex(of: name)
  }

  private mutating func append(_ name: String, _ value: JSONValue) {
    names.append(name)
    values.append(value)
    if names.count == Self.scanLimit + 1 {
      index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    } else if names.count > Self.scanLimit {
      index[name] = names.count - 1
    }
  }

  private mutating func remove(at place: Int) {
    names.remove(at: place)
    values.remove(at: place)
    index = names.count > Self.scanLimit ? Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) }) : [:]
  }
}

extension JSONObject: Hashable {
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.names == right.names && left.values == right.values
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(names)
    hasher.combine(values)
  }
}

extension JSONObject: Sequence {
  package func makeIterator() -> Zip2Sequence<[String], [JSONValue]>.Iterator { zip(names, values).makeIterator() }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
