#!/usr/bin/env python3
"""Judge every request in the rig's log by botocore's service models.

usage: validate_log.py LOG [--agent REGEX] [--first N]
       validate_log.py --self-check

Exit code 1 when a request is invalid, or when there is none to judge. --first leaves out so many lines at the beginning.
"""
import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from wire import judge_file
from wire.self_check import self_check


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("log", nargs="?")
    parser.add_argument("--agent", default="", help="only requests whose User-Agent matches")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--self-check", action="store_true", help="are planted faults found?")
    options = parser.parse_args()
    if options.self_check:
        return self_check()
    if not options.log:
        parser.error("which log?")
    verdict = judge_file(options.log, options.agent, options.first)
    for name, count in verdict.operations.most_common():
        print(f"{count:6} {name}")
    for fault, count in verdict.faults.most_common():
        print(f"BAD {count} × {fault}")
    print(f"{verdict.requests - verdict.invalid} passed, {verdict.invalid} failed")
    return 1 if verdict.invalid or not verdict.requests else 0


if __name__ == "__main__":
    sys.exit(main())
