"""What an editor shows of WDL documents."""

import pathlib
import urllib.parse
import urllib.request

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from conftest import MAIN, TOOLS


def at(document, position):
    return {"text_document": document, "position": position}


def applied(text, edits):
    """The text after edits, whose characters are those of UTF-16."""
    lines = text.split("\n")

    def offset(place):
        line = lines[place.line].encode("utf-16-le")[: 2 * place.character].decode("utf-16-le")
        return sum(len(each) + 1 for each in lines[: place.line]) + len(line)

    for edit in sorted(edits, key=lambda each: offset(each.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


async def test_mistakes_are_shown_where_they_are_while_one_types(editor):
    editor.open("main.wdl", MAIN.replace("count.lines", "count.lins"))
    (found,) = await editor.says("main.wdl", "wdl.unknown-member")
    assert found.severity == types.DiagnosticSeverity.Error
    assert (found.range.start.line, found.range.start.character) == (12, 29)
    assert "did you mean `lines`" in found.message
    editor.change(
        "main.wdl",
        types.TextDocumentContentChangePartial(
            range=types.Range(types.Position(12, 29), types.Position(12, 33)), text="lines"
        ),
    )
    await editor.says("main.wdl")


async def test_the_code_of_a_diagnostic_leads_to_its_explanation(editor):
    editor.open("main.wdl", "version 1.1\nworkflow w {\n  Int x = y\n}\n")
    (found,) = await editor.says("main.wdl", "wdl.unknown-name")
    page = urllib.parse.urlparse(found.code_description.href)
    assert page.scheme == "file"
    text = pathlib.Path(urllib.request.url2pathname(page.path)).read_text()
    assert text.startswith("# wdl.unknown-name: nothing has that name here")


async def test_positions_count_what_the_editor_counts(editor):
    document, place = editor.open(
        "main.wdl", 'version 1.1\nworkflow w {\n  Int size = 1\n  String s = "𝄞ä ~{si§ze}~{nothing}"\n}\n'
    )
    (found,) = await editor.says("main.wdl", "wdl.unknown-name")
    assert (found.range.start.character, found.range.end.character) == (27, 34)
    hover = await editor.client.text_document_hover_async(types.HoverParams(**at(document, place)))
    assert "Int size = 1" in hover.contents.value


async def test_hover_shows_types_and_documentation(editor):
    document, place = editor.open("main.wdl", MAIN.replace("call tools.count", "call tools.cou§nt"))
    hover = await editor.client.text_document_hover_async(types.HoverParams(**at(document, place)))
    assert hover.contents.kind == types.MarkupKind.Markdown
    assert "```wdl\ntask count {" in hover.contents.value
    assert "Counts lines." in hover.contents.value


async def test_definitions_are_found_in_files_that_are_not_open(editor):
    document, place = editor.open("main.wdl", MAIN.replace("input: file", "input: fi§le"))
    (found,) = await editor.client.text_document_definition_async(types.DefinitionParams(**at(document, place)))
    assert found.uri == editor.uri("tools.wdl")
    assert (found.range.start.line, found.range.start.character) == (5, 9)


async def test_references_are_found_below_the_folder(editor, folder):
    (folder / "other.wdl").write_text('version 1.1\nimport "tools.wdl" as t\nworkflow o { call t.count }\n')
    document, place = editor.open("tools.wdl", TOOLS.replace("task count", "task co§unt"))
    found = await editor.client.text_document_references_async(
        types.ReferenceParams(context=types.ReferenceContext(include_declaration=True), **at(document, place))
    )
    assert sorted(each.uri for each in found) == sorted([editor.uri("tools.wdl"), editor.uri("other.wdl")])


async def test_completion_knows_outputs_inputs_and_functions(editor):
    async def labels(text):
        document, place = editor.open("main.wdl", text)
        found = await editor.client.text_document_completion_async(types.CompletionParams(**at(document, place)))
        editor.close("main.wdl")
        return [each.label for each in found.items]

    assert await labels(MAIN.replace("count.lines", "count.§")) == ["lines"]
    assert await labels(MAIN.replace("file = file }", "file = file, §")) == ["threads"]
    assert "length" in await labels(MAIN.replace("count.lines", "le§"))
    assert "scatter" in await labels(MAIN.replace("  output", "  §\n  output"))


async def test_renaming_changes_every_document(editor, folder):
    (folder / "main.wdl").write_text(MAIN)
    document, place = editor.open("tools.wdl", TOOLS.replace("task count", "task co§unt"))
    target = await editor.client.text_document_prepare_rename_async(types.PrepareRenameParams(**at(document, place)))
    assert target.placeholder == "count"
    edit = await editor.client.text_document_rename_async(
        types.RenameParams(new_name="number", **at(document, place))
    )
    edits = {each.text_document.uri: each.edits for each in edit.document_changes}
    assert applied(TOOLS, edits[editor.uri("tools.wdl")]) == TOOLS.replace("count", "number")
    assert applied(MAIN, edits[editor.uri("main.wdl")]) == MAIN.replace("count", "number")


async def test_a_new_name_that_cannot_be_is_refused(editor):
    document, place = editor.open("tools.wdl", TOOLS.replace("File file", "File fi§le"))
    for name, reason in [("threads", "another `threads`"), ("task", "reserved word"), ("1st", "is no name")]:
        with pytest.raises(JsonRpcException, match=reason):
            await editor.client.text_document_rename_async(types.RenameParams(new_name=name, **at(document, place)))


async def test_documents_are_laid_out(editor):
    messy = TOOLS.replace("    Int threads = 2", "Int   threads=2")
    document, _ = editor.open("tools.wdl", messy)
    options = types.FormattingOptions(tab_size=4, insert_spaces=True)
    edits = await editor.client.text_document_formatting_async(types.DocumentFormattingParams(document, options))
    text = applied(messy, edits)
    assert "        Int threads = 2\n" in text
    editor.replace("tools.wdl", text)
    assert not await editor.client.text_document_formatting_async(types.DocumentFormattingParams(document, options))
    editor.replace("tools.wdl", "version 1.1\ntask {")
    with pytest.raises(JsonRpcException, match="has mistakes"):
        await editor.client.text_document_formatting_async(types.DocumentFormattingParams(document, options))


async def test_the_outline_and_folds_are_given(editor):
    document, _ = editor.open("main.wdl", MAIN)
    (symbol,) = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert symbol.name == "main"
    assert [each.name for each in symbol.children] == ["files", "scatter (file)", "lines"]
    folds = await editor.client.text_document_folding_range_async(types.FoldingRangeParams(document))
    assert (folds[0].start_line, folds[0].end_line) == (4, 13)


async def test_a_change_shows_in_the_documents_that_import(editor):
    editor.open("main.wdl", MAIN)
    await editor.says("main.wdl")
    editor.open("tools.wdl", TOOLS.replace("Int lines", "Int rows"))
    await editor.says("main.wdl", "wdl.unknown-member")
    editor.replace("tools.wdl", TOOLS)
    await editor.says("main.wdl")
    editor.replace("tools.wdl", TOOLS.replace("Int lines", "Int rows"))
    await editor.says("main.wdl", "wdl.unknown-member")
    # What is closed is what lies on the disk again.
    editor.close("tools.wdl")
    await editor.says("main.wdl")


async def test_a_file_that_changes_on_the_disk_is_seen(editor, folder):
    editor.open("main.wdl", MAIN)
    await editor.says("main.wdl")
    assert [each.method for each in editor.client.registered] == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]
    (folder / "tools.wdl").write_text(TOOLS.replace("Int lines", "Int rows"))
    editor.client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams(
            [types.FileEvent(uri=editor.uri("tools.wdl"), type=types.FileChangeType.Changed)]
        )
    )
    await editor.says("main.wdl", "wdl.unknown-member")


async def test_a_large_document_is_answered_while_it_is_checked(editor):
    tasks = "".join(TOOLS.partition("\n\n")[2].replace("task count", f"task count_{number}") for number in range(5000))
    text = "version 1.1\n\n" + tasks
    assert len(text) > 1_000_000
    document, place = editor.open("large.wdl", text.replace("File file", "File fi§le", 1))
    for _ in range(3):
        editor.change(
            "large.wdl",
            types.TextDocumentContentChangePartial(
                range=types.Range(types.Position(0, 11), types.Position(0, 11)), text=" "
            ),
        )
    hover = await editor.client.text_document_hover_async(types.HoverParams(**at(document, place)))
    assert "File file" in hover.contents.value
