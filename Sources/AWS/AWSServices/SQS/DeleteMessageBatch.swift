package import AWSClient

package struct DeleteMessageBatchRequest: AWSShape {
  package var queueUrl: String
  /// At most 10.
  package var entries: [DeleteMessageBatchRequestEntry]

  package init(queueUrl: String, entries: [DeleteMessageBatchRequestEntry]) {
    self.queueUrl = queueUrl
    self.entries = entries
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    queueUrl = try shape.required("QueueUrl")
    entries = try shape.required("Entries")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["QueueUrl"] = queueUrl
    shape["Entries"] = entries
  }
}

package struct DeleteMessageBatchResponse: AWSShape {
  package var successful: [DeleteMessageBatchResultEntry]?
  package var failed: [BatchResultErrorEntry]?

  package init(successful: [DeleteMessageBatchResultEntry]? = nil, failed: [BatchResultErrorEntry]? = nil) {
    self.successful = successful
    self.failed = failed
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    successful = try shape.optional("Successful")
    failed = try shape.optional("Failed")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["Successful"] = successful
    shape["Failed"] = failed
  }
}

/// A message to delete.
package struct DeleteMessageBatchRequestEntry: AWSShape {
  /// Of this entry, within its request.
  package var id: String
  package var receiptHandle: String

  package init(id: String, receiptHandle: String) {
    self.id = id
    self.receiptHandle = receiptHandle
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    id = try shape.required("Id")
    receiptHandle = try shape.required("ReceiptHandle")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["Id"] = id
    shape["ReceiptHandle"] = receiptHandle
  }
}

/// A message that was deleted.
package struct DeleteMessageBatchResultEntry: AWSShape {
  package var id: String

  package init(id: String) {
    self.id = id
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    id = try shape.required("Id")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["Id"] = id
  }
}

/// Why an entry of a request failed.
package struct BatchResultErrorEntry: AWSShape {
  package var id: String
  package var senderFault: Bool?
  package var code: String?
  package var message: String?

  package init(id: String, senderFault: Bool? = nil, code: String? = nil, message: String? = nil) {
    self.id = id
    self.senderFault = senderFault
    self.code = code
    self.message = message
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    id = try shape.required("Id")
    senderFault = try shape.optional("SenderFault")
    code = try shape.optional("Code")
    message = try shape.optional("Message")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["Id"] = id
    shape["SenderFault"] = senderFault
    shape["Code"] = code
    shape["Message"] = message
  }
}

extension SQSClient {
  /// Takes up to 10 messages out of a queue. That some could not be deleted is said in the response.
  package func deleteMessageBatch(_ request: DeleteMessageBatchRequest) async throws -> DeleteMessageBatchResponse {
    try await call("DeleteMessageBatch", subject: request.queueUrl, request)
  }
}
