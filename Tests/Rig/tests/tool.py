"""martlet's verbs that are no runs, in a folder of their own."""
import subprocess

from engine import finish


class Tool:
    def __init__(self, program, folder, environment):
        self.program, self.folder = program, folder
        self.environment = {**environment, "HOME": str(folder / "home"), "XDG_CACHE_HOME": str(folder / "home" / "cache"),
                            "TMPDIR": str(folder / "home")}
        (folder / "home").mkdir(exist_ok=True)

    def start(self, *arguments, **environment):
        return subprocess.Popen(
            [self.program, *map(str, arguments)], cwd=self.folder, env={**self.environment, **environment}, text=True,
            start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *arguments, **environment):
        return finish(self.start(*arguments, **environment), seconds=120)

    def copies(self, *arguments, **environment):
        """Assert that the copy succeeds; what it says on stderr."""
        run = self.run("cp", *arguments, **environment)
        assert run.status == 0, run.stderr
        return run.stderr
