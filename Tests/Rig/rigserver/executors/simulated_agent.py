"""What martlet's agent would leave in S3, for jobs that run no process.

A job whose command starts the agent (`… run s3://bucket/key [--array] …`) has a manifest there. Its command may script the
job by `RIG_SIM=seconds:exit code[:oom]` anywhere in its text, or by the variable of this name; of several exit codes with commas
between them each is for one of the task's attempts, the last for all further ones. When the job ends by itself the result is
written as the agent writes it, with each file that the manifest names in the working folder, empty.

A job that would write to S3 by itself, as one that runs Snakemake, may say what: RIG_SIM_MAKES='pattern address', where the
pattern is searched in the command and the address has its groups (`\\1`).
"""
import hashlib
import json
import re
import time

SCRIPT = re.compile(r"RIG_SIM=(\S+)")
ATTEMPT = re.compile(r"/attempt-(\d+)/?$")
EMPTY = f'"{hashlib.md5(b"").hexdigest()}"'
LINE = 24  # bytes of a line of a pack's table


class SimulatedAgent:
    def __init__(self, read, write):
        """read(bucket, key) and write(bucket, key, bytes) reach the account's objects."""
        self.read, self.write = read, write
        self.packs = {}

    def manifest(self, spec):
        """The manifest that a container was given, or None when its command does not start the agent."""
        command, environment = spec["command"], spec["env"]
        address = next((word for word in command if word.startswith("s3://")), None)
        if not address or "run" not in command:
            return None
        if "--array" not in command:
            return json.loads(self.read(*parts(address)))
        pack = self.packs.get(address) or self.packs.setdefault(address, self.read(*parts(address)))
        place = LINE * (int(environment["AWS_BATCH_JOB_ARRAY_INDEX"]) + 1)
        start, length = map(int, pack[place:place + LINE].split())
        return json.loads(pack[start:start + length])

    def script(self, manifest):
        found = SCRIPT.search(manifest["command"])
        text = found.group(1) if found else manifest["environment"].get("RIG_SIM")
        if not text:
            return None
        seconds, _, rest = text.partition(":")
        codes, _, trouble = rest.partition(":")
        attempt = ATTEMPT.search(manifest["destination"])
        codes = codes.split(",")
        code = codes[min(int(attempt.group(1)) if attempt else 1, len(codes)) - 1]
        return f"{seconds}:{code}:{trouble}"

    def finish(self, manifest, exit_code, attempt):
        bucket, key = parts(manifest["destination"])
        names = [output["path"] for output in manifest["outputs"]
                 if exit_code == 0 and "path" in output and not output["path"].startswith("/")]
        files = [{"path": name, "url": f"{manifest['destination']}/work/{name}", "size": 0, "etag": EMPTY} for name in names]
        for name in names:
            self.write(bucket, f"{key}/work/{name}", b"")
        if exit_code == 0:
            self.make(manifest["command"], manifest["environment"])
        result = {"version": 1, "exitStatus": exit_code, "files": files, "matches": {},
                  "times": {"start": int(time.time() * 1000)}, "batchAttempt": attempt}
        self.write(bucket, key + "/result.json", json.dumps(result).encode())

    def make(self, command, environment):
        """What RIG_SIM_MAKES says that the command writes."""
        pattern, _, address = environment.get("RIG_SIM_MAKES", "").partition(" ")
        for match in re.finditer(pattern, command) if address else ():
            self.write(*parts(match.expand(address)), b"made\n")


def parts(address):
    """(bucket, key) of an s3:// address."""
    bucket, _, key = address.removeprefix("s3://").partition("/")
    return bucket, key
