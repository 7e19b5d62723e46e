package import AWSClient

/// Another launch template for some instance types.
package struct LaunchTemplateSpecificationOverride: AWSShape {
  package var launchTemplateId: String?
  package var launchTemplateName: String?
  package var version: String?
  package var targetInstanceTypes: [String]?
  package var userdataType: String?

  package init(
    launchTemplateId: String? = nil, launchTemplateName: String? = nil, version: String? = nil,
    targetInstanceTypes: [String]? = nil, userdataType: String? = nil
  ) {
    self.launchTemplateId = launchTemplateId
    self.launchTemplateName = launchTemplateName
    self.version = version
    self.targetInstanceTypes = targetInstanceTypes
    self.userdataType = userdataType
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    launchTemplateId = try shape.optional("launchTemplateId")
    launchTemplateName = try shape.optional("launchTemplateName")
    version = try shape.optional("version")
    targetInstanceTypes = try shape.optional("targetInstanceTypes")
    userdataType = try shape.optional("userdataType")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["launchTemplateId"] = launchTemplateId
    shape["launchTemplateName"] = launchTemplateName
    shape["version"] = version
    shape["targetInstanceTypes"] = targetInstanceTypes
    shape["userdataType"] = userdataType
  }
}
