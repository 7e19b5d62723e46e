"""Judges logged AWS requests by botocore's service models.

The way is the inverse of botocore's serializers: a request is read back into the parameters of an operation, the parameters
are validated, and botocore writes them again; what it writes has to be what was sent.
"""
from wire.judge import Verdict, judge, judge_file

__all__ = ["Verdict", "judge", "judge_file"]
