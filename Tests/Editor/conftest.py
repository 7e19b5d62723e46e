"""A client of others (pygls by way of pytest-lsp) that talks to the program itself."""

import asyncio
import os
import pathlib
import shutil

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

MARTLET = os.environ.get("MARTLET") or shutil.which("martlet") or "martlet"
# Seconds for what is not said at all to count as missing.
PATIENCE = 60

TOOLS = """\
version 1.1

# Counts lines.
task count {
  input {
    File file
    Int threads = 2
  }
  command <<< wc -l ~{file} >>>
  output {
    Int lines = read_int(stdout())
  }
  runtime {
    container: "busybox"
    cpu: threads
  }
}
"""

MAIN = """\
version 1.1

import "tools.wdl"

workflow main {
  input {
    Array[File] files
  }
  scatter (file in files) {
    call tools.count { input: file = file }
  }
  output {
    Array[Int] lines = count.lines
  }
}
"""


class Editor:
    """An editor with a folder of documents; `§` in a text is where the cursor stands."""

    def __init__(self, client: LanguageClient, folder: pathlib.Path):
        self.client = client
        self.folder = folder
        self.versions = {}

    def uri(self, name):
        return (self.folder / name).as_uri()

    def open(self, name, text):
        """Opens a document and gives the place of the cursor in it."""
        clean, position = cursor(text)
        self.versions[name] = 1
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(
                types.TextDocumentItem(uri=self.uri(name), language_id="wdl", version=1, text=clean)
            )
        )
        return types.TextDocumentIdentifier(self.uri(name)), position

    def change(self, name, *changes):
        self.versions[name] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(uri=self.uri(name), version=self.versions[name]),
                list(changes),
            )
        )

    def replace(self, name, text):
        self.change(name, types.TextDocumentContentChangeWholeDocument(text=text))

    def close(self, name):
        self.client.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(self.uri(name)))
        )

    async def says(self, name, *codes):
        """Waits until this, and only this, is said about a document."""
        wanted = sorted(codes)
        # Looked at now and then: what comes before somebody waits for it wakes nobody.
        async with asyncio.timeout(PATIENCE):
            while self.codes(name) != wanted:
                await asyncio.sleep(0.02)
        return self.client.diagnostics[self.uri(name)]

    def codes(self, name):
        found = self.client.diagnostics.get(self.uri(name))
        return None if found is None else sorted(str(each.code) for each in found)


def cursor(text):
    before, _, after = text.partition("§")
    line = before.count("\n")
    column = len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
    return before + after, types.Position(line, column)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tools.wdl").write_text(TOOLS)
    return tmp_path


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[MARTLET, "lsp"]))
async def client(lsp_client: LanguageClient, tmp_path):
    lsp_client.registered = []

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams):
        lsp_client.registered += params.registrations

    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"),
            workspace_folders=[types.WorkspaceFolder(uri=tmp_path.as_uri(), name="folder")],
        )
    )
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def editor(client, folder):
    return Editor(client, folder)
