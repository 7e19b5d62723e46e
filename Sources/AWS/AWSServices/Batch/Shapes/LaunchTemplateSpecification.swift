package import AWSClient

/// The launch template of the instances.
package struct LaunchTemplateSpecification: AWSShape {
  package var launchTemplateId: String?
  package var launchTemplateName: String?
  package var version: String?
  package var overrides: [LaunchTemplateSpecificationOverride]?
  package var userdataType: String?

  package init(
    launchTemplateId: String? = nil, launchTemplateName: String? = nil, version: String? = nil,
    overrides: [LaunchTemplateSpecificationOverride]? = nil, userdataType: String? = nil
  ) {
    self.launchTemplateId = launchTemplateId
    self.launchTemplateName = launchTemplateName
    self.version = version
    self.overrides = overrides
    self.userdataType = userdataType
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    launchTemplateId = try shape.optional("launchTemplateId")
    launchTemplateName = try shape.optional("launchTemplateName")
    version = try shape.optional("version")
    overrides = try shape.optional("overrides")
    userdataType = try shape.optional("userdataType")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["launchTemplateId"] = launchTemplateId
    shape["launchTemplateName"] = launchTemplateName
    shape["version"] = version
    shape["overrides"] = overrides
    shape["userdataType"] = userdataType
  }
}
