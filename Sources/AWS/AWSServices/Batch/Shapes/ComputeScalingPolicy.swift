package import AWSClient

/// How instances are given up.
package struct ComputeScalingPolicy: AWSShape {
  package var minScaleDownDelayMinutes: Int?

  package init(minScaleDownDelayMinutes: Int? = nil) {
    self.minScaleDownDelayMinutes = minScaleDownDelayMinutes
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    minScaleDownDelayMinutes = try shape.optional("minScaleDownDelayMinutes")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["minScaleDownDelayMinutes"] = minScaleDownDelayMinutes
  }
}
