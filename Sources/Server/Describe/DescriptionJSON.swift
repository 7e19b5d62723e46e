import JSONText
import ServerModel
import WorkflowModel

/// A description as Cromwell's womtool endpoint answers it.
///
/// Source: `WorkflowDescription` of Cromwell's swagger/cromwell.yaml; types as its `WomTypeJsonSupport` writes them.
enum DescriptionJSON {
  static func json(of description: WorkflowDescription) -> JSONValue {
    let program = description.program ?? ProgramDescription()
    return [
      "valid": .bool(description.errors.isEmpty), "errors": .array(description.errors.map { .string($0) }),
      "validWorkflow": .bool(description.program != nil), "name": .string(program.name ?? ""),
      "inputs": .array(program.inputs.sorted { $0.name < $1.name }.map(input)),
      "outputs": .array(program.outputs.sorted { $0.name < $1.name }.map(output)),
      "images": .array(program.images.map { .string($0) }),
      "submittedDescriptorType": descriptor(description.language, description.languageVersion),
      "importedDescriptorTypes": .array(program.importedVersions.map { descriptor(description.language, $0) }),
      "meta": .object(program.meta), "parameterMeta": .object(program.parameterMeta),
      "isRunnableWorkflow": .bool(program.isWorkflow),
    ]
  }

  private static func input(_ input: ProgramDescription.Input) -> JSONValue {
    [
      "name": .string(input.name), "valueType": type(input.type.shape), "typeDisplayName": .string(input.type.text),
      "optional": .bool(input.isOptional), "default": input.defaultText.map { .string($0) } ?? .null,
    ]
  }

  private static func output(_ output: ProgramDescription.Output) -> JSONValue {
    [
      "name": .string(output.name), "valueType": type(output.type.shape),
      "typeDisplayName": .string(output.type.text),
    ]
  }

  private static func descriptor(_ language: String, _ version: String) -> JSONValue {
    ["descriptorType": .string(language), "descriptorTypeVersion": .string(version)]
  }

  private static func type(_ shape: DescribedType.Shape) -> JSONValue {
    switch shape {
    case .plain(let name): return ["typeName": .string(name)]
    case .optional(let inner): return ["typeName": "Optional", "optionalType": type(inner)]
    case .array(let element, let isNonEmpty):
      return ["typeName": "Array", "arrayType": type(element), "nonEmpty": .bool(isNonEmpty)]
    case .map(let key, let value):
      return ["typeName": "Map", "mapType": ["keyType": type(key), "valueType": type(value)]]
    case .pair(let left, let right):
      // Cromwell's document promises `tupleTypes`, its code writes `pairType`.
      let types: JSONValue = ["leftType": type(left), "rightType": type(right)]
      return ["typeName": "Pair", "pairType": types, "tupleTypes": [type(left), type(right)]]
    case .object(let members):
      guard let members else { return ["typeName": "Object"] }
      let fields = members.map { name, member -> JSONValue in
        ["fieldName": .string(name), "fieldType": type(member)]
      }
      return ["typeName": "Object", "objectFieldTypes": .array(fields)]
    }
  }
}
