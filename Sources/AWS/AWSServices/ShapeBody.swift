import AWSClient
import JSONText

extension AWSShape {
  /// Reads a response's body; an empty one is an object without members.
  init(body: [UInt8]) throws(AWSResponseError) {
    do {
      try self.init(json: body.isEmpty ? [:] : try JSONParser.parse(body))
    } catch let error as AWSResponseError {
      throw error
    } catch {
      throw AWSResponseError("\(error)")
    }
  }
}
