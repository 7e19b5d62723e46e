package import AWSClient

package struct GetServiceQuotaRequest: AWSShape {
  /// `ec2`.
  package var serviceCode: String
  /// `L-34B43A08`.
  package var quotaCode: String

  package init(serviceCode: String, quotaCode: String) {
    self.serviceCode = serviceCode
    self.quotaCode = quotaCode
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    serviceCode = try shape.required("ServiceCode")
    quotaCode = try shape.required("QuotaCode")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["ServiceCode"] = serviceCode
    shape["QuotaCode"] = quotaCode
  }
}

package struct GetServiceQuotaResponse: AWSShape {
  package var quota: ServiceQuota?

  package init(quota: ServiceQuota? = nil) {
    self.quota = quota
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    quota = try shape.optional("Quota")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["Quota"] = quota
  }
}

package struct ServiceQuota: AWSShape {
  package var quotaName: String?
  package var value: Double?

  package init(quotaName: String? = nil, value: Double? = nil) {
    self.quotaName = quotaName
    self.value = value
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    quotaName = try shape.optional("QuotaName")
    value = try shape.optional("Value")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["QuotaName"] = quotaName
    shape["Value"] = value
  }
}

extension ServiceQuotasClient {
  /// What the account may have of something in the region.
  package func getServiceQuota(_ request: GetServiceQuotaRequest) async throws -> GetServiceQuotaResponse {
    try await call("GetServiceQuota", subject: request.quotaCode, request)
  }
}
