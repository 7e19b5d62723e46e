"""What the server says of itself, and whether it is so: schemathesis makes requests of the document."""

import json
import sys

import requests
from openapi_spec_validator import validate

from conftest import WORKFLOWS

CHECKS = ("not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
          "response_schema_conformance")


def test_the_document_is_valid_and_needs_no_token(server):
    answer = requests.get(server.url + "/openapi.json", timeout=30)
    validate(answer.json())
    swagger = requests.get(server.url + "/swagger/cromwell.yaml", timeout=30)
    assert json.loads(swagger.text) == answer.json()


def test_what_is_asked_by_the_document_is_answered_as_it_says(server, run, tmp_path):
    with open(WORKFLOWS / "broken.wdl", "rb") as document:
        known = server.ask("POST", "/api/workflows/v1", status=201, files={"workflowSource": document}).json()["id"]
    server.wait(known)
    configuration = tmp_path / "schemathesis.toml"
    configuration.write_text(f'[parameters]\n"path.id" = "{known}"\n"path.run_id" = "{known}"\n"path.task_id" = "1"\n')
    run("schemathesis", "--config-file", configuration, "run", f"{server.url}/openapi.json", "--url", server.url,
        "--checks", CHECKS, "--max-examples", "4", "--seed", "9", "--phases", "coverage,fuzzing", "--workers", "2",
        "--header", f"Authorization: Bearer {server.token}", "--suppress-health-check", "all",
        "--generation-database", "none", "--exclude-tag", "page")
    assert server.process.poll() is None
