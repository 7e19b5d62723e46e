import AWSClient
import Testing

@testable import AWSServices

@Suite struct InstanceTypeTests {
  @Test func sizesAreReadFromEC2sSpelling() throws {
    let text = """
      <DescribeInstanceTypesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>
      <instanceTypeSet><item><instanceType>p3.8xlarge</instanceType><memoryInfo><sizeInMiB>249856</sizeInMiB></memoryInfo>
      <vCpuInfo><defaultVCpus>32</defaultVCpus></vCpuInfo><gpuInfo><gpus><item><count>4</count></item></gpus></gpuInfo>
      <processorInfo><supportedArchitectures><item>x86_64</item></supportedArchitectures></processorInfo></item>
      <item><instanceType>odd</instanceType></item></instanceTypeSet></DescribeInstanceTypesResponse>
      """
    let items = try XMLElement.parse(Array(text.utf8)).first("instanceTypeSet")?.all("item") ?? []
    #expect(
      items.compactMap { InstanceTypeInfo($0) } == [
        InstanceTypeInfo(name: "p3.8xlarge", vCPUs: 32, memory: 249_856, gpus: 4)
      ])
  }
}
