import Foundation
import JSONText

/// The recorded examples of the contract: texts that released engines and agents wrote.
enum ExamplesOnDisk {
  static func json(_ name: String) throws -> JSONValue {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Examples")
    return try JSONParser.parse(Array(Data(contentsOf: folder.appending(path: name + ".json"))))
  }
}
