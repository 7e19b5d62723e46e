"""A stand-in for the AWS Batch API with the behaviour of the real one, as documented.

Each request is validated against botocore's own model; then capacity (compute environments, vCPUs, queues), states,
retries with evaluateOnExit, timeouts, dependencies, arrays, multi-container tasks, secrets and roles behave as AWS says,
and what AWS reports is reported (exitCode, reason, statusReason, attempts, isCancelled, isTerminated). What it was checked
against is AWS's documentation and botocore's model, never AWS itself.
"""
from rigserver.batch.service import Batch

__all__ = ["Batch"]
