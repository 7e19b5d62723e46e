package import AWSClient

package struct GetQueueUrlRequest: AWSShape {
  package var queueName: String
  package var queueOwnerAWSAccountId: String?

  package init(queueName: String, queueOwnerAWSAccountId: String? = nil) {
    self.queueName = queueName
    self.queueOwnerAWSAccountId = queueOwnerAWSAccountId
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    queueName = try shape.required("QueueName")
    queueOwnerAWSAccountId = try shape.optional("QueueOwnerAWSAccountId")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["QueueName"] = queueName
    shape["QueueOwnerAWSAccountId"] = queueOwnerAWSAccountId
  }
}

package struct GetQueueUrlResponse: AWSShape {
  package var queueUrl: String?

  package init(queueUrl: String? = nil) {
    self.queueUrl = queueUrl
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    queueUrl = try shape.optional("QueueUrl")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["QueueUrl"] = queueUrl
  }
}

extension SQSClient {
  /// The address of a queue.
  package func getQueueUrl(_ request: GetQueueUrlRequest) async throws -> GetQueueUrlResponse {
    try await call("GetQueueUrl", subject: request.queueName, request)
  }
}
