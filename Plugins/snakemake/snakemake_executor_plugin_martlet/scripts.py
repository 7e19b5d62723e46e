"""Rules that are `script:`, in images that have the script's language and no Snakemake."""
import inspect
import os
import posixpath
import re
import shlex

from .inside import text as inside
from .not_native import NotNative
from .own_files import WORD
from .told import UNKNOWN, told

# Where Snakemake puts the scripts that it runs.
FOLDER = ".snakemake/scripts"
MODULES = (".py", ".R", ".sh")
# Of a script and what goes with it: it is a part of the job's command.
MOST_BYTES = 1 << 19
COMMENT = re.compile(r"^\s*#.*", re.MULTILINE)
LITERAL = re.compile(r"""(["'])([^"'\n]+)\1""")
IMPORT = re.compile(r"^\s*(?:from\s|import\s(?:[^#\n]*,)?)\s*(snakemake(?:\.\w+)*)(?![\w.])", re.MULTILINE)
OFFERED = ("snakemake.script", "snakemake.iocontainers")


def script_command(job, own, image):
    """What makes the script's files in the job's working folder, and the command that runs it; raises NotNative.

    own: the workflow's own files. image: for messages.
    """
    path = _path(job)
    command = LANGUAGES.get(posixpath.splitext(path)[1])
    if not command:
        raise NotNative(f"its script {path} is not one in Python, R or bash")
    files = _gather(path, own)
    _check(files, path, own)
    made, line = command(job, path, files[path], image)
    return "".join(_write(*file) for file in {**files, **made}.items()), line


def _path(job):
    from snakemake.sourcecache import LocalSourceFile

    source = job._path_to_source_file(job.rule.script)
    if not isinstance(source, LocalSourceFile):
        raise NotNative(f"its script {source} is not a file of this machine")
    path = os.path.relpath(source.get_path_or_uri(secret_free=True))
    if path.startswith("../"):
        raise NotNative(f"its script {path} lies outside the working folder")
    return path


# Files that go with the script


def _gather(path, own):
    """The script and the files of its folder that it names, and those that these name: {path: text}."""
    folder = posixpath.dirname(path)
    others = [name for name in own.files(folder) if name != path]
    found, new = {}, [path]
    while new:
        found.update((name, _read(name)) for name in new)
        texts = "\n".join(found[name] for name in new)
        new = [name for name in others if name not in found and _is_named(posixpath.relpath(name, folder or "."), texts)]
    # What makes folders packages is named by nobody.
    for name in others:
        is_package = any(posixpath.dirname(file).startswith(posixpath.dirname(name)) for file in found)
        if posixpath.basename(name) == "__init__.py" and is_package and name not in found:
            found[name] = _read(name)
    if sum(map(len, found.values())) > MOST_BYTES:
        raise NotNative(f"its script {path} has more than {MOST_BYTES >> 10} KiB with what it uses of its folder")
    return found


def _is_named(name, texts):
    """Whether a file is named: as it is called, as a module, or by a folder that it lies in."""
    *folders, file = name.split("/")
    stem, suffix = posixpath.splitext(file)
    words = [file, *folders, *([stem] if suffix in MODULES else [])]
    return any(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", texts) for word in words)


def _read(path):
    try:
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
    except (OSError, ValueError) as error:
        raise NotNative(f"its script's file {path} cannot be read as text ({error})") from error
    if "\0" in text:
        raise NotNative(f"its script's file {path} is not text")
    return text


def _check(files, path, own):
    """Raises NotNative when the script needs what is not there."""
    folder = posixpath.dirname(path)
    there = set(files)
    for file in files:
        while file := posixpath.dirname(file):
            there.add(file)
    for file, text in files.items():
        code = COMMENT.sub("", text)
        words = [literal for _, literal in LITERAL.findall(code)]
        if file.endswith(".sh"):
            words += WORD.findall(code)
        found = own.named(words, folder, besides=there)
        if found:
            raise NotNative(f"{file} names {found}, which is of the workflow itself")
        if file.endswith(".py"):
            _check_python(text, file)


def _check_python(text, file):
    for module in IMPORT.findall(text):
        if module not in OFFERED:
            raise NotNative(f"{file} imports {module}")
    if "report_href" in text:
        raise NotNative(f"{file} asks for report_href")


def _write(path, text):
    """Lines of shell that make a file."""
    folder = posixpath.dirname(path) or "."
    return f"mkdir -p {shlex.quote(folder)} && printf %s {shlex.quote(text)} > {shlex.quote(path)} || exit 1\n"


# Languages


def _python(job, path, text, image):
    files = {f"{FOLDER}/martlet_script.py": inside("martlet_script.py"), f"{FOLDER}/martlet_script.json": told(path, _snakemake(job, path))}
    start = f'import os, sys; sys.path[0] = os.path.abspath("{FOLDER}"); import martlet_script; martlet_script.main()'
    return files, f"""for python in python python3 ''; do
  if [ -z "$python" ] || "$python" -c 'import sys; sys.exit(sys.version_info < (3, 6))' > /dev/null 2>&1; then break; fi
done
if [ -z "$python" ]; then {_absent("Python 3.6 or newer, as python or python3,", path, image)}; fi
"$python" -c {shlex.quote(start)}"""


def _r(job, path, text, image):
    from snakemake.script import RScript

    known = """snakemake@scriptdir <- normalizePath(snakemake@scriptdir)
if (identical(snakemake@resources[["tmpdir"]], "<TBD>")) snakemake@resources[["tmpdir"]] <- Sys.getenv("TMPDIR", "/tmp")
"""
    return _with_preamble(RScript, job, path, known + text, "Rscript", "Rscript --vanilla", image)


def _bash(job, path, text, image):
    from snakemake.script import BashScript

    known = """snakemake[scriptdir]=$(cd "${snakemake[scriptdir]}" && pwd)
for martlet_name in "${!snakemake_resources[@]}"; do
  if [[ ${snakemake_resources[$martlet_name]} == "<TBD>" ]]; then snakemake_resources[$martlet_name]=${TMPDIR:-/tmp}; fi
done
unset martlet_name
"""
    return _with_preamble(BashScript, job, path, known + text, "bash", "bash", image)


LANGUAGES = {".py": _python, ".R": _r, ".sh": _bash}


def _with_preamble(kind, job, path, text, program, command, image):
    """A script behind what Snakemake's own class puts before it."""
    from snakemake.sourcecache import LocalSourceFile

    snakemake = _snakemake(job, path)
    values = {
        "path": LocalSourceFile(posixpath.join(".", path)), "input_": snakemake.input, "output": snakemake.output, "params": job.params,
        "wildcards": snakemake.wildcards, "threads": snakemake.threads, "resources": snakemake.resources, "log": snakemake.log,
        "config": snakemake.config, "rulename": snakemake.rule, "bench_iteration": snakemake.bench_iteration, "is_local": True}
    asked = inspect.signature(kind.generate_preamble).parameters.values()
    given = {one.name: values.get(one.name) for one in asked if one.default is inspect.Parameter.empty}
    try:
        preamble = kind.generate_preamble(**given)
    except ValueError as error:
        raise NotNative(f"its script cannot be told what it asks for: {error}") from error
    rendered = f"{FOLDER}/{posixpath.basename(path)}"
    found = f"command -v {program} > /dev/null 2>&1"
    return {rendered: f"{preamble}\n{text}"}, f"{found} || {{ {_absent(program, path, image)}; }}\n{command} {shlex.quote(rendered)}"


def _absent(program, path, image):
    """A command that says that the image lacks what the script is written in, and ends."""
    words = (f"martlet: there is no {program} in the image {image}, and {path} needs it: give the rule a `container:` that has it, "
             "or let its jobs run through Snakemake by --martlet-native never")
    return f"echo {shlex.quote(words)} >&2; exit 127"


def _snakemake(job, path):
    """What the script sees."""
    from snakemake.script import Snakemake

    later = [*job.params, *(value for name, value in job.resources.items() if name != "tmpdir")]
    if any(isinstance(value, str) and value == UNKNOWN for value in later):
        raise NotNative("its params or resources have something that only the job knows")
    config = job.rule.run_func.__globals__["config"]
    return Snakemake(job.input, job.output, job.params, job.wildcards, job.threads, job.resources, job.log, config, job.rule.name,
                     0 if job.benchmark else None, posixpath.dirname(path))
