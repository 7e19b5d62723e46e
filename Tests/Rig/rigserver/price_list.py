"""The price list service, which moto lacks: a few products with the shape that AWS gives them, at prices of their own."""
import json

# (type, vCPUs, memory, architecture, dollars an hour)
MACHINES = [
    ("m5.large", "2", "8 GiB", "Intel Xeon Platinum 8175 (Skylake)", "0.0960000000"),
    ("c7g.large", "2", "4 GiB", "AWS Graviton3 Processor", "0.0725000000"),
]
FARGATE = [
    ("Fargate-vCPU-Hours:perCPU", "0.0404800000"), ("Fargate-GB-Hours", "0.0044450000"),
    ("Fargate-ARM-vCPU-Hours:perCPU", "0.0323800000"), ("Fargate-ARM-GB-Hours", "0.0035600000"),
    ("Fargate-EphemeralStorage-GB-Hours", "0.0001110000"),
    ("Fargate-Windows-vCPU-Hours:perCPU", "0.0914800000"),
]


def answer(request):
    """GetProducts, page by page: one product each, so that a client has to ask on."""
    asked = json.loads(request.body)
    wanted = {item["Field"]: item["Value"] for item in asked.get("Filters", [])}
    found = [product for product in products(asked["ServiceCode"], wanted.get("regionCode", "us-east-1"))
             if all(product["product"]["attributes"].get(field) == value for field, value in wanted.items())]
    start = int(asked.get("NextToken") or 0)
    page = {"FormatVersion": "aws_v1", "PriceList": [json.dumps(product) for product in found[start:start + 1]]}
    if start + 1 < len(found):
        page["NextToken"] = str(start + 1)
    return 200, "application/x-amz-json-1.1", json.dumps(page).encode()


def products(service, region):
    if service == "AmazonEC2":
        for kind, cpus, memory, processor, price in MACHINES:
            for tenancy, factor in (("Shared", price), ("Dedicated", "9.0000000000")):
                yield product(region, factor, {
                    "servicecode": service, "instanceType": kind, "vcpu": cpus, "memory": memory,
                    "physicalProcessor": processor, "operatingSystem": "Linux", "tenancy": tenancy,
                    "preInstalledSw": "NA", "capacitystatus": "Used", "marketoption": "OnDemand",
                    "licenseModel": "No License required"})
    elif service == "AmazonECS":
        for usage, price in FARGATE:
            yield product(region, price, {"servicecode": service, "usagetype": "USE1-" + usage}, "hours")


def product(region, price, attributes, unit="Hrs"):
    sku = f"{abs(hash((region, price, str(attributes)))):016X}"[:16]
    rate = f"{sku}.JRTCKXETXF.6YS6EN2CT7"
    return {
        "product": {"productFamily": "Compute Instance", "sku": sku,
                    "attributes": {"regionCode": region, "locationType": "AWS Region", **attributes}},
        "serviceCode": attributes["servicecode"],
        "terms": {"OnDemand": {f"{sku}.JRTCKXETXF": {
            "sku": sku, "offerTermCode": "JRTCKXETXF", "effectiveDate": "2026-11-01T00:00:00Z", "termAttributes": {},
            "priceDimensions": {rate: {"rateCode": rate, "unit": unit, "beginRange": "0", "endRange": "Inf",
                                       "description": "", "appliesTo": [], "pricePerUnit": {"USD": price}}}}}},
        "version": "20261101000000", "publicationDate": "2026-11-01T00:00:00Z",
    }
