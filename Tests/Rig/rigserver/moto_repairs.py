"""What moto does otherwise than AWS, where tests of infrastructure meet it, and what takes it too long."""
import functools
import json


def apply():
    bucket_policies_heed_transport()
    launch_templates_keep_their_own_tags()
    paths_of_events_are_parsed_once()


def paths_of_events_are_parsed_once():
    """moto makes a parser, its tables too, for each of eight paths of each event for each target: some seconds a job."""
    import jsonpath_ng.ext

    jsonpath_ng.ext.parse = functools.cache(jsonpath_ng.ext.parse)


def bucket_policies_heed_transport():
    """moto takes a condition for met that it was told nothing of. The rig stands in the place of endpoints with TLS, so
    what a policy denies to other transports is not denied here."""
    from moto.iam.access_control import IAMPolicy, PermissionResult
    from moto.s3.models import FakeBucket

    def get_permission(bucket, action, resource):
        if bucket.policy is None:
            return PermissionResult.NEUTRAL
        policy = json.loads(bucket.policy)
        statements = policy["Statement"] if isinstance(policy["Statement"], list) else [policy["Statement"]]
        kept = [statement for statement in statements if not is_for_plain_http(statement)]
        if not kept:
            return PermissionResult.NEUTRAL
        return IAMPolicy(json.dumps({**policy, "Statement": kept})).is_action_permitted(action, resource)

    FakeBucket.get_permission = get_permission


def is_for_plain_http(statement):
    value = statement.get("Condition", {}).get("Bool", {}).get("aws:SecureTransport")
    return value in ("false", ["false"])


def launch_templates_keep_their_own_tags():
    """moto puts the tags of a template also into what the template says of machines."""
    from moto.ec2.models import EC2Backend

    create = EC2Backend.create_launch_template

    def create_launch_template(backend, name, description, template_data, tag_spec):
        own = [tags for tags in template_data.get("TagSpecifications", []) if tags["ResourceType"] != "launch-template"]
        data = {**template_data, "TagSpecifications": own}
        if not own:
            del data["TagSpecifications"]
        return create(backend, name, description, data, tag_spec)

    EC2Backend.create_launch_template = create_launch_template
