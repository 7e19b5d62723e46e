package import AWSClient

package struct ReceiveMessageRequest: AWSShape {
  package var queueUrl: String
  package var messageSystemAttributeNames: [String]?
  /// At most 10; one unless said.
  package var maxNumberOfMessages: Int?
  /// Seconds in which nobody else receives what is received now.
  package var visibilityTimeout: Int?
  /// At most 20: how long the answer may wait for a message.
  package var waitTimeSeconds: Int?

  package init(
    queueUrl: String, messageSystemAttributeNames: [String]? = nil, maxNumberOfMessages: Int? = nil,
    visibilityTimeout: Int? = nil, waitTimeSeconds: Int? = nil
  ) {
    self.queueUrl = queueUrl
    self.messageSystemAttributeNames = messageSystemAttributeNames
    self.maxNumberOfMessages = maxNumberOfMessages
    self.visibilityTimeout = visibilityTimeout
    self.waitTimeSeconds = waitTimeSeconds
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    queueUrl = try shape.required("QueueUrl")
    messageSystemAttributeNames = try shape.optional("MessageSystemAttributeNames")
    maxNumberOfMessages = try shape.optional("MaxNumberOfMessages")
    visibilityTimeout = try shape.optional("VisibilityTimeout")
    waitTimeSeconds = try shape.optional("WaitTimeSeconds")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["QueueUrl"] = queueUrl
    shape["MessageSystemAttributeNames"] = messageSystemAttributeNames
    shape["MaxNumberOfMessages"] = maxNumberOfMessages
    shape["VisibilityTimeout"] = visibilityTimeout
    shape["WaitTimeSeconds"] = waitTimeSeconds
  }
}

package struct ReceiveMessageResponse: AWSShape {
  package var messages: [Message]?

  package init(messages: [Message]? = nil) {
    self.messages = messages
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    messages = try shape.optional("Messages")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["Messages"] = messages
  }
}

/// A message as it was received.
package struct Message: AWSShape {
  package var messageId: String?
  /// What deletes it.
  package var receiptHandle: String?
  package var body: String?
  package var attributes: [String: String]?

  package init(
    messageId: String? = nil, receiptHandle: String? = nil, body: String? = nil, attributes: [String: String]? = nil
  ) {
    self.messageId = messageId
    self.receiptHandle = receiptHandle
    self.body = body
    self.attributes = attributes
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    messageId = try shape.optional("MessageId")
    receiptHandle = try shape.optional("ReceiptHandle")
    body = try shape.optional("Body")
    attributes = try shape.optional("Attributes")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["MessageId"] = messageId
    shape["ReceiptHandle"] = receiptHandle
    shape["Body"] = body
    shape["Attributes"] = attributes
  }
}

extension SQSClient {
  /// Messages of a queue, which stay in it until they are deleted. With long polling the answer comes with the first of them.
  package func receiveMessage(_ request: ReceiveMessageRequest) async throws -> ReceiveMessageResponse {
    try await call("ReceiveMessage", subject: request.queueUrl, request)
  }
}
