import AWSClient
import JSONText
import Testing

@testable import AWSServices

/// Answers by which machines and their prices are known, in the spelling of EC2, ECS and the price list.
@Suite struct MachineTests {
  private func element(_ text: String) throws -> XMLElement { try XMLElement.parse(Array(text.utf8)) }

  @Test func anInstanceSaysWhatItIsAndHowItWasBought() throws {
    let item = { (lifecycle: String) in
      """
      <item><instanceId>i-0</instanceId><instanceType>c7g.large</instanceType><placement>
      <availabilityZone>eu-central-1b</availabilityZone></placement><architecture>arm64</architecture>\(lifecycle)</item>
      """
    }
    let expected = InstanceInfo(
      id: "i-0", instanceType: "c7g.large", zone: "eu-central-1b", architecture: "arm64", isSpot: true)
    #expect(try InstanceInfo(element(item("<instanceLifecycle>spot</instanceLifecycle>"))) == expected)
    #expect(try InstanceInfo(element(item("")))?.isSpot == false)
    #expect(try InstanceInfo(element("<item><instanceId>i-0</instanceId></item>")) == nil)
  }

  @Test func aSpotPriceIsOfATypeInAZone() throws {
    let text = """
      <item><instanceType>m5.large</instanceType><productDescription>Linux/UNIX</productDescription>
      <spotPrice>0.041200</spotPrice><timestamp>2026-11-28T12:00:00.000Z</timestamp>
      <availabilityZone>eu-central-1a</availabilityZone></item>
      """
    #expect(
      try SpotPrice(element(text)) == SpotPrice(instanceType: "m5.large", zone: "eu-central-1a", price: 0.0412))
  }

  @Test func aContainerInstanceHasAttributesAndResources() throws {
    let text = #"""
      {"containerInstances":[{"containerInstanceArn":"a","ec2InstanceId":"i-0","registeredResources":[{"name":"CPU",
      "type":"INTEGER","integerValue":2048},{"name":"PORTS","type":"STRINGSET","stringSetValue":["22"]}],
      "attributes":[{"name":"ecs.instance-type","value":"m5.large"},{"name":"ecs.capability.ecr-auth"}]}],
      "failures":[{"arn":"b","reason":"MISSING"}]}
      """#
    let answer = try DescribeContainerInstancesResponse(json: JSONParser.parse(Array(text.utf8)))
    let instance = try #require(answer.containerInstances?.first)
    #expect(instance.attribute("ecs.instance-type") == "m5.large" && instance.attribute("ecs.none") == nil)
    #expect(instance.resource("CPU") == 2048 && instance.resource("PORTS") == nil)
  }

  @Test func productsAreAskedForAsThePriceListSpellsIt() {
    let request = GetProductsRequest(
      serviceCode: "AmazonEC2", filters: [ProductFilter("regionCode", "eu-central-1")], maxResults: 100)
    #expect(
      JSONWriter.compact(request.json)
        == #"{"ServiceCode":"AmazonEC2","Filters":[{"Type":"TERM_MATCH","Field":"regionCode","Value":"eu-central-1"}],"#
        + #""FormatVersion":"aws_v1","MaxResults":100}"#)
  }
}
