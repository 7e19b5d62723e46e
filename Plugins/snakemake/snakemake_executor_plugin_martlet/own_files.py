"""The workflow's own files, which are only there where Snakemake is."""
import os
import posixpath
import re
from dataclasses import dataclass

# A word of a shell command.
WORD = re.compile(r"""[^\s'"=;|&<>()`$]+""")


@dataclass
class OwnFiles:
    """The workflow's own files and folders."""

    names: set
    # Absolute; all that lies below them is the workflow's own, too.
    roots: tuple

    @classmethod
    def of(cls, workflow):
        paths = {posixpath.normpath(path) for path in workflow.dag.get_sources()}
        folders = {posixpath.dirname(path) for path in paths} - {""}
        return cls(paths | folders, tuple({os.getcwd(), str(getattr(workflow, "basedir", os.getcwd()))}))

    def have(self, word):
        path = posixpath.normpath(word)
        return path in self.names or any(path == root or path.startswith(root + "/") for root in self.roots)

    def named(self, words, folder="", besides=()):
        """The first word that names one of them, seen from the working folder or from another; None when there is none.

        besides: paths that do not count.
        """
        for word in filter(None, words):
            for path in (word, posixpath.join(folder, word)):
                if self.have(path) and posixpath.normpath(path) not in besides:
                    return word
        return None

    def files(self, folder):
        """The files below a folder, without hidden ones."""
        prefix = folder + "/" if folder else ""
        found = (name for name in self.names if name.startswith(prefix) and not posixpath.isabs(name))
        return sorted(name for name in found if not any(part.startswith((".", "__pycache__")) for part in name.split("/"))
                      and os.path.isfile(name))
