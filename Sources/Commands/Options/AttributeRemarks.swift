import JSONText
import Synchronization
import WorkflowModel

/// What people should know of attributes that tasks have and that do not do here what they do elsewhere; each is told
/// once a run.
final class AttributeRemarks: Sendable {
  private let environment: RunEnvironment
  private let tellsMemory: Bool
  private let told = Mutex<Set<String>>([])

  init(_ environment: RunEnvironment, _ options: WorkflowOptions) {
    self.environment = environment
    // Who brings options comes from Cromwell.
    tellsMemory = options != .none && environment.memoryUnits == nil
  }

  func remarks(_ request: TaskRequest, _ site: TaskSite) -> [String] {
    if request.hints.isEmpty { return [] }
    var remarks = Self.remarks(on: request.hints, isOnFargate: environment.isOnFargate(request, site))
    if tellsMemory, let remark = Self.memory(request.hints["memory"]) { remarks.append(("memory", remark)) }
    return told.withLock { told in
      remarks.filter { told.insert($0.attribute).inserted }.map { "\(site.call): \($0.text)" }
    }
  }

  static func remarks(on hints: JSONObject, isOnFargate: Bool) -> [(attribute: String, text: String)] {
    var remarks: [(String, String)] = []
    func remark(_ name: String, _ text: String, if isMeant: (JSONValue) -> Bool = { !$0.isNull }) {
      if let value = hints[name], isMeant(value) { remarks.append((name, "`\(name)` has no effect: \(text)")) }
    }
    func isTrue(_ value: JSONValue) -> Bool { value.bool ?? (value.string?.lowercased() == "true") }
    remark("zones", "the subnets of the queue's compute environments decide")
    if !isOnFargate {
      remark("noAddress", "the subnets of the queue's compute environments decide, but on Fargate", if: isTrue)
    }
    remark("scriptBucketName", "commands lie below the environment's `bucket`, with the results of their calls")
    remark("efsDelocalize", "outputs are kept in S3 wherever the command wrote them", if: isTrue)
    remark("efsMakeMD5", "no `.md5` is written beside outputs; the call cache knows them by what S3 tells", if: isTrue)
    return remarks
  }

  /// What Cromwell makes of a size in decimal units.
  static func memory(_ value: JSONValue?) -> String? {
    guard let text = value?.string, let ours = ByteSize.parse(text), let theirs = MemoryUnits.binary.bytes(text),
      ours != theirs
    else { return nil }
    func mebibytes(_ bytes: Int64) -> Int64 { (bytes + (1 << 20) - 1) >> 20 }
    return "`memory: \"\(text)\"` is \(mebibytes(ours)) MiB, as the specification of WDL has it; Cromwell gives "
      + "\(mebibytes(theirs)) MiB, and so does martlet with `memoryUnits: binary` in martlet.yaml"
  }
}
