#!/usr/bin/env python3
"""boto3 against the rig: prints `ok` or `FAIL` for each behaviour, and `N passed, N failed`. The rig has to be up."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from selftests import attempts, containers, requests, stopping, surroundings
from selftests.bench import Bench


def main():
    bench = Bench()
    report = containers.checks(bench)
    attempts.checks(bench, report)
    stopping.checks(bench, report)
    requests.checks(bench, report)
    surroundings.checks(bench, report)
    print(f"{bench.passed} passed, {bench.failed} failed")
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
