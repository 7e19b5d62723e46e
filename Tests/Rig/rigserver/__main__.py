"""One process: moto, the Batch stand-in, the metadata services, and the gate in front of them all."""
import json
import os
import threading

from rigserver import executors, http_server, settings


def main():
    chosen = settings.from_environment()
    os.environ.setdefault("MOTO_PORT", str(chosen.port))
    os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
    gate = make_gate(chosen)
    for host, port in chosen.also:
        threading.Thread(target=http_server.serve, args=(host, port, gate), daemon=True).start()
    http_server.serve(chosen.host, chosen.port, gate, chosen.certificate)


def make_gate(chosen):
    """The WSGI application. moto is imported only here: it reads the environment when it is."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

    from rigserver import moto_repairs
    from rigserver.account import Account
    from rigserver.batch import Batch
    from rigserver.control import Control
    from rigserver.gate import Gate
    from rigserver import price_list
    from rigserver.instance_metadata import InstanceMetadata
    from rigserver.regions import Regions

    moto_repairs.apply()
    account = Account(chosen)
    hooks = {
        "secret": account.secret,
        "role_exists": account.role_exists,
        "credentials": account.grant,
        "environment": {} if chosen.closed else {"AWS_ENDPOINT_URL": chosen.endpoint},
    }
    if chosen.events:
        hooks["event"] = account.events.put
    executor = executors.make(chosen.executor, chosen.slots, chosen.grace, account)

    def in_region(region):
        own = {**hooks, "log": lambda *lines: account.log(*lines, region=region)}
        return Batch(executor, region, own, chosen.dwell, chosen.min_timeout)

    batch = in_region(chosen.region)
    regions = Regions(batch, in_region)
    metadata = InstanceMetadata(account, chosen.region)
    control = Control(account, batch, metadata)
    control.gate = Gate(
        DomainDispatcherApplication(create_backend_app), account.secret_of, chosen.region, chosen.strict, chosen.log,
        unsigned=[("/moto-api/", alive), ("/rig/", control.answer), ("/latest/", metadata.answer)],
        batch=lambda *request: batch_answer(regions.of(request[3]), *request),
        others={"ecs": lambda request: regions.of(request.headers).ecs(request),
                "ec2": lambda request: regions.of(request.headers).ec2(request), "pricing": price_list.answer})
    return control.gate


def alive(method, path, query, headers, body):
    return 200, "application/json", b'{"rig": true}'


def batch_answer(batch, method, path, query, headers, body):
    status, headers, answer = batch.dispatch(method, path, query, body)
    return status, "application/json", json.dumps(answer).encode(), headers


if __name__ == "__main__":
    main()
