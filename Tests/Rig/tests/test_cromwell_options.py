"""Workflow options, as Cromwell has them: copies here and in S3, the callback, roles, what a resumed run makes of them."""
import http.server
import json
import threading

import pytest

from engine import WORKFLOWS
from tool import Tool

OPTIONS = WORKFLOWS / "cromwell_options.wdl"


@pytest.fixture
def options(tmp_path):
    """Writes options; the arguments that name them."""
    def write(**values):
        path = tmp_path / "options.json"
        path.write_text(json.dumps(values))
        return ["--options", path]
    return write


@pytest.fixture
def listener():
    """An address with the messages that it got; the first is answered with 503."""
    messages = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            messages.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(503 if len(messages) == 1 else 200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/done?key=secret", messages
    server.shutdown()


def test_a_run_on_batch_does_what_its_options_say(engine, on_batch, account, options, trouble, listener, tmp_path):
    address, messages = listener
    final = f"s3://{account.bucket}/final"
    role = account.role("martlet-options", "ecs-tasks.amazonaws.com")
    arguments = options(
        default_runtime_attributes={"docker": "localhost/busybox:latest", "memory": "64 MiB", "maxRetries": "1"},
        aws_batch_job_role_arn=role, aws_s3_root=f"s3://{account.bucket}/root", final_workflow_outputs_dir=final,
        final_workflow_outputs_dir_metadata="destination", final_workflow_log_dir=f"{final}/logs",
        final_call_logs_dir=str(tmp_path / "call-logs"), delete_intermediate_output_files=True,
        workflow_callback_uri=address, aws_batch_script_bucket_prefix="scripts/")
    before = account.keys("work")
    run = engine.run(OPTIONS, *on_batch, *arguments)
    name = next((tmp_path / "runs").glob("cromwell_options-*")).name
    calls = f"{final}/cromwell_options/{name}"
    assert run.outputs == {
        "cromwell_options.scattered": [f"{calls}/call-make/shard-0/sub/a-result.txt", f"{calls}/call-make/shard-1/sub/b-result.txt"],
        "cromwell_options.one": f"{calls}/call-single/sub/result.txt"}
    assert account.object(run.outputs["cromwell_options.one"]) == b"c\n"
    copied = [record for record in trouble.records() if "x-amz-copy-source" in json.dumps(record["headers"]).lower()]
    assert len(copied) == 3, "the service copies from S3 to S3"
    assert b"the run succeeded" in account.object(f"{final}/logs/workflow.{name}.log")
    assert (tmp_path / "call-logs" / "cromwell_options" / name / "call-make" / "shard-1" / "stdout").read_text() == "made b\n"
    definitions = [body for _, body in trouble.requests("RegisterJobDefinition")]
    assert {body["containerProperties"]["jobRoleArn"] for body in definitions} == {role}
    assert account.keys("work") == before, "all of the run is below aws_s3_root"
    left = [key for key in account.keys("root/") if "/work/" in key]
    assert left == [], "what only calls had made is gone"
    assert messages == [messages[0]] * 2 and messages[0] == {
        "workflowId": name, "state": "Succeeded", "outputs": run.outputs, "failures": []}
    assert "secret" not in run.stderr + (tmp_path / "runs" / name / "run.log").read_text()
    assert "`aws_batch_script_bucket_prefix` has no effect" in run.stderr


def test_colliding_names_are_refused_before_anything_is_copied_and_resume_knows_the_options(
        engine, options, listener, martlet, client_environment, tmp_path):
    address, messages = listener
    arguments = options(final_workflow_outputs_dir="final", use_relative_output_paths="true", workflow_callback_uri=address)
    source = tmp_path / "same.wdl"
    source.write_text(OPTIONS.read_text().replace('name + "-" + file', "file"))
    engine.run(source, *arguments, "--containers", "none").fails("two outputs would be copied to .*/final/sub/result.txt")
    assert not (tmp_path / "final").exists()
    assert messages[-1]["state"] == "Failed" and "two outputs" in messages[-1]["failures"][0]
    record = next((tmp_path / "runs").glob("cromwell_options-*")) / "run.json"
    record.write_text(record.read_text().replace('"use_relative_output_paths": "true"', '"use_relative_output_paths": "false"'))
    resumed = Tool(martlet, tmp_path, client_environment).run("resume", "_latest", "--runs-dir", tmp_path / "runs")
    assert resumed.status == 0, resumed
    assert len(list((tmp_path / "final").rglob("result.txt"))) == 3
    assert messages[-1]["state"] == "Succeeded"


def test_results_are_taken_only_from_below_the_prefixes(engine, options, tmp_path):
    arguments = ["--containers", "none"]
    engine.run(OPTIONS, *arguments, cached=True).outputs
    other = engine.run(OPTIONS, *arguments, *options(call_cache_hit_path_prefixes=["s3://elsewhere/x"]), cached=True)
    assert other.status == 0 and "cached" not in other.stderr.lower().replace("not cached", "")
    run = engine.run(OPTIONS, *arguments, *options(call_cache_hit_path_prefixes=[str(tmp_path / "runs")]), cached=True)
    journal = (tmp_path / "runs" / "_latest" / "journal.jsonl").read_text()
    assert run.status == 0 and journal.count('"call-cached"') == 3
