"""The arguments of the coordinator's Snakemake: the user's own, with those of profiles, less what is for here alone."""
import contextlib
import io
import os
import re

from snakemake_interface_common.exceptions import WorkflowError

# By argparse's `dest`: what is for here alone, and what is said anew.
LEFT_OUT = {
    "profile", "workflow_profile", "directory", "snakefile", "configfile", "martlet_program", "martlet_config",
    "martlet_runs_dir", "martlet_leave_jobs",
}
# Of any storage, as an option or a variable: the job has a role in their stead.
CREDENTIAL = re.compile("storage_.*(key|secret|token|password|passphrase)", re.IGNORECASE)


def arguments(given, workflow, configuration):
    """The arguments, for a Snakemake in a folder that has the workflow's sources as the current one has them.

    given: of this process. configuration: where the martlet.yaml is there, None where there is none.
    """
    from snakemake.cli import parse_args

    # It says again which profiles are used.
    with contextlib.redirect_stderr(io.StringIO()):
        parser, _ = parse_args(list(given))
    of_profiles = []
    for source, settings in parser.get_source_to_settings_dict().items():
        if source.startswith("config_file"):
            for key, (action, value) in settings.items():
                of_profiles += parser.convert_item_to_command_line_arg(action, key, value)
    told = [*without(parser, of_profiles), "--snakefile", inside(workflow.main_snakefile)]
    if workflow.overwrite_configfiles:
        told += ["--configfile", *map(inside, workflow.overwrite_configfiles)]
    if configuration:
        told += ["--martlet-config", configuration]
    # What takes one value stands last, before what may begin with targets.
    return [*told, "--workflow-profile", "none", *without(parser, given)]


def inside(path):
    """Where a file of the workflow is in the job."""
    relative = os.path.relpath(path)
    if relative.startswith(".."):
        raise WorkflowError(f"--martlet-coordinator: {relative} lies outside of the folder {os.getcwd()}, and so does not get into the job")
    return relative


def without(parser, tokens):
    """The arguments less those of options that are left out, and less the coordinator's own."""
    options = {name: action for action in parser._actions for name in action.option_strings}
    kept, rest = [], list(tokens)
    while rest:
        token = rest.pop(0)
        if token == "--":
            return [*kept, token, *rest]
        action, has_value = option(options, token)
        values = [] if action is None or has_value else take(action, rest)
        if action is None or not is_left_out(action.dest):
            kept += [token, *values]
    return kept


def is_left_out(dest):
    return dest in LEFT_OUT or dest.startswith("martlet_coordinator") or bool(CREDENTIAL.match(dest))


def option(options, token):
    """The option that an argument is, None for a value; and whether its value is a part of it."""
    name, equals, _ = token.partition("=")
    if name in options:
        return options[name], bool(equals)
    if token.startswith("--"):
        # argparse takes an option's beginning for the option.
        actions = {id(action): action for full, action in options.items() if full.startswith(name)}
        return (next(iter(actions.values())) if len(actions) == 1 else None), bool(equals)
    if token.startswith("-") and token[:2] in options:
        return options[token[:2]], options[token[:2]].nargs != 0
    return None, False


def take(action, rest):
    """Take an option's values off what is left."""
    count = {None: 1, "?": 1}.get(action.nargs, action.nargs)
    values = []
    while rest and (count in ("*", "+") or len(values) < count):
        if action.nargs is not None and rest[0].startswith("-"):
            break
        values.append(rest.pop(0))
    return values
