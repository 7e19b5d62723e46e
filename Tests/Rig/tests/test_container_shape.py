"""What a task asks of its container is what the container has: seen from within, on Batch."""
from pathlib import Path

import pytest

from engine import WORKFLOWS, Engine
from wire import judge_file

SHAPES = WORKFLOWS / "container_shape.wdl"
MEBIBYTE = 1 << 20


@pytest.fixture(scope="module")
def log_file(rig_environment):
    return Path(rig_environment["RIG_STATE"]) / "requests.jsonl"


def configured(account, folder, settings="", rules=""):
    """The arguments of a run on Batch with more settings."""
    path = account.configuration(folder / "martlet.yaml")
    path.write_text(path.read_text() + settings + ("rules:\n" + rules if rules else ""))
    return ["--on", "rig", "--config", path]


@pytest.fixture(scope="module")
def shapes(martlet, client_environment, account, tmp_path_factory, log_file):
    """The outputs of one run with every option, and the lines of the request log before."""
    folder = tmp_path_factory.mktemp("shapes")
    references = folder / "references"
    references.mkdir()
    (references / "genome.txt").write_text("ACGT\n")
    settings = (f"    volumes: ['{references}:/references:ro']\n"
                "    environment: {EVERYWHERE: 'on all jobs'}\n"
                "    tags: 'cost-centre=a=b,team=lab'\n")
    before = len(log_file.read_text().splitlines())
    run = Engine(martlet, folder, client_environment).run(SHAPES, *configured(account, folder, settings))
    return run.outputs, before


def facts(shapes, name):
    return shapes[0][f"container_shape.{name}_facts"]


def test_limits_are_those_of_the_task(shapes):
    found = facts(shapes, "limits")
    assert (found["nofile"], found["core"]) == ("512:1024", "0:0")
    assert int(found["memory"]) == 96 * MEBIBYTE


def test_file_systems_in_memory_have_their_sizes_and_options(shapes):
    found = facts(shapes, "memory")
    assert (int(found["shm"]), int(found["tmpfs"]), found["type"]) == (24 * 1024, 12 * 1024, "tmpfs")
    assert "noexec" in found["options"]


def test_a_read_only_image_still_runs_where_it_may_write(shapes):
    assert facts(shapes, "read_only") == {"root": "no", "tmp": "yes"}


def test_user_init_and_variables_arrive_unharmed(shapes):
    found = facts(shapes, "identity")
    assert found["user"] == "1234:2345"
    assert "init" in found["first"] or "catatonit" in found["first"], found
    assert found["greeting"] == 'good "day"; $HOME'
    assert found["everywhere"] == "on all jobs"


def test_fuse_is_there_with_the_rights_to_use_it(shapes):
    found = facts(shapes, "device")
    assert found["fuse"] == "yes"
    assert int(found["capabilities"], 16) & 1 << 21, "CAP_SYS_ADMIN"


def test_volumes_are_where_they_were_asked_for(shapes, rig_environment):
    assert facts(shapes, "place") == {"reference": "ACGT", "writable": "no", "efs": "kept.txt", "disk": "yes"}
    kept = Path(rig_environment["RIG_STATE"]) / "efs" / "fs-0abc" / "shared" / "kept.txt"
    assert kept.read_text() == "kept\n"


def test_every_request_of_it_fits_its_model(shapes, log_file):
    verdict = judge_file(log_file, first=shapes[1])
    assert verdict.faults == {}


def test_tags_go_to_jobs_and_definitions(shapes, account):
    tags = [job["tags"] for job in account.described("SUCCEEDED") if job["tags"].get("martlet:call") == "limits"]
    assert tags and all(tag["cost-centre"] == "a=b" and tag["team"] == "lab" for tag in tags)


def test_wrong_options_name_the_task_and_the_key_before_anything_is_submitted(engine, account, tmp_path):
    before = len(account.jobs("SUCCEEDED", "FAILED", "RUNNABLE"))
    run = engine.run(WORKFLOWS / "wrong_options.wdl", *configured(account, tmp_path))
    run.fails("`containerOptions` of the task wrong_options has `--gpus`, which AWS Batch has nothing for; it may have --env",
              "`jobTimeout` of the task wrong_options must be at least 60 seconds")
    rules = "  - name: shell\n    containerOptions: --gpus all\n"
    run = engine.run(WORKFLOWS / "shell.wdl", *configured(account, tmp_path, rules=rules))
    run.fails(r"`rules\[0\].containerOptions` has `--gpus`, which AWS Batch has nothing for", "martlet.yaml:14")
    assert len(account.jobs("SUCCEEDED", "FAILED", "RUNNABLE")) == before


def own_definition(account, name, **more):
    return account.batch.register_job_definition(
        jobDefinitionName=f"{name}-{account.tag}", type="container",
        containerProperties={
            "image": "localhost/busybox:latest", "command": ["true"], "jobRoleArn": account.job_role,
            "resourceRequirements": [{"type": "VCPU", "value": "1"}, {"type": "MEMORY", "value": "128"}],
            "environment": [{"name": "OWN", "value": "yes"}], **more})


def test_an_own_definition_is_used_untouched(engine, account, tmp_path):
    definition = own_definition(account, "own", user="4321")
    before = len(account.definitions())
    run = engine.run(
        WORKFLOWS / "own_definition.wdl", f"definition=job-definition://{definition['jobDefinitionName']}:1",
        *configured(account, tmp_path, "    environment: {MORE: 'from here'}\n    volumes: ['/nowhere:/nowhere']\n"))
    assert run.outputs["own_definition.facts"] == {"own": "yes", "user": "4321", "more": "from here"}
    assert len(account.definitions()) == before
    assert definition["jobDefinitionArn"] in {job["jobDefinition"] for job in account.described("SUCCEEDED")}


def test_what_an_own_definition_fixes_cannot_be_changed(engine, account, tmp_path):
    definition = own_definition(account, "fixed")
    rules = f"  - name: shell\n    jobDefinition: {definition['jobDefinitionName']}\n    user: '1'\n"
    run = engine.run(WORKFLOWS / "shell.wdl", *configured(account, tmp_path, rules=rules))
    run.fails(rf"`user` .*cannot be changed in the job definition `{definition['jobDefinitionName']}`", "environment only")


def test_a_definition_that_is_not_there_is_said(engine, account, tmp_path):
    run = engine.run(WORKFLOWS / "shell.wdl", "image=job-definition://no-such", *configured(account, tmp_path))
    run.fails("there is no active job definition `no-such` in us-east-1")


def test_equal_shapes_share_a_definition_across_runs(engine, account, tmp_path):
    arguments = configured(account, tmp_path, "    user: '2222'\n")
    assert engine.run(WORKFLOWS / "shell.wdl", *arguments).status == 0
    after_one = len(account.definitions())
    assert engine.run(WORKFLOWS / "shell.wdl", *arguments, runs="again").status == 0
    assert len(account.definitions()) == after_one
