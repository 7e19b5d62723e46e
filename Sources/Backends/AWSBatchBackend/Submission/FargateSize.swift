/// A size of Fargate tasks. Source: `ResourceRequirement` in the API reference of AWS Batch.
struct FargateSize: Hashable, Sendable {
  let vCPUs: Double
  /// MiB.
  let memory: Int64

  private struct Row {
    let vCPUs: Double
    /// MiB.
    let least: Int64
    let most: Int64
    let step: Int64
  }

  private static let rows = [
    Row(vCPUs: 0.25, least: 512, most: 2048, step: 512),
    Row(vCPUs: 0.5, least: 1024, most: 4096, step: 1024),
    Row(vCPUs: 1, least: 2048, most: 8192, step: 1024),
    Row(vCPUs: 2, least: 4096, most: 16384, step: 1024),
    Row(vCPUs: 4, least: 8192, most: 30720, step: 1024),
    Row(vCPUs: 8, least: 16384, most: 61440, step: 4096),
    Row(vCPUs: 16, least: 32768, most: 122_880, step: 8192),
  ]

  /// The smallest size that holds both; nil when none does.
  static func least(cpu: Double, memory: Int64) -> FargateSize? {
    guard let row = rows.first(where: { $0.vCPUs >= cpu && $0.most >= memory }) else { return nil }
    // 0.25 vCPU has 512, 1024 and 2048 MiB, but not 1536.
    if row.vCPUs == 0.25, memory > 1024 { return FargateSize(vCPUs: row.vCPUs, memory: 2048) }
    let steps = max(0, (memory - row.least + row.step - 1) / row.step)
    return FargateSize(vCPUs: row.vCPUs, memory: row.least + steps * row.step)
  }
}
