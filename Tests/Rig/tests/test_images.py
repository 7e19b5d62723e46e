"""The agent in images that offer next to nothing, by each way to obtain it."""
import functools
import json
import re
import subprocess

import pytest

from engine import WORKFLOWS
from terminator import Terminator

IMAGES = WORKFLOWS / "images.wdl"
# Of Tests/Rig/lib/bare-images.sh: those that can fetch the agent themselves, and those that cannot.
FETCHING = ("bare-curl", "bare-wget", "bare-python", "bare-perl", "bare-bash", "bare-busybox", "bare-musl", "bare-names",
            "bare-debian-11")
HELPLESS = ("bare-shell", "bare-unchangeable")
# They get it over TLS from an authority that they do not know: they compute its digest.
OF_TLS = ("bare-wget", "bare-python", "bare-busybox", "bare-musl", "bare-debian-11")
OF_FOREIGN_NAMES = ("bare-names", "bare-debian-11")
WITH_AGENT = "/martlet-agent"


def place(image, **changes):
    """Where a task of the workflow runs: in an image of the rig, as root, with nothing else unless it is said."""
    return {"image": f"localhost/{image}:latest", "user": "0:0", "read_only": False, "tmpfs": [], "volumes": [],
            "variables": {}, **changes}


@pytest.fixture(scope="module")
def here(client_environment):
    """here(images): those of them that there are: Debian 11's packages may no longer be had."""
    exists = functools.cache(lambda image: subprocess.run(
        ["podman", "image", "exists", f"localhost/{image}:latest"], env=client_environment).returncode == 0)
    return lambda images: [image for image in images if image != "bare-debian-11" or exists(image)]


@pytest.fixture
def look(engine, account, tmp_path):
    """look(places, mode): a task in each of them; the run."""
    (tmp_path / "letter.txt").write_text("dear task\nyours\n")

    def run(places, mode="download", *arguments, **variables):
        inputs = {"images.places": places, "images.letter": str(tmp_path / "letter.txt")}
        (tmp_path / "inputs.json").write_text(json.dumps(inputs))
        configuration = account.configuration(tmp_path / "martlet.yaml", mode=mode)
        return engine.run(IMAGES, "-i", "inputs.json", "--on", "rig", "--config", configuration, *arguments, **variables)

    return run


@pytest.fixture
def check(account):
    def check(run, places):
        """Every task has read its input, and kept its output."""
        outputs = run.outputs
        assert outputs["images.said"] == [f"{place['image']} has read it" for place in places]
        for answer in outputs["images.answers"]:
            assert account.object(answer) == b"read: dear task\nread: yours\n"

    return check


def test_an_image_fetches_the_agent_with_what_it_has(look, check, trouble, here):
    places = [place(image) for image in here(FETCHING)]
    check(look(places), places)
    programs = {re.sub("[/ ].*", "", program) for program in trouble.programs("/martlet-agent?")}
    # busybox calls itself Wget too; Perl, Python and bash speak for themselves, and say no name.
    assert programs == {"curl", "Wget", ""}


def test_a_mounted_agent_needs_no_tool(look, check, account, here):
    places = [place(image) for image in here(FETCHING + HELPLESS)]
    check(look(places, mode=f"{{mount: {account.agent}}}"), places)


@pytest.fixture(scope="module")
def with_agent(account, client_environment):
    """with_agent(image): the name of the same image with the agent in it."""

    def podman(*arguments):
        subprocess.run(["podman", *arguments], env=client_environment, check=True, capture_output=True)

    @functools.cache
    def make(image):
        name = f"with-agent-{image}"
        podman("create", "--name", name, f"localhost/{image}:latest", "sh")
        podman("cp", account.agent, f"{name}:{WITH_AGENT}")
        podman("commit", "-q", name, f"localhost/{name}:latest")
        podman("rm", name)
        made.append(name)
        return name

    made = []
    yield make
    podman("rmi", "--force", *(f"localhost/{name}:latest" for name in made))


def test_an_agent_of_the_image_needs_no_tool(look, check, with_agent, here):
    places = [place(with_agent(image)) for image in here(FETCHING + HELPLESS)]
    check(look(places, mode=f"{{image: {WITH_AGENT}}}"), places)


def test_an_agent_that_another_container_brings_needs_no_tool(look, check, with_agent, here):
    places = [place(image) for image in here(FETCHING + HELPLESS)]
    check(look(places, mode=f"{{container: localhost/{with_agent('bare-shell')}:latest}}"), places)


def test_an_image_that_cannot_have_it_is_told_what_to_do(look):
    run = look([place(image) for image in HELPLESS], "download", "--failure-mode", "continue")
    run.fails("agent could not be obtained", "nothing that makes a file executable", "`mount` or `image`", status=(1,),
              several=True)


# Over TLS, with an authority that no image knows.


@pytest.fixture(scope="module")
def terminator(rig_environment, tmp_path_factory):
    with Terminator(rig_environment["AWS_ENDPOINT_URL"], tmp_path_factory.mktemp("tls")) as terminator:
        yield terminator


def test_over_tls_with_an_unknown_authority_the_digest_is_what_counts(look, check, terminator, here):
    variables = {"AWS_ENDPOINT_URL": terminator.url, "AWS_CA_BUNDLE": "/ca/authority.pem"}
    places = [place(image, variables=variables, volumes=[f"{terminator.folder}:/ca:ro"]) for image in here(OF_TLS)]
    check(look(places, AWS_ENDPOINT_URL=terminator.url, AWS_CA_BUNDLE=terminator.authority), places)


def test_over_tls_an_image_that_knows_the_authority_needs_no_digest(look, check, terminator):
    variables = {"AWS_ENDPOINT_URL": terminator.url, "SSL_CERT_FILE": "/ca/authority.pem"}
    places = [place(image, variables=variables, volumes=[f"{terminator.folder}:/ca:ro"])
              for image in ("bare-curl", "bare-names")]
    check(look(places, AWS_ENDPOINT_URL=terminator.url, AWS_CA_BUNDLE=terminator.authority), places)


def test_over_tls_without_a_digest_and_without_the_authority_nothing_is_run(look, terminator):
    places = [place("bare-curl", variables={"AWS_ENDPOINT_URL": terminator.url})]
    run = look(places, AWS_ENDPOINT_URL=terminator.url, AWS_CA_BUNDLE=terminator.authority)
    run.fails("agent could not be obtained", "curl .safe.: .*certificate", "`mount` or `image`", status=(1,))
    assert "X-Amz-Signature" not in run.stderr


def test_an_agent_that_does_not_know_the_authority_says_how_it_would(look, terminator):
    places = [place("bare-musl", variables={"AWS_ENDPOINT_URL": terminator.url})]
    run = look(places, AWS_ENDPOINT_URL=terminator.url, AWS_CA_BUNDLE=terminator.authority)
    run.fails("manifest", "no TLS with", "AWS_CA_BUNDLE", status=(1,))


# Ways in which containers are run.


def test_containers_that_are_run_unlike_others(look, check, terminator, here):
    places = [
        place("bare-curl", read_only=True, tmpfs=["/tmp:size=64,exec"]),
        place("bare-curl", user="1234:2345"),
        place("bare-perl", user="1234:2345"),
        place("bare-wget", user="1234:2345", read_only=True, tmpfs=["/tmp:size=64,exec,mode=1777"]),
        place("bare-perl", variables={"SSL_CERT_FILE": "/ca/authority.pem"}, volumes=[f"{terminator.folder}:/ca:ro"]),
        # By a name that has to be looked up, where the agent could not load the modules that the image wants for it.
        *(place(image, variables={"AWS_ENDPOINT_URL": terminator.plain_url}) for image in here(OF_FOREIGN_NAMES)),
    ]
    check(look(places, AWS_ENDPOINT_URL=terminator.plain_url), places)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_is_the_only_way(look, check, terminator, scheme, here):
    outside = {"AWS_ENDPOINT_URL": f"{scheme}://localhost.test", f"{scheme}_proxy": terminator.plain_url,
               "no_proxy": "127.0.0.1", "AWS_CA_BUNDLE": str(terminator.authority)}
    inside = {**outside, "AWS_CA_BUNDLE": "/ca/authority.pem"}
    images = ("bare-curl", "bare-wget", "bare-musl") if scheme == "http" else here(
        # busybox knows proxies for http alone.
        ("bare-wget", "bare-debian-11"))
    places = [place(image, variables=inside, volumes=[f"{terminator.folder}:/ca:ro"]) for image in images]
    before = len(terminator.forwarded)
    check(look(places, **outside), places)
    asked = terminator.forwarded[before:]
    assert {host.split(":")[0] for host in asked} == {"localhost.test"}


def test_without_a_folder_to_write_in_the_message_says_what_to_mount(look):
    look([place("bare-curl", read_only=True)]).fails("no folder to put the agent in", "MARTLET_AGENT_DIR", status=(1,))
    look([place("bare-busybox", user="1234:2345")]).fails("no folder to put the agent in", "mount", status=(1,))


def test_a_mounted_agent_without_a_folder_to_write_in_says_what_to_set(look, account):
    mode = f"{{mount: {account.agent}}}"
    look([place("bare-curl", read_only=True)], mode=mode).fails("/tmp", "read-only", "scratch", status=(1,))


def test_without_a_path_the_agent_finds_the_shell(look, check, account):
    places = [place(image, variables={"PATH": ""}) for image in ("bare-curl", "bare-shell")]
    check(look(places, mode=f"{{mount: {account.agent}}}"), places)
