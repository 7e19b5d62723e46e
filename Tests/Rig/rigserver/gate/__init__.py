"""What stands before the AWS services: signatures, integrity of bodies, scripted faults, the request log."""
from rigserver.gate.middleware import Gate

__all__ = ["Gate"]
