"""May a failed attempt be repeated? evaluateOnExit as AWS describes it."""
import fnmatch
import re


def wants_retry(strategy, exit_code, reason, status_reason):
    """The action of the first rule that matches; RETRY when none does."""
    for rule in strategy.get("evaluateOnExit", []):
        if (fits(rule.get("onExitCode"), exit_code) and fits(rule.get("onReason"), reason)
                and fits(rule.get("onStatusReason"), status_reason)):
            return rule["action"].upper() == "RETRY"
    return True


def fits(pattern, value):
    """A pattern may end in an asterisk; all other characters stand for themselves."""
    if pattern is None:
        return True
    text = str(value if value is not None else "")
    return fnmatch.fnmatchcase(text, re.sub(r"([\[?])", r"[\1]", pattern))
